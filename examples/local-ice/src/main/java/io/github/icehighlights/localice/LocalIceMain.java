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

import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * The stand-in as a program. It runs until it is interrupted or terminated.
 */
public final class LocalIceMain {

    private LocalIceMain() {}

    /** Starts the program; the README lists its options. */
    public static void main(String[] arguments) throws InterruptedException {
        // without a log back end, which a program that prints four lines does not need, SLF4J would complain
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        LocalIce ice;
        try {
            ice = start(arguments, System.getenv(), System.out);
        } catch (IllegalArgumentException e) {
            fail(2, e.getMessage());
            return;
        } catch (RuntimeException e) {
            fail(1, "local-ice did not start: " + e.getMessage());
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(ice::close, "local-ice-stop"));
        new CountDownLatch(1).await();
    }

    private static void fail(int exitCode, String why) {
        System.err.println(why);
        System.exit(exitCode);
    }

    static LocalIce start(String[] arguments, Map<String, String> environment, PrintStream out) {
        LocalIce ice = ProgramOptions.read(arguments, environment).start();
        out.println("local-ice runs. It is a stand-in for tests, not Alibaba Cloud ICE.");
        out.println("  ICE endpoint   " + ice.endpoint() + "   (region " + ice.region() + ")");
        out.println("  S3 endpoint    " + ice.s3().endpoint());
        out.println("  S3 as a proxy  " + ice.s3().proxyEndpoint());
        out.println("  SMQ endpoint   " + ice.queueEndpoint());
        out.println("  access key     " + ice.accessKey());
        out.println("  secret key     " + ice.secretKey());
        out.println("  admin          " + ice.adminUrl());
        return ice;
    }
}
