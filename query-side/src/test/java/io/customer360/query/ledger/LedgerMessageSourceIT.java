package io.customer360.query.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.customer360.events.CustomerEvent.CustomerNameCorrected;
import io.customer360.events.customer.CustomerId;
import io.customer360.platform.json.EventJson;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerMessageSourceIT {

    private EventStoreTables tables;
    private Ledger ledger;
    private LedgerHead head;
    private Relay relay;
    private LedgerMessageSource source;

    @BeforeEach
    void start() throws SQLException {
        tables = EventStoreTables.create();
        ledger = tables.ledger();
        head = new LedgerHead(ledger);
        relay = new Relay(
                tables.dataSource(),
                new PostgresEventSource(tables.dataSource()),
                head,
                new RelayProperties(500, Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(200)),
                Clock.systemUTC());
        source = source(head, NoOpEventUpcaster.INSTANCE);
        head.start();
        relay.start();
    }

    @AfterEach
    void stop() {
        relay.stop();
        head.stop();
        tables.close();
    }

    @Test
    void streamsDomainEventsWithTheirPlaceAndTime() throws Exception {
        CustomerId customer = EventStoreTables.customer();
        String eventId = tables.correctName(customer, 4, "Wei");
        try (BlockingStream<TrackedEventMessage<?>> stream = source.openStream(source.createTailToken())) {
            TrackedEventMessage<?> message = stream.nextAvailable();
            assertThat(message.getIdentifier()).isEqualTo(eventId);
            assertThat(message.trackingToken()).isEqualTo(new GlobalSequenceTrackingToken(1));
            assertThat(message.getTimestamp()).isEqualTo(Instant.parse("2026-03-04T05:06:07.123456Z"));
            assertThat(message.getMetaData()).containsEntry("actor", "ann");
            assertThat(message.getPayload())
                    .isEqualTo(new CustomerNameCorrected(customer, Instant.parse("2026-01-02T03:04:05Z"), "x", "Wei"));
            assertThat(message).isInstanceOfSatisfying(DomainEventMessage.class, event -> {
                assertThat(event.getAggregateIdentifier()).isEqualTo(customer.toString());
                assertThat(event.getSequenceNumber()).isEqualTo(4);
                assertThat(event.getType()).isEqualTo("Customer");
            });
        }
    }

    @Test
    void goesThroughAllPagesAndResumesAnywhere() throws Exception {
        storeMany(2_345);
        await().until(() -> head.position() == 2_345);
        try (BlockingStream<TrackedEventMessage<?>> stream = source.openStream(null)) {
            assertThat(positions(stream, 2_345))
                    .startsWith(1L, 2L)
                    .endsWith(2_345L)
                    .isSorted()
                    .doesNotHaveDuplicates();
            assertThat(stream.hasNextAvailable()).isFalse();
        }
        try (BlockingStream<TrackedEventMessage<?>> stream =
                source.openStream(new GlobalSequenceTrackingToken(2_000))) {
            assertThat(positions(stream, 345)).startsWith(2_001L).endsWith(2_345L);
        }
    }

    @Test
    void leavesOutWhatSomebodyElseHasSeenToAlsoOnItsWay() throws Exception {
        storeMany(3_456);
        await().until(() -> head.position() == 3_456);
        AtomicLong headStart = new AtomicLong(20);
        try (BlockingStream<TrackedEventMessage<?>> stream =
                source.openStream(new GlobalSequenceTrackingToken(10), headStart::get)) {
            assertThat(positions(stream, 1)).containsExactly(21L);
            headStart.set(3_450);
            assertThat(positions(stream, 999 + 6))
                    .contains(22L, 1_020L)
                    .endsWith(3_451L, 3_452L, 3_453L, 3_454L, 3_455L, 3_456L);
            assertThat(stream.hasNextAvailable()).isFalse();
        }
    }

    @Test
    void peeksWithoutTaking() throws Exception {
        tables.correctName(EventStoreTables.customer(), 0, "x");
        await().until(() -> head.position() == 1);
        try (BlockingStream<TrackedEventMessage<?>> stream = source.openStream(null)) {
            assertThat(stream.peek()).isPresent();
            assertThat(stream.peek().orElseThrow()).isSameAs(stream.nextAvailable());
            assertThat(stream.peek()).isEmpty();
        }
    }

    @Test
    void waitsForTheNextEventAndNoLongerThanAsked() throws Exception {
        try (BlockingStream<TrackedEventMessage<?>> stream = source.openStream(null)) {
            long before = System.nanoTime();
            assertThat(stream.hasNextAvailable(80, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(79));

            CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> {
                try {
                    return stream.hasNextAvailable(20, TimeUnit.SECONDS);
                } catch (InterruptedException interrupted) {
                    throw new IllegalStateException(interrupted);
                }
            });
            tables.correctName(EventStoreTables.customer(), 0, "x");
            assertThat(waiting).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(true);
        }
    }

    @Test
    void callsBackWhenEventsArriveAndNoMoreOnceClosed() throws Exception {
        var calls = new AtomicInteger();
        try (BlockingStream<TrackedEventMessage<?>> stream = source.openStream(null)) {
            assertThat(stream.setOnAvailableCallback(calls::incrementAndGet)).isTrue();
            tables.correctName(EventStoreTables.customer(), 0, "x");
            await().until(() -> calls.get() == 1);
        }
        tables.correctName(EventStoreTables.customer(), 0, "y");
        await().until(() -> head.position() == 2);
        assertThat(calls).hasValue(1);
    }

    @Test
    void endsTheWaitOfAStreamThatIsClosed() {
        BlockingStream<TrackedEventMessage<?>> stream = source.openStream(null);
        CompletableFuture<TrackedEventMessage<?>> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return stream.nextAvailable();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        });
        stream.close();
        assertThat(waiting)
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .withMessageContaining("closed");
    }

    @Test
    void findsWhatTheRelayOfAnotherNodeAppended() throws Exception {
        var otherHead = new LedgerHead(ledger);
        otherHead.start();
        try (BlockingStream<TrackedEventMessage<?>> stream =
                source(otherHead, NoOpEventUpcaster.INSTANCE).openStream(null)) {
            tables.correctName(EventStoreTables.customer(), 0, "x");
            assertThat(stream.hasNextAvailable(5, TimeUnit.SECONDS)).isTrue();
        } finally {
            otherHead.stop();
        }
    }

    @Test
    void passesOverPagesThatUpcastersDropWhole() throws Exception {
        storeMany(1_500);
        String last = tables.correctName(EventStoreTables.customer(), 0, "kept");
        await().until(() -> head.position() == 1_501);
        EventUpcaster dropping =
                events -> events.filter(event -> event.getMessageIdentifier().equals(last));
        try (BlockingStream<TrackedEventMessage<?>> stream =
                source(head, new EventUpcasterChain(dropping)).openStream(null)) {
            assertThat(stream.nextAvailable().getIdentifier()).isEqualTo(last);
            assertThat(stream.hasNextAvailable()).isFalse();
        }
    }

    @Test
    void leavesWhatItDoesNotKnowToTheReader() throws Exception {
        try (Connection connection = tables.dataSource().getConnection()) {
            EventStoreTables.store(
                    connection, EventStoreTables.customer(), 0, "io.customer360.events.CustomerEvent$Unheard", "{}");
        }
        try (BlockingStream<TrackedEventMessage<?>> stream = source.openStream(null)) {
            assertThat(stream.nextAvailable().getPayloadType()).isEqualTo(UnknownSerializedType.class);
        }
    }

    @Test
    void knowsTheTokensOfItsEndsAndOfMoments() throws Exception {
        storeMany(3);
        await().until(() -> head.position() == 3);
        assertThat(source.createTailToken()).isEqualTo(new GlobalSequenceTrackingToken(0));
        assertThat(source.createHeadToken()).isEqualTo(new GlobalSequenceTrackingToken(3));
        assertThat(source.createTokenAt(Instant.parse("2026-03-04T00:00:00Z")))
                .isEqualTo(new GlobalSequenceTrackingToken(0));
        assertThat(source.createTokenAt(Instant.parse("2027-01-01T00:00:00Z")))
                .isEqualTo(new GlobalSequenceTrackingToken(3));
        assertThatThrownBy(() -> source.openStream(
                        new org.axonframework.eventhandling.MultiSourceTrackingToken(java.util.Map.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private LedgerMessageSource source(LedgerHead ofHead, EventUpcaster upcaster) {
        return new LedgerMessageSource(
                ledger,
                ofHead,
                Jackson3Serializer.builder()
                        .jsonMapperBuilderCustomizer(EventJson::configure)
                        .build(),
                () -> upcaster);
    }

    private void storeMany(int count) throws SQLException {
        try (Connection connection = tables.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            CustomerId customer = EventStoreTables.customer();
            for (int i = 0; i < count; i++) {
                EventStoreTables.correctName(connection, customer, i, "name " + i);
            }
            connection.commit();
        }
    }

    private static List<Long> positions(BlockingStream<TrackedEventMessage<?>> stream, int count)
            throws InterruptedException {
        List<Long> positions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            positions.add(stream.nextAvailable().trackingToken().position().orElseThrow());
        }
        return positions;
    }
}
