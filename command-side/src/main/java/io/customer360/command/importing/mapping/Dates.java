package io.customer360.command.importing.mapping;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a file writes dates. Besides the mapping's own formats, a full ISO 8601 date with time and zone is always
 * understood.
 *
 * @param patterns tried one after another
 * @param zone where dates without a zone are
 * @param timeOfDay the time of dates without one
 */
record Dates(List<String> patterns, List<DateTimeFormatter> formats, ZoneId zone, LocalTime timeOfDay) {

    /** ISO 8601, with whatever parts are there. */
    static final String ISO = "iso";

    /** @throws IllegalArgumentException if a pattern is none */
    static Dates of(List<String> patterns, ZoneId zone, LocalTime timeOfDay) {
        return new Dates(patterns, patterns.stream().map(Dates::formatter).toList(), zone, timeOfDay);
    }

    static DateTimeFormatter formatter(String pattern) {
        if (pattern.equals(ISO)) {
            return new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE)
                    .optionalStart()
                    .appendLiteral('T')
                    .append(DateTimeFormatter.ISO_LOCAL_TIME)
                    .optionalStart()
                    .appendOffsetId()
                    .toFormatter(Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);
        }
        // "yyyy" is a year of an era; nobody who writes it in a mapping means another era than ours.
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .parseDefaulting(ChronoField.ERA, 1)
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** @throws IllegalArgumentException if no format fits */
    Instant instant(String text) {
        for (DateTimeFormatter format : formats) {
            try {
                Instant fitting = instant(format.parse(text));
                if (fitting != null) {
                    return fitting;
                }
            } catch (DateTimeException e) {
                // The next format may fit.
            }
        }
        try {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'%s' is not a date in the format %s"
                    .formatted(Shown.shortened(text), String.join(" or ", patterns)));
        }
    }

    LocalDate date(String text) {
        return instant(text).atZone(zone).toLocalDate();
    }

    /**
     * None if it is no date at all. As {@link DateTimeFormatter#parseBest}, which throws an exception for each kind of
     * date that it is not.
     */
    private @Nullable Instant instant(TemporalAccessor parsed) {
        if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
            return Instant.from(parsed);
        }
        LocalDate date = parsed.query(TemporalQueries.localDate());
        if (date == null) {
            return null;
        }
        LocalTime time = parsed.query(TemporalQueries.localTime());
        return date.atTime(time == null ? timeOfDay : time).atZone(zone).toInstant();
    }
}
