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
package io.github.icehighlights.localice.job;

/**
 * Wants to know what becomes of jobs. It is told at once, while nobody else can touch them, and has to be quick.
 */
public interface JobListener {

    /** Nobody. */
    JobListener NOBODY = new JobListener() {
        @Override
        public void created(Job job) {}

        @Override
        public void changed(Job job) {}
    };

    /** A job is new. */
    void created(Job job);

    /** A job has changed: its work is done, it was held or let go, or ended by hand. */
    void changed(Job job);
}
