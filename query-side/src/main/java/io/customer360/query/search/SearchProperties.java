package io.customer360.query.search;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How customers and histories are searched.
 *
 * @param cursorKey with which cursors are sealed; several nodes behind one address need the same. Without it each start
 *     makes its own, and cursors end with it
 * @param mostCustomers how many customers a word of histories, or a filter on them, is followed to
 */
@Validated
@ConfigurationProperties("customer360.search")
record SearchProperties(
        @Nullable @Size(min = 16) String cursorKey,
        @DefaultValue("10000") @Min(1) @Max(30_000) int mostCustomers) {}
