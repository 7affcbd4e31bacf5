package io.customer360.standalone.sample;

import io.customer360.command.contact.RecordContact;
import io.customer360.command.customer.CustomerChange.AddContactPerson;
import io.customer360.command.customer.CustomerChange.RelateCustomer;
import io.customer360.command.customer.RegisterCustomer;
import io.customer360.command.platform.Command;
import io.customer360.command.platform.ContactPoint;
import io.customer360.command.platform.PhoneNumbers;
import io.customer360.command.purchase.OrderedLine;
import io.customer360.command.purchase.PlacePurchase;
import io.customer360.command.purchase.ReceivePayment;
import io.customer360.command.purchase.ReturnGoods;
import io.customer360.command.service.AssignServiceCase;
import io.customer360.command.service.OpenServiceCase;
import io.customer360.command.service.RateServiceCase;
import io.customer360.command.service.ResolveServiceCase;
import io.customer360.command.service.RespondToServiceCase;
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
import io.customer360.events.purchase.PurchaseId;
import io.customer360.events.service.Priority;
import io.customer360.events.service.Rating;
import io.customer360.events.service.RatingScale;
import io.customer360.events.service.ServiceCaseId;
import io.customer360.events.service.ServiceCaseType;
import io.customer360.standalone.sample.Catalogue.Product;
import io.customer360.standalone.sample.Companies.Company;
import io.customer360.standalone.sample.Companies.Trade;
import io.customer360.standalone.sample.Conversations.Case;
import io.customer360.standalone.sample.Conversations.Topic;
import io.customer360.standalone.sample.People.Person;
import io.customer360.standalone.sample.Places.Place;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The life of one customer of the sample, told as commands in the order in which things happened. */
final class CustomerStory {

    private static final String SOURCE = "sample";
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Currency YUAN = Currency.getInstance("CNY");
    private static final Currency EURO = Currency.getInstance("EUR");
    private static final int YUAN_FOR_A_EURO = 8;
    private static final double DAYS_A_MONTH = 30.4;

    private final int number;
    private final Dice dice;
    private final People people;
    private final PhoneNumbers phoneNumbers;
    private final Instant begin;
    private final Instant end;
    private final Habit habit;
    private final boolean organisation;
    private final Place place;
    private final Currency currency;
    private final CustomerId id;
    private final String owner;
    private final List<String> persons = new ArrayList<>();
    private final List<Moment> moments = new ArrayList<>();
    private int made;

    /**
     * @param number of the customer, from 1
     * @param begin of the sample's three years
     * @param end of the sample's three years; nothing happens after it
     */
    CustomerStory(int number, long seed, People people, PhoneNumbers phoneNumbers, Instant begin, Instant end) {
        this.number = number;
        this.dice = new Dice(seed + number);
        this.people = people;
        this.phoneNumbers = phoneNumbers;
        this.organisation = isOrganisation(number);
        this.habit = dice.mostlyFirst(List.of(Habit.values()));
        this.place = dice.mostlyFirst(dice.chance(organisation ? 0.78 : 0.85) ? Places.NEAR : Places.ABROAD);
        this.currency = place.region().equals("Europe") ? EURO : YUAN;
        this.id = new CustomerId(uuid("customer"));
        this.owner = dice.mostlyFirst(People.STAFF);
        this.begin = habit == Habit.NEW
                ? end.minus(Duration.ofDays(dice.between(20, 120)))
                : begin.plus(Duration.ofDays(dice.chance(0.55) ? dice.between(0, 20) : dice.between(0, 800)));
        this.end = end;
    }

    static String reference(int number) {
        return "C%05d".formatted(number);
    }

    private static boolean isOrganisation(int number) {
        return number % 2 == 1;
    }

    /** How a customer buys over the years. */
    private enum Habit {
        STEADY,
        GROWING,
        SEASONAL,
        FADING,
        NEW,
        ONCE,
        /** Asks, but has not bought yet. */
        ASKING;

        /** How much more or less it buys, {@code share} of the way through its time, in that month of the year. */
        double factor(double share, int month) {
            return switch (this) {
                case STEADY, NEW -> 1;
                case GROWING -> 0.3 + 1.7 * share;
                case SEASONAL -> month == 6 || month >= 11 ? 2.6 : month <= 2 ? 0.2 : 0.7;
                case FADING -> Math.max(0, 1.7 - 2.2 * share);
                case ONCE, ASKING -> 0;
            };
        }
    }

    /** Everything that happened, in order. */
    List<Command> commands() {
        register();
        if (organisation) {
            contactPersons();
            relations();
        }
        Instant month = begin;
        while (month.isBefore(end)) {
            month(month);
            month = month.plus(Duration.ofDays(30));
        }
        if (habit == Habit.ONCE) {
            purchase(begin.plus(Duration.ofHours(dice.between(2, 300))));
        }
        return moments.stream()
                .sorted(Comparator.comparing(Moment::at))
                .map(Moment::command)
                .toList();
    }

    private void month(Instant from) {
        double share = (double) Duration.between(begin, from).toDays()
                / Math.max(1, Duration.between(begin, end).toDays());
        int monthOfYear = from.atZone(SHANGHAI).getMonthValue();
        double purchases = habit.factor(share, monthOfYear) * (organisation ? 0.33 : 0.17);
        for (int i = dice.times(purchases); i > 0; i--) {
            purchase(workingHour(from));
        }
        double contacts = (organisation ? 0.38 : 0.10) * (habit == Habit.ASKING ? 1.2 : 1);
        for (int i = dice.times(contacts); i > 0; i--) {
            contact(workingHour(from), dice.oneOf(products()));
        }
    }

    // ---- who it is

    private void register() {
        Trade trade = dice.mostlyFirst(Companies.TRADES);
        String name;
        String mail;
        if (organisation) {
            Company company = Companies.in(place, trade, people, dice);
            name = company.name();
            mail = "info@%s-%d.example".formatted(company.domain(), number);
        } else {
            Person person = person();
            name = person.name();
            mail = "%s%d@mail.example".formatted(person.mailbox(), number);
        }
        List<String> phones = List.of(phone(number));
        add(
                begin,
                new RegisterCustomer(
                        id,
                        begin,
                        organisation ? CustomerKind.ORGANISATION : CustomerKind.INDIVIDUAL,
                        name,
                        CustomerStage.PROSPECT,
                        List.of(mail),
                        phones,
                        List.of(address()),
                        categories(trade),
                        owner,
                        new ExternalReference(SOURCE, reference(number)),
                        Stream.concat(
                                        Stream.of(ContactPoint.email(mail)),
                                        phones.stream().map(phoneNumbers::contactPoint))
                                .toList(),
                        true));
    }

    private Map<String, String> categories(Trade trade) {
        String importance = dice.mostlyFirst(List.of("B", "C", "A"));
        return organisation
                ? Map.of(
                        "industry",
                        place.isChinese() ? trade.industry() : trade.industryAbroad(),
                        "region",
                        place.region(),
                        "department",
                        dice.oneOf(List.of("Key accounts", "工业部", "Export")),
                        "importance",
                        importance)
                : Map.of("region", place.region(), "department", "零售部", "importance", importance);
    }

    private Address address() {
        String street = place.isChinese()
                ? dice.oneOf(Places.CHINESE_STREETS) + dice.between(1, 999) + "号"
                : dice.oneOf(Places.STREETS_ABROAD) + " " + dice.between(1, 180);
        return new Address(
                new AddressId(uuid("address")),
                organisation ? "office" : "home",
                street,
                place.city(),
                place.province(),
                place.postalCode() + "%03d".formatted(dice.between(0, 999)),
                place.country());
    }

    private String phone(int line) {
        if (!place.isChinese()) {
            return "%s %07d".formatted(place.area(), 2_000_000 + line);
        }
        return organisation
                ? "%s-%08d".formatted(place.area(), 50_000_000 + line * 37 % 9_999_999)
                : "138 %04d %04d".formatted(line / 10_000 + dice.between(10, 99) * 100, line % 10_000);
    }

    private void contactPersons() {
        int count = dice.between(1, 3);
        for (int i = 0; i < count; i++) {
            Person person = person();
            persons.add(person.name());
            add(
                    begin.plusSeconds(60L * (i + 1)),
                    new AddContactPerson(
                            id,
                            begin.plusSeconds(60L * (i + 1)),
                            new ContactPerson(
                                    new ContactPersonId(uuid("person")),
                                    person.name(),
                                    dice.oneOf(
                                            place.isChinese()
                                                    ? List.of("采购经理", "总经理", "技术主管", "财务")
                                                    : List.of("Purchasing", "Managing director", "Engineering")),
                                    dice.oneOf(List.of("采购部", "Purchasing", "生产部", "R&D")),
                                    "%s@customer-%d.example".formatted(person.mailbox(), number),
                                    null),
                            null));
        }
    }

    /** A few organisations belong to, or sell for, one that was registered before. */
    private void relations() {
        if (number > 20 && dice.chance(0.08)) {
            int other = dice.between(0, number / 2 - 1) * 2 + 1;
            Instant at = begin.plus(Duration.ofHours(2));
            RelationKind kind = dice.chance(0.5) ? RelationKind.PARENT_COMPANY : RelationKind.DISTRIBUTOR_OF;
            add(at, new RelateCustomer(id, at, new Relation(kind, new CustomerId(uuid(other, "customer", 1))), null));
        }
    }

    private Person person() {
        return place.isChinese() ? people.chinese(dice) : people.latin(dice);
    }

    // ---- what happens

    private void contact(Instant at, Product product) {
        if (!at.isBefore(end)) {
            return;
        }
        Topic topic = dice.oneOf(place.isChinese() ? Conversations.CONTACTS_CHINESE : Conversations.CONTACTS_ENGLISH);
        Channel channel = dice.mostlyFirst(List.of(
                Channel.CALL,
                Channel.EMAIL,
                Channel.VISIT,
                Channel.CHAT,
                Channel.WEB_FORM,
                Channel.LETTER,
                Channel.FAX));
        LocalDate followUp =
                dice.chance(0.15) ? LocalDate.ofInstant(at, SHANGHAI).plusDays(dice.between(3, 30)) : null;
        ExternalReference reference = next("T");
        add(
                at,
                new RecordContact(
                        id,
                        new ContactId(uuid("contact")),
                        at,
                        new ContactDetails(
                                channel,
                                dice.chance(0.6) ? Direction.INBOUND : Direction.OUTBOUND,
                                topic.subject(),
                                topic.text().replace("%s", product.name()),
                                contactPerson(),
                                dice.chance(0.7) ? owner : dice.oneOf(People.STAFF),
                                followUp),
                        reference));
    }

    private void purchase(Instant at) {
        if (!at.isBefore(end)) {
            return;
        }
        List<OrderedLine> lines = new ArrayList<>();
        int count = organisation ? dice.between(1, 3) : dice.chance(0.2) ? 2 : 1;
        for (int i = 0; i < count; i++) {
            lines.add(line(dice.oneOf(products())));
        }
        PurchaseId purchase = new PurchaseId(uuid("purchase"));
        ExternalReference reference = next("P");
        add(at, new PlacePurchase(id, purchase, at, "SO-" + reference.id(), currency, lines, reference));
        BigDecimal open = total(lines);
        if (dice.chance(0.03)) {
            open = returned(purchase, at, lines.getFirst(), open);
        }
        pay(purchase, at, open, reference.id());
        if (dice.chance(0.30)) {
            serviceCase(at.plus(hours(24, 40 * 24)), purchase, lines.getFirst().product());
        }
    }

    private OrderedLine line(Product product) {
        int quantity = Math.max(1, (int) Math.round(product.usualQuantity() * dice.aroundOne(0.6)));
        BigDecimal rate = BigDecimal.valueOf(currency.equals(EURO) ? YUAN_FOR_A_EURO : 1);
        BigDecimal price = BigDecimal.valueOf(product.price() * (1 - 0.01 * dice.between(0, 12)))
                .divide(rate, 2, RoundingMode.HALF_EVEN);
        return new OrderedLine(
                product.name(),
                null,
                BigDecimal.valueOf(quantity),
                price,
                null,
                product.cost().divide(rate, 2, RoundingMode.HALF_EVEN));
    }

    private static BigDecimal total(List<OrderedLine> lines) {
        return lines.stream().map(CustomerStory::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal amount(OrderedLine line) {
        BigDecimal price = line.unitPrice();
        return price == null ? BigDecimal.ZERO : line.quantity().multiply(price);
    }

    /** @return what is still to be paid */
    private BigDecimal returned(PurchaseId purchase, Instant bought, OrderedLine line, BigDecimal open) {
        Instant at = bought.plus(hours(48, 14 * 24));
        if (!at.isBefore(end)) {
            return open;
        }
        add(
                at,
                new ReturnGoods(
                        purchase,
                        at,
                        List.of(new ReturnGoods.Part(1, line.quantity())),
                        dice.oneOf(
                                place.isChinese()
                                        ? Conversations.RETURN_REASONS_CHINESE
                                        : Conversations.RETURN_REASONS_ENGLISH),
                        null));
        return open.subtract(amount(line));
    }

    /** People pay at once, organisations within two months, and a few not at all. */
    private void pay(PurchaseId purchase, Instant bought, BigDecimal open, String reference) {
        if (open.signum() <= 0 || dice.chance(0.05)) {
            return;
        }
        // Never before goods may have come back, so that nothing is paid that is not owed.
        Instant at = bought.plus(organisation ? hours(15 * 24, 60 * 24) : hours(14 * 24 + 1, 15 * 24));
        if (at.isBefore(end)) {
            add(at, new ReceivePayment(purchase, at, open, currency, "RE-" + reference, null));
        }
    }

    private void serviceCase(Instant at, PurchaseId purchase, String product) {
        if (!at.isBefore(end)) {
            return;
        }
        Case story = dice.oneOf(place.isChinese() ? Conversations.CASES_CHINESE : Conversations.CASES_ENGLISH);
        ServiceCaseId serviceCase = new ServiceCaseId(uuid("case"));
        Channel channel =
                dice.mostlyFirst(List.of(Channel.CALL, Channel.EMAIL, Channel.CHAT, Channel.WEB_FORM, Channel.SOCIAL));
        Priority priority = dice.mostlyFirst(List.of(Priority.MEDIUM, Priority.HIGH, Priority.LOW, Priority.CRITICAL));
        String staff = dice.oneOf(People.STAFF);
        add(
                at,
                new OpenServiceCase(
                        id,
                        serviceCase,
                        at,
                        story.type(),
                        channel,
                        priority,
                        story.subject(),
                        story.text().replace("%s", product),
                        product,
                        purchase,
                        contactPerson(),
                        next("S")));
        if (dice.chance(0.3)) {
            addIfOver(at.plus(hours(1, 2)), when -> new AssignServiceCase(serviceCase, when, staff, null));
        }
        if (dice.chance(0.6)) {
            String answer = place.isChinese() ? "已收到，正在处理。" : "Received, we are on it.";
            addIfOver(
                    at.plus(hours(3, 30)),
                    when -> new RespondToServiceCase(serviceCase, when, channel, staff, answer, null));
        }
        int hours = (int) (dice.between(31, 80) * dice.aroundOne(0.8)) + 31;
        if (dice.chance(0.97)) {
            Instant resolved = at.plus(Duration.ofHours(hours));
            addIfOver(resolved, when -> new ResolveServiceCase(serviceCase, when, staff, story.resolution(), null));
            if (dice.chance(0.4)) {
                rate(serviceCase, resolved.plus(hours(2, 72)), hours, story.type());
            }
        }
    }

    /** The longer it took, the worse; complaints are judged harder than questions. */
    private void rate(ServiceCaseId serviceCase, Instant at, int hours, ServiceCaseType type) {
        double mood = 5.2 - hours / 60.0 - (type == ServiceCaseType.COMPLAINT ? 0.7 : 0) + dice.fraction() * 1.6 - 0.8;
        Rating rating = dice.chance(0.8)
                ? new Rating(RatingScale.SATISFACTION, (int) Math.clamp(Math.round(mood), 1L, 5L))
                : new Rating(RatingScale.RECOMMENDATION, (int) Math.clamp(Math.round(mood * 2), 0L, 10L));
        addIfOver(at, when -> new RateServiceCase(serviceCase, when, rating, null, null));
    }

    // ---- when, and by which name

    private Instant workingHour(Instant from) {
        return from.plus(Duration.ofDays(dice.between(0, (int) DAYS_A_MONTH - 1)))
                .atZone(SHANGHAI)
                .withHour(dice.between(8, 18))
                .withMinute(dice.between(0, 59))
                .toInstant()
                .plus(Duration.ofDays(1));
    }

    private Duration hours(int from, int to) {
        return Duration.ofMinutes(dice.between(from * 60, to * 60));
    }

    private List<Product> products() {
        return organisation ? Catalogue.FOR_ORGANISATIONS : Catalogue.FOR_INDIVIDUALS;
    }

    private @Nullable String contactPerson() {
        return persons.isEmpty() ? null : dice.mostlyFirst(persons);
    }

    private ExternalReference next(String kind) {
        return new ExternalReference(SOURCE, "%s%05d-%d".formatted(kind, number, made));
    }

    /** The same thing has the same id in every sample of the same seed. */
    private UUID uuid(String kind) {
        made++;
        return uuid(number, kind, made);
    }

    private static UUID uuid(int number, String kind, int made) {
        return UUID.nameUUIDFromBytes(
                "sample/%d/%s/%d".formatted(number, kind, made).getBytes(StandardCharsets.UTF_8));
    }

    private void addIfOver(Instant at, Function<Instant, Command> command) {
        if (at.isBefore(end)) {
            add(at, command.apply(at));
        }
    }

    private void add(Instant at, Command command) {
        moments.add(new Moment(at, command));
    }

    private record Moment(Instant at, Command command) {}
}
