package io.customer360.benchmarks.seeding;

import static org.assertj.core.api.Assertions.assertThat;

import io.customer360.command.platform.eventstore.EventRow;
import io.customer360.platform.json.EventJson;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.Test;

class SeededRowsTest {

    private static final Serializer SERIALIZER = Jackson3Serializer.builder()
            .revisionResolver(new AnnotationRevisionResolver())
            .jsonMapperBuilderCustomizer(EventJson::configure)
            .build();

    private static SeededRows.Rows rows(long seed) {
        SeededCompany company = new SeededCompany(seed);
        return new SeededRows(SERIALIZER, 0)
                .of(LongStream.range(0, 20).mapToObj(company::customer).toList(), seed);
    }

    @Test
    void firstEventsOfAllComeBeforeTheSecondOnesOfAny() {
        List<EventRow> events = rows(1).events();

        assertThat(events.subList(0, 20)).allMatch(row -> row.payloadType().endsWith("CustomerRegistered"));
        assertThat(events.subList(20, events.size()))
                .noneMatch(row -> row.payloadType().endsWith("CustomerRegistered"));
    }

    @Test
    void eventsAreRecordedOneAfterTheOther() {
        assertThat(rows(1).events()).extracting(EventRow::timestamp).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void anAggregatesEventsHaveNoGap() {
        Set<String> places = new HashSet<>();
        for (EventRow row : rows(1).events()) {
            assertThat(row.sequenceNumber() == 0
                            || places.contains(row.aggregateId() + "/" + (row.sequenceNumber() - 1)))
                    .isTrue();
            assertThat(places.add(row.aggregateId() + "/" + row.sequenceNumber()))
                    .isTrue();
        }
    }

    @Test
    void areTheSameForTheSameSeed() {
        assertThat(rows(1).events().getLast().id())
                .isEqualTo(rows(1).events().getLast().id())
                .isNotEqualTo(rows(2).events().getLast().id());
        assertThat(rows(1).events().getLast().payload())
                .isEqualTo(rows(1).events().getLast().payload());
    }

    @Test
    void everyCustomersReferenceEMailAndTelephoneNumberAreReserved() {
        assertThat(rows(1).references()).hasSize(20);
        assertThat(rows(1).reachableAt()).hasSize(40);
    }
}
