package io.customer360.command.importing.mapping;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a mapping, so that its author learns of everything at once. */
final class Faults {

    private static final int MOST = 50;

    private final List<InvalidMapping.Fault> found = new ArrayList<>();

    void add(String place, String message) {
        if (found.size() < MOST) {
            found.add(new InvalidMapping.Fault(place, message));
        }
    }

    /** @throws InvalidMapping if there were any */
    void refuseIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidMapping(found);
        }
    }
}
