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

import java.time.Clock;
import java.util.function.Function;

/**
 * What a simulation is about.
 *
 * @param trouble what goes wrong around the component; null leaves that to the seed
 * @param storage where the nodes keep their jobs, by its clock
 * @param defect  what is wrong with the component
 * @param told    whether the story is wanted too
 */
record Setting(Trouble trouble, Function<Clock, Storage> storage, Defect defect, boolean told) {

    /** Nothing is wrong with the component, and the seed decides what is wrong around it. */
    static final Setting SOUND = new Setting(null, Storage::memory, Defect.NONE, false);

    Setting in(Trouble around) {
        return new Setting(around, storage, defect, told);
    }

    Setting on(Function<Clock, Storage> place) {
        return new Setting(trouble, place, defect, told);
    }

    Setting with(Defect within) {
        return new Setting(trouble, storage, within, told);
    }

    Setting tellingItsStory() {
        return new Setting(trouble, storage, defect, true);
    }
}
