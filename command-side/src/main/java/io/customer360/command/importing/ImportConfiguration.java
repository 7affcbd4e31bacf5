package io.customer360.command.importing;

import io.customer360.command.platform.CommandBatch;
import io.customer360.command.platform.PhoneNumbers;
import jakarta.servlet.MultipartConfigElement;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.servlet.MultipartConfigFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ImportSettings.class)
class ImportConfiguration {

    private static final DataSize FORM_AROUND_THE_FILE = DataSize.ofMegabytes(1);
    private static final DataSize IN_MEMORY = DataSize.ofKilobytes(64);
    private static final Duration FOR_TWO_CLOCKS = Duration.ofSeconds(5);

    @Bean
    ImportFiles importFiles(ImportSettings settings) throws IOException {
        return new ImportFiles(settings.directory().toAbsolutePath());
    }

    @Bean
    RowBatches rowBatches(
            ImportJobs jobs,
            KnownReferences references,
            CommandBatch batch,
            PlatformTransactionManager transactions,
            PhoneNumbers phoneNumbers,
            RowShape shape,
            Environment environment) {
        boolean eventsElsewhere = environment.getProperty("axon.axonserver.enabled", Boolean.class, false);
        Duration pendingAtMost = environment.getProperty(
                "customer360.reservations.pending-at-most", Duration.class, Duration.ofMinutes(1));
        return new RowBatches(
                jobs,
                references,
                batch,
                new TransactionTemplate(transactions),
                phoneNumbers,
                shape,
                !eventsElsewhere,
                pendingAtMost.plus(FOR_TWO_CLOCKS));
    }

    @Bean
    Imports imports(ImportJobs jobs, ImportFiles files, RowBatches batches, ImportSettings settings, Clock clock) {
        return new Imports(jobs, files, batches, settings.batchSize(), settings.databaseAwayAtMost(), clock);
    }

    /** Uploads go to the disk where they will be kept. */
    @Bean
    MultipartConfigElement multipartConfig(ImportSettings settings) throws IOException {
        MultipartConfigFactory factory = new MultipartConfigFactory();
        factory.setLocation(
                Files.createDirectories(settings.directory().toAbsolutePath()).toString());
        factory.setMaxFileSize(settings.maxFileSize());
        factory.setMaxRequestSize(DataSize.ofBytes(settings.maxFileSize().toBytes() + FORM_AROUND_THE_FILE.toBytes()));
        factory.setFileSizeThreshold(IN_MEMORY);
        return factory.createMultipartConfig();
    }
}
