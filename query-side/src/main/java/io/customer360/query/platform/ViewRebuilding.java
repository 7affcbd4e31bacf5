package io.customer360.query.platform;

import io.customer360.events.customer.CustomerId;
import io.customer360.query.ledger.Ledger;
import io.customer360.query.ledger.LedgerEntry;
import io.customer360.query.ledger.LedgerMessageSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What it takes to build the views of all readers again beside the live ones, and to let the readers go on with them.
 */
@Component
public class ViewRebuilding {

    private static final int PAGE = 500;

    private final ReaderSet readers;
    private final ReaderLock lock;
    private final DiscardedFacts discarded;
    private final Parking parking;
    private final StoredTokens tokens;
    private final Ledger ledger;
    private final LedgerMessageSource source;
    private final TransactionTemplate transactions;
    private final JdbcClient jdbc;

    ViewRebuilding(
            ReaderSet readers,
            ReaderLock lock,
            DiscardedFacts discarded,
            Parking parking,
            StoredTokens tokens,
            Ledger ledger,
            LedgerMessageSource source,
            TransactionTemplate transactions,
            JdbcClient jdbc) {
        this.readers = readers;
        this.lock = lock;
        this.discarded = discarded;
        this.parking = parking;
        this.tokens = tokens;
        this.ledger = ledger;
        this.source = source;
        this.transactions = transactions;
        this.jdbc = jdbc;
    }

    /**
     * A reader's view, to be filled beside the live one.
     *
     * @param alias behind which the index stands that is to be filled
     * @param patience with Elasticsearch
     * @param failures those that are known from before
     */
    public RebuiltView<?> open(
            String reader, String alias, Patience patience, Map<CustomerId, RebuiltView.Failure> failures) {
        return open(member(reader).reader().projection(), alias, patience, failures);
    }

    private <S> RebuiltView<S> open(
            BatchProjection<S> projection,
            String alias,
            Patience patience,
            Map<CustomerId, RebuiltView.Failure> failures) {
        return new RebuiltView<>(projection.name(), projection.into(alias), discarded, patience, failures);
    }

    /** Runs a task while no batch of any reader is under way, on any node. */
    public void whileReadersRest(Runnable task) {
        transactions.executeWithoutResult(holding -> {
            readers.members().forEach(member -> lock.hold(member.reader().name()));
            task.run();
        });
    }

    /** The last position that any of the reader's segments has handled or was spared. */
    public long furthest(String reader) {
        return tokens.segments(reader).stream()
                .mapToLong(StoredTokens.Segment::position)
                .max()
                .orElseGet(() -> tokens.headStart(reader));
    }

    /** The last position that all of the reader's segments have handled or were spared. */
    public long slowest(String reader) {
        return tokens.position(reader);
    }

    /**
     * Parks a customer's facts from a failure on, as far as the reader has handled them, unless they are parked
     * already. More may be parked than has to be; what the view has is skipped when it is retried. The reader has to
     * rest.
     */
    public void park(String reader, CustomerId customer, RebuiltView.Failure failure) {
        String sequence = customer.toString();
        // What is nobody's has been parked by the reader itself, and stays so.
        if (customer.equals(RebuiltView.NOBODY) || parked(reader, sequence).first() <= failure.position()) {
            return;
        }
        forget(reader, sequence);
        park(reader, customer, failure, failure.position() - 1, handled(reader, sequence));
    }

    private void park(String reader, CustomerId customer, RebuiltView.Failure failure, long after, long upTo) {
        park(
                reader,
                customer.toString(),
                failure.error(),
                after,
                upTo,
                position -> ledger.readCustomerAfter(customer, position, PAGE));
    }

    private void park(
            String reader,
            String sequence,
            String error,
            long after,
            long upTo,
            LongFunction<List<LedgerEntry>> pageAfter) {
        long parkedUpTo = after;
        while (parkedUpTo < upTo) {
            List<LedgerEntry> page = pageAfter.apply(parkedUpTo).stream()
                    .filter(entry -> entry.position() <= upTo)
                    .toList();
            if (page.isEmpty()) {
                return;
            }
            append(reader, sequence, page, error);
            parkedUpTo = page.getLast().position();
        }
    }

    private void append(String reader, String sequence, List<LedgerEntry> entries, String error) {
        List<? extends EventMessage<?>> messages = source.messagesOf(entries);
        Set<String> leftOut = discarded.among(messages, reader);
        parking.append(
                reader,
                sequence,
                messages.stream()
                        .filter(message -> FactMessage.isFact(message) && !leftOut.contains(message.getIdentifier()))
                        .toList(),
                Reason.kept(new NotInRebuiltView(error)));
    }

    /**
     * Lets a reader go on with the fact at a position, wherever it is: what lies before that is in its view. What is
     * not, because it could not be folded, is parked, since the reader will not meet it. The fact itself is met once
     * more, so that the reader's tokens come there even if nothing follows, unless an upcaster drops it. The reader has
     * to rest.
     *
     * @param failures from which on the facts of these customers are not in the view
     */
    public void goOnWith(String reader, long position, Map<CustomerId, RebuiltView.Failure> failures) {
        long spared = Math.max(0, position - 1);
        failures.forEach((customer, failure) -> {
            if (!customer.equals(RebuiltView.NOBODY)) {
                long met = metOrParked(reader, customer.toString());
                park(reader, customer, failure, Math.max(met, failure.position() - 1), spared);
            }
        });
        parkWhatIsNobodys(reader, spared);
        tokens.giveHeadStart(reader, spared);
    }

    private void parkWhatIsNobodys(String reader, long upTo) {
        park(
                reader,
                CustomerSequence.NO_CUSTOMER,
                RebuiltView.OF_NOBODY,
                metOrParked(reader, CustomerSequence.NO_CUSTOMER),
                upTo,
                position -> ledger.readNobodysAfter(position, FactMessage.FACTS, PAGE));
    }

    /** While segments are being merged, more may be parked than the segment seems to have handled. */
    private long metOrParked(String reader, String sequence) {
        return Math.max(handled(reader, sequence), parked(reader, sequence).last());
    }

    /** The first fact up to a position of which nobody can tell whose it is; customer by customer, it is not found. */
    public Optional<RebuiltView.Failure> ofNobody(String reader, long upTo) {
        return jdbc.sql("""
            select min(position) from query.ledger entry
            where customer_id is null and position <= :upTo and starts_with(payload_type, :facts)
              and not exists (select from query.discarded_fact
                              where reader = :reader and event_id = entry.event_id)\
            """)
                .param("upTo", upTo)
                .param("facts", FactMessage.FACTS)
                .param("reader", reader)
                .query((row, number) -> Optional.ofNullable(row.getObject(1, Long.class)))
                .single()
                .map(RebuiltView::ofNobody);
    }

    /** Forgets what is parked, up to a position, of all customers but these, because it is in the view. */
    public void forgetParkedBut(String reader, Set<CustomerId> customers, long upTo) {
        jdbc.sql("""
            delete from query.dead_letter_entry letter
            using query.ledger entry
            where letter.processing_group = :reader
              and not letter.sequence_identifier = any(:customers)
              and letter.sequence_identifier <> :noCustomer
              and entry.event_id = letter.event_identifier
              and entry.position <= :upTo\
            """)
                .param("reader", reader)
                .param("customers", customers.stream().map(CustomerId::toString).toArray(String[]::new))
                .param("noCustomer", CustomerSequence.NO_CUSTOMER)
                .param("upTo", upTo)
                .update();
    }

    /**
     * Which facts of a sequence are parked.
     *
     * @param first position; beyond all of them if none is
     * @param last position; 0 if none is
     */
    private record Parked(long first, long last) {}

    private Parked parked(String reader, String sequence) {
        return jdbc.sql("""
            select coalesce(min(entry.position), 9223372036854775807), coalesce(max(entry.position), 0)
            from query.dead_letter_entry letter
            join query.ledger entry on entry.event_id = letter.event_identifier
            where letter.processing_group = ? and letter.sequence_identifier = ?\
            """)
                .params(reader, sequence)
                .query((row, number) -> new Parked(row.getLong(1), row.getLong(2)))
                .single();
    }

    private void forget(String reader, String sequence) {
        jdbc.sql("delete from query.dead_letter_entry where processing_group = ? and sequence_identifier = ?")
                .params(reader, sequence)
                .update();
    }

    /** How far the segment has come that a sequence belongs to, or was spared. */
    private long handled(String reader, String sequence) {
        List<StoredTokens.Segment> stored = tokens.segments(reader);
        int[] ids = stored.stream().mapToInt(StoredTokens.Segment::segment).toArray();
        return stored.stream()
                .filter(segment ->
                        Segment.computeSegment(segment.segment(), ids).matches(Objects.hashCode(sequence)))
                .mapToLong(StoredTokens.Segment::position)
                .findFirst()
                .orElseGet(() -> tokens.headStart(reader));
    }

    private ReaderSet.Member member(String reader) {
        return readers.find(reader).orElseThrow(() -> new IllegalArgumentException("There is no reader " + reader));
    }

    /** The fact could not be folded or written when the view was built again. */
    static final class NotInRebuiltView extends RuntimeException {
        NotInRebuiltView(String reason) {
            super(reason);
        }
    }
}
