package io.customer360.query.platform;

import java.util.Set;
import java.util.function.Supplier;

/**
 * Views whose index was made by another version of the application. Reads go on from it; the readers rest, because what
 * this version writes does not belong there, until a rebuild has put an index of this version in its place.
 */
public final class OutdatedViews {

    private final Supplier<Set<String>> found;
    private volatile Set<String> readers = Set.of();
    private volatile boolean builtAgain = true;

    /** @param found the readers whose views are outdated, as they are found now */
    public OutdatedViews(Supplier<Set<String>> found) {
        this.found = found;
    }

    /** Looks again. */
    public Set<String> look() {
        readers = Set.copyOf(found.get());
        builtAgain |= readers.isEmpty();
        return readers;
    }

    /** The readers whose views were outdated when somebody last looked. */
    public Set<String> readers() {
        return readers;
    }

    /** Whether they are being built again, or are about to be, as far as is known; otherwise nobody does so. */
    public boolean areBuiltAgain() {
        return builtAgain;
    }

    /** Whoever builds them again tells whether that goes on. */
    public void areBuiltAgain(boolean goesOn) {
        builtAgain = goesOn;
    }

    public boolean isOf(String reader) {
        return readers.contains(reader);
    }
}
