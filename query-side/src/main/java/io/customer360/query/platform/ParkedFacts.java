package io.customer360.query.platform;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.Cause;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Facts that a reader could not fold, each with all that followed for the same customer. They wait here until somebody
 * has them tried again, or decides to leave out the one that fails.
 */
@Component
public class ParkedFacts {

    private static final Logger LOG = LoggerFactory.getLogger(ParkedFacts.class);

    /** Facts of one customer that are folded and written at once. */
    private static final int STRETCH = 200;

    private final ReaderSet readers;
    private final ReaderLock lock;
    private final ViewProgress progress;
    private final TransactionTemplate transactions;
    private final JdbcClient jdbc;
    private final StoredTokens tokens;
    private final Clock clock;

    ParkedFacts(
            ReaderSet readers,
            ReaderLock lock,
            ViewProgress progress,
            TransactionTemplate transactions,
            JdbcClient jdbc,
            StoredTokens tokens,
            Clock clock) {
        this.readers = readers;
        this.lock = lock;
        this.progress = progress;
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * A customer's facts that wait, told by the first of them, which is the one that failed.
     *
     * @param sequence the customer's id
     * @param facts how many wait
     * @param position the first one's place in the ledger
     * @param error why it could not be folded
     * @param since when it was parked
     */
    public record Sequence(
            String sequence, long facts, long position, String eventId, String type, String error, Instant since) {}

    /**
     * What came of a retry.
     *
     * @param handled facts that are in the view now
     * @param left facts that still wait
     * @param error why the first of these failed again, if any are left
     */
    public record Retried(
            String sequence,
            int handled,
            long left,
            @Nullable String error) {}

    /**
     * How much waits for one reader.
     *
     * @param sequences customers whose facts wait
     */
    record Count(long sequences, long facts) {

        static final Count NONE = new Count(0, 0);
    }

    /** The sequences that have waited longest, and no more than {@code limit}. */
    public List<Sequence> of(String reader, int limit) {
        return jdbc.sql("""
            select first.*, counted.facts
            from (select sequence_identifier, count(*) as facts, min(sequence_index) as first_index
                  from query.dead_letter_entry
                  where processing_group = :reader
                  group by sequence_identifier) counted
            join query.dead_letter_entry first
              on first.processing_group = :reader
             and first.sequence_identifier = counted.sequence_identifier
             and first.sequence_index = counted.first_index
            order by first.enqueued_at
            limit :limit\
            """)
                .param("reader", reader)
                .param("limit", limit)
                .query((row, number) -> new Sequence(
                        row.getString("sequence_identifier"),
                        row.getLong("facts"),
                        tokens.position(row.getBytes("token"), row.getString("token_type")),
                        row.getString("event_identifier"),
                        row.getString("payload_type"),
                        Reason.of(
                                Objects.requireNonNullElse(row.getString("cause_type"), ""),
                                row.getString("cause_message")),
                        row.getTimestamp("enqueued_at").toInstant()))
                .list();
    }

    /** How much waits, by reader; readers for which nothing does are left out. */
    Map<String, Count> counts() {
        return jdbc
                .sql("""
                    select processing_group, count(distinct sequence_identifier), count(*)
                    from query.dead_letter_entry group by processing_group\
                    """)
                .query((row, number) -> Map.entry(row.getString(1), new Count(row.getLong(2), row.getLong(3))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * Tries a customer's parked facts again, in their order, as far as it goes.
     *
     * @throws NotParked if none wait
     */
    public Retried retry(String reader, String sequence) {
        ReaderSet.Member member = member(reader, sequence);
        int handled = 0;
        Stretch stretch;
        do {
            stretch = inTransaction(() -> retryStretch(member, sequence));
            handled += stretch.handled();
        } while (stretch.error() == null && stretch.left() > 0 && stretch.handled() > 0);
        progress.advanced(reader, Stream.of(sequence));
        LOG.info(
                "Retried the parked facts of {} for {}: {} handled, {} left",
                sequence,
                reader,
                handled,
                stretch.left());
        return new Retried(sequence, handled, stretch.left(), stretch.error());
    }

    /**
     * Leaves the fact that fails out of the view, for good, and goes on with those behind it.
     *
     * @param eventId the one that was decided about
     * @param by who decided so, if that is known
     * @throws NotParked if none wait
     * @throws NotFirst if another one fails by now
     */
    public Retried discard(String reader, String sequence, String eventId, String reason, @Nullable String by) {
        ReaderSet.Member member = member(reader, sequence);
        inTransaction(() -> {
            lock.hold(reader);
            return discardFirst(member, sequence, eventId, reason, by);
        });
        return sequenceSize(member, sequence) == 0 ? new Retried(sequence, 0, 0, null) : retry(reader, sequence);
    }

    private ReaderSet.Member member(String reader, String sequence) {
        return readers.find(reader)
                .filter(member -> sequenceSize(member, sequence) > 0)
                .orElseThrow(() -> new NotParked(reader, sequence));
    }

    private static long sequenceSize(ReaderSet.Member member, String sequence) {
        return member.parked().sequenceSize(sequence);
    }

    private record Stretch(int handled, long left, @Nullable String error) {}

    private Stretch retryStretch(ReaderSet.Member member, String sequence) {
        lock.hold(member.reader().name());
        List<DeadLetter<? extends EventMessage<?>>> letters = first(member, sequence);
        Reader.Obstacle obstacle = member.reader()
                .handleParked(letters.stream()
                        .<EventMessage<?>>map(DeadLetter::message)
                        .toList());
        int handled = obstacle == null ? letters.size() : obstacle.index();
        letters.subList(0, handled).forEach(member.parked()::evict);
        if (obstacle != null) {
            LOG.warn(
                    "Event {} of {} can't be folded into {} yet",
                    letters.get(handled).message().getIdentifier(),
                    sequence,
                    member.reader().name(),
                    obstacle.cause());
            member.parked().requeue(letters.get(handled), letter -> letter.withCause(Reason.kept(obstacle.cause())));
        }
        return new Stretch(
                handled, sequenceSize(member, sequence), obstacle == null ? null : Reason.of(obstacle.cause()));
    }

    private List<DeadLetter<? extends EventMessage<?>>> first(ReaderSet.Member member, String sequence) {
        List<DeadLetter<? extends EventMessage<?>>> letters = new ArrayList<>();
        Iterator<DeadLetter<? extends EventMessage<?>>> waiting =
                member.parked().deadLetterSequence(sequence).iterator();
        while (letters.size() < STRETCH && waiting.hasNext()) {
            letters.add(waiting.next());
        }
        return letters;
    }

    private boolean discardFirst(
            ReaderSet.Member member, String sequence, String eventId, String reason, @Nullable String by) {
        List<DeadLetter<? extends EventMessage<?>>> letters = first(member, sequence);
        if (letters.isEmpty()) {
            throw new NotParked(member.reader().name(), sequence);
        }
        DeadLetter<? extends EventMessage<?>> letter = letters.getFirst();
        if (!letter.message().getIdentifier().equals(eventId)) {
            throw new NotFirst(
                    member.reader().name(), sequence, eventId, letter.message().getIdentifier());
        }
        jdbc.sql("""
            insert into query.discarded_fact (reader, sequence, event_id, position, payload_type, error,
                reason, discarded_by, discarded_at)
            values (:reader, :sequence, :event, :position, :type, :error, :reason, :by, :at)
            -- Earlier versions parked it once more when they built the view again.
            on conflict (reader, event_id) do update
            set error = excluded.error, reason = excluded.reason, discarded_by = excluded.discarded_by,
                discarded_at = excluded.discarded_at\
            """)
                .param("reader", member.reader().name())
                .param("sequence", sequence)
                .param("event", letter.message().getIdentifier())
                .param("position", FactMessage.position(letter.message()))
                .param("type", letter.message().getPayloadType().getName())
                .param("error", letter.cause().map(Cause::message).orElse(null))
                .param("reason", reason)
                .param("by", by)
                .param("at", Timestamp.from(clock.instant()))
                .update();
        member.parked().evict(letter);
        LOG.warn(
                "Event {} of {} is left out of {}: {}",
                letter.message().getIdentifier(),
                sequence,
                member.reader().name(),
                reason);
        return true;
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transactions.execute(status -> work.get()));
    }

    /** It isn't the fact that fails, or not any more. */
    public static final class NotFirst extends RuntimeException {
        NotFirst(String reader, String sequence, String eventId, String first) {
            super(
                    "Event %s is not the first of the facts of %s that are parked for reader %s; that is %s. Only the first can be discarded: GET /api/operations/readers tells why it failed."
                            .formatted(eventId, sequence, reader, first));
        }
    }

    /** Nothing waits under this name. */
    public static final class NotParked extends RuntimeException {
        NotParked(String reader, String sequence) {
            super("No facts of %s are parked for reader %s. GET /api/operations/readers lists those that are."
                    .formatted(sequence, reader));
        }
    }
}
