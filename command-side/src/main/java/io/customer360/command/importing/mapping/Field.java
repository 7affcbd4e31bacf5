package io.customer360.command.importing.mapping;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field of a record: where its text comes from and how it is read.
 *
 * @param record the record that it belongs to, as refused rows name it
 * @param name the field's place within the mapping
 * @param reading from text to the field's type; refuses by {@link IllegalArgumentException}
 */
record Field<T>(String record, String name, Value value, Function<String, T> reading) {

    @Nullable
    T of(Row row) {
        try {
            String text = value.of(row);
            return text == null ? null : reading.apply(text);
        } catch (IllegalArgumentException e) {
            throw new UnusableRow(record, name + ": " + e.getMessage());
        }
    }

    T required(Row row) {
        T read = of(row);
        if (read == null) {
            throw new UnusableRow(record, name + " is empty, but has to be there");
        }
        return read;
    }

    static <T> @Nullable T read(@Nullable Field<T> field, Row row) {
        return field == null ? null : field.of(row);
    }

    static <T> T read(@Nullable Field<T> field, Row row, T otherwise) {
        T read = read(field, row);
        return read == null ? otherwise : read;
    }
}
