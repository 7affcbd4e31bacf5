package io.customer360.command.importing;

import io.customer360.command.importing.mapping.Mapping;
import org.jspecify.annotations.Nullable;

/** A mapping with the text that it was read from and, where it has one, the name it goes by. */
record NamedMapping(@Nullable String name, String yaml, Mapping mapping) {

    /** @throws io.customer360.command.importing.mapping.InvalidMapping with everything that is wrong with it */
    static NamedMapping of(@Nullable String name, String yaml) {
        return new NamedMapping(name, yaml, Mapping.read(yaml));
    }
}
