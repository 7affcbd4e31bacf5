package io.customer360.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What to measure, and how much of it.
 *
 * @param only the benchmarks to run, by the beginning of their names; all if it is empty
 * @param results where the table, the figures and the charts go
 */
record Options(Size size, List<String> only, Path results) {

    private static final List<String> NAMES = List.of("--size", "--only", "--results");

    /**
     * How much work a figure is taken from.
     *
     * @param commands sent in each round, through the gateway and through HTTP
     * @param purchases in the file of each import
     * @param rounds counted ones, after one that only warms up
     */
    enum Size {
        QUICK(6_000, 10_000, 2),
        FULL(40_000, 100_000, 5);

        final int commands;
        final int purchases;
        final int rounds;

        Size(int commands, int purchases, int rounds) {
            this.commands = commands;
            this.purchases = purchases;
            this.rounds = rounds;
        }
    }

    /**
     * @param arguments {@code --size=quick|full}, {@code --only=name,name}, {@code --results=directory}
     * @throws IllegalArgumentException if one is none of these
     */
    static Options of(String... arguments) {
        Map<String, String> given = new HashMap<>();
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            if (!NAMES.contains(parts[0])) {
                throw new IllegalArgumentException("'%s' is none of %s".formatted(argument, String.join(", ", NAMES)));
            }
            given.put(parts[0], parts.length == 2 ? parts[1] : "");
        }
        String only = given.getOrDefault("--only", "");
        return new Options(
                size(given.getOrDefault("--size", "quick")),
                only.isBlank() ? List.of() : List.of(only.split(",")),
                Path.of(given.getOrDefault("--results", "results")));
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

    boolean includes(String benchmark) {
        return only.isEmpty() || only.stream().anyMatch(benchmark::startsWith);
    }
}
