package io.customer360.command.contact;

import static io.customer360.command.platform.Refusal.refusal;
import static io.customer360.command.platform.Rejection.CONTACT_RETRACTED;

import io.customer360.events.ContactEvent.ContactCorrected;
import io.customer360.events.ContactEvent.ContactRecorded;
import io.customer360.events.ContactEvent.ContactRetracted;
import io.customer360.events.contact.Channel;
import io.customer360.events.contact.ContactDetails;
import io.customer360.events.contact.ContactId;
import io.customer360.events.contact.Direction;
import io.customer360.events.customer.CustomerId;
import java.time.Instant;
import java.time.LocalDate;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class ContactTest {

    private static final ContactId CONTACT = ContactId.of("0197c1de-7a44-7c32-9e5b-6a2d3f10c911");
    private static final CustomerId CUSTOMER = CustomerId.of("0197c1de-7a44-7c32-9e5b-6a2d3f10c902");
    private static final Instant CALLED = Instant.parse("2025-03-01T10:00:00Z");
    private static final Instant LATER = Instant.parse("2025-03-02T09:00:00Z");

    private final FixtureConfiguration<Contact> fixture = new AggregateTestFixture<>(Contact.class);

    @Test
    void isCorrected() {
        fixture.given(recorded())
                .when(new CorrectContact(CONTACT, LATER, CALLED.minusSeconds(3600), about("Delivery date"), null))
                .expectEvents(new ContactCorrected(
                        CONTACT,
                        CUSTOMER,
                        LATER,
                        CALLED,
                        about("Price list"),
                        CALLED.minusSeconds(3600),
                        about("Delivery date")));
    }

    @Test
    void keepsItsMomentWhereTheCorrectionSaysNothingOfIt() {
        fixture.given(recorded())
                .when(new CorrectContact(CONTACT, LATER, null, about("Delivery date"), null))
                .expectEvents(corrected());
    }

    @Test
    void isCorrectedFromWhatTheLastCorrectionSaid() {
        fixture.given(recorded(), corrected())
                .when(new CorrectContact(CONTACT, LATER, CALLED, about("Discount"), null))
                .expectEvents(new ContactCorrected(
                        CONTACT, CUSTOMER, LATER, CALLED, about("Delivery date"), CALLED, about("Discount")));
    }

    @Test
    void leavesItAtWhatIsRightAlready() {
        fixture.given(recorded(), corrected())
                .when(new CorrectContact(CONTACT, LATER, CALLED, about("Delivery date"), null))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void isRetractedAsItWasLastKnown() {
        fixture.given(recorded(), corrected())
                .when(new RetractContact(CONTACT, LATER, "other customer", null))
                .expectEvents(retracted());
    }

    @Test
    void leavesItAtOneRetraction() {
        fixture.given(recorded(), corrected(), retracted())
                .when(new RetractContact(CONTACT, LATER, "again", null))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void refusesToBeCorrectedOnceItIsRetracted() {
        fixture.given(recorded(), corrected(), retracted())
                .when(new CorrectContact(CONTACT, LATER, CALLED, about("Delivery date"), null))
                .expectNoEvents()
                .expectException(refusal(CONTACT_RETRACTED, "Record it anew"));
    }

    private static ContactRecorded recorded() {
        return new ContactRecorded(CONTACT, CUSTOMER, CALLED, about("Price list"), null);
    }

    private static ContactCorrected corrected() {
        return new ContactCorrected(
                CONTACT, CUSTOMER, LATER, CALLED, about("Price list"), CALLED, about("Delivery date"));
    }

    private static ContactRetracted retracted() {
        return new ContactRetracted(CONTACT, CUSTOMER, LATER, CALLED, about("Delivery date"), "other customer");
    }

    private static ContactDetails about(String subject) {
        return new ContactDetails(
                Channel.CALL, Direction.INBOUND, subject, null, "Ms Zeng", "lena", LocalDate.parse("2025-03-10"));
    }
}
