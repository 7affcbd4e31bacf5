package io.customer360.command.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customer360.command.importing.Reading.Unusable;
import io.customer360.command.importing.Reading.Usable;
import io.customer360.command.importing.mapping.Mapping.Format;
import io.customer360.command.importing.mapping.Mapping.Layout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowsTest {

    private static final Layout CSV = csv(StandardCharsets.UTF_8);
    private static final Layout NDJSON = new Layout(Format.NDJSON, ',', '"', StandardCharsets.UTF_8, List.of());

    @TempDir
    Path directory;

    @Test
    void countsLinesFromTheFirstLineOfARow() {
        List<Reading> read = read("id,text\n1,\"a\nb\"\n\n2,c\n", CSV);

        assertThat(read).extracting(Reading::line).containsExactly(2L, 5L);
        assertThat(((Usable) read.getFirst()).row().cells()).containsEntry("text", "a\nb");
        assertThat(((Usable) read.getLast()).row().number()).isEqualTo(2);
    }

    @Test
    void readsWindowsLinesAndAByteOrderMark() {
        List<Reading> read = read("\uFEFFid,text\r\n1,\"a\r\nb\"\r\n2,c", CSV);

        assertThat(read)
                .hasSize(2)
                .allSatisfy(
                        reading -> assertThat(((Usable) reading).row().cells()).containsKey("id"));
        assertThat(read.getLast().line()).isEqualTo(4);
    }

    @Test
    void readsChineseTextInItsOwnCharacterSet() {
        Layout gb = csv(Charset.forName("GB18030"));

        List<Reading> read = read("id,名称\n1,苏州精密机械有限公司\n".getBytes(gb.charset()), gb);

        assertThat(((Usable) read.getFirst()).row().cells()).containsEntry("名称", "苏州精密机械有限公司");
    }

    @Test
    void refusesOneRowWithTooManyOrTooFewCells() {
        List<Reading> read = read("a,b\n1,2\n1,2,\"3,4\"\n1\n5,6\n", CSV);

        assertThat(read.get(1)).isInstanceOfSatisfying(Unusable.class, unusable -> {
            assertThat(unusable.line()).isEqualTo(3);
            assertThat(unusable.reason()).startsWith("the row has 3 cells, but there are 2 columns.");
            assertThat(unusable.raw()).isEqualTo("1,2,\"3,4\"");
        });
        assertThat(read.get(2)).isInstanceOf(Unusable.class);
        assertThat(read.get(3)).isInstanceOf(Usable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b\n1,2\n3,\"4\n5,6\n", "a,b\n1,2\n3,\"4\"x\n5,6\n"})
    void refusesAFileWithBrokenQuotesAndNamesTheLine(String text) {
        assertThatThrownBy(() -> read(text, CSV))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("line 3");
    }

    @Test
    void refusesAFileInAnotherCharacterSetAndNamesTheLine() {
        byte[] latin = "id,text\n1,a\n2,Zo\u00EB\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> read(latin, CSV)).hasMessageStartingWith("Line 3: the text is not UTF-8.");
        assertThatThrownBy(() -> read(new byte[] {'a', '\n', '1', '\n', (byte) 0xE5, (byte) 0x8C}, CSV))
                .hasMessageStartingWith("Line 3: the text is not UTF-8.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF", "\n\n"})
    void refusesAnEmptyFile(String text) {
        assertThatThrownBy(() -> read(text, CSV)).hasMessageStartingWith("The file is empty.");
    }

    @Test
    void refusesTwoColumnsOfOneName() {
        assertThatThrownBy(() -> read("a,b,a\n1,2,3\n", CSV)).hasMessageContaining("two columns are called 'a'");
    }

    @Test
    void readsACellOfAMegabyte() {
        String large = "x".repeat(1 << 20);

        assertThat(((Usable) read("a,b\n1," + large + "\n", CSV).getFirst())
                        .row()
                        .cells())
                .containsEntry("b", large);
    }

    @Test
    void refusesACellBeyondAllMeasure() {
        assertThatThrownBy(() -> read("a,b\n1," + "x".repeat(5 << 20) + "\n", CSV))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("line");
    }

    @Test
    void namesTheCellsInsideOfAJsonObject() {
        List<Reading> read = read(
                "{\"id\":1.50,\"who\":{\"mail\":[\"a\",\"b\"]},\"none\":null,\"on\":true,\"big\":1E+999999999}\n",
                NDJSON);

        assertThat(((Usable) read.getFirst()).row().cells())
                .containsEntry("id", "1.50")
                .containsEntry("who.mail.1", "b")
                .containsEntry("on", "true")
                .containsEntry("big", "1E+999999999")
                .doesNotContainKey("none");
    }

    @Test
    void refusesAnObjectWhosePathsWouldFillTheMemory() {
        String zeros = "0,".repeat(100_000) + "0";

        List<Reading> read = read(
                "{\"%s\":[%s]}\n{\"a\":{\"b\":[%s]}}\n{\"a\":1}\n".formatted("k".repeat(50_000), zeros, zeros), NDJSON);

        assertThat(read.subList(0, 2))
                .allSatisfy(reading -> assertThat(reading)
                        .isInstanceOfSatisfying(
                                Unusable.class,
                                unusable -> assertThat(unusable.reason()).contains("too many values")));
        assertThat(read.getLast()).isInstanceOf(Usable.class);
    }

    @Test
    void refusesOneLineThatIsNoJsonObject() {
        List<Reading> read = read("{\"a\":1}\n\n{\"a\":\n[1]\n{\"a\":1,\"a\":2}\n{} x\r\n{\"a\":2}", NDJSON);

        assertThat(read).extracting(Reading::line).containsExactly(1L, 3L, 4L, 5L, 6L, 7L);
        assertThat(read.subList(1, 5)).allSatisfy(reading -> assertThat(reading).isInstanceOf(Unusable.class));
        assertThat(read.getLast()).isInstanceOf(Usable.class);
    }

    private static Layout csv(Charset charset) {
        return new Layout(Format.CSV, ',', '"', charset, List.of());
    }

    private List<Reading> read(String text, Layout layout) {
        return read(text.getBytes(layout.charset()), layout);
    }

    private List<Reading> read(byte[] bytes, Layout layout) {
        try (Rows rows = Rows.of(Files.write(directory.resolve("file"), bytes), layout)) {
            List<Reading> read = new ArrayList<>();
            for (Reading reading = rows.next(); reading != null; reading = rows.next()) {
                read.add(reading);
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
