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
package io.github.icehighlights.karaf;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** What Karaf tells of itself over JMX, and takes orders by. */
final class KarafBeans implements AutoCloseable {

    private static final ObjectName SYSTEM = name("org.apache.karaf:type=system,name=root");
    private static final ObjectName BUNDLES = name("org.apache.karaf:type=bundle,name=root");
    private static final ObjectName FEATURES = name("org.apache.karaf:type=feature,name=root");
    private static final ObjectName THREADS = name("java.lang:type=Threading");
    private static final ObjectName DIAGNOSTICS = name("com.sun.management:type=DiagnosticCommand");

    private final JMXConnector connector;
    private final MBeanServerConnection connection;

    private KarafBeans(JMXConnector connector) throws IOException {
        this.connector = connector;
        connection = connector.getMBeanServerConnection();
    }

    /**
     * A bundle as {@code bundle:list} shows it.
     *
     * @param state such as Active
     */
    record Bundle(long id, String symbolicName, String version, String state) {}

    static KarafBeans connect(int registryPort, int serverPort, String user, String password) throws IOException {
        JMXServiceURL url = new JMXServiceURL(
                "service:jmx:rmi://127.0.0.1:" + serverPort + "/jndi/rmi://127.0.0.1:" + registryPort + "/karaf-root");
        return new KarafBeans(
                JMXConnectorFactory.connect(url, Map.of(JMXConnector.CREDENTIALS, new String[] {user, password})));
    }

    /** Whether the beans that are asked here are all there. */
    boolean isBooted() {
        try {
            return connection.isRegistered(SYSTEM)
                    && connection.isRegistered(BUNDLES)
                    && connection.isRegistered(FEATURES);
        } catch (IOException e) {
            return false;
        }
    }

    List<Bundle> bundles() throws JMException, IOException {
        TabularData table = (TabularData) connection.getAttribute(BUNDLES, "Bundles");
        return rows(table).stream()
                .map(row -> new Bundle(
                        (Long) row.get("ID"), (String) row.get("Symbolic Name"), (String) row.get("Version"), (String)
                                row.get("State")))
                .toList();
    }

    /** What {@code bundle:diag} says. */
    String diagnosis(Bundle bundle) throws JMException, IOException {
        return (String) invoke(BUNDLES, "getDiag", bundle.id());
    }

    void installFeature(String name) throws JMException, IOException {
        invoke(FEATURES, "installFeature", name);
    }

    /** Names of all threads. */
    List<String> threads() throws JMException, IOException {
        long[] ids = (long[]) connection.getAttribute(THREADS, "AllThreadIds");
        CompositeData[] infos = (CompositeData[])
                connection.invoke(THREADS, "getThreadInfo", new Object[] {ids}, new String[] {long[].class.getName()});
        return Stream.of(infos)
                .filter(Objects::nonNull)
                .map(info -> (String) info.get("threadName"))
                .toList();
    }

    /**
     * How often the class of some objects is loaded, after a garbage collection: once for each class loader that is not gone.
     *
     * @param className a class of which there are objects as long as it is loaded, an enum for instance
     */
    long loaded(String className) throws JMException, IOException {
        String histogram = (String) connection.invoke(
                DIAGNOSTICS, "gcClassHistogram", new Object[] {new String[0]}, new String[] {String[].class.getName()});
        return Pattern.compile("^ *\\d+: +\\d+ +\\d+ +" + Pattern.quote(className) + "( .*)?$", Pattern.MULTILINE)
                .matcher(histogram)
                .results()
                .count();
    }

    void install(String bundle) throws JMException, IOException {
        invoke(BUNDLES, "install", bundle, true);
    }

    void start(Bundle bundle) throws JMException, IOException {
        invoke(BUNDLES, "start", "" + bundle.id());
    }

    void stop(Bundle bundle) throws JMException, IOException {
        invoke(BUNDLES, "stop", "" + bundle.id());
    }

    void refresh(Bundle bundle) throws JMException, IOException {
        invoke(BUNDLES, "refresh", "" + bundle.id());
    }

    void halt() throws JMException, IOException {
        invoke(SYSTEM, "halt");
    }

    private Object invoke(ObjectName bean, String operation, Object... arguments) throws JMException, IOException {
        String[] types = new String[arguments.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = arguments[i] instanceof Long
                    ? "long"
                    : arguments[i] instanceof Boolean ? "boolean" : String.class.getName();
        }
        return connection.invoke(bean, operation, arguments, types);
    }

    @SuppressWarnings("unchecked")
    private static Collection<CompositeData> rows(TabularData table) {
        return (Collection<CompositeData>) table.values();
    }

    private static ObjectName name(String name) {
        try {
            return new ObjectName(name);
        } catch (JMException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException e) {
            // the container is gone already
        }
    }
}
