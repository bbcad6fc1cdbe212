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
package io.github.icehighlights.camel.crash;

import java.nio.file.Path;

/** An H2 database in a file: its process is the node, and dies with it. */
record H2File(Path path) implements CrashDatabase {

    @Override
    public String jdbcUrl() {
        return "jdbc:h2:file:" + path + ";WRITE_DELAY=0";
    }

    @Override
    public void restart() {
        throw new UnsupportedOperationException("It has no process of its own");
    }

    @Override
    public boolean isAway() {
        return false;
    }

    @Override
    public void close() {
        // closed by whoever has it open
    }

    @Override
    public String toString() {
        return "H2 file";
    }
}
