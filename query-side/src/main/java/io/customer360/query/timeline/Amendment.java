package io.customer360.query.timeline;

import io.customer360.events.ContactEvent.ContactCorrected;
import io.customer360.events.ContactEvent.ContactRecorded;
import io.customer360.events.InteractionEvent;
import io.customer360.events.ServiceCaseEvent.ServiceCaseRated;
import io.customer360.events.ServiceCaseEvent.ServiceCaseRatingCorrected;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an entry of the history does to earlier entries about the same subject. Entries are never rewritten: a reader
 * marks those that were amended later.
 */
public enum Amendment {
    CORRECTION(ContactRecorded.class, ContactCorrected.class, ServiceCaseRated.class, ServiceCaseRatingCorrected.class),
    RETRACTION(ContactRecorded.class, ContactCorrected.class);

    private final Set<String> amendedKinds;

    @SafeVarargs
    Amendment(Class<? extends InteractionEvent>... amended) {
        amendedKinds = Stream.of(amended).map(Class::getSimpleName).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether earlier entries of this kind about the same subject no longer hold. */
    public boolean amends(String kind) {
        return amendedKinds.contains(kind);
    }
}
