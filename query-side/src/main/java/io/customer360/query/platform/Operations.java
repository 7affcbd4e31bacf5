package io.customer360.query.platform;

import io.customer360.query.ledger.Ledger;
import io.customer360.query.ledger.Relay;
import io.customer360.query.ledger.RelayStatus;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/** What keeps the views up to date, how far it is, and what it could not handle. */
@RestController
@RequestMapping("/api/operations/readers")
@Tag(name = "Operations")
class Operations {

    private static final int PARKED_SHOWN = 100;

    private final ReaderSet readers;
    private final StoredTokens tokens;
    private final ParkedFacts parked;
    private final Ledger ledger;
    private final Relay relay;

    Operations(ReaderSet readers, StoredTokens tokens, ParkedFacts parked, Ledger ledger, Relay relay) {
        this.readers = readers;
        this.tokens = tokens;
        this.parked = parked;
        this.ledger = ledger;
        this.relay = relay;
    }

    /** @param head the ledger's last position */
    record ReaderOverview(List<ReaderState> items, long head, RelayState relay) {}

    /** @param pending committed events that the ledger does not have yet; null where it can't be asked */
    record RelayState(
            RelayStatus.State state,
            Instant since,
            long position,
            @Nullable Long pending,
            @Nullable String error) {}

    /**
     * @param position up to which all segments have come
     * @param lag events between that and the ledger's head
     * @param error why the reader can't go on for now
     */
    record ReaderState(
            String name,
            long position,
            long lag,
            @Nullable String error,
            @Nullable Instant errorSince,
            List<StoredTokens.Segment> segments,
            ParkedState parked) {}

    /** @param sequences how many customers' facts wait; the {@code items} are those that have waited longest */
    record ParkedState(long sequences, List<ParkedFacts.Sequence> items) {}

    /** @param eventId of the first of the parked facts, so that no other one is left out by mistake */
    record Discarding(
            @NotBlank @Size(max = 255) String eventId,
            @NotBlank @Size(max = 1000) String reason) {}

    @GetMapping
    @ReadsById
    @Operation(operationId = "readReaders", summary = "Position, lag and parked facts of each reader")
    ReaderOverview overview() {
        long head = ledger.headPosition();
        return new ReaderOverview(
                readers.members().stream()
                        .map(member -> state(member.reader(), head))
                        .toList(),
                head,
                relayState());
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
            @RequestHeader(name = "X-Actor", required = false) @Nullable String actor) {
        return parked.discard(name, sequence, discarding.eventId(), discarding.reason(), name(actor));
    }

    /** Headers carry names that are not Latin in percent encoding. */
    private static @Nullable String name(@Nullable String header) {
        if (header == null) {
            return null;
        }
        try {
            return UriUtils.decode(header, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return header;
        }
    }

    private ReaderState state(Reader<?> reader, long head) {
        List<StoredTokens.Segment> segments = tokens.segments(reader.name());
        long position = segments.stream()
                .mapToLong(StoredTokens.Segment::position)
                .min()
                .orElse(0);
        Reader.Failure failure = reader.failure();
        return new ReaderState(
                reader.name(),
                position,
                Math.max(0, head - position),
                failure == null ? null : failure.message(),
                failure == null ? null : failure.since(),
                segments,
                new ParkedState(parked.sequences(reader.name()), parked.of(reader.name(), PARKED_SHOWN)));
    }

    private RelayState relayState() {
        RelayStatus status = relay.status();
        Exception failure = status.failure();
        OptionalLong pending = relay.pending();
        return new RelayState(
                status.state(),
                status.since(),
                status.position(),
                pending.isPresent() ? pending.getAsLong() : null,
                failure == null ? null : Reason.ofRelay(failure));
    }
}
