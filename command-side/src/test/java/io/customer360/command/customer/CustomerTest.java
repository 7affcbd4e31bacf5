package io.customer360.command.customer;

import static io.customer360.command.platform.Refusal.refusal;
import static io.customer360.command.platform.Rejection.ADDRESS_NOT_FOUND;
import static io.customer360.command.platform.Rejection.CONTACT_PERSONS_ONLY_FOR_ORGANISATIONS;
import static io.customer360.command.platform.Rejection.CONTACT_PERSON_NOT_FOUND;
import static io.customer360.command.platform.Rejection.CUSTOMER_DEACTIVATED;
import static io.customer360.command.platform.Rejection.EMAIL_NOT_FOUND;
import static io.customer360.command.platform.Rejection.PHONE_NOT_FOUND;
import static io.customer360.command.platform.Rejection.RELATED_CUSTOMER_NOT_FOUND;
import static io.customer360.command.platform.Rejection.RELATED_TO_ITSELF;
import static io.customer360.command.platform.Rejection.TOO_MANY;

import io.customer360.command.customer.CustomerChange.AddAddress;
import io.customer360.command.customer.CustomerChange.AddContactPerson;
import io.customer360.command.customer.CustomerChange.AddEmail;
import io.customer360.command.customer.CustomerChange.AddPhone;
import io.customer360.command.customer.CustomerChange.AssignOwner;
import io.customer360.command.customer.CustomerChange.ClassifyCustomer;
import io.customer360.command.customer.CustomerChange.ConvertProspect;
import io.customer360.command.customer.CustomerChange.CorrectAddress;
import io.customer360.command.customer.CustomerChange.CorrectContactPerson;
import io.customer360.command.customer.CustomerChange.CorrectCustomerName;
import io.customer360.command.customer.CustomerChange.CorrectEmail;
import io.customer360.command.customer.CustomerChange.CorrectPhone;
import io.customer360.command.customer.CustomerChange.DeactivateCustomer;
import io.customer360.command.customer.CustomerChange.ReactivateCustomer;
import io.customer360.command.customer.CustomerChange.RelateCustomer;
import io.customer360.command.customer.CustomerChange.RemoveAddress;
import io.customer360.command.customer.CustomerChange.RemoveContactPerson;
import io.customer360.command.customer.CustomerChange.RemoveEmail;
import io.customer360.command.customer.CustomerChange.RemovePhone;
import io.customer360.command.customer.CustomerChange.UnrelateCustomer;
import io.customer360.command.platform.PhoneNumbers;
import io.customer360.events.CustomerEvent.AddressAdded;
import io.customer360.events.CustomerEvent.AddressCorrected;
import io.customer360.events.CustomerEvent.AddressRemoved;
import io.customer360.events.CustomerEvent.CategoryAssigned;
import io.customer360.events.CustomerEvent.CategoryRemoved;
import io.customer360.events.CustomerEvent.ContactPersonAdded;
import io.customer360.events.CustomerEvent.ContactPersonCorrected;
import io.customer360.events.CustomerEvent.ContactPersonRemoved;
import io.customer360.events.CustomerEvent.CustomerDeactivated;
import io.customer360.events.CustomerEvent.CustomerNameCorrected;
import io.customer360.events.CustomerEvent.CustomerReactivated;
import io.customer360.events.CustomerEvent.CustomerRegistered;
import io.customer360.events.CustomerEvent.CustomerRelated;
import io.customer360.events.CustomerEvent.CustomerUnrelated;
import io.customer360.events.CustomerEvent.EmailAdded;
import io.customer360.events.CustomerEvent.EmailCorrected;
import io.customer360.events.CustomerEvent.EmailRemoved;
import io.customer360.events.CustomerEvent.OwnerAssigned;
import io.customer360.events.CustomerEvent.PhoneAdded;
import io.customer360.events.CustomerEvent.PhoneCorrected;
import io.customer360.events.CustomerEvent.PhoneRemoved;
import io.customer360.events.CustomerEvent.ProspectConverted;
import io.customer360.events.customer.Address;
import io.customer360.events.customer.AddressId;
import io.customer360.events.customer.ContactPerson;
import io.customer360.events.customer.ContactPersonId;
import io.customer360.events.customer.CustomerBounds;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.customer.CustomerKind;
import io.customer360.events.customer.CustomerStage;
import io.customer360.events.customer.ExternalReference;
import io.customer360.events.customer.Relation;
import io.customer360.events.customer.RelationKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CustomerTest {

    private static final CustomerId CUSTOMER = CustomerId.of("0197c1de-7a44-7c32-9e5b-6a2d3f10c901");
    private static final CustomerId PARENT = CustomerId.of("0197c1de-7a44-7c32-9e5b-6a2d3f10c902");
    private static final CustomerId MISSING = CustomerId.of("0197c1de-7a44-7c32-9e5b-6a2d3f10c903");
    private static final AddressId ADDRESS = AddressId.of("0197c1de-7a44-7c32-9e5b-6a2d3f10c904");
    private static final ContactPersonId PERSON = ContactPersonId.of("0197c1de-7a44-7c32-9e5b-6a2d3f10c905");
    private static final Instant THEN = Instant.parse("2024-02-29T12:00:00Z");
    private static final Instant NOON = Instant.parse("2026-03-31T12:00:00Z");
    private static final Relation DAUGHTER = new Relation(RelationKind.PARENT_COMPANY, PARENT);
    private static final PhoneNumbers NUMBERS = new PhoneNumbers("CN");

    private final FixtureConfiguration<Customer> fixture = new AggregateTestFixture<>(Customer.class);

    @BeforeEach
    void provideWhatHandlersAsk() {
        fixture.registerInjectableResource(NUMBERS);
        fixture.registerInjectableResource((Customers) PARENT::equals);
    }

    @Test
    void isRegisteredWithAllThatIsKnown() {
        fixture.givenNoPriorActivity()
                .when(new RegisterCustomer(
                        CUSTOMER,
                        THEN,
                        CustomerKind.ORGANISATION,
                        "Changsha Machinery",
                        CustomerStage.PROSPECT,
                        List.of("Info@Example.com", "info@example.com"),
                        List.of("138 0013 8000", "+86 13800138000"),
                        List.of(address("Changsha")),
                        Map.of("Industry", "machinery"),
                        "韩梅梅",
                        new ExternalReference("crm", "17"),
                        List.of(),
                        false))
                .expectEvents(new CustomerRegistered(
                        CUSTOMER,
                        THEN,
                        CustomerKind.ORGANISATION,
                        "Changsha Machinery",
                        CustomerStage.PROSPECT,
                        List.of("info@example.com"),
                        List.of("138 0013 8000"),
                        List.of(address("Changsha")),
                        Map.of("industry", "machinery"),
                        "韩梅梅",
                        new ExternalReference("crm", "17")));
    }

    @Test
    void isNotRegisteredWithMoreThanAnybodyNeeds() {
        List<String> many = IntStream.rangeClosed(0, CustomerBounds.MOST_DETAILS)
                .mapToObj(number -> number + "@example.com")
                .toList();
        fixture.givenNoPriorActivity()
                .when(new RegisterCustomer(
                        CUSTOMER,
                        THEN,
                        CustomerKind.INDIVIDUAL,
                        "Li Lei",
                        CustomerStage.PROSPECT,
                        many,
                        List.of(),
                        List.of(),
                        Map.of(),
                        null,
                        null,
                        List.of(),
                        false))
                .expectException(refusal(TOO_MANY, "50 e-mails"));
    }

    @Test
    void hasItsNameCorrected() {
        fixture.given(organisation())
                .when(new CorrectCustomerName(CUSTOMER, NOON, "Hunan Machinery", null))
                .expectEvents(new CustomerNameCorrected(CUSTOMER, NOON, "Changsha Machinery", "Hunan Machinery"));
    }

    @Test
    void keepsANameThatIsRightAlready() {
        fixture.given(organisation(), new CustomerNameCorrected(CUSTOMER, THEN, "Changsha Machinery", "Hunan"))
                .when(new CorrectCustomerName(CUSTOMER, NOON, "Hunan", null))
                .expectNoEvents();
    }

    @Test
    void getsAnEmail() {
        fixture.given(organisation())
                .when(new AddEmail(CUSTOMER, NOON, "Sales@Example.com", false, null))
                .expectEvents(new EmailAdded(CUSTOMER, NOON, "sales@example.com"));
    }

    @Test
    void getsAnEmailOnce() {
        fixture.given(organisation(), new EmailAdded(CUSTOMER, THEN, "sales@example.com"))
                .when(new AddEmail(CUSTOMER, NOON, "sales@example.com", false, null))
                .expectNoEvents();
    }

    @Test
    void hasAnEmailCorrected() {
        fixture.given(organisation(), new EmailAdded(CUSTOMER, THEN, "slaes@example.com"))
                .when(new CorrectEmail(CUSTOMER, NOON, "Slaes@example.com", "sales@example.com", false, null))
                .expectEvents(new EmailCorrected(CUSTOMER, NOON, "slaes@example.com", "sales@example.com"));
    }

    @Test
    void hasAnEmailCorrectedOnce() {
        fixture.given(
                        organisation(),
                        new EmailAdded(CUSTOMER, THEN, "slaes@example.com"),
                        new EmailCorrected(CUSTOMER, THEN, "slaes@example.com", "sales@example.com"))
                .when(new CorrectEmail(CUSTOMER, NOON, "slaes@example.com", "sales@example.com", false, null))
                .expectNoEvents();
    }

    @Test
    void losesTheWrongEmailWhereTheRightOneIsThere() {
        fixture.given(
                        organisation(),
                        new EmailAdded(CUSTOMER, THEN, "slaes@example.com"),
                        new EmailAdded(CUSTOMER, THEN, "sales@example.com"))
                .when(new CorrectEmail(CUSTOMER, NOON, "slaes@example.com", "sales@example.com", false, null))
                .expectEvents(new EmailRemoved(CUSTOMER, NOON, "slaes@example.com"));
    }

    @Test
    void hasNoEmailCorrectedThatItNeverHad() {
        fixture.given(organisation())
                .when(new CorrectEmail(CUSTOMER, NOON, "slaes@example.com", "sales@example.com", false, null))
                .expectException(refusal(EMAIL_NOT_FOUND, "slaes@example.com", "Add"));
    }

    @Test
    void losesAnEmailOnce() {
        fixture.given(organisation(), new EmailAdded(CUSTOMER, THEN, "sales@example.com"))
                .when(new RemoveEmail(CUSTOMER, NOON, "SALES@example.com", null))
                .expectEvents(new EmailRemoved(CUSTOMER, NOON, "sales@example.com"));
        fixture.given(
                        organisation(),
                        new EmailAdded(CUSTOMER, THEN, "sales@example.com"),
                        new EmailRemoved(CUSTOMER, THEN, "sales@example.com"))
                .when(new RemoveEmail(CUSTOMER, NOON, "sales@example.com", null))
                .expectNoEvents();
    }

    @Test
    void getsAPhoneOnceHoweverItIsWritten() {
        fixture.given(organisation())
                .when(phone("138 0013 8000"))
                .expectEvents(new PhoneAdded(CUSTOMER, NOON, "138 0013 8000"));
        fixture.given(organisation(), new PhoneAdded(CUSTOMER, THEN, "138 0013 8000"))
                .when(phone("+8613800138000"))
                .expectNoEvents();
    }

    @Test
    void hasAPhoneCorrected() {
        fixture.given(organisation(), new PhoneAdded(CUSTOMER, THEN, "138 0013 8000"))
                .when(correction("13800138000", "138 0013 8001"))
                .expectEvents(new PhoneCorrected(CUSTOMER, NOON, "138 0013 8000", "138 0013 8001"));
    }

    @Test
    void hasAPhoneCorrectedOnce() {
        fixture.given(
                        organisation(),
                        new PhoneAdded(CUSTOMER, THEN, "138 0013 8000"),
                        new PhoneCorrected(CUSTOMER, THEN, "138 0013 8000", "138 0013 8001"))
                .when(correction("138 0013 8000", "138 0013 8001"))
                .expectNoEvents();
    }

    @Test
    void hasTheSpellingOfAPhoneCorrected() {
        fixture.given(organisation(), new PhoneAdded(CUSTOMER, THEN, "13800138000"))
                .when(correction("13800138000", "+86 138 0013 8000"))
                .expectEvents(new PhoneCorrected(CUSTOMER, NOON, "13800138000", "+86 138 0013 8000"));
    }

    @Test
    void losesTheWrongPhoneWhereTheRightOneIsThere() {
        fixture.given(
                        organisation(),
                        new PhoneAdded(CUSTOMER, THEN, "138 0013 8000"),
                        new PhoneAdded(CUSTOMER, THEN, "138 0013 8001"))
                .when(correction("138 0013 8000", "138 0013 8001"))
                .expectEvents(new PhoneRemoved(CUSTOMER, NOON, "138 0013 8000"));
    }

    @Test
    void hasNoPhoneCorrectedThatItNeverHad() {
        fixture.given(organisation())
                .when(correction("138 0013 8000", "138 0013 8001"))
                .expectException(refusal(PHONE_NOT_FOUND, "138 0013 8000", "Add"));
    }

    @Test
    void losesAPhoneOnce() {
        fixture.given(organisation(), new PhoneAdded(CUSTOMER, THEN, "138 0013 8000"))
                .when(removal("13800138000"))
                .expectEvents(new PhoneRemoved(CUSTOMER, NOON, "138 0013 8000"));
        fixture.given(organisation()).when(removal("13800138000")).expectNoEvents();
    }

    @Test
    void getsAnAddressOnce() {
        fixture.given(organisation())
                .when(new AddAddress(CUSTOMER, NOON, address("Changsha"), null))
                .expectEvents(new AddressAdded(CUSTOMER, NOON, address("Changsha")));
        fixture.given(organisation(), new AddressAdded(CUSTOMER, THEN, address("Changsha")))
                .when(new AddAddress(CUSTOMER, NOON, address("Changsha"), null))
                .expectNoEvents();
    }

    @Test
    void hasAnAddressCorrectedOnce() {
        fixture.given(organisation(), new AddressAdded(CUSTOMER, THEN, address("Chang Sha")))
                .when(new CorrectAddress(CUSTOMER, NOON, address("Changsha"), null))
                .expectEvents(new AddressCorrected(CUSTOMER, NOON, address("Chang Sha"), address("Changsha")));
        fixture.given(organisation(), new AddressAdded(CUSTOMER, THEN, address("Changsha")))
                .when(new CorrectAddress(CUSTOMER, NOON, address("Changsha"), null))
                .expectNoEvents();
    }

    @Test
    void hasNoAddressCorrectedThatItNeverHad() {
        fixture.given(organisation())
                .when(new CorrectAddress(CUSTOMER, NOON, address("Changsha"), null))
                .expectException(refusal(ADDRESS_NOT_FOUND, ADDRESS.toString(), "Add"));
    }

    @Test
    void losesAnAddressOnce() {
        fixture.given(organisation(), new AddressAdded(CUSTOMER, THEN, address("Changsha")))
                .when(new RemoveAddress(CUSTOMER, NOON, ADDRESS, null))
                .expectEvents(new AddressRemoved(CUSTOMER, NOON, address("Changsha")));
        fixture.given(organisation())
                .when(new RemoveAddress(CUSTOMER, NOON, ADDRESS, null))
                .expectNoEvents();
    }

    @Test
    void getsAContactPersonOnce() {
        fixture.given(organisation())
                .when(new AddContactPerson(CUSTOMER, NOON, person("Han Meimei"), null))
                .expectEvents(new ContactPersonAdded(CUSTOMER, NOON, person("Han Meimei")));
        fixture.given(organisation(), new ContactPersonAdded(CUSTOMER, THEN, person("Han Meimei")))
                .when(new AddContactPerson(CUSTOMER, NOON, person("Han Meimei"), null))
                .expectNoEvents();
    }

    @Test
    void hasNoContactPersonsAsAnIndividual() {
        fixture.given(individual())
                .when(new AddContactPerson(CUSTOMER, NOON, person("Han Meimei"), null))
                .expectException(refusal(CONTACT_PERSONS_ONLY_FOR_ORGANISATIONS, "relate the two"));
    }

    @Test
    void hasAContactPersonCorrectedOnce() {
        fixture.given(organisation(), new ContactPersonAdded(CUSTOMER, THEN, person("Han Meimei")))
                .when(new CorrectContactPerson(CUSTOMER, NOON, person("韩梅梅"), null))
                .expectEvents(new ContactPersonCorrected(CUSTOMER, NOON, person("Han Meimei"), person("韩梅梅")));
        fixture.given(organisation(), new ContactPersonAdded(CUSTOMER, THEN, person("韩梅梅")))
                .when(new CorrectContactPerson(CUSTOMER, NOON, person("韩梅梅"), null))
                .expectNoEvents();
    }

    @Test
    void hasNoContactPersonCorrectedThatItNeverHad() {
        fixture.given(organisation())
                .when(new CorrectContactPerson(CUSTOMER, NOON, person("韩梅梅"), null))
                .expectException(refusal(CONTACT_PERSON_NOT_FOUND, PERSON.toString()));
    }

    @Test
    void losesAContactPersonOnce() {
        fixture.given(organisation(), new ContactPersonAdded(CUSTOMER, THEN, person("韩梅梅")))
                .when(new RemoveContactPerson(CUSTOMER, NOON, PERSON, null))
                .expectEvents(new ContactPersonRemoved(CUSTOMER, NOON, person("韩梅梅")));
        fixture.given(organisation())
                .when(new RemoveContactPerson(CUSTOMER, NOON, PERSON, null))
                .expectNoEvents();
    }

    @Test
    void isClassifiedInSeveralWaysAtOnce() {
        fixture.given(
                        organisation(),
                        new CategoryAssigned(CUSTOMER, THEN, "region", null, "Hunan"),
                        new CategoryAssigned(CUSTOMER, THEN, "importance", null, "A"))
                .when(new ClassifyCustomer(
                        CUSTOMER, NOON, Map.of("Industry", "steel", "region", "Hubei"), Set.of("Importance"), null))
                .expectEvents(
                        new CategoryAssigned(CUSTOMER, NOON, "industry", null, "steel"),
                        new CategoryAssigned(CUSTOMER, NOON, "region", "Hunan", "Hubei"),
                        new CategoryRemoved(CUSTOMER, NOON, "importance", "A"));
    }

    @Test
    void isClassifiedTheSameWayOnce() {
        fixture.given(organisation(), new CategoryAssigned(CUSTOMER, THEN, "region", null, "Hunan"))
                .when(new ClassifyCustomer(CUSTOMER, NOON, Map.of("region", "Hunan"), Set.of("industry"), null))
                .expectNoEvents();
    }

    @Test
    void isAssignedAnOwnerOnce() {
        fixture.given(organisation())
                .when(new AssignOwner(CUSTOMER, NOON, "李雷", null))
                .expectEvents(new OwnerAssigned(CUSTOMER, NOON, null, "李雷"));
        fixture.given(organisation(), new OwnerAssigned(CUSTOMER, THEN, null, "李雷"))
                .when(new AssignOwner(CUSTOMER, NOON, "李雷", null))
                .expectNoEvents();
    }

    @Test
    void isRelatedOnce() {
        fixture.given(organisation())
                .when(new RelateCustomer(CUSTOMER, NOON, DAUGHTER, null))
                .expectEvents(new CustomerRelated(CUSTOMER, NOON, DAUGHTER));
        fixture.given(organisation(), new CustomerRelated(CUSTOMER, THEN, DAUGHTER))
                .when(new RelateCustomer(CUSTOMER, NOON, DAUGHTER, null))
                .expectNoEvents();
    }

    @Test
    void isNotRelatedToItselfNorToNobody() {
        fixture.given(organisation())
                .when(new RelateCustomer(CUSTOMER, NOON, new Relation(RelationKind.PARTNER_OF, CUSTOMER), null))
                .expectException(refusal(RELATED_TO_ITSELF));
        fixture.given(organisation())
                .when(new RelateCustomer(CUSTOMER, NOON, new Relation(RelationKind.PARTNER_OF, MISSING), null))
                .expectException(refusal(RELATED_CUSTOMER_NOT_FOUND, MISSING.toString()));
    }

    @Test
    void isUnrelatedOnce() {
        fixture.given(organisation(), new CustomerRelated(CUSTOMER, THEN, DAUGHTER))
                .when(new UnrelateCustomer(CUSTOMER, NOON, DAUGHTER, null))
                .expectEvents(new CustomerUnrelated(CUSTOMER, NOON, DAUGHTER));
        fixture.given(organisation())
                .when(new UnrelateCustomer(CUSTOMER, NOON, DAUGHTER, null))
                .expectNoEvents();
    }

    @Test
    void becomesACustomerOnce() {
        fixture.given(organisation())
                .when(new ConvertProspect(CUSTOMER, NOON, null))
                .expectEvents(new ProspectConverted(CUSTOMER, NOON, null));
        fixture.given(organisation(), new ProspectConverted(CUSTOMER, THEN, null))
                .when(new ConvertProspect(CUSTOMER, NOON, null))
                .expectNoEvents();
    }

    @Test
    void isDeactivatedOnce() {
        fixture.given(organisation())
                .when(new DeactivateCustomer(CUSTOMER, NOON, "moved away", null))
                .expectEvents(new CustomerDeactivated(CUSTOMER, NOON, "moved away"));
        fixture.given(organisation(), new CustomerDeactivated(CUSTOMER, THEN, "moved away"))
                .when(new DeactivateCustomer(CUSTOMER, NOON, "closed", null))
                .expectNoEvents();
    }

    @Test
    void isReactivatedOnce() {
        fixture.given(organisation(), new CustomerDeactivated(CUSTOMER, THEN, "moved away"))
                .when(new ReactivateCustomer(CUSTOMER, NOON, "came back", null))
                .expectEvents(new CustomerReactivated(CUSTOMER, NOON, "came back"));
        fixture.given(organisation())
                .when(new ReactivateCustomer(CUSTOMER, NOON, "came back", null))
                .expectNoEvents();
    }

    @Test
    void isNotChangedWhileDeactivated() {
        List<CustomerChange> changes = List.of(
                new CorrectCustomerName(CUSTOMER, NOON, "x", null),
                new AddEmail(CUSTOMER, NOON, "x@example.com", false, null),
                new CorrectEmail(CUSTOMER, NOON, "x@example.com", "y@example.com", false, null),
                new RemoveEmail(CUSTOMER, NOON, "x@example.com", null),
                phone("8888"),
                correction("8888", "8889"),
                removal("8888"),
                new AddAddress(CUSTOMER, NOON, address("Changsha"), null),
                new CorrectAddress(CUSTOMER, NOON, address("Changsha"), null),
                new RemoveAddress(CUSTOMER, NOON, ADDRESS, null),
                new AddContactPerson(CUSTOMER, NOON, person("x"), null),
                new CorrectContactPerson(CUSTOMER, NOON, person("x"), null),
                new RemoveContactPerson(CUSTOMER, NOON, PERSON, null),
                new ClassifyCustomer(CUSTOMER, NOON, Map.of("a", "b"), Set.of(), null),
                new AssignOwner(CUSTOMER, NOON, "x", null),
                new RelateCustomer(CUSTOMER, NOON, DAUGHTER, null),
                new UnrelateCustomer(CUSTOMER, NOON, DAUGHTER, null),
                new ConvertProspect(CUSTOMER, NOON, null));
        for (CustomerChange change : changes) {
            fixture.given(organisation(), new CustomerDeactivated(CUSTOMER, THEN, "moved away"))
                    .when(change)
                    .expectException(refusal(CUSTOMER_DEACTIVATED, "/reactivation"));
        }
    }

    private static CustomerRegistered organisation() {
        return registered(CustomerKind.ORGANISATION);
    }

    private static CustomerRegistered individual() {
        return registered(CustomerKind.INDIVIDUAL);
    }

    private static CustomerRegistered registered(CustomerKind kind) {
        return new CustomerRegistered(
                CUSTOMER,
                THEN,
                kind,
                "Changsha Machinery",
                CustomerStage.PROSPECT,
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                null,
                null);
    }

    private static AddPhone phone(String phone) {
        return new AddPhone(CUSTOMER, NOON, phone, NUMBERS.contactPoint(phone), false, null);
    }

    private static CorrectPhone correction(String previous, String phone) {
        return new CorrectPhone(
                CUSTOMER,
                NOON,
                previous,
                NUMBERS.contactPoint(previous),
                phone,
                NUMBERS.contactPoint(phone),
                false,
                null);
    }

    private static RemovePhone removal(String phone) {
        return new RemovePhone(CUSTOMER, NOON, phone, NUMBERS.contactPoint(phone), null);
    }

    private static Address address(String city) {
        return new Address(ADDRESS, null, null, city, null, null, "CN");
    }

    private static ContactPerson person(String name) {
        return new ContactPerson(PERSON, name, null, null, null, null);
    }
}
