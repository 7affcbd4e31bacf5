package io.customer360.benchmarks.seeding;

import io.customer360.command.contact.Contact;
import io.customer360.command.contact.RecordContact;
import io.customer360.command.customer.Customer;
import io.customer360.command.customer.RegisterCustomer;
import io.customer360.command.platform.Command;
import io.customer360.command.purchase.OrderedLine;
import io.customer360.command.purchase.PlacePurchase;
import io.customer360.command.purchase.Purchase;
import io.customer360.command.service.OpenServiceCase;
import io.customer360.command.service.RateServiceCase;
import io.customer360.command.service.ResolveServiceCase;
import io.customer360.command.service.ServiceCase;
import io.customer360.events.ContactEvent.ContactRecorded;
import io.customer360.events.CustomerEvent.CustomerRegistered;
import io.customer360.events.CustomerEvent.ProspectConverted;
import io.customer360.events.CustomerFact;
import io.customer360.events.PurchaseEvent.PurchasePlaced;
import io.customer360.events.ServiceCaseEvent.ServiceCaseOpened;
import io.customer360.events.ServiceCaseEvent.ServiceCaseRated;
import io.customer360.events.ServiceCaseEvent.ServiceCaseResolved;
import io.customer360.events.customer.CustomerStage;
import io.customer360.events.purchase.Money;
import io.customer360.events.purchase.PurchaseLine;
import io.customer360.events.service.Priority;
import io.customer360.events.service.ServiceCaseId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the commands of one customer's history lead to, without the aggregates, which could not decide about millions in
 * minutes. A test holds it against what they decide.
 */
final class FactsOfCommands {

    private final List<Stored> facts = new ArrayList<>();
    private final Map<ServiceCaseId, ServiceCaseOpened> cases = new HashMap<>();
    private final Map<ServiceCaseId, Long> caseSequence = new HashMap<>();
    private long customerSequence;
    private boolean prospect;

    private FactsOfCommands() {}

    /**
     * A fact, and where it stands among those of its aggregate.
     *
     * @param command the number of the command that led to it
     */
    record Stored(CustomerFact fact, String aggregateType, String aggregateId, long sequenceNumber, int command) {}

    static List<Stored> of(SeededCompany.History history) {
        FactsOfCommands facts = new FactsOfCommands();
        List<Command> commands = history.commands();
        for (int i = 0; i < commands.size(); i++) {
            facts.add(commands.get(i), i);
        }
        return facts.facts;
    }

    private void add(Command command, int number) {
        switch (command) {
            case RegisterCustomer register -> register(register, number);
            case RecordContact record ->
                facts.add(new Stored(
                        new ContactRecorded(
                                record.contactId(),
                                record.customerId(),
                                record.occurredAt(),
                                record.details(),
                                record.externalReference()),
                        Contact.TYPE,
                        record.aggregateId(),
                        0,
                        number));
            case PlacePurchase place -> place(place, number);
            case OpenServiceCase open -> open(open, number);
            case ResolveServiceCase resolve -> {
                ServiceCaseOpened opened = opened(resolve.serviceCaseId());
                addToCase(
                        new ServiceCaseResolved(
                                opened.serviceCaseId(),
                                opened.customerId(),
                                resolve.occurredAt(),
                                opened.type(),
                                opened.occurredAt(),
                                opened.dueAt(),
                                resolve.staffMember(),
                                resolve.resolution()),
                        opened,
                        number);
            }
            case RateServiceCase rate -> {
                ServiceCaseOpened opened = opened(rate.serviceCaseId());
                addToCase(
                        new ServiceCaseRated(
                                opened.serviceCaseId(),
                                opened.customerId(),
                                rate.occurredAt(),
                                opened.type(),
                                rate.rating(),
                                rate.comment()),
                        opened,
                        number);
            }
            default -> throw new IllegalArgumentException("Nobody is seeded with " + command);
        }
    }

    private void register(RegisterCustomer register, int number) {
        prospect = register.stage() == CustomerStage.PROSPECT;
        facts.add(new Stored(
                new CustomerRegistered(
                        register.customerId(),
                        register.occurredAt(),
                        register.kind(),
                        register.name(),
                        register.stage(),
                        register.emails(),
                        register.phones(),
                        register.addresses(),
                        register.categories(),
                        register.owner(),
                        register.externalReference()),
                Customer.TYPE,
                register.aggregateId(),
                customerSequence++,
                number));
    }

    private void place(PlacePurchase place, int number) {
        if (prospect) {
            prospect = false;
            facts.add(new Stored(
                    new ProspectConverted(place.customerId(), place.occurredAt(), place.purchaseId()),
                    Customer.TYPE,
                    place.customerId().toString(),
                    customerSequence++,
                    number));
        }
        List<PurchaseLine> lines = new ArrayList<>();
        BigDecimal total = BigDecimal.ZERO;
        for (OrderedLine ordered : place.lines()) {
            PurchaseLine line = priced(lines.size() + 1, ordered, place.currency());
            lines.add(line);
            total = total.add(line.amount());
        }
        facts.add(new Stored(
                new PurchasePlaced(
                        place.purchaseId(),
                        place.customerId(),
                        place.occurredAt(),
                        place.orderNumber(),
                        lines,
                        new Money(total, place.currency()),
                        place.externalReference()),
                Purchase.TYPE,
                place.aggregateId(),
                0,
                number));
    }

    private static PurchaseLine priced(int number, OrderedLine line, Currency currency) {
        BigDecimal price = Objects.requireNonNull(line.unitPrice());
        return new PurchaseLine(
                number,
                line.product(),
                line.description(),
                line.quantity(),
                price,
                line.quantity().multiply(price).setScale(currency.getDefaultFractionDigits(), RoundingMode.HALF_EVEN),
                line.unitCost());
    }

    private void open(OpenServiceCase open, int number) {
        ServiceCaseOpened opened = new ServiceCaseOpened(
                open.serviceCaseId(),
                open.customerId(),
                open.occurredAt(),
                open.type(),
                open.channel(),
                open.priority(),
                open.subject(),
                open.text(),
                open.product(),
                open.purchaseId(),
                open.reportedBy(),
                dueAt(open.priority(), open.occurredAt()),
                open.externalReference());
        cases.put(open.serviceCaseId(), opened);
        addToCase(opened, opened, number);
    }

    /** By the targets that hold if nobody sets others. */
    private static Instant dueAt(Priority priority, Instant from) {
        return from.plus(Duration.ofDays(
                switch (priority) {
                    case LOW -> 10;
                    case MEDIUM -> 5;
                    case HIGH -> 2;
                    case CRITICAL -> 1;
                }));
    }

    private ServiceCaseOpened opened(ServiceCaseId id) {
        return Objects.requireNonNull(cases.get(id));
    }

    private void addToCase(CustomerFact fact, ServiceCaseOpened opened, int number) {
        long sequence = caseSequence.merge(opened.serviceCaseId(), 1L, Long::sum) - 1;
        facts.add(new Stored(fact, ServiceCase.TYPE, opened.serviceCaseId().toString(), sequence, number));
    }
}
