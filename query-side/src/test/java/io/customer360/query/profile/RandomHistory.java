package io.customer360.query.profile;

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
import io.customer360.query.ledger.FactContext;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * A customer's life by chance, the same for the same seed: purchases, contacts and service cases with all that can
 * happen to them, backdated, corrected and taken back.
 */
public final class RandomHistory {

    private static final Instant BEGIN = Instant.parse("2021-01-01T00:00:00Z");
    private static final Duration LENGTH = Duration.ofDays(5 * 365);
    private static final String[] CURRENCIES = {"CNY", "USD", "JPY", "KWD"};

    private final Random random;
    private final CustomerId customerId;
    private final List<List<CustomerFact>> lives = new ArrayList<>();

    /** A fact and where it stands. */
    public record Entry(CustomerFact fact, FactContext context) {}

    private RandomHistory(long seed) {
        random = new Random(seed);
        customerId = new CustomerId(uuid());
    }

    /** The customer's facts in an order in which they may have been recorded; positions count from 1. */
    public static List<Entry> of(long seed, int subjects) {
        return of(seed, subjects, 1);
    }

    public static List<Entry> of(long seed, int subjects, long firstPosition) {
        RandomHistory history = new RandomHistory(seed);
        history.customer();
        for (int i = 0; i < subjects; i++) {
            switch (history.random.nextInt(3)) {
                case 0 -> history.contact();
                case 1 -> history.purchase();
                default -> history.serviceCase();
            }
        }
        return history.woven(firstPosition);
    }

    /** Another order of recording that keeps the order of each subject's facts, and each fact's context. */
    public static List<Entry> rewoven(List<Entry> history, long seed) {
        Random random = new Random(seed);
        Map<String, List<Entry>> lives = new LinkedHashMap<>();
        history.forEach(entry -> lives.computeIfAbsent(entry.context().aggregateId(), _ -> new ArrayList<>())
                .add(entry));
        List<List<Entry>> open = new ArrayList<>(lives.values());
        List<Entry> result = new ArrayList<>();
        result.add(open.getFirst().removeFirst());
        while (!open.isEmpty()) {
            int next = random.nextInt(open.size());
            if (open.get(next).isEmpty()) {
                open.remove(next);
            } else {
                result.add(open.get(next).removeFirst());
            }
        }
        return result;
    }

    private List<Entry> woven(long firstPosition) {
        List<Entry> result = new ArrayList<>();
        long[] versions = new long[lives.size()];
        String[] subjects = new String[lives.size()];
        for (int i = 0; i < subjects.length; i++) {
            subjects[i] = i == 0 ? customerId.toString() : uuid().toString();
        }
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < lives.size(); i++) {
            open.add(i);
        }
        int next = 0;
        while (!open.isEmpty()) {
            int life = open.get(next);
            if (lives.get(life).isEmpty()) {
                open.remove(next);
            } else {
                CustomerFact fact = lives.get(life).removeFirst();
                result.add(new Entry(
                        fact,
                        new FactContext(
                                firstPosition + result.size(),
                                BEGIN.plus(LENGTH).plusSeconds(result.size()),
                                uuid().toString(),
                                subjects[life],
                                versions[life]++,
                                Map.of("actor", "seed"))));
            }
            next = open.isEmpty() ? 0 : random.nextInt(open.size());
        }
        return result;
    }

    private void customer() {
        List<CustomerFact> life = life();
        life.add(new CustomerRegistered(
                customerId,
                BEGIN.plus(LENGTH.dividedBy(2)),
                CustomerKind.ORGANISATION,
                "上海 Lübeck Handel " + random.nextInt(1000),
                CustomerStage.PROSPECT,
                List.of("post" + random.nextInt(100_000) + "@example.com"),
                List.of("+86 138 1234 " + (1000 + random.nextInt(9000))),
                List.of(),
                Map.of("industry", "trade", "region", "华东"),
                null,
                new ExternalReference("crm", "K-" + random.nextInt(1_000_000))));
        Address works = new Address(new AddressId(uuid()), "works", "Hauptstraße 1", "Lübeck", "SH", "23552", "DE");
        Address moved = new Address(works.addressId(), "works", "人民路 7", "苏州", "江苏", "215000", "CN");
        ContactPerson person = new ContactPerson(
                new ContactPersonId(uuid()), "李雷", "buyer", null, "li.lei@example.com", "0512 6512 3456");
        ContactPerson promoted =
                new ContactPerson(person.contactPersonId(), "李雷", "head", "sales", "li.lei@example.com", null);
        Relation parent = new Relation(RelationKind.PARENT_COMPANY, new CustomerId(uuid()));
        life.addAll(List.of(
                new CustomerNameCorrected(
                        customerId, moment(), "上海 Lübeck Handel", "上海 Lübeck Handel " + random.nextInt()),
                new EmailAdded(customerId, moment(), "second@example.com"),
                new EmailCorrected(customerId, moment(), "second@example.com", "third@example.com"),
                new EmailAdded(customerId, moment(), "fourth@example.com"),
                new EmailRemoved(customerId, moment(), "fourth@example.com"),
                new PhoneAdded(customerId, moment(), "021 6512 3456"),
                new PhoneCorrected(customerId, moment(), "021 6512 3456", "021 6512 3457"),
                new PhoneRemoved(customerId, moment(), "021 6512 3457"),
                new AddressAdded(customerId, moment(), works),
                new AddressCorrected(customerId, moment(), works, moved),
                new ContactPersonAdded(customerId, moment(), person),
                new ContactPersonCorrected(customerId, moment(), person, promoted),
                new CategoryAssigned(customerId, moment(), "importance", null, "A"),
                new CategoryAssigned(customerId, moment(), "free.one", null, "x"),
                new CategoryRemoved(customerId, moment(), "importance", "A"),
                new OwnerAssigned(customerId, moment(), null, "li.lei"),
                new CustomerRelated(customerId, moment(), parent),
                new ProspectConverted(customerId, moment(), null),
                new CustomerDeactivated(customerId, moment(), "by mistake"),
                new CustomerReactivated(customerId, moment(), "not meant")));
        if (random.nextBoolean()) {
            life.addAll(List.of(
                    new AddressRemoved(customerId, moment(), moved),
                    new ContactPersonRemoved(customerId, moment(), promoted),
                    new CustomerUnrelated(customerId, moment(), parent)));
        }
    }

    private void contact() {
        List<CustomerFact> life = life();
        ContactId id = new ContactId(uuid());
        Instant at = moment();
        ContactDetails details = details();
        life.add(new ContactRecorded(id, customerId, at, details, new ExternalReference("calls", uuid().toString())));
        if (random.nextInt(4) == 0) {
            Instant correctedAt = moment();
            ContactDetails corrected = details();
            life.add(new ContactCorrected(id, customerId, moment(), at, details, correctedAt, corrected));
            at = correctedAt;
            details = corrected;
        }
        if (random.nextInt(6) == 0) {
            life.add(new ContactRetracted(id, customerId, moment(), at, details, "somebody else"));
        }
    }

    private ContactDetails details() {
        return new ContactDetails(
                pick(Channel.values()),
                pick(Direction.values()),
                "Größe " + random.nextInt(100),
                "询问价格, und alles andere auch",
                "Łucja",
                "han.meimei",
                random.nextBoolean()
                        ? null
                        : LocalDate.ofInstant(moment(), ZoneOffset.UTC).plusDays(10));
    }

    private void purchase() {
        List<CustomerFact> life = life();
        PurchaseId id = new PurchaseId(uuid());
        Currency currency = Currency.getInstance(pick(CURRENCIES));
        Instant at = moment();
        BigDecimal unitPrice = amount(currency, 100_000);
        BigDecimal unitCost = random.nextBoolean() ? null : new BigDecimal(random.nextInt(99_999)).movePointLeft(3);
        int quantity = 1 + random.nextInt(5);
        BigDecimal total = unitPrice.multiply(BigDecimal.valueOf(quantity));
        life.add(new PurchasePlaced(
                id,
                customerId,
                at,
                "PO-" + random.nextInt(10_000),
                List.of(new PurchaseLine(
                        1, "Pump", "For water", BigDecimal.valueOf(quantity), unitPrice, total, unitCost)),
                new Money(total, currency),
                new ExternalReference("shop", "O-" + random.nextInt(1_000_000))));
        BigDecimal left = total;
        int remaining = quantity;
        if (random.nextBoolean()) {
            BigDecimal paid = amount(currency, 50_000).min(total);
            life.add(new PaymentReceived(
                    id, customerId, moment(), null, new Money(paid, currency), new Money(total, currency), "T-1"));
        }
        while (remaining > 0 && random.nextInt(4) == 0) {
            life.add(new GoodsReturned(
                    id,
                    customerId,
                    moment(),
                    null,
                    at,
                    List.of(new ReturnedLine(1, "Pump", BigDecimal.ONE, unitPrice, unitCost)),
                    new Money(unitPrice, currency),
                    Money.zero(currency),
                    "broken"));
            left = left.subtract(unitPrice);
            remaining--;
        }
        if (random.nextInt(6) == 0) {
            life.add(new PurchaseCancelled(
                    id,
                    customerId,
                    moment(),
                    null,
                    at,
                    remaining == 0
                            ? List.of()
                            : List.of(new ReturnedLine(1, "Pump", BigDecimal.valueOf(remaining), left, unitCost)),
                    new Money(left, currency),
                    Money.zero(currency),
                    "by mistake"));
        }
    }

    private void serviceCase() {
        List<CustomerFact> life = life();
        ServiceCaseId id = new ServiceCaseId(uuid());
        ServiceCaseType type = pick(ServiceCaseType.values());
        Priority priority = pick(Priority.values());
        Instant at = moment();
        Instant due = at.plus(Duration.ofDays(random.nextInt(10)));
        life.add(new ServiceCaseOpened(
                id,
                customerId,
                at,
                type,
                pick(Channel.values()),
                priority,
                "Case " + random.nextInt(100),
                "It leaks",
                "Pump",
                new PurchaseId(uuid()),
                "李雷",
                due,
                new ExternalReference("tickets", "C-" + random.nextInt(1_000_000))));
        life.add(new ServiceCaseAssigned(id, customerId, moment(), type, null, "han.meimei"));
        boolean first = true;
        while (random.nextInt(3) > 0) {
            life.add(new ServiceCaseResponded(
                    id,
                    customerId,
                    moment(),
                    type,
                    at,
                    first,
                    random.nextBoolean() ? null : Channel.CALL,
                    null,
                    "On it"));
            first = false;
        }
        boolean resolved = false;
        while (random.nextInt(3) > 0) {
            Instant resolvedAt = at.plus(Duration.ofDays(random.nextInt(20)));
            life.add(new ServiceCaseResolved(id, customerId, resolvedAt, type, at, due, null, "Done"));
            resolved = true;
            if (random.nextInt(4) > 0) {
                break;
            }
            due = due.plus(Duration.ofDays(5));
            life.add(new ServiceCaseReopened(
                    id, customerId, moment(), type, at, due, "Case", priority, "han.meimei", "not done"));
            resolved = false;
        }
        if (random.nextInt(4) == 0) {
            life.add(new ServiceCaseClosed(id, customerId, moment(), type, at, resolved, null));
        }
        if (random.nextBoolean()) {
            Instant ratedAt = moment();
            Rating rating = rating();
            life.add(new ServiceCaseRated(id, customerId, ratedAt, type, rating, null));
            if (random.nextInt(3) == 0) {
                life.add(new ServiceCaseRatingCorrected(
                        id, customerId, moment(), type, ratedAt, rating, rating(), "misheard"));
            }
        }
    }

    private Rating rating() {
        return random.nextBoolean()
                ? new Rating(RatingScale.SATISFACTION, 1 + random.nextInt(5))
                : new Rating(RatingScale.RECOMMENDATION, random.nextInt(11));
    }

    private BigDecimal amount(Currency currency, int most) {
        return new BigDecimal(1 + random.nextInt(most))
                .movePointLeft(2)
                .setScale(currency.getDefaultFractionDigits(), RoundingMode.UP);
    }

    private List<CustomerFact> life() {
        List<CustomerFact> life = new ArrayList<>();
        lives.add(life);
        return life;
    }

    private Instant moment() {
        return BEGIN.plusSeconds(random.nextLong(LENGTH.toSeconds()));
    }

    private <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }
}
