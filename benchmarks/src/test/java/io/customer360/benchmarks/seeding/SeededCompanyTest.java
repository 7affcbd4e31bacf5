package io.customer360.benchmarks.seeding;

import static org.assertj.core.api.Assertions.assertThat;

import io.customer360.benchmarks.seeding.SeededCompany.History;
import io.customer360.command.platform.PhoneNumbers;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SeededCompanyTest {

    private final SeededCompany company = new SeededCompany(1);

    @Test
    void aCustomerIsTheSameWhoeverWasAskedForBefore() {
        History asked = company.customer(77);

        assertThat(new SeededCompany(1).customer(77)).isEqualTo(asked);
        assertThat(new SeededCompany(2).customer(77)).isNotEqualTo(asked);
    }

    @Test
    void customersHaveFiveInteractionsInTheMeanAndSomeHaveMany() {
        List<Integer> interactions = LongStream.range(0, 1_000)
                .mapToObj(number -> company.customer(number).interactions().size())
                .toList();

        assertThat(interactions.stream().mapToInt(Integer::intValue).sum()).isEqualTo(5_000);
        assertThat(interactions).contains(0, 24);
    }

    @Test
    void noTwoCustomersShareAnIdATelephoneNumberOrAnEMail() {
        PhoneNumbers numbers = new PhoneNumbers("CN");
        Set<Object> claimed = new HashSet<>();
        LongStream.range(0, 20_000)
                .mapToObj(company::customer)
                .map(History::registration)
                .forEach(registration -> {
                    assertThat(claimed.add(registration.customerId())).isTrue();
                    registration
                            .phones()
                            .forEach(phone -> assertThat(claimed.add(numbers.comparable(phone)))
                                    .isTrue());
                    registration
                            .emails()
                            .forEach(email -> assertThat(claimed.add(email)).isTrue());
                });
    }

    @Test
    void whatReachesACustomerIsClaimedInTheFormThatTheApplicationCompares() {
        PhoneNumbers numbers = new PhoneNumbers("CN");
        var registration = company.customer(5).registration();

        assertThat(registration.contactPoints())
                .contains(numbers.contactPoint(registration.phones().getFirst()));
    }

    @Test
    void aLongHistoryIsAsLongAsAskedFor() {
        assertThat(company.customerWith(5_000, 0).interactions()).hasSize(5_000);
        assertThat(company.customerWith(5_000, 0)).isNotEqualTo(company.customerWith(5_000, 1));
    }
}
