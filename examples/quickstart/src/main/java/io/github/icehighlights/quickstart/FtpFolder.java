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
package io.github.icehighlights.quickstart;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

import org.apache.ftpserver.DataConnectionConfigurationFactory;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.WritePermission;

/** An FTP server on a free port of the loopback interface, with one user and one folder. */
final class FtpFolder implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";

    private final FtpServer server;
    private final Listener listener;
    private final BaseUser user = new BaseUser();

    FtpFolder(Path folder) throws FtpException {
        ListenerFactory listeners = new ListenerFactory();
        listeners.setServerAddress(LOOPBACK);
        listeners.setPort(0);
        DataConnectionConfigurationFactory data = new DataConnectionConfigurationFactory();
        data.setPassiveAddress(LOOPBACK);
        listeners.setDataConnectionConfiguration(data.createDataConnectionConfiguration());
        listener = listeners.createListener();

        user.setName("quickstart");
        user.setPassword(UUID.randomUUID().toString());
        user.setHomeDirectory(folder.toAbsolutePath().toString());
        user.setAuthorities(List.of(new WritePermission()));

        FtpServerFactory factory = new FtpServerFactory();
        factory.addListener("default", listener);
        factory.getUserManager().save(user);
        server = factory.createServer();
        server.start();
    }

    /** Host and port as they stand in an {@code ftp:} URI. */
    String address() {
        return LOOPBACK + ":" + listener.getPort();
    }

    String username() {
        return user.getName();
    }

    String password() {
        return user.getPassword();
    }

    @Override
    public void close() {
        server.stop();
    }
}
