package io.customer360.command.importing;

import io.customer360.command.importing.mapping.InvalidMapping;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.stereotype.Component;

/**
 * Imports the file that the command line names by {@code --customer360.import.file} and
 * {@code --customer360.import.mapping}, and tells how it goes.
 */
@Component
class ImportAtStart implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(ImportAtStart.class);
    private static final long SECONDS_BETWEEN_REPORTS = 2;

    private final ImportSettings settings;
    private final Imports imports;
    private final ImportJobs jobs;
    private final SentMappings mappings;
    private final ConfigurableApplicationContext application;

    ImportAtStart(
            ImportSettings settings,
            Imports imports,
            ImportJobs jobs,
            SentMappings mappings,
            ConfigurableApplicationContext application) {
        this.settings = settings;
        this.imports = imports;
        this.jobs = jobs;
        this.mappings = mappings;
        this.application = application;
    }

    @Override
    public void run(ApplicationArguments arguments) throws Exception {
        Path file = settings.file();
        if (file == null) {
            return;
        }
        boolean successful = imported(file);
        if (settings.exit()) {
            System.exit(SpringApplication.exit(application, () -> successful ? 0 : 1));
        }
    }

    private boolean imported(Path file) throws IOException, InterruptedException {
        try {
            ImportJob job = follow(begin(file));
            report(job);
            return job.state() == ImportState.DONE;
        } catch (InvalidMapping | MissingMapping | UnreadableFile refused) {
            LOG.error("{} can't be imported: {}", file, refused.getMessage());
            return false;
        }
    }

    /** The import of the same file may have been interrupted; then it is that one. */
    private UUID begin(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UnreadableFile("There is no such file: %s".formatted(file.toAbsolutePath()));
        }
        NamedMapping mapping = mapping(settings.mapping());
        String name = SentMappings.fileName(file);
        long bytes = Files.size(file);
        Optional<ImportJob> interrupted = jobs.unfinished().stream()
                .filter(imports::hasFileOf)
                .filter(job -> job.fileName().equals(name)
                        && job.bytes() == bytes
                        && job.mapping().equals(mapping.yaml()))
                .findFirst();
        if (interrupted.isPresent()) {
            return interrupted.get().id();
        }
        try (InputStream content = Files.newInputStream(file)) {
            return imports.submit(new Submission(name, mapping, "import", null), content)
                    .id();
        }
    }

    private NamedMapping mapping(@Nullable String named) throws IOException {
        if (named == null) {
            throw new MissingMapping("Say by --customer360.import.mapping=… which mapping the file has.");
        }
        Path file = Path.of(named);
        return Files.isRegularFile(file)
                ? NamedMapping.of(SentMappings.fileName(file), SentMappings.utf8(Files.readAllBytes(file)))
                : mappings.named(named);
    }

    private ImportJob follow(UUID id) throws InterruptedException {
        ImportJob job = imports.get(id);
        boolean here = true;
        while (!job.state().isFinished() && imports.isRunning() && here) {
            here = imports.awaitEnd(id, SECONDS_BETWEEN_REPORTS, TimeUnit.SECONDS);
            job = current(id, job);
            LOG.info(
                    "{}: {} of {} rows, {} rows a second",
                    job.fileName(),
                    job.tally().rowsRead(),
                    job.rowsTotal(),
                    Math.round(job.rowsPerSecond()));
        }
        if (!job.state().isFinished()) {
            LOG.warn(
                    "{} is not imported to its end here: another node has it, or it goes on at the next start."
                            + " GET /api/imports/{} tells how it goes.",
                    job.fileName(),
                    id);
        }
        return job;
    }

    private ImportJob current(UUID id, ImportJob before) {
        try {
            return imports.get(id);
        } catch (RuntimeException e) {
            if (!Outage.isBehind(e)) {
                throw e;
            }
            LOG.debug("The database can't be asked how far the import {} is", id, e);
            return before;
        }
    }

    private static void report(ImportJob job) {
        Tally tally = job.tally();
        LOG.info(
                "{} is {}{}: {} rows imported, {} already there, {} refused; {} customers, {} contacts, {} purchases"
                        + " and {} service cases created",
                job.fileName(),
                job.state(),
                job.problem() == null ? "" : " (" + job.problem() + ")",
                tally.rowsImported(),
                tally.rowsAlreadyThere(),
                tally.rowsRefused(),
                tally.customers(),
                tally.contacts(),
                tally.purchases(),
                tally.serviceCases());
        if (tally.rowsRefused() > 0) {
            LOG.info("The refused rows, each with its reason: GET /api/imports/{}/refusals", job.id());
        }
    }
}
