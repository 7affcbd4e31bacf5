package io.customer360.command.platform;

import io.customer360.platform.EventMetadata;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a command comes from; it stands in the metadata of every event that the command leads to.
 *
 * @param actor who gave the order
 * @param reason why, where somebody said so
 * @param source the system that it came from
 */
public record Origin(
        @Nullable String actor,
        @Nullable String reason,
        @Nullable String source) {

    /** Nothing is known about where it comes from. */
    public static final Origin UNKNOWN = new Origin(null, null, null);

    Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        put(metadata, EventMetadata.ACTOR, actor);
        put(metadata, EventMetadata.REASON, reason);
        put(metadata, EventMetadata.SOURCE, source);
        return metadata;
    }

    private static void put(Map<String, String> metadata, String key, @Nullable String value) {
        if (value != null) {
            metadata.put(key, value);
        }
    }
}
