package io.customer360.query.ledger;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;

/**
 * One reader's way through the ledger, page by page. Payloads stay bytes until somebody asks for them. Read by one
 * thread at a time; closed by any.
 */
class LedgerStream implements BlockingStream<TrackedEventMessage<?>> {

    private static final int PAGE_SIZE = 1_000;

    private final Ledger ledger;
    private final LedgerHead head;
    private final Serializer eventSerializer;
    private final EventUpcaster upcasters;
    private final LongSupplier headStart;
    private final Queue<TrackedEventMessage<?>> page = new ArrayDeque<>(PAGE_SIZE);

    private long readUpTo;
    private boolean asksForHeadStart = true;
    private volatile boolean closed;
    private @Nullable Runnable onAvailable;

    /** @param headStart a position at or before which nothing needs to be read, asked for again on a long way */
    LedgerStream(
            Ledger ledger,
            LedgerHead head,
            Serializer eventSerializer,
            EventUpcaster upcasters,
            long position,
            LongSupplier headStart) {
        this.ledger = ledger;
        this.head = head;
        this.eventSerializer = eventSerializer;
        this.upcasters = upcasters;
        this.readUpTo = position;
        this.headStart = headStart;
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        fill();
        return Optional.ofNullable(page.peek());
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        long deadline = System.nanoTime() + unit.toNanos(timeout);
        fill();
        while (page.isEmpty() && !closed) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            head.awaitBeyond(readUpTo, left);
            fill();
        }
        return !page.isEmpty();
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        fill();
        while (page.isEmpty()) {
            if (closed) {
                throw new IllegalStateException("This stream of the ledger is closed");
            }
            head.awaitBeyond(readUpTo, Long.MAX_VALUE);
            fill();
        }
        return page.remove();
    }

    /** Upcasters may drop events, so a page may come out empty. */
    private void fill() {
        while (page.isEmpty() && !closed && head.position() > readUpTo) {
            if (asksForHeadStart) {
                readUpTo = Math.max(readUpTo, headStart.getAsLong());
            }
            List<LedgerEntry> entries = ledger.readAfter(readUpTo, PAGE_SIZE);
            if (entries.isEmpty()) {
                return;
            }
            page.addAll(messages(entries, eventSerializer, upcasters));
            readUpTo = entries.getLast().position();
            // Who reads what has just come in is not asked for each of it.
            asksForHeadStart = head.position() > readUpTo;
        }
    }

    static List<TrackedEventMessage<?>> messages(
            List<LedgerEntry> entries, Serializer eventSerializer, EventUpcaster upcasters) {
        return EventUtils.upcastAndDeserializeTrackedEvents(
                        entries.stream().map(LedgerStream::tracked), eventSerializer, upcasters)
                .<TrackedEventMessage<?>>map(message -> message)
                .toList();
    }

    private static TrackedDomainEventData<byte[]> tracked(LedgerEntry entry) {
        return new TrackedDomainEventData<>(new GlobalSequenceTrackingToken(entry.position()), new LedgerEvent(entry));
    }

    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
        if (onAvailable != null) {
            head.removeListener(onAvailable);
        }
        onAvailable = callback;
        head.addListener(callback);
        return true;
    }

    @Override
    public void close() {
        closed = true;
        if (onAvailable != null) {
            head.removeListener(onAvailable);
        }
        head.wakeAll();
    }
}
