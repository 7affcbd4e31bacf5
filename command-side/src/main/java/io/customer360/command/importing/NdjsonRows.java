package io.customer360.command.importing;

import io.customer360.command.importing.mapping.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The rows of a file with one JSON object a line; {@code customer.emails.0} names a cell inside of the object. */
final class NdjsonRows implements Rows {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    /** Beyond it a number is left as it was written: 1E+999999999 would be a gigabyte long in full. */
    private static final int LARGEST_SCALE = 100;
    /** The most characters of the paths of one object's values altogether. */
    private static final int LONGEST_PATHS = 1024 * 1024;

    private final StrictText text;
    private final char[] buffer = new char[64 * 1024];
    private int at;
    private int filled;
    private long line;
    private long number;

    NdjsonRows(StrictText text) {
        this.text = text;
    }

    @Override
    public List<String> columns() {
        return List.of();
    }

    @Override
    public @Nullable Reading next() {
        StringBuilder object = new StringBuilder();
        while (true) {
            object.setLength(0);
            boolean whole = readLine(object);
            if (object.isEmpty() && filled < 0) {
                return null;
            }
            line++;
            if (!object.toString().isBlank()) {
                number++;
                return whole
                        ? read(object.toString())
                        : new Reading.Unusable(
                                line,
                                "the line is longer than %d characters.".formatted(LONGEST_ROW),
                                object.toString());
            }
        }
    }

    /** Reads a line without its end, and no more of it than allowed; false if there was more. */
    private boolean readLine(StringBuilder target) {
        boolean whole = true;
        while (filled >= 0) {
            for (; at < filled; at++) {
                char c = buffer[at];
                if (c == '\n') {
                    at++;
                    return whole;
                }
                if (target.length() < LONGEST_ROW) {
                    target.append(c);
                } else {
                    whole = false;
                }
            }
            fill();
        }
        return whole;
    }

    private void fill() {
        try {
            filled = text.read(buffer, 0, buffer.length);
            at = 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reading read(String object) {
        try {
            JsonNode node = JSON.readTree(object);
            if (!node.isObject()) {
                return new Reading.Unusable(line, "the line is not a JSON object.", object);
            }
            Cells cells = new Cells();
            cells.flatten("", node);
            if (cells.room < 0) {
                return new Reading.Unusable(
                        line,
                        "the object has too many values, or names too long for as many. Leave out what is not needed.",
                        object);
            }
            return new Reading.Usable(
                    new Row(line, number, cells.byPath, () -> object),
                    2L * object.length() + LONGEST_PATHS - cells.room);
        } catch (JacksonException e) {
            return new Reading.Unusable(line, "the line is not JSON: " + e.getOriginalMessage(), object);
        }
    }

    /**
     * The cells of one object, as far as there is room: a long name around many values would be a gigabyte of paths.
     */
    private static final class Cells {

        private final Map<String, String> byPath = new HashMap<>();
        private int room = LONGEST_PATHS;

        void flatten(String path, JsonNode node) {
            room -= path.length() + AROUND_A_CELL;
            if (room < 0) {
                return;
            }
            switch (node.getNodeType()) {
                case OBJECT -> {
                    for (Map.Entry<String, JsonNode> property : node.properties()) {
                        if (room >= 0) {
                            flatten(under(path, property.getKey()), property.getValue());
                        }
                    }
                }
                case ARRAY -> {
                    for (int i = 0; i < node.size() && room >= 0; i++) {
                        flatten(under(path, String.valueOf(i)), node.get(i));
                    }
                }
                case NUMBER -> byPath.put(path, plain(node.decimalValue()));
                case STRING, BOOLEAN -> byPath.put(path, node.asString());
                case NULL, MISSING -> {
                    // An empty cell.
                }
                case BINARY, POJO -> throw new IllegalStateException("JSON text has no " + node.getNodeType());
            }
        }
    }

    private static String plain(BigDecimal number) {
        return Math.abs((long) number.scale()) <= LARGEST_SCALE ? number.toPlainString() : number.toString();
    }

    private static String under(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    @Override
    public void close() {
        try {
            text.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
