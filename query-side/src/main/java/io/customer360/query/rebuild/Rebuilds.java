package io.customer360.query.rebuild;

import io.customer360.events.customer.CustomerId;
import io.customer360.query.platform.RebuiltView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** All rebuilds that there were, and how far the one has come that is under way. */
@Component
class Rebuilds {

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final TransactionTemplate atOnce;

    Rebuilds(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(transactions);
        this.atOnce = new TransactionTemplate(transactions);
        this.atOnce.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * One process's work at a rebuild, from when it has taken it over. What it writes counts until the next one does.
     *
     * @param number higher than that of any earlier run, of whichever rebuild
     */
    record Run(UUID rebuild, long number) {}

    /**
     * Stores a new one, unless another one is under way.
     *
     * @param undone the rebuild that a reversal undoes
     */
    boolean add(Rebuild rebuild, @Nullable UUID undone) {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            int added = jdbc.sql("""
                insert into query.rebuild (id, kind, state, phase, reason, requested_by, requested_at, mappings, code,
                                           position, caught_up_to)
                values (:id, :kind, :state, :phase, :reason, :by, :at, :mappings, :code, :position, :caughtUpTo)
                on conflict do nothing\
                """)
                    .param("id", rebuild.id())
                    .param("kind", rebuild.kind().name())
                    .param("state", rebuild.state().name())
                    .param("phase", rebuild.phase().name())
                    .param("reason", rebuild.request().reason())
                    .param("by", rebuild.request().by())
                    .param("at", Timestamp.from(rebuild.request().at()))
                    .param("mappings", rebuild.madeBy().mappings())
                    .param("code", rebuild.madeBy().code())
                    .param("position", rebuild.position())
                    .param("caughtUpTo", rebuild.caughtUpTo())
                    .update();
            if (added == 1) {
                insertViews(rebuild.id(), rebuild.views());
            }
            if (added == 1 && undone != null) {
                beginWhereItEnded(rebuild.id(), undone);
            }
            return added == 1;
        }));
    }

    /** From here on no earlier run can write anything more. Empty if the rebuild has ended. */
    Optional<Run> take(UUID id) {
        return jdbc.sql("""
            update query.rebuild set run = nextval('query.rebuild_run')
            where id = ? and state = 'RUNNING' returning run\
            """).param(id).query(Long.class).optional().map(number -> new Run(id, number));
    }

    /**
     * Does something that counts only if it is this run that does it, in a transaction of its own.
     *
     * @throws Superseded if it is not
     */
    void atOnce(Run run, Runnable work) {
        atOnce.executeWithoutResult(status -> {
            hold(run);
            work.run();
        });
    }

    /**
     * Keeps others from taking the rebuild over until the transaction ends.
     *
     * @throws Superseded if somebody has
     */
    void hold(Run run) {
        boolean counts = jdbc.sql(
                        "select run from query.rebuild where id = ? and run = ? and state = 'RUNNING' for update")
                .params(run.rebuild(), run.number())
                .query(Long.class)
                .optional()
                .isPresent();
        if (!counts) {
            throw new Superseded(run);
        }
    }

    /**
     * Does something that no rebuild may be changing over during.
     *
     * @return false if one is, and nothing was done
     */
    boolean unlessChangingOver(Runnable work) {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            // It can't enter that phase before this ends.
            boolean changing = jdbc.sql("select phase from query.rebuild where state = 'RUNNING' for no key update")
                    .query(String.class)
                    .list()
                    .contains(RebuildPhase.CHANGING_OVER.name());
            if (!changing) {
                work.run();
            }
            return !changing;
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

    /** How many have ended so far. */
    long ended() {
        return jdbc.sql("select count(*) from query.rebuild where state <> 'RUNNING'")
                .query(Long.class)
                .single();
    }

    /** The newest first. */
    List<Rebuild> newest(int limit) {
        return jdbc.sql("select * from query.rebuild order by number desc limit ?")
                .param(limit)
                .query(this::rebuild)
                .list();
    }

    /** The last one that a version of the application has begun by itself. */
    Optional<Rebuild> lastBegunByItself(MadeBy version) {
        return jdbc.sql("select * from query.rebuild where requested_by = ? and mappings = ? and code = ?"
                        + " order by number desc limit 1")
                .params(Rebuild.BY_ITSELF, version.mappings(), version.code())
                .query(this::rebuild)
                .optional();
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
                new Rebuild.Request(
                        row.getString("reason"),
                        row.getString("requested_by"),
                        row.getTimestamp("requested_at").toInstant()),
                new MadeBy(row.getString("mappings"), row.getString("code")),
                finished == null ? null : finished.toInstant(),
                row.getBoolean("cancel_requested"),
                row.getLong("position"),
                row.getLong("caught_up_to"),
                replaced ? replacedAt : null,
                row.getLong("busy_millis"),
                row.getString("comparison"),
                row.getString("problem"),
                row.getString("note"),
                views(id));
    }

    private List<Rebuild.View> views(UUID id) {
        return jdbc.sql("select reader, live_index, next_index from query.rebuild_view where rebuild = ? order by 1")
                .param(id)
                .query(Rebuild.View.class)
                .list();
    }

    private void insertViews(UUID id, List<Rebuild.View> views) {
        views.forEach(view -> jdbc.sql("insert into query.rebuild_view values (?, ?, ?, ?)")
                .params(id, view.reader(), view.liveIndex(), view.nextIndex())
                .update());
    }

    /** The indices are known once the rebuild is the one that is under way. */
    void addViews(Run run, MadeBy madeBy, List<Rebuild.View> views) {
        atOnce(run, () -> {
            insertViews(run.rebuild(), views);
            set(run, "mappings = :value", madeBy.mappings());
            set(run, "code = :value", madeBy.code());
        });
    }

    /** It is another index that the next one takes the place of. */
    void replacing(Run run, String reader, String liveIndex) {
        atOnce(
                run,
                () -> jdbc.sql("update query.rebuild_view set live_index = ? where rebuild = ? and reader = ?")
                        .params(liveIndex, run.rebuild(), reader)
                        .update());
    }

    /** Forgets all that was done. */
    void beginAnew(Run run, MadeBy madeBy, String note, long position, List<Rebuild.View> views) {
        atOnce(run, () -> {
            for (String table : List.of(
                    "rebuild_slice_view", "rebuild_slice", "rebuild_failure", "rebuild_taken_out", "rebuild_view")) {
                jdbc.sql("delete from query.%s where rebuild = ?".formatted(table))
                        .param(run.rebuild())
                        .update();
            }
            insertViews(run.rebuild(), views);
            jdbc.sql("""
                update query.rebuild
                set phase = 'PREPARING', position = :position, caught_up_to = :position, busy_millis = 0,
                    mappings = :mappings, code = :code, note = :note, began = pg_current_snapshot(), comparison = null
                where id = :id\
                """)
                    .param("position", position)
                    .param("mappings", madeBy.mappings())
                    .param("code", madeBy.code())
                    .param("note", note)
                    .param("id", run.rebuild())
                    .update();
        });
    }

    /** Every index that a rebuild has replaced or made. */
    Set<String> indicesOf(String reader) {
        return jdbc.sql("""
            select live_index from query.rebuild_view where reader = :reader
            union select next_index from query.rebuild_view where reader = :reader\
            """).param("reader", reader).query(String.class).set();
    }

    void enter(Run run, RebuildPhase phase) {
        set(run, "phase = :value", phase.name());
    }

    private void caughtUp(Run run, long position) {
        set(run, "caught_up_to = :value", position);
    }

    void compared(Run run, String comparison) {
        set(run, "comparison = :value", comparison);
    }

    void replaced(Run run, long at) {
        set(run, "replaced_at = :value, replaced = pg_current_snapshot()", at);
    }

    /** It has got on: what hindered it is over. */
    void busy(Run run, Duration more) {
        set(run, "busy_millis = busy_millis + :value, problem = null", more.toMillis());
    }

    /** What hinders it for now. */
    void hindered(Run run, String problem) {
        set(run, "problem = :value", problem);
    }

    void end(Run run, RebuildState state, @Nullable String problem, Instant at) {
        atOnce(run, () -> {
            set(run, "problem = :value", problem);
            set(run, "finished_at = :value", Timestamp.from(at));
            set(run, "state = :value", state.name());
        });
    }

    private void set(Run run, String assignment, @Nullable Object value) {
        int found = jdbc.sql("update query.rebuild set " + assignment
                        + " where id = :id and run = :run and state = 'RUNNING'")
                .param("value", value)
                .param("id", run.rebuild())
                .param("run", run.number())
                .update();
        if (found == 0) {
            throw new Superseded(run);
        }
    }

    /** Asks for its end; whether it was still running. */
    boolean requestCancel(UUID id) {
        return jdbc.sql("update query.rebuild set cancel_requested = true where id = ? and state = 'RUNNING'")
                        .param(id)
                        .update()
                == 1;
    }

    /** The slices that are written. */
    BitSet slicesDone(UUID id) {
        BitSet done = new BitSet(Slices.ALL);
        jdbc.sql("select slice from query.rebuild_slice where rebuild = ?")
                .param(id)
                .query(Integer.class)
                .list()
                .forEach(done::set);
        return done;
    }

    /** Some slices are written, with these documents for each reader and these failures. */
    void slicesDone(Run run, Slices slices, long facts, Collection<? extends RebuiltView<?>> views, Duration busy) {
        atOnce(run, () -> {
            // What belongs to all of them together stands beside the first one.
            jdbc.sql("""
                insert into query.rebuild_slice
                select ?, slice, case when slice = ? then ? else 0 end from generate_series(?, ?) slice\
                """)
                    .params(run.rebuild(), slices.first(), facts, slices.first(), slices.last())
                    .update();
            for (RebuiltView<?> view : views) {
                jdbc.sql("insert into query.rebuild_slice_view values (?, ?, ?, ?)")
                        .params(run.rebuild(), slices.first(), view.reader(), view.documents())
                        .update();
                addFailures(run, view);
            }
            busy(run, busy);
        });
    }

    private void addFailures(Run run, RebuiltView<?> view) {
        view.newFailures().forEach((customer, failure) -> insertFailure(run, view.reader(), customer, failure));
    }

    void addFailure(Run run, String reader, CustomerId customer, RebuiltView.Failure failure) {
        atOnce(run, () -> insertFailure(run, reader, customer, failure));
    }

    private void insertFailure(Run run, String reader, CustomerId customer, RebuiltView.Failure failure) {
        jdbc.sql("""
            insert into query.rebuild_failure values (?, ?, ?, ?, ?, ?)
            on conflict (rebuild, reader, customer_id) do update
            set position = excluded.position, refused = excluded.refused, error = excluded.error\
            """)
                .params(run.rebuild(), reader, customer.value(), failure.position(), failure.refused(), failure.error())
                .update();
    }

    /** By customer, the facts that were discarded after the next views were begun, and may be in them. */
    Map<CustomerId, List<String>> discardedSince(UUID id, String reader) {
        Map<CustomerId, List<String>> discarded = new LinkedHashMap<>();
        jdbc.sql("""
            select entry.customer_id, entry.event_id
            from query.rebuild
            join query.discarded_fact discarded
              on discarded.position <= rebuild.caught_up_to
             and not pg_visible_in_snapshot(discarded.xid,
                     case when rebuild.kind = 'REVERSAL' and discarded.position > rebuild.position
                          then coalesce(rebuild.replaced, rebuild.began) else rebuild.began end)
            join query.ledger entry on entry.event_id = discarded.event_id
            where rebuild.id = ? and discarded.reader = ? and entry.customer_id is not null
              and not exists (select from query.rebuild_taken_out taken
                              where taken.rebuild = rebuild.id and taken.reader = discarded.reader
                                and taken.event_id = discarded.event_id)\
            """).params(id, reader).query(row -> {
            discarded
                    .computeIfAbsent(new CustomerId(row.getObject(1, UUID.class)), customer -> new ArrayList<>())
                    .add(row.getString(2));
        });
        return discarded;
    }

    /** A customer was folded again without these facts. */
    void takenOut(Run run, CustomerId customer, List<String> events, RebuiltView<?> again) {
        atOnce(run, () -> {
            jdbc.sql("delete from query.rebuild_failure where rebuild = ? and reader = ? and customer_id = ?")
                    .params(run.rebuild(), again.reader(), customer.value())
                    .update();
            addFailures(run, again);
            events.forEach(event -> jdbc.sql("insert into query.rebuild_taken_out values (?, ?, ?)")
                    .params(run.rebuild(), again.reader(), event)
                    .update());
        });
    }

    /** How many facts those customers have, customer by customer, who were folded again. */
    long factsFoldedAgain(UUID id, String reader) {
        return jdbc.sql("""
            select count(*) from query.ledger
            where position <= (select position from query.rebuild where id = :id)
              and customer_id in (
                  select entry.customer_id from query.rebuild_taken_out taken
                  join query.ledger entry on entry.event_id = taken.event_id
                  where taken.rebuild = :id and taken.reader = :reader)\
            """)
                .param("id", id)
                .param("reader", reader)
                .query(Long.class)
                .single();
    }

    /** The next views have come further in the ledger's order. */
    void caughtUp(Run run, long position, Collection<? extends RebuiltView<?>> views, Duration busy) {
        atOnce(run, () -> {
            views.forEach(view -> addFailures(run, view));
            caughtUp(run, position);
            busy(run, busy);
        });
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

    /** A way back begins with what the views that it goes back to did not have, and what had been discarded then. */
    private void beginWhereItEnded(UUID reversal, UUID undone) {
        jdbc.sql("""
            update query.rebuild
            set began = coalesce((select replaced from query.rebuild where id = ?), began),
                -- Until it has replaced anything: what is caught up with from here on is not what it begins with.
                replaced = began
            where id = ?\
            """).params(undone, reversal).update();
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
