package io.customer360.query.rebuild;

import io.customer360.events.customer.CustomerId;
import io.customer360.query.platform.RebuiltView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** All rebuilds that there were, and how far the one has come that is under way. */
@Component
class Rebuilds {

    static final int SLICES = 256;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    Rebuilds(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /**
     * Stores a new one, unless another one is under way.
     *
     * @param undone the rebuild that a reversal undoes
     */
    boolean add(Rebuild rebuild, @Nullable UUID undone) {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            int added = jdbc.sql("""
                insert into query.rebuild (id, kind, state, phase, reason, requested_by, requested_at, position,
                                           caught_up_to)
                values (:id, :kind, :state, :phase, :reason, :by, :at, :position, :caughtUpTo)
                on conflict do nothing\
                """)
                    .param("id", rebuild.id())
                    .param("kind", rebuild.kind().name())
                    .param("state", rebuild.state().name())
                    .param("phase", rebuild.phase().name())
                    .param("reason", rebuild.reason())
                    .param("by", rebuild.requestedBy())
                    .param("at", Timestamp.from(rebuild.requestedAt()))
                    .param("position", rebuild.position())
                    .param("caughtUpTo", rebuild.caughtUpTo())
                    .update();
            if (added == 1) {
                addViews(rebuild.id(), rebuild.views());
            }
            if (added == 1 && undone != null) {
                failuresFromForgotten(rebuild.id(), undone);
            }
            return added == 1;
        }));
    }

    Optional<Rebuild> find(UUID id) {
        return jdbc.sql("select * from query.rebuild where id = ?")
                .param(id)
                .query(this::rebuild)
                .optional();
    }

    Optional<Rebuild> running() {
        return jdbc.sql("select * from query.rebuild where state = 'RUNNING'")
                .query(this::rebuild)
                .optional();
    }

    /** The newest first. */
    List<Rebuild> newest(int limit) {
        return jdbc.sql("select * from query.rebuild order by number desc limit ?")
                .param(limit)
                .query(this::rebuild)
                .list();
    }

    private Rebuild rebuild(ResultSet row, int number) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        Timestamp finished = row.getTimestamp("finished_at");
        long replacedAt = row.getLong("replaced_at");
        boolean replaced = !row.wasNull();
        return new Rebuild(
                id,
                RebuildKind.valueOf(row.getString("kind")),
                RebuildState.valueOf(row.getString("state")),
                RebuildPhase.valueOf(row.getString("phase")),
                row.getString("reason"),
                row.getString("requested_by"),
                row.getTimestamp("requested_at").toInstant(),
                finished == null ? null : finished.toInstant(),
                row.getBoolean("cancel_requested"),
                row.getLong("position"),
                row.getLong("caught_up_to"),
                replaced ? replacedAt : null,
                row.getLong("busy_millis"),
                row.getString("comparison"),
                row.getString("problem"),
                views(id));
    }

    private List<Rebuild.View> views(UUID id) {
        return jdbc.sql("select reader, live_index, next_index from query.rebuild_view where rebuild = ? order by 1")
                .param(id)
                .query(Rebuild.View.class)
                .list();
    }

    /** The indices are known once the rebuild is the one that is under way. */
    void addViews(UUID id, List<Rebuild.View> views) {
        transactions.executeWithoutResult(
                status -> views.forEach(view -> jdbc.sql("insert into query.rebuild_view values (?, ?, ?, ?)")
                        .params(id, view.reader(), view.liveIndex(), view.nextIndex())
                        .update()));
    }

    /** Every index that a rebuild has replaced or made. */
    Set<String> indicesOf(String reader) {
        return jdbc.sql("""
            select live_index from query.rebuild_view where reader = :reader
            union select next_index from query.rebuild_view where reader = :reader\
            """).param("reader", reader).query(String.class).set();
    }

    void enter(UUID id, RebuildPhase phase) {
        jdbc.sql("update query.rebuild set phase = ? where id = ?")
                .params(phase.name(), id)
                .update();
    }

    void caughtUp(UUID id, long position) {
        jdbc.sql("update query.rebuild set caught_up_to = ? where id = ?")
                .params(position, id)
                .update();
    }

    void compared(UUID id, String comparison) {
        jdbc.sql("update query.rebuild set comparison = ? where id = ?")
                .params(comparison, id)
                .update();
    }

    void replaced(UUID id, long at) {
        jdbc.sql("update query.rebuild set replaced_at = ? where id = ?")
                .params(at, id)
                .update();
    }

    void busy(UUID id, long millis) {
        jdbc.sql("update query.rebuild set busy_millis = busy_millis + ? where id = ?")
                .params(millis, id)
                .update();
    }

    /** What hinders it for now; null when nothing does. */
    void hindered(UUID id, @Nullable String problem) {
        jdbc.sql("update query.rebuild set problem = :problem where id = :id and state = 'RUNNING'")
                .param("problem", problem)
                .param("id", id)
                .update();
    }

    void end(UUID id, RebuildState state, @Nullable String problem, Instant at) {
        jdbc.sql("""
            update query.rebuild set state = :state, problem = :problem, finished_at = :at
            where id = :id and state = 'RUNNING'\
            """)
                .param("state", state.name())
                .param("problem", problem)
                .param("at", Timestamp.from(at))
                .param("id", id)
                .update();
    }

    /** @return whether it was still running */
    boolean requestCancel(UUID id) {
        return jdbc.sql("update query.rebuild set cancel_requested = true where id = ? and state = 'RUNNING'")
                        .param(id)
                        .update()
                == 1;
    }

    /** The slices that are written. */
    BitSet slicesDone(UUID id) {
        BitSet done = new BitSet(SLICES);
        jdbc.sql("select slice from query.rebuild_slice where rebuild = ?")
                .param(id)
                .query(Integer.class)
                .list()
                .forEach(done::set);
        return done;
    }

    /** A slice is written, with these documents for each reader and these failures. */
    void sliceDone(UUID id, int slice, long facts, Collection<? extends RebuiltView<?>> views) {
        transactions.executeWithoutResult(status -> {
            jdbc.sql("insert into query.rebuild_slice values (?, ?, ?)")
                    .params(id, slice, facts)
                    .update();
            for (RebuiltView<?> view : views) {
                jdbc.sql("insert into query.rebuild_slice_view values (?, ?, ?, ?)")
                        .params(id, slice, view.reader(), view.documents())
                        .update();
                addFailures(id, view);
            }
        });
    }

    void addFailures(UUID id, RebuiltView<?> view) {
        view.newFailures()
                .forEach((customer, failure) -> jdbc.sql("""
                    insert into query.rebuild_failure values (?, ?, ?, ?, ?, ?)
                    on conflict (rebuild, reader, customer_id) do update
                    set position = excluded.position, refused = excluded.refused, error = excluded.error\
                    """)
                        .params(
                                id,
                                view.reader(),
                                customer.value(),
                                failure.position(),
                                failure.refused(),
                                failure.error())
                        .update());
    }

    Map<CustomerId, RebuiltView.Failure> failures(UUID id, String reader) {
        Map<CustomerId, RebuiltView.Failure> failures = new LinkedHashMap<>();
        jdbc.sql("select customer_id, position, refused, error from query.rebuild_failure"
                        + " where rebuild = ? and reader = ?")
                .params(id, reader)
                .query(row -> {
                    failures.put(
                            new CustomerId(row.getObject(1, UUID.class)),
                            new RebuiltView.Failure(row.getLong(2), row.getBoolean(3), row.getString(4)));
                });
        return failures;
    }

    /** What is parked for a reader is about to be forgotten: a way back has to know of it. */
    void keepParked(UUID id, String reader) {
        jdbc.sql("""
            insert into query.rebuild_forgotten
            select :rebuild, :reader, entry.customer_id, min(entry.position), 'Parked before the rebuild'
            from query.dead_letter_entry letter
            join query.ledger entry on entry.event_id = letter.event_identifier
            where letter.processing_group = :reader
              and letter.sequence_identifier = entry.customer_id::text
            group by entry.customer_id
            on conflict do nothing\
            """).param("rebuild", id).param("reader", reader).update();
    }

    /** A way back begins with what the views that it goes back to did not have. */
    private void failuresFromForgotten(UUID reversal, UUID undone) {
        jdbc.sql("""
            insert into query.rebuild_failure
            select ?, reader, customer_id, position, false, error from query.rebuild_forgotten where rebuild = ?\
            """).params(reversal, undone).update();
    }

    long failureCount(UUID id) {
        return jdbc.sql("select count(*) from query.rebuild_failure where rebuild = ?")
                .param(id)
                .query(Long.class)
                .single();
    }

    long factsFolded(UUID id) {
        return jdbc.sql("select coalesce(sum(facts), 0) from query.rebuild_slice where rebuild = ?")
                .param(id)
                .query(Long.class)
                .single();
    }

    long documents(UUID id, String reader) {
        return jdbc.sql("select coalesce(sum(documents), 0) from query.rebuild_slice_view where rebuild = ? and reader"
                        + " = ?")
                .params(id, reader)
                .query(Long.class)
                .single();
    }
}
