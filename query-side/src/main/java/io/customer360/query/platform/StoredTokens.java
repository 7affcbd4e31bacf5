package io.customer360.query.platform;

import java.time.Instant;
import java.util.List;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How far the readers of all nodes have come, without claiming anything.
 *
 * <p>A reader has a head start if its view was built by a rebuild: what lies at or before that position is in the view,
 * or parked, and no business of the reader's any more, wherever its tokens are.
 */
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
     * @param position the last position that it has handled, or has not to because of its head start
     * @param owner the process that works on it, if one does
     * @param seen when that process last said so
     */
    record Segment(int segment, long position, @Nullable String owner, Instant seen) {}

    List<Segment> segments(String reader) {
        return jdbc.sql("""
            select segment, token, token_type, owner, timestamp, coalesce(position, 0) as head_start
            from query.token_entry
            left join query.head_start on reader = processor_name
            where processor_name = :reader
            order by segment\
            """)
                .param("reader", reader)
                .query((row, number) -> new Segment(
                        row.getInt("segment"),
                        Math.max(
                                position(row.getBytes("token"), row.getString("token_type")),
                                row.getLong("head_start")),
                        row.getString("owner"),
                        Instant.parse(row.getString("timestamp"))))
                .list();
    }

    /** The position of the slowest segment; before the reader has begun, where it will. */
    long position(String reader) {
        return segments(reader).stream().mapToLong(Segment::position).min().orElseGet(() -> headStart(reader));
    }

    /** 0 if the reader has none. */
    long headStart(String reader) {
        return jdbc.sql("select position from query.head_start where reader = ?")
                .param(reader)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /** Never takes back what was given: a reader may have made use of it. The reader has to rest. */
    void giveHeadStart(String reader, long position) {
        jdbc.sql("""
            insert into query.head_start values (?, ?)
            on conflict (reader) do update set position = greatest(head_start.position, excluded.position)\
            """).params(reader, position).update();
    }

    long position(byte @Nullable [] token, @Nullable String type) {
        if (token == null || type == null) {
            return 0;
        }
        TrackingToken read = serializer.deserialize(new SimpleSerializedObject<>(token, byte[].class, type, null));
        return read.position().orElse(0);
    }
}
