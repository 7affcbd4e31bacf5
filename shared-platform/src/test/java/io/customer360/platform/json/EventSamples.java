package io.customer360.platform.json;

import io.customer360.events.ContactEvent.ContactCorrected;
import io.customer360.events.ContactEvent.ContactRecorded;
import io.customer360.events.ContactEvent.ContactRetracted;
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
import io.customer360.events.CustomerFact;
import io.customer360.events.PurchaseEvent.GoodsReturned;
import io.customer360.events.PurchaseEvent.PaymentReceived;
import io.customer360.events.PurchaseEvent.PurchaseCancelled;
import io.customer360.events.PurchaseEvent.PurchasePlaced;
import io.customer360.events.ServiceCaseEvent.ServiceCaseAssigned;
import io.customer360.events.ServiceCaseEvent.ServiceCaseClosed;
import io.customer360.events.ServiceCaseEvent.ServiceCaseOpened;
import io.customer360.events.ServiceCaseEvent.ServiceCaseRated;
import io.customer360.events.ServiceCaseEvent.ServiceCaseRatingCorrected;
import io.customer360.events.ServiceCaseEvent.ServiceCaseReopened;
import io.customer360.events.ServiceCaseEvent.ServiceCaseResolved;
import io.customer360.events.ServiceCaseEvent.ServiceCaseResponded;
import io.customer360.events.contact.Channel;
import io.customer360.events.contact.ContactDetails;
import io.customer360.events.contact.ContactId;
import io.customer360.events.contact.Direction;
import io.customer360.events.customer.Address;
import io.customer360.events.customer.AddressId;
import io.customer360.events.customer.ContactPerson;
import io.customer360.events.customer.ContactPersonId;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.customer.CustomerKind;
import io.customer360.events.customer.CustomerStage;
import io.customer360.events.customer.ExternalReference;
import io.customer360.events.customer.Relation;
import io.customer360.events.customer.RelationKind;
import io.customer360.events.purchase.Money;
import io.customer360.events.purchase.PurchaseId;
import io.customer360.events.purchase.PurchaseLine;
import io.customer360.events.purchase.ReturnedLine;
import io.customer360.events.service.Priority;
import io.customer360.events.service.Rating;
import io.customer360.events.service.RatingScale;
import io.customer360.events.service.ServiceCaseId;
import io.customer360.events.service.ServiceCaseType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** One event of each kind, with every component filled; what its golden file has to say. */
final class EventSamples {

    private static final CustomerId CUSTOMER = CustomerId.of("0197c1de-7a44-7c32-9e5b-6a2d3f10c901");
    private static final CustomerId OTHER = CustomerId.of("0197c1de-7a44-7c32-9e5b-6a2d3f10c902");
    private static final ContactId CONTACT = ContactId.of("0197c1de-7a44-7c32-9e5b-6a2d3f10c911");
    private static final PurchaseId PURCHASE = PurchaseId.of("0197c1de-7a44-7c32-9e5b-6a2d3f10c921");
    private static final ServiceCaseId CASE = ServiceCaseId.of("0197c1de-7a44-7c32-9e5b-6a2d3f10c931");
    private static final Instant BEFORE = Instant.parse("2026-03-30T08:15:00Z");
    private static final Instant AT = Instant.parse("2026-03-31T09:30:00.123456Z");
    private static final Instant DUE = Instant.parse("2026-04-02T09:30:00Z");
    private static final ExternalReference REFERENCE = new ExternalReference("crm", "00042");
    private static final Address OLD_ADDRESS = new Address(
            AddressId.of("0197c1de-7a44-7c32-9e5b-6a2d3f10c941"),
            "billing",
            "1 Old Street",
            "Bristol",
            "Avon",
            "BS1 1AA",
            "GB");
    private static final Address ADDRESS = new Address(
            AddressId.of("0197c1de-7a44-7c32-9e5b-6a2d3f10c941"), "factory", "解放路 12 号", "长沙", "湖南", "410000", "CN");
    private static final ContactPerson OLD_PERSON = new ContactPerson(
            ContactPersonId.of("0197c1de-7a44-7c32-9e5b-6a2d3f10c951"),
            "Zeng",
            "buyer",
            "purchasing",
            "zeng@example.com",
            "+86 731 8888");
    private static final ContactPerson PERSON = new ContactPerson(
            ContactPersonId.of("0197c1de-7a44-7c32-9e5b-6a2d3f10c951"),
            "曾国藩",
            "head",
            "sales",
            "zeng.guofan@example.com",
            "+86 731 9999");
    private static final Relation RELATION = new Relation(RelationKind.PARENT_COMPANY, OTHER);
    private static final ContactDetails OLD_DETAILS = new ContactDetails(
            Channel.CALL,
            Direction.INBOUND,
            "Price list",
            "Asked for it",
            "Zeng",
            "lena",
            LocalDate.parse("2026-04-10"));
    private static final ContactDetails DETAILS = new ContactDetails(
            Channel.VISIT,
            Direction.OUTBOUND,
            "Price list and terms",
            "Asked for both",
            "曾国藩",
            "wei",
            LocalDate.parse("2026-04-11"));
    private static final List<ReturnedLine> RETURNED = List.of(
            new ReturnedLine(1, "Tea", new BigDecimal("2.5"), new BigDecimal("24.98"), new BigDecimal("4.125")));

    private EventSamples() {}

    static List<CustomerFact> all() {
        return List.of(
                new CustomerRegistered(
                        CUSTOMER,
                        AT,
                        CustomerKind.ORGANISATION,
                        "Müller & 曾",
                        CustomerStage.PROSPECT,
                        List.of("info@example.com", "sales@example.com"),
                        List.of("+49 89 123456"),
                        List.of(ADDRESS),
                        Map.of("industry", "tea", "importance", "A"),
                        "lena",
                        REFERENCE),
                new CustomerNameCorrected(CUSTOMER, AT, "Mueller", "Müller"),
                new EmailAdded(CUSTOMER, AT, "info@example.com"),
                new EmailCorrected(CUSTOMER, AT, "inof@example.com", "info@example.com"),
                new EmailRemoved(CUSTOMER, AT, "info@example.com"),
                new PhoneAdded(CUSTOMER, AT, "+49 89 123456"),
                new PhoneCorrected(CUSTOMER, AT, "+49 89 123465", "+49 89 123456"),
                new PhoneRemoved(CUSTOMER, AT, "+49 89 123456"),
                new AddressAdded(CUSTOMER, AT, ADDRESS),
                new AddressCorrected(CUSTOMER, AT, OLD_ADDRESS, ADDRESS),
                new AddressRemoved(CUSTOMER, AT, ADDRESS),
                new ContactPersonAdded(CUSTOMER, AT, PERSON),
                new ContactPersonCorrected(CUSTOMER, AT, OLD_PERSON, PERSON),
                new ContactPersonRemoved(CUSTOMER, AT, PERSON),
                new CategoryAssigned(CUSTOMER, AT, "importance", "B", "A"),
                new CategoryRemoved(CUSTOMER, AT, "importance", "A"),
                new OwnerAssigned(CUSTOMER, AT, "lena", "wei"),
                new CustomerRelated(CUSTOMER, AT, RELATION),
                new CustomerUnrelated(CUSTOMER, AT, RELATION),
                new ProspectConverted(CUSTOMER, AT, PURCHASE),
                new CustomerDeactivated(CUSTOMER, AT, "moved away"),
                new CustomerReactivated(CUSTOMER, AT, "came back"),
                new ContactRecorded(CONTACT, CUSTOMER, AT, DETAILS, REFERENCE),
                new ContactCorrected(CONTACT, CUSTOMER, AT, BEFORE, OLD_DETAILS, BEFORE.plusSeconds(60), DETAILS),
                new ContactRetracted(CONTACT, CUSTOMER, AT, BEFORE, DETAILS, "other customer"),
                new PurchasePlaced(
                        PURCHASE,
                        CUSTOMER,
                        AT,
                        "PO-77",
                        List.of(
                                new PurchaseLine(
                                        1,
                                        "Tea",
                                        "Green, first flush",
                                        new BigDecimal("10"),
                                        new BigDecimal("9.99"),
                                        new BigDecimal("99.90"),
                                        new BigDecimal("4.125")),
                                new PurchaseLine(
                                        2, "Pot", null, new BigDecimal("1"), null, new BigDecimal("22.00"), null)),
                        Money.of("121.90", "EUR"),
                        REFERENCE),
                new PaymentReceived(
                        PURCHASE, CUSTOMER, AT, "PO-77", Money.of("100", "EUR"), Money.of("21.90", "EUR"), "TX-1"),
                new GoodsReturned(
                        PURCHASE,
                        CUSTOMER,
                        AT,
                        "PO-77",
                        BEFORE,
                        RETURNED,
                        Money.of("24.98", "EUR"),
                        Money.of("-3.08", "EUR"),
                        "scratched"),
                new PurchaseCancelled(
                        PURCHASE,
                        CUSTOMER,
                        AT,
                        "PO-77",
                        BEFORE,
                        RETURNED,
                        Money.of("24.98", "EUR"),
                        Money.of("-3.08", "EUR"),
                        "out of stock"),
                new ServiceCaseOpened(
                        CASE,
                        CUSTOMER,
                        AT,
                        ServiceCaseType.COMPLAINT,
                        Channel.EMAIL,
                        Priority.HIGH,
                        "Pot leaks",
                        "Since yesterday",
                        "Pot",
                        PURCHASE,
                        "曾国藩",
                        DUE,
                        REFERENCE),
                new ServiceCaseAssigned(CASE, CUSTOMER, AT, ServiceCaseType.COMPLAINT, "lena", "wei"),
                new ServiceCaseResponded(
                        CASE,
                        CUSTOMER,
                        AT,
                        ServiceCaseType.COMPLAINT,
                        BEFORE,
                        true,
                        Channel.CALL,
                        "wei",
                        "Asked for a photo"),
                new ServiceCaseResolved(
                        CASE, CUSTOMER, AT, ServiceCaseType.COMPLAINT, BEFORE, DUE, "wei", "Sent a new pot"),
                new ServiceCaseReopened(
                        CASE,
                        CUSTOMER,
                        AT,
                        ServiceCaseType.COMPLAINT,
                        BEFORE,
                        DUE,
                        "Pot leaks",
                        Priority.HIGH,
                        "wei",
                        "leaks as well"),
                new ServiceCaseClosed(CASE, CUSTOMER, AT, ServiceCaseType.COMPLAINT, BEFORE, true, "no more to do"),
                new ServiceCaseRated(
                        CASE, CUSTOMER, AT, ServiceCaseType.COMPLAINT, new Rating(RatingScale.SATISFACTION, 2), "slow"),
                new ServiceCaseRatingCorrected(
                        CASE,
                        CUSTOMER,
                        AT,
                        ServiceCaseType.COMPLAINT,
                        BEFORE,
                        new Rating(RatingScale.RECOMMENDATION, 2),
                        new Rating(RatingScale.RECOMMENDATION, 9),
                        "misread"));
    }
}
