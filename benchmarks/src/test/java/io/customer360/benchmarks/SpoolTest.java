package io.customer360.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

    @TempDir
    private Path directory;

    @Test
    void givesBackWhatWasKept() throws IOException {
        Path file = directory.resolve("spool");
        try (Spool spool = new Spool(file)) {
            Spool.Kept first = spool.keep(bytes("one"));
            Spool.Kept empty = spool.keep(bytes(""));
            Spool.Kept second = spool.keep(bytes("two and more"));

            assertThat(second.read()).isEqualTo(bytes("two and more"));
            assertThat(first.read()).isEqualTo(bytes("one"));
            assertThat(empty.read()).isEmpty();

            spool.clear();
            assertThat(spool.keep(bytes("anew")).read()).isEqualTo(bytes("anew"));
        }
        assertThat(file).doesNotExist();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
