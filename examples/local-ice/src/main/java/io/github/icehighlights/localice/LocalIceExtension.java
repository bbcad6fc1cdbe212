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
package io.github.icehighlights.localice;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import io.github.icehighlights.localice.callback.Callbacks;
import io.github.icehighlights.localice.fault.Faults;
import io.github.icehighlights.localice.queue.Queues;

/**
 * Starts a {@link LocalIce} for a test class and clears its faults before each test:
 *
 * <pre>
 * &#64;RegisterExtension
 * static final LocalIceExtension ICE = LocalIceExtension.create(b -&gt; b.instant().bucket("media"));
 * </pre>
 *
 * Test methods can take a {@link LocalIce}, its {@link Faults}, {@link S3Access}, {@link Callbacks} or {@link Queues} as a
 * parameter.
 */
public final class LocalIceExtension
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, ParameterResolver {

    private static final Map<Class<?>, Function<LocalIce, ?>> PARAMETERS = Map.of(
            LocalIce.class, ice -> ice,
            Faults.class, LocalIce::faults,
            S3Access.class, LocalIce::s3,
            Callbacks.class, LocalIce::callbacks,
            Queues.class, LocalIce::queues);

    private final Consumer<LocalIceBuilder> settings;
    private boolean freshJobs;
    private LocalIce ice;
    private int depth;

    private LocalIceExtension(Consumer<LocalIceBuilder> settings) {
        this.settings = settings;
    }

    /** A stand-in with these settings. */
    public static LocalIceExtension create(Consumer<LocalIceBuilder> settings) {
        return new LocalIceExtension(settings);
    }

    /** A stand-in with default settings. */
    public static LocalIceExtension create() {
        return create(builder -> {});
    }

    /** Forgets jobs and counts before each test too. */
    public LocalIceExtension withFreshJobs() {
        freshJobs = true;
        return this;
    }

    /** The running stand-in. */
    public LocalIce ice() {
        if (ice == null) {
            throw new IllegalStateException("local-ice does not run: the field of the extension has to be static");
        }
        return ice;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        // nested test classes come through here again
        if (depth++ == 0) {
            LocalIceBuilder builder = LocalIce.builder();
            settings.accept(builder);
            ice = builder.start();
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        ice().faults().clear();
        if (freshJobs) {
            ice().reset();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (--depth == 0) {
            ice.close();
            ice = null;
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return PARAMETERS.containsKey(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return PARAMETERS.get(parameter.getParameter().getType()).apply(ice());
    }
}
