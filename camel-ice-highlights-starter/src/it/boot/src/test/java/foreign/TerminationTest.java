package foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import held.HeldApplication;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a platform does to an application: it is sent SIGTERM while its route has a result in hand, and started again. */
class TerminationTest {

    @TempDir
    Path folder;

    @Test
    void theNextProcessHasTheResultAtOnce() throws Exception {
        try (var ice = new IceStub()) {
            try (var first = new Application(ice, "final.mp4")) {
                assertEquals("1", first.delivery());
                first.process.destroy();
                assertTrue(first.process.waitFor(60, TimeUnit.SECONDS), "does not end");
            }
            try (var second = new Application(ice)) {
                // a lease lasts for ten minutes here
                assertEquals("2", second.delivery());
            }
            assertEquals(1, ice.jobs());
        }
    }

    private final class Application implements AutoCloseable {

        private final Process process;
        private final BlockingQueue<String> deliveries = new LinkedBlockingQueue<>();

        Application(IceStub ice, String... files) throws IOException {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    HeldApplication.class.getName(),
                    "--server.port=0",
                    "--server.shutdown=graceful",
                    "--camel.main.shutdown-timeout=1",
                    "--spring.threads.virtual.enabled=true",
                    "--spring.datasource.url=jdbc:h2:file:" + folder.resolve("jobs")
                            + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE",
                    "--camel.component.ice-highlights.lease-duration=10m",
                    "--camel.component.ice-highlights.endpoint=" + ice.endpoint(),
                    "--camel.component.ice-highlights.access-key=ak",
                    "--camel.component.ice-highlights.secret-key=sk",
                    "--camel.component.ice-highlights.first-look=20ms"));
            command.addAll(List.of(files));
            process = new ProcessBuilder(command)
                    .redirectError(new File(folder.toFile(), "error-" + System.nanoTime() + ".txt"))
                    .start();
            Thread reader = new Thread(this::read, "output of the application");
            reader.setDaemon(true);
            reader.start();
        }

        /** What the application writes is passed on; else it would stand still some day. */
        private void read() {
            try (BufferedReader lines = process.inputReader()) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    System.out.println(line);
                    if (line.startsWith(HeldApplication.DELIVERY)) {
                        deliveries.add(line.substring(HeldApplication.DELIVERY.length()));
                    }
                }
            } catch (IOException e) {
                // it has ended
            }
        }

        String delivery() throws InterruptedException {
            String count = deliveries.poll(90, TimeUnit.SECONDS);
            assertNotNull(count, "nothing delivered within 90 s");
            return count;
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
