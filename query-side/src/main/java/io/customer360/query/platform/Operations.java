package io.customer360.query.platform;

import io.customer360.platform.web.HeaderText;
import io.customer360.query.ledger.Relay;
import io.customer360.query.ledger.RelayStatus;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What keeps the views up to date, how far it is, and what it could not handle. */
@RestController
@RequestMapping("/api/operations/readers")
@Tag(name = "Operations")
class Operations {

    private static final int PARKED_SHOWN = 100;

    private final Standings standings;
    private final StandingWatch watch;
    private final ParkedFacts parked;
    private final Relay relay;

    Operations(Standings standings, StandingWatch watch, ParkedFacts parked, Relay relay) {
        this.standings = standings;
        this.watch = watch;
        this.parked = parked;
        this.relay = relay;
    }

    /** @param head the ledger's last position */
    record ReaderOverview(List<ReaderState> items, long head, RelayState relay) {}

    /**
     * @param state what the relay of the node that answers is doing; one node of all relays
     * @param position the last position that this node knows of
     * @param pending committed events that the ledger does not have yet, on whichever node, as far as they are counted;
     *     null where the event store can't be asked
     * @param lagSeconds since the first of these was recorded, 0 if there are none; null where the event store can't be
     *     asked
     * @param rate events a second by which the ledger has grown over the last minute; null just after the start
     * @param error why it fails
     */
    record RelayState(
            RelayStatus.State state,
            Instant since,
            long position,

            @Schema(
                    description =
                            "events that are committed and not in the ledger yet, counted up to 1,000,000; absent while"
                                    + " that can't be told")
            @Nullable
            Long pending,

            @Schema(description = "seconds since the first of these was recorded; 0 if there are none") @Nullable
            Double lagSeconds,

            @Schema(description = "events a second by which the ledger has grown over the last minute") @Nullable
            Double rate,

            @Nullable String error) {}

    /**
     * @param position up to which all segments have come
     * @param lag events between that and the ledger's head
     * @param lagSeconds since the first event was recorded that it has not handled; 0 if there is none
     * @param rate events a second that it has handled over the last minute; null just after the start
     * @param error why the reader can't go on for now, on whichever node
     * @param errorNode the process that knows more, in its log
     */
    record ReaderState(
            String name,
            Standing.Status status,

            @Schema(description = "up to which all segments have come")
            long position,

            @Schema(description = "events between that and the ledger's last position")
            long lag,

            @Schema(
                    description =
                            "seconds since the first event was recorded that it has not handled; 0 if there is none")
            double lagSeconds,

            @Schema(description = "events a second, over the last minute") @Nullable
            Double rate,

            @Schema(description = "why it can't go on for now, on whichever node; absent if it can") @Nullable
            String error,

            @Nullable Instant errorSince,

            @Schema(description = "the process that knows more, in its log") @Nullable
            String errorNode,

            List<Standing.Segment> segments,
            ParkedState parked) {}

    /**
     * @param sequences how many customers' facts wait; the {@code items} are those that have waited longest
     * @param facts how many facts that are
     */
    record ParkedState(long sequences, long facts, List<ParkedFacts.Sequence> items) {}

    /** @param eventId of the first of the parked facts, so that no other one is left out by mistake */
    record Discarding(
            @NotBlank @Size(max = 255) String eventId,
            @NotBlank @Prose @Size(max = 1000) String reason) {}

    @GetMapping
    @ReadsById
    @Operation(
            operationId = "readReaders",
            summary = "Position, lag, rate, segments and parked facts of each reader, and why one does not go on",
            description = "The same on every node, except for what the relay of the node that answers is doing."
                    + " `lag` counts events, `rate` is events a second over the last minute.")
    ReaderOverview overview() {
        Standing now = standings.look();
        return new ReaderOverview(now.readers().stream().map(this::state).toList(), now.head(), relayState(now));
    }

    @PostMapping("/{name}/parked/{sequence}/retry")
    @Operation(operationId = "retryParkedFacts", summary = "Try a customer's parked facts again")
    ParkedFacts.Retried retry(@PathVariable String name, @PathVariable String sequence) {
        return parked.retry(name, sequence);
    }

    @PostMapping("/{name}/parked/{sequence}/discard")
    @Operation(
            operationId = "discardParkedFact",
            summary = "Leave the fact that fails out of the view, and go on with those behind it",
            description = "Refused with 409 if `eventId` is not the first of the parked facts.")
    ParkedFacts.Retried discard(
            @PathVariable String name,
            @PathVariable String sequence,
            @Valid @RequestBody Discarding discarding,
            @Parameter(description = HeaderText.ACTOR_DESCRIPTION)
                    @RequestHeader(name = HeaderText.ACTOR, required = false)
                    @Nullable
                    String actor) {
        return parked.discard(name, sequence, discarding.eventId(), discarding.reason(), HeaderText.actor(actor));
    }

    private ReaderState state(Standing.OfReader reader) {
        Standing.Hindrance hindrance = reader.hindrance();
        return new ReaderState(
                reader.name(),
                reader.status(),
                reader.position(),
                reader.lag(),
                reader.lagSeconds(),
                rounded(watch.rateOf(reader)),
                hindrance == null ? null : hindrance.error(),
                hindrance == null ? null : hindrance.since(),
                hindrance == null ? null : hindrance.node(),
                reader.segments(),
                new ParkedState(
                        reader.parkedSequences(), reader.parkedFacts(), parked.of(reader.name(), PARKED_SHOWN)));
    }

    private RelayState relayState(Standing now) {
        RelayStatus status = relay.status();
        Exception failure = status.failure();
        return new RelayState(
                status.state(),
                status.since(),
                status.position(),
                now.relay().pending(),
                now.relay().lagSeconds(),
                rounded(watch.rateOfRelay(now)),
                failure == null ? null : Reason.ofRelay(failure));
    }

    private static @Nullable Double rounded(OptionalDouble rate) {
        return rate.isEmpty() ? null : Math.round(rate.getAsDouble() * 10) / 10.0;
    }
}
