package io.customer360.command.importing;

import io.customer360.command.importing.mapping.Row;
import io.customer360.command.importing.mapping.RowRecords;

/** A row of the file after the mapping was applied to it. */
sealed interface ReadRow {

    long line();

    record Good(Row row, RowRecords records) implements ReadRow {
        @Override
        public long line() {
            return row.line();
        }
    }

    record Bad(Refusal refusal) implements ReadRow {
        @Override
        public long line() {
            return refusal.line();
        }
    }
}
