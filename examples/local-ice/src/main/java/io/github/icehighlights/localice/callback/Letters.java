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
package io.github.icehighlights.localice.callback;

import java.util.ArrayList;
import java.util.List;

import io.github.icehighlights.localice.job.Job;
import io.github.icehighlights.localice.job.Lifecycle;
import io.github.icehighlights.localice.wire.Json;

/**
 * Writes the callbacks of a job: one to the address that it names and one to the account-wide address. Whether ICE
 * sends both is not documented.
 *
 * @param events              what is told
 * @param setting             the account-wide setting
 * @param signNotifyAddresses whether the callbacks to the addresses of jobs are signed like the account-wide ones
 */
record Letters(Events events, EventCallbackSetting setting, boolean signNotifyAddresses) {

    List<Letter> of(Job job, Lifecycle.Moment end) {
        Event event = events.end(job, end);
        EventCallback callback = setting.get();
        Stamp stamp = Stamp.with(callback.authKey());
        List<Letter> letters = new ArrayList<>();
        String notifyAddress = notifyAddress(job);
        if (notifyAddress != null) {
            Stamp own = signNotifyAddresses ? stamp : Stamp.NONE;
            letters.add(Letter.of(job.id(), Address.of(notifyAddress), event, own));
        }
        if (callback.isWanted(event.type())) {
            letters.add(Letter.of(job.id(), callback.address(), event, stamp));
        }
        return letters;
    }

    private static String notifyAddress(Job job) {
        return job.userData() == null
                ? null
                : Json.read(job.userData()).path("NotifyAddress").textValue();
    }
}
