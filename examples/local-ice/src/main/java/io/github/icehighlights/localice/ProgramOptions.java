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
package io.github.icehighlights.localice;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Reads the options of the program: {@code --name value} or {@code --name=value}, and for what is not there the
 * environment variable {@code LOCAL_ICE_NAME}.
 */
final class ProgramOptions {

    private static final String AUTH_KEY = "callback-auth-key";

    private static final Map<String, BiConsumer<LocalIceBuilder, String>> OPTIONS = new LinkedHashMap<>();

    static {
        OPTIONS.put("port", (builder, value) -> builder.port(Integer.parseInt(value)));
        OPTIONS.put("s3-port", (builder, value) -> builder.s3Port(Integer.parseInt(value)));
        OPTIONS.put("queue-port", (builder, value) -> builder.queuePort(Integer.parseInt(value)));
        OPTIONS.put("directory", (builder, value) -> builder.directory(Path.of(value)));
        OPTIONS.put(
                "speed",
                (builder, value) -> builder.speed(value.equals("instant") ? Speed.INSTANT : Double.parseDouble(value)));
        OPTIONS.put("region", LocalIceBuilder::region);
        OPTIONS.put("bucket", (builder, value) -> List.of(value.split(",")).forEach(builder::bucket));
        OPTIONS.put("queue", (builder, value) -> List.of(value.split(",")).forEach(builder::queue));
        OPTIONS.put("base64-messages", (builder, value) -> builder.base64Messages(Boolean.parseBoolean(value)));
        OPTIONS.put(AUTH_KEY, LocalIceBuilder::callbackAuthKey);
        OPTIONS.put(
                "sign-notify-addresses", (builder, value) -> builder.signNotifyAddresses(Boolean.parseBoolean(value)));
        OPTIONS.put("extractions-listed", (builder, value) -> builder.extractionsListed(Boolean.parseBoolean(value)));
        OPTIONS.put("allow-path-style", (builder, value) -> builder.allowPathStyle(Boolean.parseBoolean(value)));
        OPTIONS.put("broken-echoes", (builder, value) -> builder.brokenEchoes(Boolean.parseBoolean(value)));
        OPTIONS.put("one-slash-urls", (builder, value) -> builder.oneSlashUrls(Boolean.parseBoolean(value)));
    }

    private ProgramOptions() {}

    /**
     * The settings that are asked for.
     *
     * @throws IllegalArgumentException with a text for the user, if one is unknown or wrong
     */
    static LocalIceBuilder read(String[] arguments, Map<String, String> environment) {
        // a program is looked at by people: minutes at ICE become seconds, not milliseconds
        LocalIceBuilder builder =
                LocalIce.builder().port(8080).s3Port(8081).queuePort(8082).speed(10);
        OPTIONS.forEach((name, option) -> {
            String value =
                    environment.get("LOCAL_ICE_" + name.toUpperCase(Locale.ROOT).replace('-', '_'));
            if (value != null) {
                apply(builder, name, value);
            }
        });
        List<String> words = split(arguments);
        if (words.size() % 2 != 0) {
            throw new IllegalArgumentException("No value for " + words.get(words.size() - 1) + ". " + usage());
        }
        for (int i = 0; i < words.size(); i += 2) {
            apply(builder, words.get(i).replaceFirst("^--", ""), words.get(i + 1));
        }
        return builder;
    }

    static String usage() {
        return "Options, each with a value: --" + String.join(" --", OPTIONS.keySet());
    }

    private static void apply(LocalIceBuilder builder, String name, String value) {
        BiConsumer<LocalIceBuilder, String> option = OPTIONS.get(name);
        if (option == null) {
            throw new IllegalArgumentException("Unknown option " + name + ". " + usage());
        }
        try {
            option.accept(builder, value);
        } catch (IllegalArgumentException e) {
            // a key is not for the screen
            String what = name.equals(AUTH_KEY) ? e.getMessage() : value;
            throw new IllegalArgumentException("Bad value for " + name + ": " + what, e);
        }
    }

    private static List<String> split(String[] arguments) {
        List<String> words = new ArrayList<>();
        for (String argument : arguments) {
            int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
            if (equals < 0) {
                words.add(argument);
            } else {
                words.add(argument.substring(0, equals));
                words.add(argument.substring(equals + 1));
            }
        }
        return words;
    }
}
