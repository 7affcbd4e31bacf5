package io.customer360.command.importing;

import io.customer360.command.platform.Claims.ClaimedReference;
import java.util.Collection;
import java.util.Map;

/** What other systems' names for things stand for here. */
interface KnownReferences {

    /** Those of the references that are taken, each with the id of what it stands for. */
    Map<ClaimedReference, String> among(Collection<ClaimedReference> references);
}
