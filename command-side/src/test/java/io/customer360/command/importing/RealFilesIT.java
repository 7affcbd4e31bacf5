package io.customer360.command.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.customer360.command.CommandSideTest;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** Imports the public data sets whole, where they lie beside the project; they are no part of it. */
@CommandSideTest
@TestPropertySource(properties = "customer360.import.directory=target/real-files-it")
class RealFilesIT {

    private static final Logger LOG = LoggerFactory.getLogger(RealFilesIT.class);
    private static final Path DATA = Path.of("..", "..", "shared", "data");

    @Autowired
    private Imports imports;

    @Autowired
    private SentMappings mappings;

    @Autowired
    private JdbcClient sql;

    @Test
    void importsTheSupportTicketsOnceHoweverOftenTheyAreSent() throws IOException {
        ImportJob first = imported("support-tickets");
        long events = events();
        ImportJob second = imported("support-tickets");

        assertThat(first.tally()).isEqualTo(new Tally(8_469, 8_469, 0, 0, 8_320, 0, 8_469, 8_469));
        assertThat(second.tally()).isEqualTo(new Tally(8_469, 0, 8_469, 0, 0, 0, 0, 0));
        assertThat(events()).isEqualTo(events);
        assertThat(number("""
            SELECT count(*) FROM command.domain_event_entry
            WHERE payload_type LIKE '%$ServiceCaseRated'
            """)).isEqualByComparingTo("2769");
        assertThat(number("""
            SELECT round(avg((convert_from(payload, 'UTF8')::jsonb #>> '{rating,value}')::numeric), 4)
            FROM command.domain_event_entry WHERE payload_type LIKE '%$ServiceCaseRated'
            """)).isEqualByComparingTo("2.9913");
        assertThat(number("""
            SELECT count(*) FROM command.domain_event_entry
            WHERE payload_type LIKE '%$ServiceCaseOpened'
                AND convert_from(payload, 'UTF8')::jsonb ->> 'text' LIKE '%{product_purchased}%'
            """)).isZero();
    }

    @Test
    void importsCdnowOnceHoweverOftenItIsSent() throws IOException {
        ImportJob first = imported("cdnow");
        long events = events();
        ImportJob second = imported("cdnow");

        assertThat(first.tally()).isEqualTo(new Tally(69_659, 69_659, 0, 0, 23_570, 0, 69_659, 0));
        assertThat(second.tally()).isEqualTo(new Tally(69_659, 0, 69_659, 0, 0, 0, 0, 0));
        assertThat(events()).isEqualTo(events);
        assertThat(number("""
            SELECT sum((convert_from(payload, 'UTF8')::jsonb #>> '{total,amount}')::numeric)
            FROM command.domain_event_entry JOIN command.external_reference
                ON aggregate_identifier = aggregate_id
            WHERE kind = 'Purchase' AND source = 'cdnow'
            """)).isEqualByComparingTo("2500315.63");
        assertThat(number("""
            SELECT count(*) FROM command.external_reference
            WHERE kind = 'Customer' AND source = 'cdnow' AND reference = '00001'
            """)).isEqualByComparingTo("1");
    }

    private ImportJob imported(String name) throws IOException {
        Path file = DATA.resolve(name + ".csv");
        assumeTrue(
                Files.exists(file),
                () -> "Skipped: %s is not there. It is third-party data, which the project does not contain."
                        .formatted(file.toAbsolutePath().normalize()));
        try (InputStream bytes = Files.newInputStream(file)) {
            UUID id = imports.submit(new Submission(name + ".csv", mappings.named(name), null, null), bytes)
                    .id();
            await().atMost(Duration.ofMinutes(10))
                    .until(() -> imports.get(id).state().isFinished());
            ImportJob job = imports.get(id);
            LOG.info(
                    "{}: {} rows in {} ms, {} rows a second",
                    name,
                    job.tally().rowsRead(),
                    job.busy().toMillis(),
                    Math.round(job.rowsPerSecond()));
            assertThat(job.state()).as(job.problem()).isEqualTo(ImportState.DONE);
            return job;
        }
    }

    private long events() {
        return number("SELECT count(*) FROM command.domain_event_entry").longValue();
    }

    private BigDecimal number(String query) {
        return sql.sql(query).query(BigDecimal.class).single();
    }
}
