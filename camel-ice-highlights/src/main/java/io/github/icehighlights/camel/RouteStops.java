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
package io.github.icehighlights.camel;

import java.util.LinkedHashSet;
import java.util.Set;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.spi.ShutdownPrepared;
import org.apache.camel.spi.UnitOfWork;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;

import io.github.icehighlights.camel.tracking.Waits;

/**
 * Learns that a route begins to stop, before Camel waits for its exchanges to end: then they must not wait for their jobs
 * any more. A route tells this to its services only, so a small one is added to each route in which exchanges wait.
 */
final class RouteStops {

    private final CamelContext context;
    private final Waits waits;

    RouteStops(CamelContext context, Waits waits) {
        this.context = context;
        this.waits = waits;
    }

    /** The routes whose stop ends the exchange's wait: where it came from and where it is. */
    Set<String> watch(Exchange exchange) {
        Set<String> ids = new LinkedHashSet<>();
        add(ids, exchange.getFromRouteId());
        UnitOfWork unitOfWork = exchange.getUnitOfWork();
        if (unitOfWork != null && unitOfWork.getRoute() != null) {
            add(ids, unitOfWork.getRoute().getRouteId());
        }
        // small: every waiting exchange keeps one
        return Set.copyOf(ids);
    }

    /** Whether one of the routes is stopping already. */
    boolean isStopping(Set<String> routeIds) {
        return context.isStopping()
                || routeIds.stream().map(context::getRoute).anyMatch(route -> route != null && isStopping(route));
    }

    private boolean isStopping(Route route) {
        return route.getServices().stream().anyMatch(service -> service instanceof Hook hook && hook.stopping)
                || ServiceHelper.isStopped(route.getConsumer())
                || ServiceHelper.isSuspended(route.getConsumer());
    }

    private void add(Set<String> ids, String routeId) {
        Route route = routeId == null ? null : context.getRoute(routeId);
        if (route != null && ids.add(routeId)) {
            synchronized (route) {
                if (route.getServices().stream()
                        .noneMatch(service -> service instanceof Hook hook && hook.waits == waits)) {
                    route.addService(new Hook(routeId, waits));
                }
            }
        }
    }

    private static final class Hook extends ServiceSupport implements ShutdownPrepared {

        private final String routeId;
        private final Waits waits;
        private volatile boolean stopping;

        Hook(String routeId, Waits waits) {
            this.routeId = routeId;
            this.waits = waits;
        }

        @Override
        public void prepareShutdown(boolean suspendOnly, boolean forced) {
            stopping = !suspendOnly;
            waits.detachAll(routeId);
        }

        @Override
        protected void doStart() {
            stopping = false;
        }
    }
}
