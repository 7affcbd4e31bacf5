package io.customer360.query.platform;

import io.customer360.query.ledger.Relay;
import io.customer360.query.ledger.RelayStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The standing of the readers and the relay as meters. They come from {@link StandingWatch}, are the same on every
 * node, and are not a number while the database can't be asked; what one node alone knows says so.
 */
@Component
class StandingMeters implements MeterBinder {

    private final StandingWatch watch;
    private final ReaderSet readers;
    private final Relay relay;

    StandingMeters(StandingWatch watch, ReaderSet readers, Relay relay) {
        this.watch = watch;
        this.readers = readers;
        this.relay = relay;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        bindRelay(registry);
        readers.members().forEach(member -> bindReader(registry, member.reader().name()));
    }

    private void bindRelay(MeterRegistry registry) {
        gauge(
                registry,
                "customer360.ledger.position",
                null,
                Tags.empty(),
                "The ledger's last position",
                seen(Standing::head));
        gauge(
                registry,
                "customer360.relay.lag.events",
                "events",
                Tags.empty(),
                "Events that are committed in the event store and not in the ledger, counted up to 1,000,000",
                seen(standing -> standing.relay().pending()));
        gauge(
                registry,
                "customer360.relay.lag.seconds",
                "seconds",
                Tags.empty(),
                "Since the first event was recorded that is not in the ledger; 0 if there is none",
                seen(standing -> standing.relay().lagSeconds()));
        for (RelayStatus.State state : RelayStatus.State.values()) {
            gauge(
                    registry,
                    "customer360.relay.status",
                    null,
                    Tags.of("status", lower(state)),
                    "1 for what the relay of this node is at; one node of all is relaying",
                    () -> is(relay.status().state() == state));
        }
        FunctionCounter.builder("customer360.relay.events", relay, Relay::appended)
                .description("Events that the relay of this node has appended to the ledger")
                .baseUnit("events")
                .register(registry);
    }

    private void bindReader(MeterRegistry registry, String name) {
        Tags reader = Tags.of("reader", name);
        gauge(
                registry,
                "customer360.reader.position",
                null,
                reader,
                "The position up to which all segments of the reader have come",
                of(name, Standing.OfReader::position));
        gauge(
                registry,
                "customer360.reader.lag.events",
                "events",
                reader,
                "Events between the reader's position and the ledger's last one",
                of(name, Standing.OfReader::lag));
        gauge(
                registry,
                "customer360.reader.lag.seconds",
                "seconds",
                reader,
                "Since the first event was recorded that the reader has not handled; 0 if there is none",
                of(name, Standing.OfReader::lagSeconds));
        gauge(
                registry,
                "customer360.reader.segments",
                "segments",
                reader,
                "Parts in which the reader works at once",
                of(name, standing -> standing.segments().size()));
        for (Standing.Status status : Standing.Status.values()) {
            gauge(
                    registry,
                    "customer360.reader.status",
                    null,
                    reader.and("status", lower(status)),
                    "1 for what the reader is at, over all nodes",
                    of(name, standing -> is(standing.status() == status)));
        }
        gauge(
                registry,
                "customer360.reader.parked.sequences",
                "sequences",
                reader,
                "Customers with facts that the reader could not fold, and that wait to be retried or discarded",
                of(name, Standing.OfReader::parkedSequences));
        gauge(
                registry,
                "customer360.reader.parked.facts",
                "facts",
                reader,
                "Facts that wait to be retried or discarded",
                of(name, Standing.OfReader::parkedFacts));
    }

    private Supplier<@Nullable Number> seen(Function<Standing, @Nullable Number> value) {
        return () -> watch.latest().<Number>map(value).orElse(null);
    }

    private Supplier<@Nullable Number> of(String reader, Function<Standing.OfReader, Number> value) {
        return seen(standing -> standing.readers().stream()
                .filter(each -> each.name().equals(reader))
                .findFirst()
                .map(value)
                .orElse(null));
    }

    private static int is(boolean so) {
        return so ? 1 : 0;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static void gauge(
            MeterRegistry registry,
            String name,
            @Nullable String unit,
            Tags tags,
            String description,
            Supplier<@Nullable Number> value) {
        Gauge.builder(name, value, asked -> {
                    Number number = asked.get();
                    return number == null ? Double.NaN : number.doubleValue();
                })
                .strongReference(true)
                .tags(tags)
                .baseUnit(unit)
                .description(description)
                .register(registry);
    }
}
