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
package io.github.icehighlights.camel.tracking;

import io.github.icehighlights.camel.ice.IceApi;
import io.github.icehighlights.camel.store.JobStore;

/** What is wrong with a component, made from around it. */
interface Defect {

    /** Nothing is. */
    Defect NONE = new Defect() {};

    /** Through what a node acts on the world. */
    record Tools(JobStore store, IceApi ice) {}

    /** The store that all nodes share; what it answers is taken at its word. */
    default JobStore store(JobStore sound) {
        return sound;
    }

    /** What a node really does, when a sound one would act on the world like this. */
    default Tools tools(JobStore store, IceApi ice) {
        return new Tools(store, ice);
    }
}
