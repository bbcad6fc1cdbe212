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
package io.github.icehighlights.camel.store;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.logging.Logger;

import javax.sql.DataSource;

/** A data source at which one can listen, and between whose steps one can break it. */
public final class TappedDataSource implements DataSource {

    /** Told of each round trip to the database; may throw instead of it, or after it. */
    public interface Tap {

        /**
         * @param step {@code connect}, {@code commit}, {@code rollback} or SQL
         */
        default void before(String step) throws SQLException {}

        /**
         * @param step {@code connect}, {@code commit}, {@code rollback} or SQL
         */
        default void after(String step) throws SQLException {}
    }

    private final DataSource target;
    private final Tap tap;

    public TappedDataSource(DataSource target, Tap tap) {
        this.target = target;
        this.tap = tap;
    }

    @Override
    public Connection getConnection() throws SQLException {
        tap.before("connect");
        Connection connection = target.getConnection();
        tap.after("connect");
        return proxy(Connection.class, connection, null);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLException("not used");
    }

    private <T> T proxy(Class<T> type, T target, String sql) {
        Object proxy =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    String name = method.getName();
                    String step = name.startsWith("execute")
                            ? sql != null ? sql : String.valueOf(arguments[0])
                            : name.equals("commit") || name.equals("rollback") ? name : null;
                    if (step != null) {
                        tap.before(step);
                    }
                    Object result;
                    try {
                        result = method.invoke(target, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    if (step != null) {
                        tap.after(step);
                    }
                    if (name.equals("prepareStatement")) {
                        return proxy(PreparedStatement.class, (PreparedStatement) result, (String) arguments[0]);
                    }
                    return name.equals("createStatement") ? proxy(Statement.class, (Statement) result, null) : result;
                });
        return type.cast(proxy);
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return target.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        target.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        target.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return target.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return target.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return target.isWrapperFor(type);
    }
}
