package io.customer360.command.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customer360.command.CommandSideTest;
import io.customer360.command.StoredEvents;
import io.customer360.command.contact.CorrectContact;
import io.customer360.command.contact.RecordContact;
import io.customer360.command.platform.Command;
import io.customer360.command.platform.CommandBatch;
import io.customer360.command.platform.Origin;
import io.customer360.command.platform.Outcome;
import io.customer360.command.platform.Rejected;
import io.customer360.command.purchase.OrderedLine;
import io.customer360.command.purchase.PlacePurchase;
import io.customer360.command.purchase.ReceivePayment;
import io.customer360.command.purchase.ReturnAllGoods;
import io.customer360.command.service.CloseServiceCase;
import io.customer360.command.service.OpenServiceCase;
import io.customer360.command.service.RateServiceCase;
import io.customer360.command.service.ResolveServiceCase;
import io.customer360.command.service.RespondToServiceCase;
import io.customer360.events.CustomerEvent.CustomerRegistered;
import io.customer360.events.CustomerEvent.ProspectConverted;
import io.customer360.events.PurchaseEvent.GoodsReturned;
import io.customer360.events.PurchaseEvent.PaymentReceived;
import io.customer360.events.PurchaseEvent.PurchasePlaced;
import io.customer360.events.ServiceCaseEvent.ServiceCaseClosed;
import io.customer360.events.ServiceCaseEvent.ServiceCaseOpened;
import io.customer360.events.ServiceCaseEvent.ServiceCaseRated;
import io.customer360.events.ServiceCaseEvent.ServiceCaseResolved;
import io.customer360.events.ServiceCaseEvent.ServiceCaseResponded;
import io.customer360.events.contact.Channel;
import io.customer360.events.contact.ContactDetails;
import io.customer360.events.contact.ContactId;
import io.customer360.events.contact.Direction;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.customer.ExternalReference;
import io.customer360.events.purchase.PurchaseId;
import io.customer360.events.service.Priority;
import io.customer360.events.service.Rating;
import io.customer360.events.service.RatingScale;
import io.customer360.events.service.ServiceCaseId;
import io.customer360.events.service.ServiceCaseType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A customer and all that happened with it, in one transaction, as an import writes it. */
@CommandSideTest
class CustomerDealingsIT {

    private static final Instant BOUGHT = Instant.parse("2025-03-01T10:00:00Z");
    private static final Instant LATER = Instant.parse("2025-03-05T10:00:00Z");

    @Autowired
    private CommandBatch batch;

    @Autowired
    private EventStore eventStore;

    private final RegisterCustomer registration = StoredEvents.prospect();
    private final CustomerId customer = registration.customerId();
    private final PurchaseId purchase = new PurchaseId(UUID.randomUUID());
    private final ServiceCaseId serviceCase = new ServiceCaseId(UUID.randomUUID());
    private final ContactId contact = new ContactId(UUID.randomUUID());

    @Test
    void storesAWholeHistoryInOneTransaction() {
        List<Outcome> outcomes = batch.execute(history(), Origin.UNKNOWN);

        assertThat(outcomes)
                .extracting(Outcome::created)
                .containsExactly(true, true, false, true, false, false, false, false, true, false, false);
        assertThat(outcomes)
                .extracting(Outcome::id)
                .containsExactly(
                        customer.toString(),
                        purchase.toString(),
                        purchase.toString(),
                        serviceCase.toString(),
                        serviceCase.toString(),
                        serviceCase.toString(),
                        serviceCase.toString(),
                        serviceCase.toString(),
                        contact.toString(),
                        contact.toString(),
                        purchase.toString());
        assertThat(StoredEvents.of(eventStore, customer.toString()))
                .hasExactlyElementsOfTypes(CustomerRegistered.class, ProspectConverted.class);
        assertThat(StoredEvents.of(eventStore, purchase.toString()))
                .hasExactlyElementsOfTypes(PurchasePlaced.class, PaymentReceived.class, GoodsReturned.class);
        assertThat(StoredEvents.of(eventStore, serviceCase.toString()))
                .hasExactlyElementsOfTypes(
                        ServiceCaseOpened.class,
                        ServiceCaseResolved.class,
                        ServiceCaseResponded.class,
                        ServiceCaseRated.class,
                        ServiceCaseClosed.class);
        assertThat(StoredEvents.of(eventStore, contact.toString())).hasSize(2);
    }

    @Test
    void storesTheSameHistoryOnce() {
        List<Command> history = history();
        batch.execute(history.subList(0, 9), Origin.UNKNOWN);

        List<Outcome> second = batch.execute(
                history.subList(0, 9).stream()
                        .filter(command -> !(command instanceof ReceivePayment))
                        .toList(),
                Origin.UNKNOWN);

        assertThat(second).allMatch(outcome -> outcome.eventId() == null && !outcome.created());
        assertThat(StoredEvents.of(eventStore, purchase.toString())).hasSize(2);
        assertThat(StoredEvents.of(eventStore, serviceCase.toString())).hasSize(5);
    }

    @Test
    void storesNothingOfAHistoryThatIsRefusedInPart() {
        List<Command> history = new ArrayList<>(history());
        history.add(new ReceivePayment(purchase, LATER, BigDecimal.ONE, null, null, null));

        assertThatThrownBy(() -> batch.execute(history, Origin.UNKNOWN)).isInstanceOf(Rejected.class);

        for (Object id : List.of(customer, purchase, serviceCase, contact)) {
            assertThat(eventStore.lastSequenceNumberFor(id.toString()))
                    .as("%s", id)
                    .isEmpty();
        }
    }

    private List<Command> history() {
        ContactDetails call = new ContactDetails(Channel.CALL, Direction.INBOUND, "Price list", null, null, null, null);
        ContactDetails visit =
                new ContactDetails(Channel.VISIT, Direction.INBOUND, "Price list", null, null, null, null);
        Rating rating = new Rating(RatingScale.SATISFACTION, 3);
        return List.of(
                registration(),
                new PlacePurchase(
                        customer,
                        purchase,
                        BOUGHT,
                        null,
                        Currency.getInstance("USD"),
                        List.of(new OrderedLine("CD", null, BigDecimal.TWO, null, new BigDecimal("29.33"), null)),
                        reference(purchase)),
                new ReceivePayment(purchase, LATER, new BigDecimal("29.33"), null, null, null),
                new OpenServiceCase(
                        customer,
                        serviceCase,
                        BOUGHT,
                        ServiceCaseType.COMPLAINT,
                        Channel.EMAIL,
                        Priority.CRITICAL,
                        "Scratched",
                        null,
                        "CD",
                        purchase,
                        null,
                        reference(serviceCase)),
                new ResolveServiceCase(serviceCase, BOUGHT, null, "Sent another", null),
                new RespondToServiceCase(serviceCase, LATER, null, null, null, null),
                new RateServiceCase(serviceCase, LATER, rating, null, null),
                new CloseServiceCase(serviceCase, LATER, null, null),
                new RecordContact(customer, contact, BOUGHT, call, reference(contact)),
                new CorrectContact(contact, LATER, null, visit, null),
                new ReturnAllGoods(purchase, LATER, null, null));
    }

    private RegisterCustomer registration() {
        return new RegisterCustomer(
                customer,
                registration.occurredAt(),
                registration.kind(),
                registration.name(),
                registration.stage(),
                registration.emails(),
                registration.phones(),
                registration.addresses(),
                registration.categories(),
                registration.owner(),
                reference(customer),
                registration.contactPoints(),
                registration.allowDuplicate());
    }

    private static ExternalReference reference(Object id) {
        return new ExternalReference("file", id.toString());
    }
}
