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
package io.github.icehighlights.benchmarks;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.concurrent.atomic.LongAdder;

import javax.sql.DataSource;

/** Counts the statements that a data source's users execute. Thread-safe. */
final class StatementCount {

    private final LongAdder count = new LongAdder();

    /** The same data source, counted. */
    DataSource of(DataSource source) {
        return wrap(DataSource.class, source);
    }

    /** How many there were since the last time. */
    long reset() {
        return count.sumThenReset();
    }

    private <T> T wrap(Class<T> type, T target) {
        InvocationHandler handler = (proxy, method, arguments) -> wrapped(invoke(target, method, arguments), method);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private Object wrapped(Object result, Method method) {
        if (result instanceof Connection connection && method.getReturnType() == Connection.class) {
            return wrap(Connection.class, connection);
        }
        if (result instanceof PreparedStatement statement && method.getReturnType() == PreparedStatement.class) {
            return wrap(PreparedStatement.class, statement);
        }
        if (result instanceof Statement statement && method.getReturnType() == Statement.class) {
            return wrap(Statement.class, statement);
        }
        if (method.getName().startsWith("execute")) {
            count.increment();
        }
        return result;
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
