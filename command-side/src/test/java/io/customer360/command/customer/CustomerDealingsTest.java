package io.customer360.command.customer;

import static io.customer360.command.platform.Refusal.refusal;
import static io.customer360.command.platform.Rejection.CUSTOMER_DEACTIVATED;
import static io.customer360.command.platform.Rejection.INVALID_VALUE;
import static io.customer360.command.platform.Rejection.PURCHASE_NOT_OF_CUSTOMER;

import io.customer360.command.contact.RecordContact;
import io.customer360.command.purchase.OrderedLine;
import io.customer360.command.purchase.PlacePurchase;
import io.customer360.command.purchase.Purchases;
import io.customer360.command.service.OpenServiceCase;
import io.customer360.command.service.ResolutionTargets;
import io.customer360.events.ContactEvent.ContactRecorded;
import io.customer360.events.CustomerEvent.CustomerDeactivated;
import io.customer360.events.CustomerEvent.CustomerRegistered;
import io.customer360.events.CustomerEvent.ProspectConverted;
import io.customer360.events.PurchaseEvent.PurchasePlaced;
import io.customer360.events.ServiceCaseEvent.ServiceCaseOpened;
import io.customer360.events.contact.Channel;
import io.customer360.events.contact.ContactDetails;
import io.customer360.events.contact.ContactId;
import io.customer360.events.contact.Direction;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.customer.CustomerKind;
import io.customer360.events.customer.CustomerStage;
import io.customer360.events.customer.ExternalReference;
import io.customer360.events.purchase.Money;
import io.customer360.events.purchase.PurchaseId;
import io.customer360.events.purchase.PurchaseLine;
import io.customer360.events.service.Priority;
import io.customer360.events.service.ServiceCaseId;
import io.customer360.events.service.ServiceCaseType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contacts, purchases and service cases begin with their customer. */
class CustomerDealingsTest {

    private static final CustomerId CUSTOMER = CustomerId.of("0197c1de-7a44-7c32-9e5b-6a2d3f10c902");
    private static final ContactId CONTACT = ContactId.of("0197c1de-7a44-7c32-9e5b-6a2d3f10c911");
    private static final PurchaseId PURCHASE = PurchaseId.of("0197c1de-7a44-7c32-9e5b-6a2d3f10c901");
    private static final ServiceCaseId CASE = ServiceCaseId.of("0197c1de-7a44-7c32-9e5b-6a2d3f10c921");
    private static final Instant AT = Instant.parse("2025-03-01T10:00:00Z");
    private static final ExternalReference REFERENCE = new ExternalReference("shop", "0042");

    private final Purchases onlyThatOne =
            (purchaseId, customerId) -> purchaseId.equals(PURCHASE) && customerId.equals(CUSTOMER);
    private final FixtureConfiguration<Customer> fixture = new AggregateTestFixture<>(Customer.class)
            .registerInjectableResource(onlyThatOne)
            .registerInjectableResource(new ResolutionTargets(
                    Duration.ofDays(10), Duration.ofDays(5), Duration.ofDays(2), Duration.ofDays(1)));

    @Test
    void recordsAContact() {
        fixture.given(registered(CustomerStage.PROSPECT))
                .when(contact())
                .expectEvents(
                        new ContactRecorded(CONTACT, CUSTOMER, AT, contact().details(), REFERENCE));
    }

    @Test
    void placesAPurchaseForTheSumOfItsLines() {
        fixture.given(registered(CustomerStage.CUSTOMER))
                .when(purchase(line("3", "4.99", null), line("1", null, "10")))
                .expectEvents(placed(
                        "24.97",
                        new PurchaseLine(1, "Tea", null, decimal("3"), decimal("4.99"), decimal("14.97"), null),
                        new PurchaseLine(2, "Tea", null, decimal("1"), null, decimal("10.00"), null)));
    }

    @Test
    void becomesACustomerByTheFirstPurchase() {
        fixture.given(registered(CustomerStage.PROSPECT))
                .when(purchase(line("1", null, "10")))
                .expectEvents(
                        new ProspectConverted(CUSTOMER, AT, PURCHASE),
                        placed("10.00", new PurchaseLine(1, "Tea", null, decimal("1"), null, decimal("10.00"), null)));
    }

    @Test
    void staysAProspectIfTheFirstPurchaseIsRefused() {
        fixture.given(registered(CustomerStage.PROSPECT))
                .when(purchase())
                .expectNoEvents()
                .expectException(refusal(INVALID_VALUE, "from 1 to 1000 lines, not 0"));
    }

    @Test
    void isConvertedOnce() {
        fixture.given(registered(CustomerStage.PROSPECT), new ProspectConverted(CUSTOMER, AT, null))
                .when(purchase(line("1", null, "10")))
                .expectEvents(
                        placed("10.00", new PurchaseLine(1, "Tea", null, decimal("1"), null, decimal("10.00"), null)));
    }

    @Test
    void refusesAPurchaseWithoutLinesOrWithTooMany() {
        fixture.given(registered(CustomerStage.CUSTOMER))
                .when(purchase())
                .expectNoEvents()
                .expectException(refusal(INVALID_VALUE, "from 1 to 1000 lines, not 0"));
        fixture.given(registered(CustomerStage.CUSTOMER))
                .when(purchase(Collections.nCopies(1001, line("1", "1", null)).toArray(OrderedLine[]::new)))
                .expectNoEvents()
                .expectException(refusal(INVALID_VALUE, "from 1 to 1000 lines, not 1001"));
    }

    @Test
    void refusesAPurchaseThatComesToTooMuch() {
        OrderedLine dearest = line("1", null, "1000000000000");
        fixture.given(registered(CustomerStage.CUSTOMER))
                .when(purchase(dearest, dearest))
                .expectNoEvents()
                .expectException(refusal(INVALID_VALUE, "sum of the lines", "1000000000000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"XAU", "XXX"})
    void refusesACurrencyThatNobodyPaysWith(String currency) {
        fixture.given(registered(CustomerStage.CUSTOMER))
                .when(new PlacePurchase(
                        CUSTOMER,
                        PURCHASE,
                        AT,
                        null,
                        Currency.getInstance(currency),
                        List.of(line("1", "1", null)),
                        null))
                .expectNoEvents()
                .expectException(refusal(INVALID_VALUE, currency));
    }

    @ParameterizedTest
    @CsvSource({
        "LOW, 2025-03-11T10:00:00Z",
        "MEDIUM, 2025-03-06T10:00:00Z",
        "HIGH, 2025-03-03T10:00:00Z",
        "CRITICAL, 2025-03-02T10:00:00Z"
    })
    void opensAServiceCaseThatIsDueByItsPriority(Priority priority, Instant dueAt) {
        fixture.given(registered(CustomerStage.CUSTOMER))
                .when(serviceCase(priority, PURCHASE))
                .expectEvents(new ServiceCaseOpened(
                        CASE,
                        CUSTOMER,
                        AT,
                        ServiceCaseType.COMPLAINT,
                        Channel.EMAIL,
                        priority,
                        "Pot leaks",
                        "Since yesterday",
                        "Pot",
                        PURCHASE,
                        "Ms Zeng",
                        dueAt,
                        REFERENCE));
    }

    @Test
    void refusesAServiceCaseAboutAPurchaseThatTheCustomerHasNot() {
        PurchaseId another = PurchaseId.of("0197c1de-7a44-7c32-9e5b-6a2d3f10c999");
        fixture.given(registered(CustomerStage.CUSTOMER))
                .when(serviceCase(Priority.LOW, another))
                .expectNoEvents()
                .expectException(refusal(PURCHASE_NOT_OF_CUSTOMER, another.toString()));
    }

    @Test
    void beginsNothingWithACustomerThatIsDeactivated() {
        for (Object command : List.of(contact(), purchase(line("1", "1", null)), serviceCase(Priority.LOW, null))) {
            fixture.given(registered(CustomerStage.PROSPECT), new CustomerDeactivated(CUSTOMER, AT, "moved away"))
                    .when(command)
                    .expectNoEvents()
                    .expectException(refusal(CUSTOMER_DEACTIVATED));
        }
    }

    @Test
    void beginsNothingWithACustomerThatThereIsNot() {
        for (Object command : List.of(contact(), purchase(line("1", "1", null)), serviceCase(Priority.LOW, null))) {
            fixture.givenNoPriorActivity()
                    .when(command)
                    .expectNoEvents()
                    .expectException(AggregateNotFoundException.class);
        }
    }

    private static CustomerRegistered registered(CustomerStage stage) {
        return new CustomerRegistered(
                CUSTOMER,
                AT,
                CustomerKind.ORGANISATION,
                "Tea House",
                stage,
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                null,
                null);
    }

    private static RecordContact contact() {
        return new RecordContact(
                CUSTOMER,
                CONTACT,
                AT,
                new ContactDetails(Channel.CALL, Direction.INBOUND, "Price list", null, null, null, null),
                REFERENCE);
    }

    private static PlacePurchase purchase(OrderedLine... lines) {
        return new PlacePurchase(
                CUSTOMER, PURCHASE, AT, "PO-77", Currency.getInstance("EUR"), Arrays.asList(lines), REFERENCE);
    }

    private static OrderedLine line(String quantity, @Nullable String unitPrice, @Nullable String amount) {
        return new OrderedLine(
                "Tea",
                null,
                decimal(quantity),
                unitPrice == null ? null : decimal(unitPrice),
                amount == null ? null : decimal(amount),
                null);
    }

    private static PurchasePlaced placed(String total, PurchaseLine... lines) {
        return new PurchasePlaced(
                PURCHASE, CUSTOMER, AT, "PO-77", Arrays.asList(lines), Money.of(total, "EUR"), REFERENCE);
    }

    private static OpenServiceCase serviceCase(Priority priority, @Nullable PurchaseId purchaseId) {
        return new OpenServiceCase(
                CUSTOMER,
                CASE,
                AT,
                ServiceCaseType.COMPLAINT,
                Channel.EMAIL,
                priority,
                "Pot leaks",
                "Since yesterday",
                "Pot",
                purchaseId,
                "Ms Zeng",
                REFERENCE);
    }

    private static BigDecimal decimal(String value) {
        return new BigDecimal(value);
    }
}
