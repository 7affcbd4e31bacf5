package io.customer360.command.importing.mapping;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a mapping takes from a row for one field: text, or nothing. */
sealed interface Value {

    /** The most characters that a text may grow to while a mapping puts it together; no field can hold as many. */
    int LONGEST = 100_000;

    /**
     * The text for a row, if there is one.
     *
     * @throws IllegalArgumentException if the row holds something that the mapping can't read
     */
    @Nullable
    String of(Row row);

    /** The texts that come from the mapping itself and not from a row, so that they can be checked before any row. */
    Stream<String> fixedTexts();

    record Constant(String text) implements Value {
        @Override
        public String of(Row row) {
            return text;
        }

        @Override
        public Stream<String> fixedTexts() {
            return Stream.of(text);
        }
    }

    record Column(String name) implements Value {
        @Override
        public @Nullable String of(Row row) {
            return row.cell(name);
        }

        @Override
        public Stream<String> fixedTexts() {
            return Stream.empty();
        }
    }

    /** Literal text with columns in between; nothing if one of its columns is empty. */
    record Template(List<Value> parts) implements Value {
        @Override
        public @Nullable String of(Row row) {
            StringBuilder text = new StringBuilder();
            for (Value part : parts) {
                String piece = part.of(row);
                if (piece == null) {
                    return null;
                }
                append(text, piece);
            }
            return text.toString();
        }

        @Override
        public Stream<String> fixedTexts() {
            return Stream.empty();
        }
    }

    record LineNumber() implements Value {
        @Override
        public String of(Row row) {
            return Long.toString(row.line());
        }

        @Override
        public Stream<String> fixedTexts() {
            return Stream.empty();
        }
    }

    record RowNumber() implements Value {
        @Override
        public String of(Row row) {
            return Long.toString(row.number());
        }

        @Override
        public Stream<String> fixedTexts() {
            return Stream.empty();
        }
    }

    record FirstOf(List<Value> choices) implements Value {
        @Override
        public @Nullable String of(Row row) {
            for (Value choice : choices) {
                String text = choice.of(row);
                if (text != null) {
                    return text;
                }
            }
            return null;
        }

        @Override
        public Stream<String> fixedTexts() {
            return choices.stream().flatMap(Value::fixedTexts);
        }
    }

    /** The earliest or latest of several dates, those that are there. */
    record OneDateOf(List<Value> choices, Dates dates, boolean earliest) implements Value {
        @Override
        public @Nullable String of(Row row) {
            Comparator<Instant> order = earliest ? Comparator.naturalOrder() : Comparator.reverseOrder();
            return choices.stream()
                    .map(choice -> choice.of(row))
                    .filter(Objects::nonNull)
                    .map(dates::instant)
                    .min(order)
                    .map(Instant::toString)
                    .orElse(null);
        }

        @Override
        public Stream<String> fixedTexts() {
            return choices.stream().flatMap(Value::fixedTexts);
        }
    }

    /** A date in a format of its own. */
    record DateIn(Value value, Dates dates) implements Value {
        @Override
        public @Nullable String of(Row row) {
            String text = value.of(row);
            return text == null ? null : dates.instant(text).toString();
        }

        @Override
        public Stream<String> fixedTexts() {
            return Stream.empty();
        }
    }

    record Transformed(Value value, List<Transformation> transformations) implements Value {
        @Override
        public @Nullable String of(Row row) {
            String text = value.of(row);
            if (text == null) {
                return null;
            }
            for (Transformation transformation : transformations) {
                text = transformation.apply(text);
            }
            return text.isBlank() ? null : text;
        }

        @Override
        public Stream<String> fixedTexts() {
            return value.fixedTexts().map(text -> {
                String transformed = text;
                for (Transformation transformation : transformations) {
                    transformed = transformation.apply(transformed);
                }
                return transformed;
            });
        }
    }

    /** Placeholders of the text itself, each filled in with a value; one without a value stays as it is. */
    record Replaced(Value value, Map<String, Value> replacements) implements Value {
        @Override
        public @Nullable String of(Row row) {
            String text = value.of(row);
            if (text == null) {
                return null;
            }
            for (Map.Entry<String, Value> replacement : replacements.entrySet()) {
                if (text.contains(replacement.getKey())) {
                    String by = replacement.getValue().of(row);
                    text = by == null ? text : replaced(text, replacement.getKey(), by);
                }
            }
            return text;
        }

        private static String replaced(String text, String placeholder, String by) {
            StringBuilder filled = new StringBuilder();
            int at = 0;
            for (int next = text.indexOf(placeholder); next >= 0; next = text.indexOf(placeholder, at)) {
                append(filled, text.substring(at, next));
                append(filled, by);
                at = next + placeholder.length();
            }
            append(filled, text.substring(at));
            return filled.toString();
        }

        @Override
        public Stream<String> fixedTexts() {
            return Stream.empty();
        }
    }

    /** The file's word for something, translated; {@code unmapped} stands for words that the map doesn't know. */
    record Mapped(
            Value value, Map<String, String> map, @Nullable String unmapped) implements Value {
        @Override
        public @Nullable String of(Row row) {
            String text = value.of(row);
            if (text == null) {
                return null;
            }
            String mapped = map.getOrDefault(text, unmapped);
            if (mapped == null) {
                throw new IllegalArgumentException("'%s' is not in the mapping's map".formatted(Shown.shortened(text)));
            }
            return mapped;
        }

        @Override
        public Stream<String> fixedTexts() {
            return Stream.concat(map.values().stream(), Stream.ofNullable(unmapped));
        }
    }

    record OrElse(Value value, String fallback) implements Value {
        @Override
        public String of(Row row) {
            String text = value.of(row);
            return text == null ? fallback : text;
        }

        @Override
        public Stream<String> fixedTexts() {
            return Stream.concat(value.fixedTexts(), Stream.of(fallback));
        }
    }

    record When(Condition condition, Value value) implements Value {
        @Override
        public @Nullable String of(Row row) {
            return condition.holds(row) ? value.of(row) : null;
        }

        @Override
        public Stream<String> fixedTexts() {
            return value.fixedTexts();
        }
    }

    private static void append(StringBuilder text, String piece) {
        if (text.length() + piece.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "becomes longer than %d characters, more than any field can hold".formatted(LONGEST));
        }
        text.append(piece);
    }
}
