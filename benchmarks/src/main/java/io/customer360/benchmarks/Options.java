package io.customer360.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What to measure, and how much of it.
 *
 * @param only the benchmarks to run, by the beginning of their names; all if it is empty
 * @param customers how many there are at ten times the data
 * @param seed of those customers
 * @param data where they are kept from one run to the next; null for a directory that is deleted at the end
 * @param results where the table, the figures and the charts go
 */
record Options(
        Size size,
        List<String> only,
        long customers,
        long seed,
        @Nullable Path data,
        Path results) {

    /** What stands between one and ten times the data. */
    private static final int TIMES = 10;

    private static final List<String> NAMES =
            List.of("--size", "--only", "--customers", "--seed", "--data", "--results");

    Options {
        only = List.copyOf(only);
        if (customers < TIMES) {
            throw new IllegalArgumentException("At least %d customers".formatted(TIMES));
        }
    }

    /**
     * How much work a figure is taken from.
     *
     * @param round how long one side of a round lasts, about
     * @param rounds counted ones
     * @param bursts of a second each to warm up with, at most
     * @param customers at ten times the data, unless others are asked for
     * @param longHistory how many interactions one customer has of those with long histories
     * @param visible how long 500 commands a second are sent
     */
    enum Size {
        QUICK(Duration.ofSeconds(2), 2, 4, 10_000, 5_000, Duration.ofSeconds(5)),
        FULL(Duration.ofSeconds(20), 5, 120, 1_000_000, 100_000, Duration.ofSeconds(60));

        final Duration round;
        final int rounds;
        final int bursts;
        final long customers;
        final int longHistory;
        final Duration visible;

        Size(Duration round, int rounds, int bursts, long customers, int longHistory, Duration visible) {
            this.round = round;
            this.rounds = rounds;
            this.bursts = bursts;
            this.customers = customers;
            this.longHistory = longHistory;
            this.visible = visible;
        }

        double seconds() {
            return round.toMillis() / 1000.0;
        }
    }

    /**
     * Of {@code --size=quick|full}, {@code --only=name,name}, {@code --customers=number}, {@code --seed=number},
     * {@code --data=directory} and {@code --results=directory}, each of which may be left out or empty.
     *
     * @throws IllegalArgumentException if there is another one
     */
    static Options of(String... arguments) {
        Map<String, String> given = new HashMap<>();
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            if (!NAMES.contains(parts[0])) {
                throw new IllegalArgumentException("'%s' is none of %s".formatted(argument, String.join(", ", NAMES)));
            }
            if (parts.length == 2 && !parts[1].isBlank()) {
                given.put(parts[0], parts[1]);
            }
        }
        Size size = size(given.getOrDefault("--size", "quick"));
        String only = given.getOrDefault("--only", "");
        String data = given.get("--data");
        return new Options(
                size,
                only.isEmpty() ? List.of() : List.of(only.split(",")),
                number(given, "--customers", size.customers),
                number(given, "--seed", 1),
                data == null ? null : Path.of(data),
                Path.of(given.getOrDefault("--results", "results")));
    }

    private static long number(Map<String, String> given, String name, long otherwise) {
        String number = given.get(name);
        try {
            return number == null ? otherwise : Long.parseLong(number.replace("_", ""));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("%s=%s is no number".formatted(name, number), notANumber);
        }
    }

    private static Size size(String name) {
        return Arrays.stream(Size.values())
                .filter(size -> size.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'%s' is no size; there are %s"
                        .formatted(
                                name,
                                Arrays.stream(Size.values())
                                        .map(size -> size.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(", ")))));
    }

    /** A tenth of the customers. */
    long customersAtOneTime() {
        return customers / TIMES;
    }

    boolean includes(String benchmark) {
        return only.isEmpty() || only.stream().anyMatch(benchmark::startsWith);
    }

    boolean includesAny(String... benchmarks) {
        return Arrays.stream(benchmarks).anyMatch(this::includes);
    }
}
