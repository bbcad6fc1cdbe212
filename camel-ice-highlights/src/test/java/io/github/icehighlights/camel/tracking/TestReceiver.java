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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.github.icehighlights.camel.model.JobState;

/** Takes the finished jobs of a channel and does with them what the test says. */
final class TestReceiver implements Receiver {

    static final LookPolicy LOOK = new LookPolicy(Duration.ofSeconds(10), Duration.ofHours(24), Duration.ofMinutes(2));
    static final DeliveryPolicy DELIVERY = new DeliveryPolicy(1, 3, Duration.ofSeconds(5), Duration.ofMinutes(30));
    static final Policies POLICIES = new Policies(LOOK, DELIVERY);

    private final String channel;
    private final Policies policies;
    private final List<Delivery> deliveries = new ArrayList<>();
    private Consumer<Delivery> route = Delivery::acknowledged;

    TestReceiver(String channel) {
        this(channel, POLICIES);
    }

    TestReceiver(String channel, Policies policies) {
        this.channel = channel;
        this.policies = policies;
    }

    @Override
    public String channel() {
        return channel;
    }

    @Override
    public Policies policies() {
        return policies;
    }

    @Override
    public void receive(Delivery delivery) {
        deliveries.add(delivery);
        route.accept(delivery);
    }

    TestReceiver route(Consumer<Delivery> route) {
        this.route = route;
        return this;
    }

    /** Keeps deliveries until the test ends them. */
    TestReceiver holding() {
        return route(delivery -> {});
    }

    List<Delivery> deliveries() {
        return deliveries;
    }

    Delivery last() {
        return deliveries.get(deliveries.size() - 1);
    }

    List<JobState> states() {
        return deliveries.stream()
                .map(delivery -> delivery.highlights().state())
                .toList();
    }
}
