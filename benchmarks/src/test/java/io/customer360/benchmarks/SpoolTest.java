package io.customer360.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
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

    @Test
    void keepsPiecesOfAnySizeAsOne() throws IOException {
        byte[] large = new byte[700_000];
        new Random(1).nextBytes(large);
        try (Spool spool = new Spool(directory.resolve("spool"))) {
            ByteBuffer piece = ByteBuffer.wrap(large, 100_000, 600_000);
            Spool.Kept kept = spool.keep(List.of(ByteBuffer.wrap(bytes("a")), piece, ByteBuffer.wrap(bytes("z"))));

            assertThat(kept.read())
                    .hasSize(600_002)
                    .startsWith('a')
                    .endsWith('z')
                    .containsSequence(Arrays.copyOfRange(large, 100_000, 700_000));
            assertThat(piece.remaining()).isEqualTo(600_000);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
