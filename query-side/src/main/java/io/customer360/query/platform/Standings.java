package io.customer360.query.platform;

import io.customer360.query.ledger.Backlog;
import io.customer360.query.ledger.Ledger;
import io.customer360.query.ledger.Relay;
import io.customer360.query.platform.Standing.Hindrance;
import io.customer360.query.platform.Standing.Segment;
import io.customer360.query.platform.Standing.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Looks how far the readers and the relay of all nodes are. What it sees is the same on every node. */
@Component
class Standings {

    private static final double MILLIS = 1000;

    private static final Hindrance BUILT_AGAIN = new Hindrance(
            "The view was made by another version of the application. It is read as it is, and written again when it"
                    + " has been built again: GET /api/operations/rebuilds tells how far that is.",
            null,
            null);

    private static final Hindrance OUTDATED = new Hindrance(
            "The view was made by another version of the application. It is read as it is, and not written, nor is it"
                    + " being built again. GET /api/operations/rebuilds tells whether that has failed or was cancelled,"
                    + " POST /api/operations/rebuilds begins it once more. Where that version is the newer one, stop"
                    + " this node instead.",
            null,
            null);

    private final ReaderSet readers;
    private final StoredTokens tokens;
    private final ReaderFailures failures;
    private final ParkedFacts parked;
    private final OutdatedViews outdated;
    private final Ledger ledger;
    private final Relay relay;
    private final ObjectProvider<EventProcessingConfiguration> axon;
    private final Duration claimTimeout;
    private final Clock clock;

    Standings(
            ReaderSet readers,
            StoredTokens tokens,
            ReaderFailures failures,
            ParkedFacts parked,
            OutdatedViews outdated,
            Ledger ledger,
            Relay relay,
            ObjectProvider<EventProcessingConfiguration> axon,
            ReaderProperties properties,
            Clock clock) {
        this.readers = readers;
        this.tokens = tokens;
        this.failures = failures;
        this.parked = parked;
        this.outdated = outdated;
        this.ledger = ledger;
        this.relay = relay;
        this.axon = axon;
        this.claimTimeout = properties.claimTimeout();
        this.clock = clock;
    }

    Standing look() {
        long head = ledger.headPosition();
        Map<String, Map<Integer, ReaderFailures.Told>> told = told();
        Map<String, ParkedFacts.Count> waiting = parked.counts();
        return new Standing(
                clock.instant(),
                head,
                readers.members().stream()
                        .map(member -> of(
                                member.reader().name(),
                                head,
                                told.getOrDefault(member.reader().name(), Map.of()),
                                waiting.getOrDefault(member.reader().name(), ParkedFacts.Count.NONE)))
                        .toList(),
                ofRelay());
    }

    /** What this process knows itself may not be written down yet. */
    private Map<String, Map<Integer, ReaderFailures.Told>> told() {
        Map<String, Map<Integer, ReaderFailures.Told>> told = failures.told().stream()
                .collect(Collectors.groupingBy(
                        ReaderFailures.Told::reader,
                        HashMap::new,
                        Collectors.toMap(ReaderFailures.Told::segment, failure -> failure)));
        for (ReaderSet.Member member : readers.members()) {
            String name = member.reader().name();
            member.reader()
                    .failures()
                    .forEach(failure -> told.computeIfAbsent(name, none -> new HashMap<>())
                            .merge(failure.segment(), ReaderFailures.Told.here(name, failure), Standings::later));
        }
        return told;
    }

    private static ReaderFailures.Told later(ReaderFailures.Told one, ReaderFailures.Told other) {
        return one.position() > other.position() ? one : other;
    }

    private Standing.OfReader of(
            String name, long head, Map<Integer, ReaderFailures.Told> told, ParkedFacts.Count waiting) {
        Map<Integer, EventTrackerStatus> here = here(name);
        List<StoredTokens.Segment> stored = tokens.segments(name);
        List<Segment> segments = stored.stream()
                .map(segment -> segment(segment, here, told.get(segment.segment())))
                .toList();
        long headStart = tokens.headStart(name);
        long position = segments.stream().mapToLong(Segment::position).min().orElse(headStart);
        long lag = Math.max(0, head - position);
        Optional<Hindrance> failure = segments.stream()
                .filter(segment -> segment.error() != null)
                .map(segment -> told.get(segment.segment()))
                .min(Comparator.comparing(ReaderFailures.Told::since))
                .map(first -> new Hindrance(first.error(), first.since(), first.node()));
        boolean rests = outdated.isOf(name);
        Optional<Hindrance> hindrance = rests
                ? Optional.of(outdated.areBuiltAgain() ? BUILT_AGAIN : OUTDATED)
                : failure.or(() -> stopped(segments));
        Status unhindered = lag == 0 ? Status.CAUGHT_UP : Status.WORKING;
        Status hindered = failure.isPresent() ? Status.FAILING : Status.STOPPED;
        return new Standing.OfReader(
                name,
                rests ? Status.RESTING : hindrance.isPresent() ? hindered : unhindered,
                position,
                lag,
                lag == 0
                        ? 0
                        : ledger.recordedAt(position + 1)
                                .map(this::secondsSince)
                                .orElse(0.0),
                hindrance.orElse(null),
                segments,
                waiting.sequences(),
                waiting.facts(),
                headStart);
    }

    /** The segments that this process works on. It stores their tokens late where nothing was for them. */
    private Map<Integer, EventTrackerStatus> here(String reader) {
        return axon.getObject()
                .eventProcessor(reader, StreamingEventProcessor.class)
                .map(StreamingEventProcessor::processingStatus)
                .orElse(Map.of());
    }

    private static Segment segment(
            StoredTokens.Segment stored, Map<Integer, EventTrackerStatus> here, ReaderFailures.@Nullable Told told) {
        EventTrackerStatus status = here.get(stored.segment());
        long position = status == null
                ? stored.position()
                : Math.max(stored.position(), status.getCurrentPosition().orElse(0));
        return new Segment(
                stored.segment(),
                position,
                stored.owner(),
                stored.seen(),
                told != null && position < told.position() ? told.error() : null);
    }

    private Optional<Hindrance> stopped(List<Segment> segments) {
        if (segments.isEmpty()) {
            return Optional.of(new Hindrance("It has not begun yet on any node.", null, null));
        }
        Instant now = clock.instant();
        List<Segment> idle = segments.stream()
                .filter(segment -> segment.owner() == null
                        || segment.seen().plus(claimTimeout).isBefore(now))
                .toList();
        return idle.stream()
                .map(Segment::seen)
                .max(Comparator.naturalOrder())
                .map(seen -> new Hindrance(
                        "No node works on %d of its %d segments. Start a node of the read side; if one is running, its log says why its readers have stopped."
                                .formatted(idle.size(), segments.size()),
                        seen,
                        null));
    }

    private Standing.OfRelay ofRelay() {
        return relay.backlog()
                .map(backlog -> new Standing.OfRelay(backlog.events(), lagSeconds(backlog)))
                .orElseGet(() -> new Standing.OfRelay(null, null));
    }

    /** Null if it can't be known: some event stores tell only with difficulty when an event was recorded. */
    private @Nullable Double lagSeconds(Backlog backlog) {
        if (backlog.events() == 0) {
            return 0.0;
        }
        return backlog.since() == null ? null : Double.valueOf(secondsSince(backlog.since()));
    }

    private double secondsSince(Instant recorded) {
        return Math.max(0, Duration.between(recorded, clock.instant()).toMillis()) / MILLIS;
    }
}
