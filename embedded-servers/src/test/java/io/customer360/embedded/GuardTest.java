package io.customer360.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardTest {

    @TempDir
    Path directory;

    @Test
    void triesAgainAlsoAfterAnError() {
        List<String> progress = new CopyOnWriteArrayList<>();
        try (Sleeper sleeper = new Sleeper(DataDirectory.lock(directory))) {
            Guard guard = Guard.forEver("Sleeper", sleeper, progress::add, Duration.ofMillis(1));
            try {
                await().until(() -> progress.stream().anyMatch(line -> line.startsWith("Sleeper is up again")));
            } finally {
                guard.end();
            }
        }
        assertThat(progress)
                .startsWith(
                        "Sleeper has ended by itself with exit code 3. Starting it again, try 1",
                        "Sleeper can't be started: java.lang.OutOfMemoryError: no thread. Starting it again, try 2")
                .hasSize(3);
    }

    /** A program that ends at once when it is started first, and finds the machine exhausted the second time. */
    private static final class Sleeper extends EmbeddedServer {

        private boolean exhausted = true;

        Sleeper(DataDirectory directory) {
            super(directory, run(directory, "exit 3"));
        }

        @Override
        SupervisedProcess launchAgain(DataDirectory directory, Progress progress) {
            if (exhausted) {
                exhausted = false;
                throw new OutOfMemoryError("no thread");
            }
            return run(directory, "sleep 600");
        }

        private static SupervisedProcess run(DataDirectory directory, String command) {
            return SupervisedProcess.start(
                    new SupervisedProcess.Program("sleeper", directory.path(), "TERM", Duration.ofSeconds(1)),
                    List.of("sh", "-c", command),
                    Map.of(),
                    Optional.empty());
        }
    }
}
