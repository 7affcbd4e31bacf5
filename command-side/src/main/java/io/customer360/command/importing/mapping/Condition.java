package io.customer360.command.importing.mapping;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** When a field or a record applies to a row. */
sealed interface Condition {

    Condition ALWAYS = new All(List.of());

    boolean holds(Row row);

    record Present(String column, boolean present) implements Condition {
        @Override
        public boolean holds(Row row) {
            return (row.cell(column) != null) == present;
        }
    }

    record OneOf(String column, Set<String> values, boolean among) implements Condition {
        @Override
        public boolean holds(Row row) {
            @Nullable String cell = row.cell(column);
            return (cell != null && values.contains(cell)) == among;
        }
    }

    record All(List<Condition> conditions) implements Condition {
        @Override
        public boolean holds(Row row) {
            for (Condition condition : conditions) {
                if (!condition.holds(row)) {
                    return false;
                }
            }
            return true;
        }
    }
}
