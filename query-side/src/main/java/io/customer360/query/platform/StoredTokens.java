package io.customer360.query.platform;

import java.time.Instant;
import java.util.List;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far the readers of all nodes have come, without claiming anything. */
@Component
class StoredTokens {

    private final JdbcClient jdbc;
    private final Serializer serializer;

    StoredTokens(JdbcClient jdbc, Serializer serializer) {
        this.jdbc = jdbc;
        this.serializer = serializer;
    }

    /**
     * One part of a reader's work.
     *
     * @param position the last position that it has handled
     * @param owner the process that works on it, if one does
     * @param seen when that process last said so
     */
    record Segment(int segment, long position, @Nullable String owner, Instant seen) {}

    List<Segment> segments(String reader) {
        return jdbc.sql("""
            select segment, token, token_type, owner, timestamp
            from query.token_entry
            where processor_name = :reader
            order by segment\
            """)
                .param("reader", reader)
                .query((row, number) -> new Segment(
                        row.getInt("segment"),
                        position(row.getBytes("token"), row.getString("token_type")),
                        row.getString("owner"),
                        Instant.parse(row.getString("timestamp"))))
                .list();
    }

    /** The position of the slowest segment, 0 before the reader has begun. */
    long position(String reader) {
        return segments(reader).stream().mapToLong(Segment::position).min().orElse(0);
    }

    long position(byte @Nullable [] token, @Nullable String type) {
        if (token == null || type == null) {
            return 0;
        }
        TrackingToken read = serializer.deserialize(new SimpleSerializedObject<>(token, byte[].class, type, null));
        return read.position().orElse(0);
    }
}
