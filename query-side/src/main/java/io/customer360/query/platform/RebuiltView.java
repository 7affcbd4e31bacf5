package io.customer360.query.platform;

import io.customer360.events.CustomerFact;
import io.customer360.events.customer.CustomerId;
import io.customer360.query.ledger.FactContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

/**
 * What a reader's view becomes in another index: first customer by customer, so that each state is written once, and
 * then in the ledger's order, on top of what is written. Used by one thread at a time.
 *
 * <p>A customer whose facts can't be folded or written is left as it was before that; {@link #failures} tells from
 * where on.
 */
public final class RebuiltView<S> {

    private static final int MOST_CHANGES = 1_000;
    private static final int MOST_FACTS = 1_000;
    private static final long MOST_BYTES = 4 << 20;

    /** In the place of a customer: facts that nobody can tell whose they are. */
    public static final CustomerId NOBODY = new CustomerId(new UUID(0, 0));

    static final String OF_NOBODY = "Nobody can tell whose fact this is";

    private final String reader;
    private final BatchProjection<S> projection;
    private final DiscardedFacts discarded;
    private final Patience patience;
    private final Map<CustomerId, Failure> failures;
    private final Map<CustomerId, Failure> newFailures = new HashMap<>();
    private final Map<CustomerId, Long> firstWaiting = new HashMap<>();
    private final List<BatchProjection.Change<S>> waiting = new ArrayList<>();

    private @Nullable CustomerId customer;
    private @Nullable S state;
    private long position;
    private int factsWaiting;
    private long bytesWaiting;
    private int factsOfState;
    private long documents;

    RebuiltView(
            String reader,
            BatchProjection<S> projection,
            DiscardedFacts discarded,
            Patience patience,
            Map<CustomerId, Failure> failures) {
        this.reader = reader;
        this.projection = projection;
        this.discarded = discarded;
        this.patience = patience;
        this.failures = new HashMap<>(failures);
    }

    /**
     * From where on a customer's facts are not in the view.
     *
     * @param position of the first fact that is not
     * @param refused whether the index refused a document, so that nobody knows which of the customer's it has
     */
    public record Failure(long position, boolean refused, String error) {}

    public String reader() {
        return reader;
    }

    /** All failures, those that it was begun with among them. */
    public Map<CustomerId, Failure> failures() {
        return Map.copyOf(failures);
    }

    /** The failures since this was asked for the last time. */
    public Map<CustomerId, Failure> newFailures() {
        Map<CustomerId, Failure> taken = new HashMap<>(newFailures);
        newFailures.clear();
        return taken;
    }

    private void failed(CustomerId whose, Failure failure) {
        newFailures.put(whose, failures.merge(whose, failure, RebuiltView::earlier));
    }

    /** How many documents have been written customer by customer. */
    public long documents() {
        return documents;
    }

    /**
     * Takes messages that are sorted by customer, and each one's by position.
     *
     * @param bytes how large they are together, about
     */
    public void add(List<? extends EventMessage<?>> messages, long bytes) {
        bytesWaiting += bytes;
        Set<String> leftOut = discarded.among(messages, reader);
        for (EventMessage<?> message : messages) {
            CustomerId whose = CustomerSequence.customerOf(message).orElse(null);
            if (whose != null && FactMessage.isFact(message) && !leftOut.contains(message.getIdentifier())) {
                add(whose, message);
            }
        }
        if (bytesWaiting >= MOST_BYTES) {
            if (!projection.keepsStates()) {
                close();
            }
            if (!waiting.isEmpty()) {
                write();
            }
            bytesWaiting = 0;
        }
    }

    private void add(CustomerId whose, EventMessage<?> message) {
        if (!whose.equals(customer)) {
            close();
            customer = whose;
        }
        if (failures.containsKey(whose)) {
            return;
        }
        long at = FactMessage.position(message);
        try {
            CustomerFact fact = FactMessage.fact(message);
            if (projection.handles(fact)) {
                state = projection.fold(state, fact, FactMessage.context(message));
                position = at;
                factsWaiting++;
                factsOfState++;
                documents += projection.keepsStates() ? 0 : 1;
                firstWaiting.putIfAbsent(whose, at);
            }
        } catch (RuntimeException failed) {
            failed(whose, new Failure(at, false, Reason.of(failed)));
        }
        if (!projection.keepsStates() && factsOfState >= MOST_FACTS) {
            close();
            customer = whose;
        }
    }

    /** Ends the customer's state, and writes if enough is waiting. */
    private void close() {
        if (customer != null && state != null) {
            waiting.add(new BatchProjection.Change<>(customer, position, state));
            documents += projection.keepsStates() ? 1 : 0;
        }
        customer = null;
        state = null;
        factsOfState = 0;
        if (waiting.size() >= MOST_CHANGES || (!projection.keepsStates() && factsWaiting >= MOST_FACTS)) {
            write();
        }
    }

    /** Writes what is still waiting. */
    public void finish() {
        close();
        if (!waiting.isEmpty()) {
            write();
        }
    }

    private void write() {
        // A customer that is still being folded is not among those that are written.
        Long firstOfOpen = customer == null || state == null ? null : firstWaiting.get(customer);
        refused(patience.with(() -> projection.flush(waiting)), firstWaiting);
        waiting.clear();
        firstWaiting.clear();
        if (customer != null && firstOfOpen != null) {
            firstWaiting.put(customer, firstOfOpen);
        }
        factsWaiting = 0;
        bytesWaiting = 0;
    }

    /** Takes messages in the ledger's order, on top of what is stored. */
    public void catchUp(List<? extends EventMessage<?>> messages) {
        Set<String> leftOut = discarded.among(messages, reader);
        Batch<S> batch = patience.with(() -> new Batch<>(projection, Reader.customersOf(messages), leftOut));
        Map<CustomerId, Long> first = new HashMap<>();
        for (EventMessage<?> message : messages) {
            CustomerId whose = CustomerSequence.customerOf(message).orElse(NOBODY);
            if (!FactMessage.isFact(message) || failures.containsKey(whose) || batch.leavesOut(message)) {
                continue;
            }
            if (whose.equals(NOBODY)) {
                failed(NOBODY, ofNobody(FactMessage.position(message)));
                continue;
            }
            FactContext context = FactMessage.context(message);
            first.putIfAbsent(whose, context.position());
            try {
                batch.fold(FactMessage.fact(message), context);
            } catch (RuntimeException failed) {
                failed(whose, new Failure(context.position(), false, Reason.of(failed)));
            }
        }
        refused(patience.with(batch::flush), first);
    }

    /** There are facts of which nobody can tell whose they are, this one and maybe more. */
    static Failure ofNobody(long position) {
        return new Failure(position, false, OF_NOBODY);
    }

    private static Failure earlier(Failure one, Failure other) {
        return one.position() <= other.position() ? one : other;
    }

    private void refused(Map<CustomerId, String> refusals, Map<CustomerId, Long> first) {
        refusals.forEach((whose, reason) -> failed(whose, new Failure(first.getOrDefault(whose, 0L), true, reason)));
    }
}
