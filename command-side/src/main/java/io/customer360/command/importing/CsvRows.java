package io.customer360.command.importing;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.customer360.command.importing.mapping.Mapping.Layout;
import io.customer360.command.importing.mapping.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of a delimited text: by its header, or by the columns that the mapping names. */
final class CsvRows implements Rows {

    private final Layout layout;
    private final CloseableIterator<CsvRecord> records;
    private final List<String> columns;
    private long line = 1;
    private long number;

    CsvRows(StrictText text, Layout layout) {
        this.layout = layout;
        this.records = CsvReader.builder()
                .fieldSeparator(layout.delimiter())
                .quoteCharacter(layout.quote())
                .commentStrategy(CommentStrategy.NONE)
                .skipEmptyLines(true)
                .allowUnclosedQuote(false)
                // How many cells a row has is told row by row, so that one wrong row doesn't stop the others.
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(2 * LONGEST_ROW)
                .build(
                        CsvRecordHandler.builder()
                                .maxFieldSize(LONGEST_ROW)
                                .maxRecordSize(LONGEST_ROW)
                                .build(),
                        text)
                .iterator();
        this.columns = layout.columns().isEmpty() ? header() : layout.columns();
    }

    private List<String> header() {
        CsvRecord header = nextRecord();
        if (header == null) {
            throw new UnreadableFile("The file is empty. Its first line has to name the columns.");
        }
        Set<String> seen = new HashSet<>();
        for (String column : header.getFields()) {
            if (!column.isBlank() && !seen.add(column)) {
                throw UnreadableFile.atLine(
                        header.getStartingLineNumber(),
                        "two columns are called '%s'. Give every column a name of its own.".formatted(column));
            }
        }
        return List.copyOf(header.getFields());
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public @Nullable Reading next() {
        CsvRecord read = nextRecord();
        if (read == null) {
            return null;
        }
        number++;
        if (read.getFieldCount() != columns.size()) {
            return new Reading.Unusable(
                    read.getStartingLineNumber(),
                    "the row has %d cells, but there are %d columns. Check the delimiter and the quotes."
                            .formatted(read.getFieldCount(), columns.size()),
                    raw(read));
        }
        long length = 0;
        Map<String, String> cells = HashMap.newHashMap(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            String cell = read.getField(i);
            cells.put(columns.get(i), cell);
            length += cell.length() + AROUND_A_CELL;
        }
        return new Reading.Usable(new Row(read.getStartingLineNumber(), number, cells, () -> raw(read)), length);
    }

    private @Nullable CsvRecord nextRecord() {
        try {
            if (!records.hasNext()) {
                return null;
            }
            CsvRecord read = records.next();
            line = read.getStartingLineNumber();
            return read;
        } catch (CsvParseException | UncheckedIOException e) {
            throw unreadable(e);
        }
    }

    private UnreadableFile unreadable(RuntimeException broken) {
        Throwable cause = broken;
        StringBuilder reasons = new StringBuilder();
        while (cause != null) {
            if (cause instanceof UnreadableFile unreadable) {
                return unreadable;
            }
            if (cause.getMessage() != null && reasons.indexOf(cause.getMessage()) < 0) {
                reasons.append(reasons.isEmpty() ? "" : ": ").append(cause.getMessage());
            }
            cause = cause.getCause();
        }
        return new UnreadableFile(
                "After the row that begins on line %d: the quotes don't match or a row is too long (%s)."
                        .formatted(line, reasons));
    }

    private String raw(CsvRecord read) {
        StringBuilder raw = new StringBuilder();
        for (String cell : read.getFields()) {
            raw.append(raw.isEmpty() ? "" : String.valueOf(layout.delimiter()));
            appendQuoted(raw, cell);
        }
        return raw.toString();
    }

    private void appendQuoted(StringBuilder raw, String cell) {
        char quote = layout.quote();
        boolean plain = cell.indexOf(quote) < 0
                && cell.indexOf(layout.delimiter()) < 0
                && cell.indexOf('\n') < 0
                && cell.indexOf('\r') < 0;
        if (plain) {
            raw.append(cell);
        } else {
            String doubled = String.valueOf(quote) + quote;
            raw.append(quote)
                    .append(cell.replace(String.valueOf(quote), doubled))
                    .append(quote);
        }
    }

    @Override
    public void close() {
        try {
            records.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
