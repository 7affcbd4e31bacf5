package io.customer360.benchmarks.seeding;

import io.customer360.command.contact.RecordContact;
import io.customer360.command.customer.RegisterCustomer;
import io.customer360.command.platform.Command;
import io.customer360.command.platform.ContactPoint;
import io.customer360.command.purchase.OrderedLine;
import io.customer360.command.purchase.PlacePurchase;
import io.customer360.command.service.OpenServiceCase;
import io.customer360.command.service.RateServiceCase;
import io.customer360.command.service.ResolveServiceCase;
import io.customer360.events.contact.Channel;
import io.customer360.events.contact.ContactDetails;
import io.customer360.events.contact.ContactId;
import io.customer360.events.contact.Direction;
import io.customer360.events.customer.Address;
import io.customer360.events.customer.AddressId;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.customer.CustomerKind;
import io.customer360.events.customer.CustomerStage;
import io.customer360.events.customer.ExternalReference;
import io.customer360.events.purchase.PurchaseId;
import io.customer360.events.service.Priority;
import io.customer360.events.service.Rating;
import io.customer360.events.service.RatingScale;
import io.customer360.events.service.ServiceCaseId;
import io.customer360.events.service.ServiceCaseType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * A company whose customers follow from a seed and their number alone: the same whatever was asked for before, and
 * however many there are.
 */
public final class SeededCompany {

    /** How many interactions the customers of a score have, one after the other: five in the mean, and some many. */
    static final List<Integer> INTERACTIONS = List.of(3, 0, 5, 1, 24, 2, 4, 3, 7, 1, 2, 12, 3, 4, 2, 6, 3, 9, 4, 5);

    /** Everything happened within two years, before anything was recorded. */
    private static final Instant BEGIN = Instant.parse("2023-01-01T00:00:00Z");

    private static final long LAST_REGISTRATION = Duration.ofDays(365).toSeconds();
    private static final long LAST_INTERACTION = Duration.ofDays(725).toSeconds();
    private static final Currency YUAN = Currency.getInstance("CNY");
    private static final Currency EURO = Currency.getInstance("EUR");

    /** Customers with histories of a length of their own stand far behind all others. */
    private static final long CUSTOMERS_OF_OWN_LENGTH = 1L << 40;

    /** Other than what the generator itself adds at each step, so that no two companies draw the same. */
    private static final long SPREAD = 0xD1342543DE82EF95L;

    /** Without a common divisor with 10⁹, so that every customer has another telephone number. */
    private static final long SCATTER = 387_420_489L;

    private static final long TELEPHONE_NUMBERS = 1_000_000_000L;

    private final long seed;

    public SeededCompany(long seed) {
        this.seed = seed;
    }

    /** A customer's history, as the commands that lead to it, the first of which registers the customer. */
    public record History(RegisterCustomer registration, List<Command> interactions) {

        public History {
            interactions = List.copyOf(interactions);
        }

        public List<Command> commands() {
            List<Command> all = new ArrayList<>(interactions.size() + 1);
            all.add(registration);
            all.addAll(interactions);
            return all;
        }
    }

    /** @param number from 0 */
    public History customer(long number) {
        return history(number, INTERACTIONS.get((int) (number % INTERACTIONS.size())));
    }

    /** A customer beside the ordinary ones, with so many interactions. */
    public History customerWith(int interactions, int number) {
        return history(CUSTOMERS_OF_OWN_LENGTH + (long) interactions * 1_000_000 + number, interactions);
    }

    private History history(long number, int interactions) {
        SplittableRandom random = new SplittableRandom(seed * SPREAD + number);
        RegisterCustomer registration = registration(number, random);
        List<Command> followed = new ArrayList<>(interactions);
        long at = Duration.between(BEGIN, registration.occurredAt()).toSeconds();
        Case open = null;
        for (int i = 0; i < interactions; i++) {
            at += random.nextLong(1, Math.max(2, (LAST_INTERACTION - at) / (interactions - i)));
            Instant occurredAt = BEGIN.plusSeconds(at);
            if (open != null && open.resolved()) {
                followed.add(rating(open, occurredAt, random));
                open = null;
            } else if (open != null && random.nextInt(10) < 7) {
                followed.add(new ResolveServiceCase(
                        open.id(), occurredAt, Vocabulary.staff(random), Vocabulary.resolution(random), null));
                open = random.nextBoolean() ? new Case(open.id(), true) : null;
            } else {
                Command next = interaction(registration.customerId(), number, i, occurredAt, random);
                open = next instanceof OpenServiceCase opened ? new Case(opened.serviceCaseId(), false) : open;
                followed.add(next);
            }
        }
        return new History(registration, followed);
    }

    /** A case that something is still to happen with. */
    private record Case(ServiceCaseId id, boolean resolved) {}

    private static Command rating(Case rated, Instant at, SplittableRandom random) {
        return new RateServiceCase(
                rated.id(), at, new Rating(RatingScale.SATISFACTION, random.nextInt(1, 6)), null, null);
    }

    private static Command interaction(
            CustomerId customer, long number, int interaction, Instant at, SplittableRandom random) {
        int kind = random.nextInt(10);
        if (kind < 4) {
            return contact(customer, at, random);
        }
        return kind < 8 ? purchase(customer, number, interaction, at, random) : complaint(customer, at, random);
    }

    private RegisterCustomer registration(long number, SplittableRandom random) {
        boolean organisation = random.nextInt(5) < 2;
        boolean chinese = random.nextInt(4) > 0;
        String name = organisation
                ? chinese ? Vocabulary.chineseCompany(random) : Vocabulary.latinCompany(random)
                : chinese ? Vocabulary.chineseName(random) : Vocabulary.latinName(random);
        String email = "contact@c%x-%d.example.com".formatted(seed, number);
        String digits = "13%09d".formatted(Math.floorMod(number * SCATTER + seed, TELEPHONE_NUMBERS));
        String region = Vocabulary.region(random);
        return new RegisterCustomer(
                new CustomerId(uuid(random)),
                BEGIN.plusSeconds(random.nextLong(LAST_REGISTRATION)),
                organisation ? CustomerKind.ORGANISATION : CustomerKind.INDIVIDUAL,
                name,
                random.nextBoolean() ? CustomerStage.PROSPECT : CustomerStage.CUSTOMER,
                List.of(email),
                List.of("+86 " + digits.substring(0, 3) + " " + digits.substring(3, 7) + " " + digits.substring(7)),
                List.of(new Address(
                        new AddressId(uuid(random)),
                        null,
                        Vocabulary.street(random),
                        Vocabulary.city(random),
                        region,
                        "%06d".formatted(random.nextInt(1_000_000)),
                        "CN")),
                Map.of("industry", Vocabulary.trade(random), "region", region),
                Vocabulary.staff(random),
                new ExternalReference("crm-%x".formatted(seed), "K" + number),
                List.of(ContactPoint.email(email), new ContactPoint(ContactPoint.Kind.PHONE, "+86" + digits)),
                false);
    }

    private static Command contact(CustomerId customer, Instant at, SplittableRandom random) {
        Vocabulary.Said said = Vocabulary.talk(Vocabulary.product(random), random);
        return new RecordContact(
                customer,
                new ContactId(uuid(random)),
                at,
                new ContactDetails(
                        Vocabulary.oneOf(List.of(Channel.CALL, Channel.EMAIL, Channel.VISIT, Channel.CHAT), random),
                        random.nextBoolean() ? Direction.INBOUND : Direction.OUTBOUND,
                        said.subject(),
                        said.text(),
                        null,
                        Vocabulary.staff(random),
                        null),
                null);
    }

    private static Command purchase(
            CustomerId customer, long number, int interaction, Instant at, SplittableRandom random) {
        List<OrderedLine> lines = new ArrayList<>();
        for (int line = random.nextInt(1, 4); line > 0; line--) {
            lines.add(new OrderedLine(
                    Vocabulary.product(random),
                    null,
                    BigDecimal.valueOf(random.nextInt(1, 20)),
                    BigDecimal.valueOf(random.nextInt(100, 1_000_000), 2),
                    null,
                    null));
        }
        return new PlacePurchase(
                customer,
                new PurchaseId(uuid(random)),
                at,
                orderNumber(number, interaction),
                random.nextInt(10) < 8 ? YUAN : EURO,
                lines,
                null);
    }

    private static String orderNumber(long number, int interaction) {
        return "SO-%07d-%d".formatted(number % CUSTOMERS_OF_OWN_LENGTH, interaction);
    }

    private static Command complaint(CustomerId customer, Instant at, SplittableRandom random) {
        String product = Vocabulary.product(random);
        Vocabulary.Said said = Vocabulary.complaint(product, random);
        return new OpenServiceCase(
                customer,
                new ServiceCaseId(uuid(random)),
                at,
                random.nextInt(3) == 0 ? ServiceCaseType.REQUEST : ServiceCaseType.COMPLAINT,
                random.nextBoolean() ? Channel.CALL : Channel.EMAIL,
                Vocabulary.oneOf(List.of(Priority.values()), random),
                said.subject(),
                said.text(),
                product,
                null,
                null,
                null);
    }

    /** As random ids are: version 4. */
    static UUID uuid(SplittableRandom random) {
        return new UUID(
                random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L);
    }
}
