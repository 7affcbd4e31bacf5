package io.customer360.query.platform;

import java.lang.management.ManagementFactory;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Why segments of readers can't go on, written down so that every node can tell it. What is written here holds as long
 * as the segment has not come to the position of the fact that failed, so that a batch that succeeds has nothing to
 * delete; only a reader that begins anew forgets it.
 */
@Component
class ReaderFailures {

    /** As Axon calls this process where it owns a segment. */
    static final String THIS_NODE = ManagementFactory.getRuntimeMXBean().getName();

    private final JdbcClient jdbc;

    ReaderFailures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A failure as a node has told it.
     *
     * @param position of the first fact of the batch that failed
     * @param node the process where that was
     */
    record Told(String reader, int segment, long position, String error, Instant since, String node) {

        /** As this process knows it. */
        static Told here(String reader, Reader.Failure failure) {
            return new Told(
                    reader, failure.segment(), failure.position(), failure.message(), failure.since(), THIS_NODE);
        }
    }

    void tell(Told failure) {
        jdbc.sql("""
            insert into query.reader_failure as told (reader, segment, position, error, since, node)
            values (:reader, :segment, :position, :error, :since, :node)
            on conflict (reader, segment) do update
            set position = excluded.position, error = excluded.error, node = excluded.node,
                since = case when told.position = excluded.position then least(told.since, excluded.since)
                             else excluded.since end
            -- A node that tells late of what another one has got past since.
            where told.position <= excluded.position\
            """)
                .param("reader", failure.reader())
                .param("segment", failure.segment())
                .param("position", failure.position())
                .param("error", failure.error())
                .param("since", Timestamp.from(failure.since()))
                .param("node", failure.node())
                .update();
    }

    List<Told> told() {
        return jdbc.sql("select reader, segment, position, error, since, node from query.reader_failure")
                .query((row, number) -> new Told(
                        row.getString("reader"),
                        row.getInt("segment"),
                        row.getLong("position"),
                        row.getString("error"),
                        row.getTimestamp("since").toInstant(),
                        row.getString("node")))
                .list();
    }
}
