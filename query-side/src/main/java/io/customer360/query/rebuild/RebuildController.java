package io.customer360.query.rebuild;

import io.customer360.platform.problem.Problem;
import io.customer360.platform.web.HeaderText;
import io.customer360.query.ledger.Ledger;
import io.customer360.query.platform.Prose;
import io.customer360.query.platform.elasticsearch.IndexVersions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Building the views again while they are in use. */
@RestController
@RequestMapping("/api/operations/rebuilds")
@Tag(name = "Operations")
class RebuildController {

    private static final int SHOWN = 50;

    private final Rebuilds rebuilds;
    private final RebuildRunner runner;
    private final Makers makers;
    private final RebuildReports reports;
    private final IndexVersions versions;
    private final Ledger ledger;
    private final Clock clock;

    RebuildController(
            Rebuilds rebuilds,
            RebuildRunner runner,
            Makers makers,
            RebuildReports reports,
            IndexVersions versions,
            Ledger ledger,
            Clock clock) {
        this.rebuilds = rebuilds;
        this.runner = runner;
        this.makers = makers;
        this.reports = reports;
        this.versions = versions;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** @param reason why, for those who look it up later */
    record Request(@Nullable @Prose @Size(max = 1000) String reason) {}

    record RebuildList(List<RebuildReport> items) {}

    @PostMapping
    @Operation(
            summary = "Build all views again beside the live ones, and change over to them",
            description =
                    "The live views go on being kept up to date and searched meanwhile. One rebuild at a time: 409"
                            + " while another is running.")
    ResponseEntity<RebuildReport> rebuild(
            @Valid @RequestBody(required = false) @Nullable Request request,
            @Parameter(description = HeaderText.ACTOR_DESCRIPTION)
                    @RequestHeader(name = HeaderText.ACTOR, required = false)
                    @Nullable
                    String actor) {
        return begin(
                Rebuild.begun(
                        RebuildKind.REBUILD,
                        requested(request, actor),
                        makers.ours(),
                        ledger.headPosition(),
                        List.of()),
                null);
    }

    @PostMapping("/{id}/reversal")
    @Operation(
            summary = "Change back to the views that a rebuild has replaced",
            description = "They first catch up with what has happened since. Possible until the next rebuild ends.")
    ResponseEntity<RebuildReport> reverse(
            @PathVariable UUID id,
            @Valid @RequestBody(required = false) @Nullable Request request,
            @Parameter(description = HeaderText.ACTOR_DESCRIPTION)
                    @RequestHeader(name = HeaderText.ACTOR, required = false)
                    @Nullable
                    String actor) {
        Rebuild undone = found(id);
        Long from = undone.replacedAt();
        boolean isLive = undone.views().stream()
                .allMatch(view -> versions.live(view.reader()).equals(view.nextIndex())
                        && versions.exists(view.liveIndex())
                        && versions.isOurs(view.reader(), view.liveIndex()));
        if (undone.state() != RebuildState.DONE || from == null || !isLive) {
            throw new NoWayBack(id);
        }
        return begin(
                Rebuild.begun(
                        RebuildKind.REVERSAL,
                        requested(request, actor),
                        makers.ours(),
                        from,
                        undone.views().stream()
                                .map(view -> new Rebuild.View(view.reader(), view.nextIndex(), view.liveIndex()))
                                .toList()),
                undone.id());
    }

    private Rebuild.Request requested(@Nullable Request request, @Nullable String actor) {
        return Rebuild.Request.sent(request == null ? null : request.reason(), actor, clock.instant());
    }

    private ResponseEntity<RebuildReport> begin(Rebuild rebuild, @Nullable UUID undone) {
        if (!rebuilds.add(rebuild, undone)) {
            throw new OneAtATime();
        }
        runner.wake();
        return ResponseEntity.accepted()
                .location(URI.create("/api/operations/rebuilds/" + rebuild.id()))
                .body(reports.of(rebuild));
    }

    @GetMapping
    @Operation(summary = "The rebuilds that there were, the newest first")
    RebuildList list() {
        return new RebuildList(rebuilds.newest(SHOWN).stream().map(reports::of).toList());
    }

    @GetMapping("/{id}")
    @Operation(summary = "How far a rebuild is")
    RebuildReport one(@PathVariable UUID id) {
        return reports.of(found(id));
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Cancel a rebuild that is running", description = "The live views stay as they are.")
    ResponseEntity<RebuildReport> cancel(@PathVariable UUID id) {
        found(id);
        boolean running = rebuilds.requestCancel(id);
        runner.wake();
        return ResponseEntity.status(running ? HttpStatus.ACCEPTED : HttpStatus.OK)
                .body(reports.of(found(id)));
    }

    private Rebuild found(UUID id) {
        return rebuilds.find(id).orElseThrow(() -> new Unknown(id));
    }

    @ExceptionHandler
    ProblemDetail unknown(Unknown unknown) {
        return Problem.of(HttpStatus.NOT_FOUND, "REBUILD_NOT_FOUND", String.valueOf(unknown.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail oneAtATime(OneAtATime busy) {
        return Problem.of(HttpStatus.CONFLICT, "REBUILD_RUNNING", String.valueOf(busy.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail noWayBack(NoWayBack gone) {
        return Problem.of(HttpStatus.CONFLICT, "NO_WAY_BACK", String.valueOf(gone.getMessage()));
    }

    static final class Unknown extends RuntimeException {
        Unknown(UUID id) {
            super("There is no rebuild %s. GET /api/operations/rebuilds lists those that there were.".formatted(id));
        }
    }

    static final class OneAtATime extends RuntimeException {
        OneAtATime() {
            super("A rebuild is running already. Wait for its end, or cancel it: GET /api/operations/rebuilds names"
                    + " it.");
        }
    }

    static final class NoWayBack extends RuntimeException {
        NoWayBack(UUID id) {
            super(
                    "The views that rebuild %s replaced can't be changed back to: it has not ended well, a later one has replaced its own, or another version of the application made them."
                            .formatted(id));
        }
    }
}
