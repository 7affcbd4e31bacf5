package io.customer360.command.importing;

import io.customer360.command.importing.mapping.InvalidMapping;
import io.customer360.command.platform.Rejected;
import io.customer360.command.platform.Rejection;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DuplicateKeyException;

/**
 * Takes files and imports them one after another. What was not finished when the application ended goes on at its next
 * start.
 */
final class Imports implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);
    private static final long SECONDS_FOR_THE_LAST_BATCH = 30;
    private static final Duration UPLOADS_TAKE = Duration.ofHours(1);
    private static final Duration NODES_ARE_AWAY = Duration.ofDays(1);

    private final ImportJobs jobs;
    private final ImportFiles files;
    private final RowBatches batches;
    private final int batchSize;
    private final Duration awayAtMost;
    private final Clock clock;
    private volatile @Nullable ExecutorService worker;
    private volatile Stopping stopping = new Stopping();
    private final Map<UUID, Future<?>> runs = new ConcurrentHashMap<>();
    private final Map<UUID, Patience.Wait> waits = new ConcurrentHashMap<>();

    /** @param awayAtMost how long an import waits for the database before it fails */
    Imports(ImportJobs jobs, ImportFiles files, RowBatches batches, int batchSize, Duration awayAtMost, Clock clock) {
        this.jobs = jobs;
        this.files = files;
        this.batches = batches;
        this.batchSize = batchSize;
        this.awayAtMost = awayAtMost;
        this.clock = clock;
    }

    /**
     * Keeps the file and imports it when its turn comes.
     *
     * @return the import; the first one, if the same request was sent before under the same idempotency key
     * @throws InvalidMapping if the mapping doesn't fit the file
     * @throws UnreadableFile if the file can't be read to its end or has no rows
     */
    ImportJob submit(Submission submission, InputStream bytes) throws IOException {
        UUID id = UUID.randomUUID();
        boolean accepted = false;
        try {
            String fingerprint = files.keep(id, bytes, submission.mapping());
            Optional<ImportJob> first = first(submission, fingerprint);
            if (first.isPresent()) {
                return first.get();
            }
            long rows = files.check(id, submission.mapping().mapping());
            try {
                jobs.add(id, submission, fingerprint, Files.size(files.of(id)), rows, clock.instant());
                accepted = true;
            } catch (DuplicateKeyException sentTwice) {
                // The same request came in twice at the same time, and the other one was faster.
                return first(submission, fingerprint).orElseThrow(() -> sentTwice);
            }
        } finally {
            if (!accepted) {
                files.forget(id);
            }
        }
        execute(id);
        return get(id);
    }

    private Optional<ImportJob> first(Submission submission, String fingerprint) {
        if (submission.idempotencyKey() == null) {
            return Optional.empty();
        }
        Optional<ImportJob> first = jobs.findByIdempotencyKey(submission.idempotencyKey());
        if (first.isPresent() && !first.get().fingerprint().equals(fingerprint)) {
            throw new Rejected(
                    Rejection.IDEMPOTENCY_KEY_REUSED,
                    "Another file or mapping was sent under this Idempotency-Key before. Use a new key for a new"
                            + " import.");
        }
        return first;
    }

    ImportJob get(UUID id) {
        return jobs.find(id)
                .orElseThrow(() -> new Rejected(
                        Rejection.IMPORT_NOT_FOUND,
                        "There is no import %s. GET /api/imports lists those that there are.".formatted(id)));
    }

    /** An import that still waits or runs ends; what it has stored stays. One that has ended is taken off the list. */
    void cancelOrRemove(UUID id) {
        ImportJob job = get(id);
        if (job.state().isFinished()) {
            jobs.remove(id);
            return;
        }
        jobs.cancelRequested(id);
        // Whoever runs it will see; if nobody does, it ends here and now.
        jobs.alone(id, () -> finish(job, ImportState.CANCELLED, null));
    }

    /** Whether an import can go on from here. */
    boolean hasFileOf(ImportJob job) {
        return Files.exists(files.of(job.id()));
    }

    @Override
    public void start() {
        stopping = new Stopping();
        worker = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("imports").factory());
        List<ImportJob> unfinished = jobs.unfinished();
        try {
            files.forgetAllBut(
                    unfinished.stream().map(ImportJob::id).toList(),
                    clock.instant().minus(UPLOADS_TAKE));
        } catch (IOException e) {
            LOG.warn("Files of ended imports could not be deleted", e);
        }
        for (ImportJob job : unfinished) {
            if (hasFileOf(job)) {
                LOG.info(
                        "The import of {} goes on after row {}",
                        job.fileName(),
                        job.tally().rowsRead());
                execute(job.id());
            } else if (job.submittedAt().isBefore(clock.instant().minus(NODES_ARE_AWAY))) {
                // Until then it may be another node's, which has a directory of its own.
                jobs.alone(job.id(), () -> finish(job, ImportState.FAILED, """
                    Its file is no longer there. Import it again: rows that are there already are skipped.\
                    """));
            }
        }
    }

    /** Before the web server takes files, and until it takes none. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
    }

    @Override
    public void stop() {
        stopping.begin();
        ExecutorService ending = worker;
        worker = null;
        if (ending != null) {
            ending.shutdown();
            try {
                if (!ending.awaitTermination(SECONDS_FOR_THE_LAST_BATCH, TimeUnit.SECONDS)) {
                    ending.shutdownNow();
                }
            } catch (InterruptedException e) {
                ending.shutdownNow();
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return worker != null;
    }

    /**
     * Waits until the import ends here or the time is over, whichever is first.
     *
     * @return false if the import neither runs nor waits here
     */
    boolean awaitEnd(UUID id, long time, TimeUnit unit) throws InterruptedException {
        Future<?> run = runs.get(id);
        if (run == null) {
            return false;
        }
        try {
            run.get(time, unit);
        } catch (TimeoutException e) {
            LOG.trace("The import {} goes on", id, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A run reports its failures itself", e);
        }
        return true;
    }

    private void execute(UUID id) {
        ExecutorService running = worker;
        if (running != null) {
            FutureTask<?> run = new FutureTask<>(() -> run(id), null);
            runs.put(id, run);
            running.execute(run);
        }
    }

    private void run(UUID id) {
        try {
            runPatiently(id);
        } catch (RuntimeException e) {
            // Its state can't be read or written now; it stands as unfinished and goes on at the next start.
            LOG.error("The import {} could not be run", id, e);
        } finally {
            waits.remove(id);
            runs.remove(id);
        }
    }

    /** Begins again from the last batch that was stored, as long as it is only the database that is away. */
    private void runPatiently(UUID id) {
        Patience patience = new Patience(awayAtMost);
        while (!stopping.now()) {
            @Nullable RuntimeException outage = null;
            try {
                if (jobs.alone(id, () -> runAlone(id, patience))) {
                    return;
                }
            } catch (RuntimeException e) {
                if (!Outage.isBehind(e)) {
                    throw e;
                }
                outage = e;
            }
            if (outage == null && !patience.isTried()) {
                LOG.info("The import {} is run by another node", id);
                return;
            }
            // Or else the lock may be the one of the connection that was lost.
            if (!waits(id, patience, outage)) {
                return;
            }
        }
    }

    /** @return false if the import ends here, for now or for good */
    private boolean waits(UUID id, Patience patience, @Nullable RuntimeException outage) {
        Instant now = clock.instant();
        Optional<Patience.Wait> wait = patience.after(now);
        if (wait.isEmpty() && outage == null) {
            LOG.info("The import {} is run by another node by now", id);
            return false;
        }
        if (wait.isEmpty()) {
            LOG.error("The import {} has waited long enough for the database", id, outage);
            failAfterAll(id, patience);
            return false;
        }
        Duration pause = Duration.between(now, wait.get().until());
        LOG.warn("The import {} can't use the database, and tries again in {} s", id, pause.toSeconds(), outage);
        waits.put(id, wait.get());
        return !stopping.within(pause);
    }

    /** That the import has failed is written into the database that is away: as soon as it is back. */
    private void failAfterAll(UUID id, Patience patience) {
        Duration pause;
        do {
            try {
                finish(get(id), ImportState.FAILED, """
                    The database could not be used for %d minutes. Import the file again: rows that are there already are skipped.\
                    """.formatted(awayAtMost.toMinutes()));
                return;
            } catch (RuntimeException e) {
                if (!Outage.isBehind(e)) {
                    throw e;
                }
                Instant now = clock.instant();
                Patience.Wait wait = patience.afterAll(now);
                waits.put(id, wait);
                pause = Duration.between(now, wait.until());
                LOG.warn("The end of the import {} can't be written; tried again in {} s", id, pause.toSeconds(), e);
            }
        } while (!stopping.within(pause));
    }

    /** What an import of this node waits for, if it can't go on at the moment. */
    Optional<Patience.Wait> waiting(UUID id) {
        return Optional.ofNullable(waits.get(id));
    }

    private void runAlone(UUID id, Patience patience) {
        Optional<ImportJob> job = jobs.find(id).filter(found -> !found.state().isFinished());
        if (job.isEmpty()) {
            return;
        }
        if (job.get().cancelRequested()) {
            finish(job.get(), ImportState.CANCELLED, null);
            return;
        }
        jobs.started(id, clock.instant());
        patience.goesOnAfter(job.get().tally().rowsRead());
        waits.remove(id);
        run(job.get(), patience);
    }

    private void run(ImportJob job, Patience patience) {
        Path file = files.of(job.id());
        try {
            ImportRun.End end = new ImportRun(batches, batchSize, stopping, patience).run(job, file);
            switch (end) {
                case DONE -> finish(job, ImportState.DONE, null);
                case CANCELLED -> finish(job, ImportState.CANCELLED, null);
                case ELSEWHERE -> LOG.info("The import of {} is continued by another node", job.fileName());
                case INTERRUPTED -> LOG.info("The import of {} will go on at the next start", job.fileName());
            }
        } catch (UnreadableFile | InvalidMapping e) {
            finish(job, ImportState.FAILED, e.getMessage());
        } catch (IOException | RuntimeException | Error e) {
            // An error, too: a row that needs more memory than there is would need it again at every start.
            if (stopping.now()) {
                LOG.info("The import of {} will go on at the next start", job.fileName(), e);
                return;
            }
            if (e instanceof RuntimeException outage && Outage.isBehind(outage)) {
                throw outage;
            }
            String reference = UUID.randomUUID().toString().substring(0, 8);
            LOG.error("The import of {} failed; reference {}", job.fileName(), reference, e);
            finish(
                    job,
                    ImportState.FAILED,
                    "Something went wrong that should not have. The log has more under reference %s. Import the file again: rows that are there already are skipped."
                            .formatted(reference));
        }
    }

    private void finish(ImportJob job, ImportState state, @Nullable String problem) {
        if (jobs.finished(job.id(), state, clock.instant(), problem)) {
            LOG.info("The import of {} is {}{}", job.fileName(), state, problem == null ? "" : ": " + problem);
        }
        try {
            files.forget(job.id());
        } catch (IOException e) {
            LOG.warn("The file of the ended import {} could not be deleted", job.id(), e);
        }
    }
}
