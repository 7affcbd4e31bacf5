package io.customer360.command.platform.reservation;

import io.customer360.command.platform.Claims.ClaimedReference;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the commands of one unit of work have reserved, before it is known whether it lasts. */
final class ReservedInUnit {

    private final Set<String> commandIds = new HashSet<>();
    private final Map<ClaimedReference, Reserver> ahead = new HashMap<>();

    /** The command has reserved something, or is about to. */
    void add(Reserver reserver) {
        commandIds.add(reserver.commandId());
    }

    /** The references are taken, each for a command of this unit that is still to be handled. */
    void addAhead(Map<ClaimedReference, Reserver> taken) {
        ahead.putAll(taken);
    }

    /** Whether the reference was taken ahead for this very command; only the command's first question is told so. */
    boolean isTakenAhead(ClaimedReference reference, Reserver reserver) {
        return ahead.remove(reference, reserver);
    }

    boolean includes(String commandId) {
        return commandIds.contains(commandId);
    }

    Set<String> commandIds() {
        return commandIds;
    }
}
