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
package io.github.icehighlights.mns;

import com.aliyun.mns.common.http.HttpFactory.IdleConnectionMonitor;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * Starts and ends the one thread that the queue client has for all its connections. Left to itself, the first queue that is
 * opened starts it, nothing ends it, and it holds the classes of whoever that was: the component's, after they were refreshed.
 */
public final class ConnectionMonitorActivator implements BundleActivator {

    @Override
    public void start(BundleContext bundle) {
        IdleConnectionMonitor.getInstance();
    }

    @Override
    public void stop(BundleContext bundle) {
        IdleConnectionMonitor monitor = IdleConnectionMonitor.getInstance();
        monitor.shutdown();
        monitor.interrupt();
    }
}
