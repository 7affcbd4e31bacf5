package io.customer360.command.importing;

import io.customer360.command.importing.mapping.Row;

/** What came of reading one row of a file. */
sealed interface Reading {

    /** The line of the file on which the row begins. */
    long line();

    /** How many characters it takes in memory, about. */
    long length();

    record Usable(Row row, long length) implements Reading {
        @Override
        public long line() {
            return row.line();
        }
    }

    /** The row's form is wrong; the rows after it can be read all the same. */
    record Unusable(long line, String reason, String raw) implements Reading {
        @Override
        public long length() {
            return raw.length();
        }
    }
}
