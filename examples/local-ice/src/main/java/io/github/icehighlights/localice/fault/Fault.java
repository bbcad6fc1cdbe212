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
package io.github.icehighlights.localice.fault;

import java.util.Map;
import java.util.Objects;

/**
 * One fault that was asked for. It happens once, unless {@link #times} or {@link #always} say otherwise.
 */
public final class Fault {

    private final String action;
    private final String media;
    private final String job;
    private final Effect effect;
    private int left = 1;

    Fault(String action, String media, String job, Effect effect) {
        this.action = action;
        this.media = media;
        this.job = job;
        this.effect = Objects.requireNonNull(effect);
    }

    /**
     * How often it happens.
     *
     * @param times 0 or more
     */
    public synchronized Fault times(int times) {
        left = times;
        return this;
    }

    /** It happens until the faults are cleared. */
    public synchronized Fault always() {
        left = Integer.MAX_VALUE;
        return this;
    }

    /** How often it will still happen. */
    public synchronized int left() {
        return left;
    }

    /** Whether it still waits to happen. */
    public boolean isPending() {
        return left() > 0;
    }

    Effect effect() {
        return effect;
    }

    /** Takes one of its times, if it is meant for this request. */
    synchronized boolean take(String requestedAction, Map<String, String> parameters) {
        if (left == 0 || !isMeantFor(requestedAction, parameters)) {
            return false;
        }
        if (left != Integer.MAX_VALUE) {
            left--;
        }
        return true;
    }

    private boolean isMeantFor(String requestedAction, Map<String, String> parameters) {
        return (action == null || action.equals(requestedAction))
                && (media == null || parameters.getOrDefault("InputConfig", "").contains(media))
                && (job == null || parameters.getOrDefault("JobId", "").contains(job));
    }

    @Override
    public synchronized String toString() {
        String often = left == Integer.MAX_VALUE ? "always" : left + " times";
        return effect + " on " + (action == null ? "any action" : action)
                + (media == null ? "" : " with media " + media) + (job == null ? "" : " of job " + job) + ", " + often;
    }
}
