package io.customer360.query.search;

import io.customer360.platform.problem.Problem;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import org.springframework.web.ErrorResponseException;

/**
 * The parameters of a request's address, taken by name. What nobody takes is not known here and refused: a misspelt
 * filter would otherwise show what was not asked for. All mistakes are collected and told together.
 */
final class RequestParameters {

    private static final int LONGEST_VALUE = 1000;
    private static final int MOST_VALUES = 100;

    private final MultiValueMap<String, String> given;
    private final Set<String> known = new LinkedHashSet<>();
    private final Set<String> taken = new LinkedHashSet<>();
    private final List<Problem.FieldError> errors = new ArrayList<>();

    RequestParameters(MultiValueMap<String, String> given) {
        this.given = given;
    }

    /** All values, in which a comma has no meaning; a parameter without a value counts as not given. */
    Set<String> texts(String name) {
        known.add(name);
        return values(name);
    }

    Optional<String> text(String name) {
        Set<String> values = texts(name);
        if (values.size() > 1) {
            refuse(name, "can be given only once");
        }
        return values.stream().findFirst();
    }

    /** The values of all parameters whose name begins so, by the rest of the name. */
    Map<String, Set<String>> textsUnder(String prefix) {
        known.add(prefix + "…");
        var found = new LinkedHashMap<String, Set<String>>();
        for (String name : given.keySet()) {
            if (name.startsWith(prefix) && name.length() > prefix.length()) {
                Set<String> values = values(name);
                if (!values.isEmpty()) {
                    found.put(name.substring(prefix.length()), values);
                }
            }
        }
        return found;
    }

    <E extends Enum<E>> Set<E> choices(String name, Class<E> type) {
        var found = new LinkedHashSet<E>();
        for (String value : texts(name)) {
            Optional<E> choice = choice(value, type);
            choice.ifPresentOrElse(
                    found::add, () -> refuse(name, "'%s' is not one of %s".formatted(shortened(value), names(type))));
        }
        return found;
    }

    <E extends Enum<E>> E choice(String name, Class<E> type, E otherwise) {
        Set<E> found = choices(name, type);
        if (found.size() > 1) {
            refuse(name, "can be given only once");
        }
        return found.stream().findFirst().orElse(otherwise);
    }

    Optional<Boolean> flag(String name) {
        return text(name).flatMap(value -> switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> {
                refuse(name, "'%s' is not true or false".formatted(shortened(value)));
                yield Optional.empty();
            }
        });
    }

    int number(String name, int lowest, int highest, int otherwise) {
        return text(name)
                .map(value -> {
                    try {
                        int number = Integer.parseInt(value);
                        if (number >= lowest && number <= highest) {
                            return number;
                        }
                    } catch (NumberFormatException notANumber) {
                        // Told below, like a number out of range.
                    }
                    refuse(
                            name,
                            "'%s' is not a whole number from %d to %d".formatted(shortened(value), lowest, highest));
                    return otherwise;
                })
                .orElse(otherwise);
    }

    Optional<BigDecimal> amount(String name) {
        return text(name).flatMap(value -> {
            if (value.matches("-?[0-9]{1,15}(\\.[0-9]{1,6})?")) {
                return Optional.of(new BigDecimal(value));
            }
            refuse(name, "'%s' is not an amount such as 1200.50".formatted(shortened(value)));
            return Optional.empty();
        });
    }

    Optional<Currency> currency(String name) {
        return text(name).flatMap(value -> {
            try {
                return Optional.of(Currency.getInstance(value));
            } catch (IllegalArgumentException unknown) {
                refuse(name, "'%s' is not an ISO 4217 currency code such as CNY".formatted(shortened(value)));
                return Optional.empty();
            }
        });
    }

    Optional<UUID> id(String name) {
        return text(name).flatMap(value -> {
            try {
                return Optional.of(UUID.fromString(value));
            } catch (IllegalArgumentException notAnId) {
                refuse(
                        name,
                        "'%s' is not an id such as 0197c1de-7a44-7c32-9e5b-6a2d3f10c9aa".formatted(shortened(value)));
                return Optional.empty();
            }
        });
    }

    /** From a moment on, or from the beginning of a day of UTC. */
    Optional<Instant> from(String name) {
        return moment(name, 0);
    }

    /** Before a moment, or up to the end of a day of UTC. */
    Optional<Instant> until(String name) {
        return moment(name, 1);
    }

    private Optional<Instant> moment(String name, int daysLater) {
        return text(name).flatMap(value -> {
            try {
                Instant moment = value.indexOf('T') > 0
                        ? OffsetDateTime.parse(value).toInstant()
                        : LocalDate.parse(value)
                                .plusDays(daysLater)
                                .atStartOfDay(ZoneOffset.UTC)
                                .toInstant();
                int year = moment.atOffset(ZoneOffset.UTC).getYear();
                if (year >= 1 && year <= 9999) {
                    return Optional.of(moment);
                }
            } catch (DateTimeException notAMoment) {
                // Told below, like a year out of range.
            }
            refuse(
                    name,
                    "'%s' is neither a date such as 2026-03-31 nor a moment such as 2026-03-31T09:30:00Z"
                            .formatted(shortened(value)));
            return Optional.empty();
        });
    }

    /** All that was given but for some, in one order: the same question has the same fingerprint. */
    String fingerprint(String... without) {
        Set<String> ignored = Set.of(without);
        return given.entrySet().stream()
                .filter(parameter -> !ignored.contains(parameter.getKey()))
                .map(parameter -> parameter.getKey() + "="
                        + parameter.getValue().stream()
                                .filter(Objects::nonNull)
                                .sorted()
                                .toList())
                .sorted()
                .collect(Collectors.joining("&"));
    }

    void refuse(String name, String message) {
        errors.add(new Problem.FieldError(name, message));
    }

    /** To be called when all that is known has been taken. */
    void refuseTheRest() {
        for (String name : given.keySet()) {
            if (!taken.contains(name) && !known.contains(name)) {
                refuse(shortened(name), "is not known; known here: " + String.join(", ", known));
            }
        }
        if (!errors.isEmpty()) {
            throw invalid(errors);
        }
    }

    static ErrorResponseException invalid(List<Problem.FieldError> errors) {
        String detail = errors.stream()
                .limit(3)
                .map(error -> "'%s' %s".formatted(error.field(), error.message()))
                .collect(Collectors.joining(
                        "; ", "The request is not valid: ", errors.size() > 3 ? "; and more." : "."));
        return new ErrorResponseException(
                HttpStatus.BAD_REQUEST,
                Problem.of(HttpStatus.BAD_REQUEST, "INVALID_REQUEST", detail, List.copyOf(errors)),
                null);
    }

    private Set<String> values(String name) {
        taken.add(name);
        List<String> values = given.getOrDefault(name, List.of()).stream()
                .map(value -> value == null ? "" : value.strip())
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
        if (values.size() > MOST_VALUES) {
            refuse(name, "has %d values; at most %d can be given".formatted(values.size(), MOST_VALUES));
            return Set.of();
        }
        if (values.stream().anyMatch(value -> value.length() > LONGEST_VALUE)) {
            refuse(name, "is longer than %d characters".formatted(LONGEST_VALUE));
            return Set.of();
        }
        return new LinkedHashSet<>(values);
    }

    private static <E extends Enum<E>> Optional<E> choice(String value, Class<E> type) {
        String constant = value.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(type.getEnumConstants())
                .filter(candidate -> candidate.name().equals(constant))
                .findFirst();
    }

    private static <E extends Enum<E>> String names(Class<E> type) {
        return joined(Arrays.asList(type.getEnumConstants()));
    }

    private static String joined(Collection<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private static String shortened(String value) {
        return value.length() <= 80 ? value : value.substring(0, 80) + "…";
    }
}
