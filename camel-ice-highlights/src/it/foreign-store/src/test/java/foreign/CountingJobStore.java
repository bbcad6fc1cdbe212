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
package foreign;

import io.github.icehighlights.camel.model.JobType;
import io.github.icehighlights.camel.store.JobEnd;
import io.github.icehighlights.camel.store.JobStore;
import io.github.icehighlights.camel.store.PendingJob;
import io.github.icehighlights.camel.store.PendingState;
import io.github.icehighlights.camel.store.Reservation;
import io.github.icehighlights.camel.store.Reserved;
import java.time.Duration;
import java.util.Collection;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What somebody else may write: a store that counts how often another one is asked to change something. */
final class CountingJobStore implements JobStore {

    private final JobStore counted;
    private int reservations;

    CountingJobStore(JobStore counted) {
        this.counted = counted;
    }

    int reservations() {
        return reservations;
    }

    @Override
    public String name() {
        return "counting " + counted.name();
    }

    @Override
    public boolean isDurable() {
        return counted.isDurable();
    }

    @Override
    public synchronized Reserved reserve(Reservation reservation, String owner, Duration lease, boolean waited) {
        reservations++;
        return counted.reserve(reservation, owner, lease, waited);
    }

    @Override
    public boolean renew(PendingJob held, Duration lease) {
        return counted.renew(held, lease);
    }

    @Override
    public boolean sending(PendingJob held, Duration lease) {
        return counted.sending(held, lease);
    }

    @Override
    public boolean activate(String correlationId, String jobId, String requestId, Duration firstLook) {
        return counted.activate(correlationId, jobId, requestId, firstLook);
    }

    @Override
    public boolean refuse(PendingJob held, String error) {
        return counted.refuse(held, error);
    }

    @Override
    public boolean uncertain(PendingJob held, String reason) {
        return counted.uncertain(held, reason);
    }

    @Override
    public boolean abandon(PendingJob held, Duration delay, String error) {
        return counted.abandon(held, delay, error);
    }

    @Override
    public List<PendingJob> claimExpiredReservations(String owner, Duration lease, int max) {
        return counted.claimExpiredReservations(owner, lease, max);
    }

    @Override
    public List<PendingJob> claimDue(String channel, String owner, Duration lease, int max) {
        return counted.claimDue(channel, owner, lease, max);
    }

    @Override
    public List<PendingJob> claimWaited(String owner, Duration lease, int max) {
        return counted.claimWaited(owner, lease, max);
    }

    @Override
    public boolean reschedule(PendingJob held, Duration delay, String error) {
        return counted.reschedule(held, delay, error);
    }

    @Override
    public boolean beginDelivery(PendingJob held, JobEnd end, Duration lease) {
        return counted.beginDelivery(held, end, lease);
    }

    @Override
    public boolean clipDelivered(PendingJob held, int count) {
        return counted.clipDelivered(held, count);
    }

    @Override
    public boolean release(PendingJob held, Duration delay, String error) {
        return counted.release(held, delay, error);
    }

    @Override
    public boolean handBack(PendingJob held) {
        return counted.handBack(held);
    }

    @Override
    public boolean acknowledge(PendingJob held) {
        return counted.acknowledge(held);
    }

    @Override
    public boolean park(PendingJob held, String reason) {
        return counted.park(held, reason);
    }

    @Override
    public void hasten(Collection<String> correlationIds) {
        counted.hasten(correlationIds);
    }

    @Override
    public boolean wake(String correlationOrJobId) {
        return counted.wake(correlationOrJobId);
    }

    @Override
    public int hasten(String channel, JobType jobType, Duration age, Duration within) {
        return counted.hasten(channel, jobType, age, within);
    }

    @Override
    public boolean replay(String correlationId) {
        return counted.replay(correlationId);
    }

    @Override
    public boolean attach(String correlationId, String owner, Duration lease) {
        return counted.attach(correlationId, owner, lease);
    }

    @Override
    public List<String> renewWaiters(Collection<String> correlationIds, String owner, Duration lease) {
        return counted.renewWaiters(correlationIds, owner, lease);
    }

    @Override
    public void detach(String correlationId, String owner) {
        counted.detach(correlationId, owner);
    }

    @Override
    public Optional<PendingJob> findByKey(String channel, String key) {
        return counted.findByKey(channel, key);
    }

    @Override
    public Optional<PendingJob> findByJobId(String jobId) {
        return counted.findByJobId(jobId);
    }

    @Override
    public Optional<PendingJob> find(String correlationId) {
        return counted.find(correlationId);
    }

    @Override
    public List<PendingJob> page(String channel, Set<PendingState> states, String correlationId, int max) {
        return counted.page(channel, states, correlationId, max);
    }

    @Override
    public Map<PendingState, Long> count(String channel) {
        return counted.count(channel);
    }

    @Override
    public List<Duration> durations(String channel, JobType jobType, int max) {
        return counted.durations(channel, jobType, max);
    }

    @Override
    public int purge(Duration retention, int max) {
        return counted.purge(retention, max);
    }

    @Override
    public boolean forget(String correlationId) {
        return counted.forget(correlationId);
    }

    @Override
    public void open() {
        counted.open();
    }

    @Override
    public void close() {
        counted.close();
    }
}
