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
