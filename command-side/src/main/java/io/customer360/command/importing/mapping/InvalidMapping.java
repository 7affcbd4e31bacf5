package io.customer360.command.importing.mapping;

import java.util.List;
import java.util.stream.Collectors;

/** A mapping file that can't be used; names every place where something is wrong with it. */
public final class InvalidMapping extends RuntimeException {

    private final transient List<Fault> faults;

    InvalidMapping(List<Fault> faults) {
        super(
                faults.stream()
                        .map(fault -> fault.place() + ": " + fault.message())
                        .collect(Collectors.joining("; ")),
                null,
                false,
                false);
        this.faults = List.copyOf(faults);
    }

    /** What a mapping file is that nobody has to read to refuse it. */
    public static InvalidMapping tooLong() {
        return new InvalidMapping(
                List.of(new Fault("mapping", "is longer than %d characters".formatted(Mapping.LONGEST))));
    }

    public List<Fault> faults() {
        return faults;
    }

    /**
     * One thing that is wrong.
     *
     * @param place path of the key in the mapping and its line, such as "customer.name (line 12)"
     */
    public record Fault(String place, String message) {}
}
