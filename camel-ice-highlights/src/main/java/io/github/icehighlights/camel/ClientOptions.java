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

import java.util.Map;

import org.apache.camel.CamelContext;

/** The options of a URI that name a client of Alibaba's SDK in the registry. */
final class ClientOptions {

    private static final Map<String, Class<?>> TYPES = Map.of(
            "iceClient", com.aliyun.ice20201109.Client.class,
            "credentialsClient", com.aliyun.credentials.Client.class);

    private ClientOptions() {}

    static Iterable<String> names() {
        return TYPES.keySet();
    }

    /**
     * Refuses a client that only looks like one: in OSGi each bundle has its own SDK, and the component's is inside its bundle.
     * Without this check Camel says that there is no such bean.
     *
     * @throws IllegalArgumentException when the bean is of the same class, but from another class loader
     */
    static void check(CamelContext context, String option, String beanName) {
        Class<?> type = TYPES.get(option);
        Object bean = context.getRegistry().lookupByName(beanName);
        if (bean != null
                && !type.isInstance(bean)
                && type.getName().equals(bean.getClass().getName())) {
            throw new IllegalArgumentException(option + "=#bean:" + beanName + " is a " + type.getName()
                    + " from another class loader than the component's, as in OSGi, where each bundle has an SDK of its own."
                    + " Leave the option out there and use accessKey, secretKey and securityToken, or Alibaba's default"
                    + " chain: environment, profile, OIDC, RAM role");
        }
    }
}
