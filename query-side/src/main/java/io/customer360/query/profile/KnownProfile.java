package io.customer360.query.profile;

import io.customer360.events.CustomerEvent;
import io.customer360.events.CustomerFact;
import io.customer360.query.ledger.FactContext;
import org.jspecify.annotations.Nullable;

/** A profile, and what of the document that was made of it last serves for the next one. */
record KnownProfile(Profile profile, DocumentParts parts) {

    static KnownProfile of(Profile profile) {
        return new KnownProfile(profile, new DocumentParts());
    }

    static KnownProfile fold(@Nullable KnownProfile before, CustomerFact fact, FactContext context) {
        Profile after = ProfileFold.fold(before == null ? null : before.profile, fact, context);
        return before == null || fact instanceof CustomerEvent ? of(after) : new KnownProfile(after, before.parts);
    }
}
