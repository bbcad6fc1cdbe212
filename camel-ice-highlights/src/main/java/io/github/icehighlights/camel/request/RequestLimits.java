/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.icehighlights.camel.request;

import java.util.Set;

/**
 * The limits that depend on the connection or that Alibaba does not state for these very calls. Everything that is
 * documented is a constant of the job type's rules.
 *
 * @param region           the region whose ICE is called; null leaves regions unchecked
 * @param checkRegions     whether media, output and features must fit the region
 * @param checkHosts       whether media URLs must lead to OSS itself, not to a CDN, an accelerator or another server
 * @param userDataBytes    the longest UserData in UTF-8 bytes, our correlation id included
 * @param maxMedia         how many media one job takes
 * @param minSide          the shortest side of an output picture in pixels
 * @param maxSide          the longest side
 * @param maxShortSide     the longest that the shorter of both sides may be
 * @param sportsCategories the sports that ICE knows
 */
public record RequestLimits(
        String region,
        boolean checkRegions,
        boolean checkHosts,
        int userDataBytes,
        int maxMedia,
        int minSide,
        int maxSide,
        int maxShortSide,
        Set<String> sportsCategories) {

    public RequestLimits {
        sportsCategories = Set.copyOf(sportsCategories);
    }

    /** What Alibaba documents, for the highlight calls or else for the family they belong to. */
    public static RequestLimits defaults(String region) {
        return new RequestLimits(region, true, true, 512, 30, 128, 4096, 2160, Set.of("basketball", "pingpong"));
    }

    /** These limits with another answer to {@link #checkRegions()}. */
    public RequestLimits withCheckRegions(boolean check) {
        return new RequestLimits(
                region, check, checkHosts, userDataBytes, maxMedia, minSide, maxSide, maxShortSide, sportsCategories);
    }

    /** These limits with another answer to {@link #checkHosts()}. */
    public RequestLimits withCheckHosts(boolean check) {
        return new RequestLimits(
                region, checkRegions, check, userDataBytes, maxMedia, minSide, maxSide, maxShortSide, sportsCategories);
    }

    /** These limits with another {@link #userDataBytes()}. */
    public RequestLimits withUserDataBytes(int bytes) {
        return new RequestLimits(
                region, checkRegions, checkHosts, bytes, maxMedia, minSide, maxSide, maxShortSide, sportsCategories);
    }

    /** These limits with another {@link #maxMedia()}. */
    public RequestLimits withMaxMedia(int media) {
        return new RequestLimits(
                region,
                checkRegions,
                checkHosts,
                userDataBytes,
                media,
                minSide,
                maxSide,
                maxShortSide,
                sportsCategories);
    }

    /** These limits with other sides of the output picture. */
    public RequestLimits withSides(int min, int max, int maxShort) {
        return new RequestLimits(
                region, checkRegions, checkHosts, userDataBytes, maxMedia, min, max, maxShort, sportsCategories);
    }

    /** These limits with other {@link #sportsCategories()}. */
    public RequestLimits withSportsCategories(Set<String> categories) {
        return new RequestLimits(
                region, checkRegions, checkHosts, userDataBytes, maxMedia, minSide, maxSide, maxShortSide, categories);
    }
}
