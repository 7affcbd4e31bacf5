package io.customer360.standalone.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.customer360.command.contact.RecordContact;
import io.customer360.command.customer.RegisterCustomer;
import io.customer360.command.platform.Claiming;
import io.customer360.command.platform.Command;
import io.customer360.command.platform.PhoneNumbers;
import io.customer360.command.purchase.PlacePurchase;
import io.customer360.command.service.OpenServiceCase;
import io.customer360.events.customer.CustomerKind;
import io.customer360.events.customer.CustomerStage;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CustomerStoryTest {

    private static final long SEED = 360;
    private static final Instant BEGIN = Instant.parse("2023-06-01T00:00:00Z");
    private static final Instant END = Instant.parse("2026-06-01T00:00:00Z");
    private static final PhoneNumbers PHONE_NUMBERS = new PhoneNumbers("CN");
    private static final List<Command> SAMPLE = sample().toList();

    @Test
    void tellsOfThousandsOfCustomersAndTensOfThousandsOfInteractions() {
        assertThat(of(RegisterCustomer.class)).hasSizeGreaterThanOrEqualTo(2_000);
        long interactions = of(RecordContact.class).size()
                + of(PlacePurchase.class).size()
                + of(OpenServiceCase.class).size();
        assertThat(interactions).isBetween(30_000L, 45_000L);
        assertThat(SAMPLE).hasSizeLessThan(80_000);
    }

    @Test
    void isTheSameForTheSameSeed() {
        assertThat(sample().limit(5_000).toList()).isEqualTo(SAMPLE.subList(0, 5_000));
    }

    @Test
    void knowsPeopleAndCompaniesInBothScripts() {
        List<RegisterCustomer> customers = of(RegisterCustomer.class);

        assertThat(customers)
                .filteredOn(customer -> customer.name().matches(".*\\p{IsHan}.*"))
                .hasSizeGreaterThan(800);
        assertThat(customers)
                .filteredOn(customer -> customer.name().matches(".*[éüñłößáóí].*"))
                .hasSizeGreaterThan(20);
        assertThat(customers)
                .filteredOn(customer -> customer.kind() == CustomerKind.ORGANISATION)
                .hasSizeBetween(1_000, 1_200);
        assertThat(customers)
                .allSatisfy(customer -> assertThat(customer.stage()).isEqualTo(CustomerStage.PROSPECT));
    }

    @Test
    void givesEveryReferenceOnce() {
        assertThat(SAMPLE.stream()
                        .filter(Claiming.class::isInstance)
                        .map(command -> ((Claiming) command).claims().reference())
                        .filter(Objects::nonNull))
                .doesNotHaveDuplicates();
    }

    @Test
    void endsBeforeTheSampleDoes() {
        assertThat(of(PlacePurchase.class))
                .allSatisfy(purchase -> assertThat(purchase.occurredAt()).isBetween(BEGIN, END));
        assertThat(of(OpenServiceCase.class))
                .allSatisfy(serviceCase -> assertThat(serviceCase.occurredAt()).isBetween(BEGIN, END));
    }

    private static <T> List<T> of(Class<T> type) {
        return SAMPLE.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static Stream<Command> sample() {
        People people = new People(SEED);
        return IntStream.rangeClosed(1, LoadSample.CUSTOMERS)
                .boxed()
                .flatMap(number ->
                        new CustomerStory(number, SEED, people, PHONE_NUMBERS, BEGIN, END).commands().stream());
    }
}
