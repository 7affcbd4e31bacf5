package io.customer360.query.timeline;

import io.customer360.events.ContactEvent.ContactCorrected;
import io.customer360.events.ContactEvent.ContactRecorded;
import io.customer360.events.InteractionEvent;
import io.customer360.events.ServiceCaseEvent.ServiceCaseRated;
import io.customer360.events.ServiceCaseEvent.ServiceCaseRatingCorrected;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an entry of the history does to earlier entries about the same subject. Entries are never rewritten: a reader
 * marks those that were amended later.
 */
public enum Amendment {
    CORRECTION(List.of(
            ContactRecorded.class, ContactCorrected.class, ServiceCaseRated.class, ServiceCaseRatingCorrected.class)),
    RETRACTION(List.of(ContactRecorded.class, ContactCorrected.class));

    @SuppressWarnings("ImmutableEnumChecker") // Nothing can change it.
    private final Set<String> amendedKinds;

    Amendment(List<Class<? extends InteractionEvent>> amended) {
        amendedKinds = amended.stream().map(Class::getSimpleName).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether earlier entries of this kind about the same subject no longer hold. */
    public boolean amends(String kind) {
        return amendedKinds.contains(kind);
    }
}
