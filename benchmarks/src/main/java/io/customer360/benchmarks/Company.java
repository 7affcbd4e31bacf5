package io.customer360.benchmarks;

import io.customer360.command.contact.RecordContact;
import io.customer360.command.customer.RegisterCustomer;
import io.customer360.command.platform.Command;
import io.customer360.command.platform.ContactPoint;
import io.customer360.command.purchase.OrderedLine;
import io.customer360.command.purchase.PlacePurchase;
import io.customer360.events.contact.Channel;
import io.customer360.events.contact.ContactDetails;
import io.customer360.events.contact.ContactId;
import io.customer360.events.contact.Direction;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.customer.CustomerKind;
import io.customer360.events.customer.CustomerStage;
import io.customer360.events.customer.ExternalReference;
import io.customer360.events.purchase.PurchaseId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/** A company with customers made up from a seed: what each round sends is new, and of the same kind. */
final class Company {

    static final int COMMANDS_A_CUSTOMER = 5;

    private static final Instant BEGIN = Instant.parse("2023-01-01T08:00:00Z");
    private static final int DAYS = 1_000;
    private static final Currency YUAN = Currency.getInstance("CNY");
    private static final List<String> BRANDS = List.of("华兴", "东方", "恒达", "瑞丰", "金桥", "天成", "宏远", "Müller", "Kowalski");
    private static final List<String> TRADES = List.of("精密机械有限公司", "电子科技有限公司", "汽车零部件有限公司", "Trading Ltd", "GmbH");
    private static final List<String> PRODUCTS =
            List.of("离心泵 CP-200", "Ball valve BV-50", "压力传感器 PS-10", "Flow meter FM-80");

    private final SplittableRandom random;
    private final String run;
    private int customers;
    private int orders;

    Company(long seed) {
        this.random = new SplittableRandom(seed);
        this.run = Long.toHexString(seed);
    }

    /** A customer is registered, buys three times and is called once: each command after the one that it needs. */
    List<List<Command>> lives(int commands) {
        List<List<Command>> lives = new ArrayList<>();
        for (int i = 0; i < commands / COMMANDS_A_CUSTOMER; i++) {
            RegisterCustomer registration = registration();
            CustomerId id = registration.customerId();
            lives.add(List.of(registration, purchase(id), contact(id), purchase(id), purchase(id)));
        }
        return lives;
    }

    /** A purchase or, more rarely, a contact. */
    Command interaction(CustomerId customer) {
        return random.nextInt(4) < 3 ? purchase(customer) : contact(customer);
    }

    RegisterCustomer registration() {
        int number = ++customers;
        String email = "office%d@c%s.example.com".formatted(number, run);
        return new RegisterCustomer(
                new CustomerId(uuid()),
                BEGIN.plus(random.nextInt(DAYS), ChronoUnit.DAYS),
                CustomerKind.ORGANISATION,
                oneOf(BRANDS) + " " + number + " " + oneOf(TRADES),
                CustomerStage.PROSPECT,
                List.of(email),
                List.of(),
                List.of(),
                Map.of("industry", "机械制造", "region", "华东"),
                "韩梅梅",
                new ExternalReference("erp-" + run, "C" + number),
                List.of(ContactPoint.email(email)),
                false);
    }

    PlacePurchase purchase(CustomerId customer) {
        int number = ++orders;
        BigDecimal price = BigDecimal.valueOf(random.nextInt(100, 1_000_000), 2);
        return new PlacePurchase(
                customer,
                new PurchaseId(uuid()),
                BEGIN.plus(random.nextInt(DAYS), ChronoUnit.DAYS),
                "SO-%s-%d".formatted(run, number),
                YUAN,
                List.of(new OrderedLine(
                        oneOf(PRODUCTS), null, BigDecimal.valueOf(random.nextInt(1, 20)), price, null, null)),
                new ExternalReference("erp-" + run, "P" + number));
    }

    private RecordContact contact(CustomerId customer) {
        return new RecordContact(
                customer,
                new ContactId(uuid()),
                BEGIN.plus(random.nextInt(DAYS), ChronoUnit.DAYS),
                new ContactDetails(
                        Channel.CALL,
                        Direction.INBOUND,
                        "交货期确认",
                        "客户来电确认%s的发货时间，已答复预计五个工作日内到货。".formatted(oneOf(PRODUCTS)),
                        null,
                        "韩梅梅",
                        null),
                null);
    }

    private UUID uuid() {
        return new UUID(
                random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L);
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
