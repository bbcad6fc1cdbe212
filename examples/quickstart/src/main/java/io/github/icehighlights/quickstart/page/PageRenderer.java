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
package io.github.icehighlights.quickstart.page;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.icehighlights.camel.model.Clip;
import io.github.icehighlights.camel.model.Highlights;
import io.github.icehighlights.camel.model.JobType;

/** Writes the page. What comes from outside (names, tags, messages) goes through {@link Template}, which escapes it. */
final class PageRenderer {

    private static final Html NOTHING = new Html("");

    private final Template page = new Template("/page/page.html");
    private final Template source = new Template("/page/source.html");
    private final Template job = new Template("/page/job.html");
    private final Template timeline = new Template("/page/timeline.html");
    private final Template place = new Template("/page/place.html");
    private final Template clip = new Template("/page/clip.html");
    private final Template video = new Template("/page/video.html");
    private final Template notice = new Template("/page/notice.html");
    private final Template tag = new Template("/page/tag.html");

    String render(List<SourceHighlights> sources) {
        int clips = sources.stream()
                .flatMap(source -> source.jobs().stream())
                .mapToInt(job -> job.clips().size())
                .sum();
        return page.fill(Map.of(
                        "count",
                        count(clips, "clip") + " from " + count(sources.size(), "source"),
                        "sources",
                        join(sources.stream().map(this::source).toList())))
                .text();
    }

    private Html source(SourceHighlights found) {
        return source.fill(Map.of(
                "name", found.file().substring(found.file().lastIndexOf('/') + 1),
                "file", link(found.file()),
                "jobs", join(found.jobs().stream().map(this::job).toList())));
    }

    private Html job(Highlights found) {
        String title = JobTitle.of(found.jobType());
        return job.fill(Map.of(
                "title", title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1),
                "id", found.jobId(),
                "action", found.jobType().submitAction(),
                "state", found.state().name().toLowerCase(Locale.ROOT),
                "timeline", timeline(found),
                "notice", notice(found),
                "clips", join(found.clips().stream().map(c -> clip(found, c)).toList())));
    }

    /** Only extractions know the places of their clips; the other jobs have no timeline. */
    private Html timeline(Highlights job) {
        List<Clip> placed = job.clips().stream().filter(PageRenderer::hasPlace).toList();
        return placed.isEmpty()
                ? NOTHING
                : timeline.fill(Map.of(
                        // the page learns the true length from the video itself; until then the last clip ends the line
                        "length", placed.stream().mapToDouble(Clip::out).max().orElseThrow(),
                        "places", join(placed.stream().map(c -> place(job, c)).toList())));
    }

    private Html place(Highlights job, Clip clip) {
        return place.fill(Map.of(
                "id", id(job, clip),
                "number", clip.index() + 1,
                "in", clip.in(),
                "out", clip.out(),
                "span", span(clip)));
    }

    private Html clip(Highlights job, Clip found) {
        return clip.fill(Map.of(
                "id",
                id(job, found),
                "number",
                found.index() + 1,
                "span",
                hasPlace(found) ? span(found) : job.jobType() == JobType.HIGHLIGHT_EXTRACTION ? "place unknown" : "",
                "length",
                length(found),
                "in",
                hasPlace(found) ? found.in() : "",
                "hidden",
                hasPlace(found) ? "" : "hidden",
                "tags",
                join(found.tags().stream().map(t -> tag.fill(Map.of("tag", t))).toList()),
                "player",
                player(found)));
    }

    private Html player(Clip found) {
        if (found.state().isFailure()) {
            return warn(message("This clip failed", found.errorCode(), found.errorMessage()));
        }
        if (found.key() == null) {
            return warn("This clip was not exported; only its place is known.");
        }
        return video.fill(Map.of("number", found.index() + 1, "file", link(found.key()), "name", found.key()));
    }

    private Html notice(Highlights job) {
        if (job.state().isFailure()) {
            return warn(message(
                    "The job " + job.state().name().toLowerCase(Locale.ROOT), job.errorCode(), job.errorMessage()));
        }
        return job.clips().isEmpty() ? warn("The job finished and found no highlights in this source.") : NOTHING;
    }

    private Html warn(String text) {
        return notice.fill(Map.of("text", text));
    }

    private static String message(String begin, String code, String text) {
        return begin + (code == null ? "" : ": " + code) + (text == null ? "" : " – " + text);
    }

    private static boolean hasPlace(Clip clip) {
        return clip.in() != null && clip.out() != null;
    }

    private static String id(Highlights job, Clip clip) {
        return "clip-" + job.jobId() + "-" + clip.index();
    }

    /** A path below the page's folder as a link; the leading dot keeps {@code a:b} from being read as a scheme. */
    private static String link(String path) {
        try {
            return "." + new URI(null, null, "/" + path, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("Not a path: " + path, e);
        }
    }

    private static String span(Clip clip) {
        return clock(clip.in()) + " – " + clock(clip.out());
    }

    private static String clock(double time) {
        long tenths = Math.round(time * 10);
        String clock = String.format(Locale.ROOT, "%d:%02d", tenths / 600, tenths / 10 % 60);
        return tenths % 10 == 0 ? clock : clock + "." + tenths % 10;
    }

    private static String length(Clip clip) {
        Double seconds = hasPlace(clip) ? Double.valueOf(clip.out() - clip.in()) : clip.duration();
        return seconds == null ? "" : String.format(Locale.ROOT, "%.1f s", seconds);
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static Html join(List<Html> parts) {
        return new Html(parts.stream().map(Html::text).collect(Collectors.joining("\n")));
    }
}
