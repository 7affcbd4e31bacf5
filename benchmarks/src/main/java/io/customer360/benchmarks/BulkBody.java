package io.customer360.benchmarks;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The body of a bulk request: lines that say what to do, each but a deletion followed by a line with a document. */
record BulkBody(byte[] bytes, int documents) {

    private static final Pattern INDEX =
            Pattern.compile("(\"_index\":\")([^\"]*?)(-\\d+|-for-[0-9a-f]+|-of-run-\\d+)?(\")");

    /**
     * The same with other names: what was written by an alias, by the one that readers or rebuilds write by, or to one
     * of the numbered indices behind it, goes to another alias.
     */
    static BulkBody elsewhere(byte[] bytes, String prefix) {
        ByteArrayOutputStream renamed = new ByteArrayOutputStream(bytes.length + bytes.length / 8);
        int documents = 0;
        int at = 0;
        while (at < bytes.length) {
            int end = endOfLine(bytes, at);
            String action = new String(bytes, at, end - at, StandardCharsets.UTF_8);
            renamed.writeBytes(
                    INDEX.matcher(action).replaceFirst("$1" + prefix + "$2$4").getBytes(StandardCharsets.UTF_8));
            at = end;
            if (!action.startsWith("{\"delete\"")) {
                end = endOfLine(bytes, at);
                renamed.write(bytes, at, end - at);
                at = end;
            }
            documents++;
        }
        return new BulkBody(renamed.toByteArray(), documents);
    }

    /** Behind the line's end. */
    private static int endOfLine(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != '\n') {
            at++;
        }
        return Math.min(bytes.length, at + 1);
    }
}
