package io.customer360.command.importing;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of imports.
 *
 * @param directory where uploaded files are kept until their import is finished
 * @param maxFileSize the largest file that can be uploaded
 * @param batchSize how many rows go into one transaction
 * @param databaseAwayAtMost how long an import waits for a database that can't be used before it fails
 * @param file a file to be imported at the start of the application
 * @param mapping the mapping for that file: a built-in one's name, or a file
 * @param exit whether the application ends after that import instead of serving
 */
@Validated
@ConfigurationProperties("customer360.import")
public record ImportSettings(
        @DefaultValue("data/imports") Path directory,
        @DefaultValue("512MB") @NotNull DataSize maxFileSize,
        @DefaultValue("250") @Min(1) @Max(5000) int batchSize,
        @DefaultValue("5m") @NotNull Duration databaseAwayAtMost,
        @Nullable Path file,
        @Nullable String mapping,
        @DefaultValue("false") boolean exit) {}
