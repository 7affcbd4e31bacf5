package io.customer360.command.importing.mapping;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One row of an imported file.
 *
 * @param line the line of the file on which the row begins, from 1
 * @param number the row's number among the rows with data, from 1
 * @param cells text by column; an empty cell may be left out
 * @param raw the row as it stands in the file, or near to it, for the list of refused rows
 */
public record Row(long line, long number, Map<String, String> cells, Supplier<String> raw) {

    /** The text of a column; none where the cell is empty, blank or missing. */
    @Nullable
    String cell(String column) {
        String text = cells.get(column);
        return text == null || text.isBlank() ? null : text;
    }
}
