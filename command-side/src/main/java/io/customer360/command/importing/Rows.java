package io.customer360.command.importing;

import io.customer360.command.importing.mapping.Mapping.Layout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The rows of an imported file, read one after another whatever the file's size. */
sealed interface Rows extends AutoCloseable permits CsvRows, NdjsonRows {

    /** The most characters of one row. */
    int LONGEST_ROW = 4 * 1024 * 1024;

    /** What a cell takes in memory beside its text, in characters, about. */
    int AROUND_A_CELL = 50;

    /**
     * The next row, or null at the end of the file.
     *
     * @throws UnreadableFile if the file can't be read from here on
     */
    @Nullable
    Reading next();

    /** What the file calls its columns; empty where only each row tells. */
    Collection<String> columns();

    @Override
    void close();

    /**
     * Opens a file.
     *
     * @throws UnreadableFile if it has no readable beginning
     */
    static Rows of(Path file, Layout layout) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        try {
            StrictText text = new StrictText(bytes, layout.charset());
            return switch (layout.format()) {
                case CSV -> new CsvRows(text, layout);
                case NDJSON -> new NdjsonRows(text);
            };
        } catch (UnreadableFile e) {
            bytes.close();
            throw e;
        }
    }
}
