package io.customer360.query.platform;

import io.customer360.events.CustomerFact;
import io.customer360.events.customer.CustomerId;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives one projection: begins a batch before its first fact, hands it each fact, and flushes it after the last one.
 *
 * <p>Each fact is folded where Axon parks it if that fails. Reading states and writing them happens around that, where
 * a failure rolls the whole batch back. The flush comes before the token is stored, so that the transaction writes only
 * when the slow part is over.
 */
final class Reader<S> implements EventMessageHandler, MessageHandlerInterceptor<EventMessage<?>> {

    private static final Logger LOG = LoggerFactory.getLogger(Reader.class);

    private final BatchProjection<S> projection;
    private final ReaderLock lock;
    private final DiscardedFacts discarded;
    private final BatchTerms terms;
    private final int statesRemembered;
    private final ViewProgress progress;
    private final ReaderMeters meters;
    private final Clock clock;
    private final String batchKey;
    private final String parkedKey;
    private final String failedKey;
    private final String headStartKey;

    /** Where Axon says which segment a unit of work belongs to, and up to where it has come with it. */
    private final String segmentKey;

    private final String tokenKey;

    /**
     * Customers whose states were refused for good in a batch that was rolled back for that: when it is tried again,
     * their facts are parked before they get that far.
     */
    private final Map<CustomerId, String> refused = new ConcurrentHashMap<>();

    private final Map<Integer, Failure> failures = new ConcurrentHashMap<>();
    private final Map<Integer, RememberedStates<S>> remembered = new ConcurrentHashMap<>();

    /**
     * Why a segment can't go on for now.
     *
     * @param position of the first fact of the batch that failed
     */
    record Failure(int segment, long position, String message, Instant since) {}

    Reader(
            BatchProjection<S> projection,
            ReaderLock lock,
            DiscardedFacts discarded,
            BatchTerms terms,
            int statesRemembered,
            ViewProgress progress,
            ReaderMeters meters,
            Clock clock) {
        this.projection = projection;
        this.lock = lock;
        this.discarded = discarded;
        this.terms = terms;
        this.statesRemembered = projection.keepsStates() ? statesRemembered : 0;
        this.progress = progress;
        this.meters = meters;
        this.clock = clock;
        this.batchKey = Reader.class.getName() + "/" + projection.name();
        this.parkedKey = batchKey + "/parked";
        this.failedKey = batchKey + "/failed";
        this.headStartKey = batchKey + "/headStart";
        this.segmentKey = "Processor[%s]/SegmentId".formatted(projection.name());
        this.tokenKey = "Processor[%s]/Token".formatted(projection.name());
    }

    String name() {
        return projection.name();
    }

    BatchProjection<S> projection() {
        return projection;
    }

    /** Why segments that this process works on can't go on for now, or could not when it last did. */
    Collection<Failure> failures() {
        return List.copyOf(failures.values());
    }

    @Override
    public @Nullable Object handle(UnitOfWork<? extends EventMessage<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        BatchingUnitOfWork<? extends EventMessage<?>> unit = (BatchingUnitOfWork<? extends EventMessage<?>>) unitOfWork;
        try {
            if (unit.isFirstMessage()) {
                begin(unit);
            }
            // Not even Axon's queue may take what lies before it: of those who are parked, it has been parked already.
            Object result = isSpared(unit) ? null : chain.proceed();
            if (unit.isLastMessage()) {
                flush(batch(unit));
            }
            return result;
        } catch (Exception hindrance) {
            failed(unit, hindrance);
            throw hindrance;
        }
    }

    private void failed(BatchingUnitOfWork<? extends EventMessage<?>> unit, Exception hindrance) {
        int segment = segment(unit);
        long position = FactMessage.position(unit.getMessages().getFirst());
        Failure before = failures.get(segment);
        Instant since = before != null && before.position() == position ? before.since() : null;
        if (since == null) {
            LOG.warn("Reader {} can't go on for now, and tries again until it can", name(), hindrance);
        }
        failures.put(
                segment, new Failure(segment, position, Reason.of(hindrance), since == null ? clock.instant() : since));
    }

    private int segment(UnitOfWork<?> unit) {
        return Objects.requireNonNull(unit.<Integer>getResource(segmentKey), "the segment is not known");
    }

    private void begin(BatchingUnitOfWork<? extends EventMessage<?>> unit) {
        lock.share(name());
        int segment = segment(unit);
        List<? extends EventMessage<?>> messages = unit.getMessages();
        Set<CustomerId> all = customersOf(messages);
        BatchTerms.Terms known = terms.of(messages, all, name(), segment);
        List<? extends EventMessage<?>> own = messages.stream()
                .filter(message -> FactMessage.position(message) > known.headStart())
                .toList();
        Set<CustomerId> customers = own.size() == messages.size() ? all : customersOf(own);
        RememberedStates<S> states = remembered.computeIfAbsent(segment, _ -> new RememberedStates<>(statesRemembered));
        Batch<S> batch = new Batch<>(projection, customers, known.discarded(), states.of(customers, known));
        Set<CustomerId> failed = new HashSet<>();
        unit.resources().put(batchKey, batch);
        unit.resources().put(parkedKey, known.parked());
        unit.resources().put(failedKey, failed);
        unit.resources().put(headStartKey, known.headStart());
        unit.onRollback(rolledBack -> states.forgetAll());
        unit.afterCommit(committed -> {
            states.keep(batch.changes(), known, handledBy(unit));
            // Only what comes before a fact that failed is written, and what comes behind will be by others.
            states.forget(failed);
            failures.remove(segment);
            if (progress.isAwaited()) {
                progress.advanced(name(), customers.stream().map(CustomerId::toString));
            }
            meters.handled(messages.size(), batch.recorded());
        });
    }

    private boolean isSpared(UnitOfWork<? extends EventMessage<?>> unit) {
        return FactMessage.position(unit.getMessage())
                <= Objects.requireNonNull(unit.<Long>getResource(headStartKey), "no batch was begun");
    }

    private long handledBy(UnitOfWork<?> unit) {
        TrackingToken token = unit.getResource(tokenKey);
        return token == null ? -1 : token.position().orElse(-1);
    }

    private Batch<S> batch(UnitOfWork<?> unit) {
        return Objects.requireNonNull(unit.getResource(batchKey), "no batch was begun");
    }

    private void flush(Batch<S> batch) {
        Map<CustomerId, String> refusals = batch.flush();
        if (!refusals.isEmpty()) {
            refused.putAll(refusals);
            throw new BatchRefused(refusals);
        }
    }

    @Override
    public @Nullable Object handle(EventMessage<?> message) {
        UnitOfWork<?> unit = CurrentUnitOfWork.get();
        Batch<S> batch = batch(unit);
        if (batch.leavesOut(message)) {
            return null;
        }
        CustomerFact fact = FactMessage.fact(message);
        try {
            fold(fact, message, batch, unit);
        } catch (RuntimeException parks) {
            Objects.requireNonNull(unit.<Set<CustomerId>>getResource(failedKey)).add(fact.customerId());
            throw parks;
        }
        return null;
    }

    private void fold(CustomerFact fact, EventMessage<?> message, Batch<S> batch, UnitOfWork<?> unit) {
        if (Objects.requireNonNull(unit.<Set<CustomerId>>getResource(parkedKey)).contains(fact.customerId())) {
            throw new ParkedBefore();
        }
        String refusal = refused.get(fact.customerId());
        if (refusal != null) {
            unit.afterCommit(parked -> refused.remove(fact.customerId(), refusal));
            throw new RefusedByIndex(refusal);
        }
        try {
            batch.fold(fact, FactMessage.context(message));
        } catch (RuntimeException failed) {
            LOG.warn("Reader {} can't fold event {} and parks it", name(), message.getIdentifier(), failed);
            throw failed;
        }
    }

    /**
     * Folds and writes parked facts as far as it goes.
     *
     * @return what went wrong at which of them, if something did; those before it are written
     */
    @Nullable
    Obstacle handleParked(List<EventMessage<?>> messages) {
        Batch<S> batch = new Batch<>(projection, customersOf(messages), discarded.among(messages, name()));
        Obstacle obstacle = null;
        for (int i = 0; i < messages.size() && obstacle == null; i++) {
            EventMessage<?> message = messages.get(i);
            try {
                if (!batch.leavesOut(message)) {
                    batch.fold(FactMessage.fact(message), FactMessage.context(message));
                }
            } catch (RuntimeException failed) {
                obstacle = new Obstacle(i, failed);
            }
        }
        Map<CustomerId, String> refusals = batch.flush();
        return refusals.isEmpty()
                ? obstacle
                : new Obstacle(
                        0, new RefusedByIndex(refusals.values().iterator().next()));
    }

    static Set<CustomerId> customersOf(Collection<? extends EventMessage<?>> messages) {
        Set<CustomerId> customers = new LinkedHashSet<>();
        messages.forEach(message -> CustomerSequence.customerOf(message).ifPresent(customers::add));
        return customers;
    }

    /** What stands in the way of a parked fact, by its number in the list. */
    record Obstacle(int index, RuntimeException cause) {}

    @Override
    public boolean canHandle(EventMessage<?> message) {
        return FactMessage.isFact(message);
    }

    /** Only asked about types that no segment could handle; none may be skipped unseen. */
    @Override
    public boolean canHandleType(Class<?> payloadType) {
        return true;
    }

    /** A view is built anew beside the old one, never by resetting its reader. */
    @Override
    public boolean supportsReset() {
        return false;
    }

    /** The index will never take a customer's state as it is. */
    static final class RefusedByIndex extends RuntimeException {
        RefusedByIndex(String reason) {
            super(reason);
        }
    }

    /**
     * Earlier facts of the customer wait. Axon parks what follows them by itself, but it remembers which these are, and
     * does not know of those that were parked when the view was built again.
     */
    static final class ParkedBefore extends RuntimeException {
        ParkedBefore() {
            super("Earlier facts of the customer are parked");
        }
    }

    /** Rolls a batch back, so that it is tried again without the customers that were refused. */
    static final class BatchRefused extends RuntimeException {
        BatchRefused(Map<CustomerId, String> refusals) {
            super("%d customers of the batch are refused and will be parked: %s"
                    .formatted(refusals.size(), refusals.values().iterator().next()));
        }
    }
}
