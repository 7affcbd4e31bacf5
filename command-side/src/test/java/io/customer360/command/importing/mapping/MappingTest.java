package io.customer360.command.importing.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.customer360.command.importing.mapping.RowRecords.AddressRecord;
import io.customer360.command.importing.mapping.RowRecords.Reference;
import io.customer360.events.customer.CustomerKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingTest {

    private static final String CUSTOMER = """
        source: shop
        customer:
          reference: {column: id}
          name: {column: name}
          kind: INDIVIDUAL
        """;

    @Test
    void readsEveryFieldOfACustomer() {
        Mapping mapping = Mapping.read("""
            source: crm
            dates: [dd/MM/yyyy]
            zone: Asia/Shanghai
            customer:
              reference: {template: "K-{id}"}
              name: {firstOf: [{column: company}, {column: person, transform: collapse}]}
              kind: {column: type, map: {F: ORGANISATION}, unmapped: INDIVIDUAL}
              stage: {column: bought, map: {"0": PROSPECT}, unmapped: CUSTOMER}
              emails: [{column: mail, transform: [trim, lower]}, {column: mail2}]
              phones: {column: phone}
              addresses:
                - label: office
                  city: {column: city}
                  country: CN
              categories:
                industry: {column: industry, default: unknown}
                region: {column: region}
              owner: {constant: 王芳}
              occurredAt: {column: since}
            """);

        var customer = mapping.records(row(Map.of(
                        "id",
                        "7",
                        "person",
                        "  Zoë \n Müller ",
                        "type",
                        "P",
                        "bought",
                        "3",
                        "mail",
                        " Z@Example.COM ",
                        "city",
                        "苏州",
                        "since",
                        "31/12/2024")))
                .customer();

        assertThat(customer.reference()).isEqualTo(new Reference("crm", "K-7"));
        assertThat(customer.profile()).isNotNull().satisfies(profile -> {
            assertThat(profile.name()).isEqualTo("Zoë Müller");
            assertThat(profile.kind()).isEqualTo(CustomerKind.INDIVIDUAL);
            assertThat(profile.emails()).containsExactly("z@example.com");
            assertThat(profile.phones()).isEmpty();
            assertThat(profile.addresses()).containsExactly(new AddressRecord("office", null, "苏州", null, null, "CN"));
            assertThat(profile.categories()).isEqualTo(Map.of("industry", "unknown"));
            assertThat(profile.owner()).isEqualTo("王芳");
            assertThat(profile.occurredAt()).isEqualTo(Instant.parse("2024-12-31T04:00:00Z"));
        });
    }

    @Test
    void refusesNamedValuesThatDoubleAtEveryStep() {
        StringBuilder values = new StringBuilder("values:\n  v0: {column: name}\n");
        for (int i = 1; i <= 40; i++) {
            values.append("  v%d: {firstOf: [{value: v%d}, {value: v%d}]}\n".formatted(i, i - 1, i - 1));
        }

        assertThatThrownBy(() -> Mapping.read(CUSTOMER + values))
                .isInstanceOf(InvalidMapping.class)
                .hasMessageContaining("consist of more than 100000 values");
    }

    @Test
    void refusesARowWhoseTextGrowsWithoutMeasure() {
        StringBuilder values = new StringBuilder("values:\n  v0: {column: name}\n");
        for (int i = 1; i <= 10; i++) {
            values.append("  v%d: {column: tens, replace: {x: {value: v%d}}}\n".formatted(i, i - 1));
        }
        Mapping mapping = Mapping.read(CUSTOMER.replace("name: {column: name}", "name: {value: v10}") + values);

        assertThatThrownBy(() -> mapping.records(row(Map.of("id", "1", "name", "0123456789", "tens", "xxxxxxxxxx"))))
                .isInstanceOf(UnusableRow.class)
                .hasMessageContaining("becomes longer than 100000 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"a\\0b\"",
                "\"two\\nlines\"",
                "\"  \"",
                "xxxxxxxxxxxxxxxxxxxx-xxxxxxxxxxxxxxxxxxxx"
                        + "-xxxxxxxxxxxxxxxxxxxx-xxxxxxxxxxxxxxxxxxxx-xxxxxxxxxxxxxxxxxxxx"
            })
    void refusesASourceThatNoReferenceCanHave(String source) {
        assertThatThrownBy(() -> Mapping.read(CUSTOMER.replace("source: shop", "source: " + source)))
                .isInstanceOf(InvalidMapping.class)
                .hasMessageStartingWith("source (line 1)");
        assertThatThrownBy(() -> Mapping.read(CUSTOMER + "  source: " + source))
                .isInstanceOf(InvalidMapping.class)
                .hasMessageStartingWith("customer.source");
    }

    @Test
    void readsSeveralRecordsOfOneKindEachOnItsCondition() {
        Mapping mapping = Mapping.read(CUSTOMER + """
            numbers: {decimal: ",", grouping: "."}
            purchase:
              - when: {column: first, present: true}
                reference: {template: "{id}-1"}
                occurredAt: "2024-01-01T00:00:00+08:00"
                currency: EUR
                lines: {product: A, unitPrice: {column: first}}
              - when: {column: second, notIn: [none, "-"]}
                reference: {template: "{id}-2"}
                occurredAt: "2024-01-02"
                currency: EUR
                lines: [{product: B, quantity: 2, amount: {column: second}}]
            """);

        RowRecords one = mapping.records(row(Map.of("id", "1", "name", "A", "second", "1.234,50")));
        RowRecords other = mapping.records(row(Map.of("id", "1", "name", "A", "first", "3", "second", "none")));

        assertThat(one.purchases()).singleElement().satisfies(purchase -> {
            assertThat(purchase.lines().getFirst().amount()).isEqualTo(new BigDecimal("1234.50"));
            assertThat(purchase.occurredAt()).isEqualTo(Instant.parse("2024-01-02T12:00:00Z"));
        });
        assertThat(other.purchases()).singleElement().satisfies(purchase -> {
            assertThat(purchase.lines().getFirst().unitPrice()).isEqualTo(new BigDecimal("3"));
            assertThat(purchase.occurredAt()).isEqualTo(Instant.parse("2023-12-31T16:00:00Z"));
        });
    }

    @Test
    void readsACustomerThatHasToBeThereAlready() {
        Mapping mapping = Mapping.read("{source: shop, customer: {source: crm, reference: {column: id}}}");

        assertThat(mapping.records(row(Map.of("id", "7"))).customer())
                .isEqualTo(new RowRecords.CustomerRecord(new Reference("crm", "7"), null));
    }

    @Test
    void fillsInPlaceholdersOfTheTextItself() {
        Mapping mapping = Mapping.read(CUSTOMER + """
            contact:
              reference: {template: "{{{id}}}-{#line}-{#row}"}
              occurredAt: "2024-01-01"
              channel: CALL
              subject: {column: subject, replace: {"{product}": {column: product}, "{none}": {column: none}}}
            """);

        assertThat(mapping.records(new Row(
                                12,
                                5,
                                Map.of("id", "1", "name", "A", "subject", "My {product} {none}", "product", "pump"),
                                () -> ""))
                        .contacts())
                .singleElement()
                .satisfies(contact -> {
                    assertThat(contact.subject()).isEqualTo("My pump {none}");
                    assertThat(contact.reference().id()).isEqualTo("{1}-12-5");
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {column: name, colour: red}        | customer.name.colour (line 4) | is not known here
        {column: name, constant: A}        | customer.name (line 4)        | exactly one of column, constant
        {}                                 | customer.name (line 4)        | exactly one of column, constant
        {template: 'A {name'}              | customer.name.template (line 4) | without '}'
        {column: name, transform: [shout]} | customer.name.transform[1] (line 4) | none of trim, lower
        {value: other}                     | customer.name.value (line 4)  | defines no values
        {column: name, when: {column: a}}  | customer.name.when (line 4)   | exactly one of is, isNot
        {column: name, unmapped: A}        | customer.name.unmapped (line 4) | without a map
        [a, b]                             | customer.name (line 4)        | has to be a text
        ~                                  | customer.name (line 4)        | has no value
        """)
    void namesThePlaceOfAWrongValue(String value, String place, String message) {
        assertThatThrownBy(() -> Mapping.read(CUSTOMER.replace("{column: name}", value)))
                .asInstanceOf(type(InvalidMapping.class))
                .satisfies(invalid -> assertThat(invalid.faults()).anySatisfy(fault -> {
                    assertThat(fault.place()).isEqualTo(place);
                    assertThat(fault.message()).contains(message);
                }));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "colour: red",
                "delimiter: ';;'",
                "delimiter: '\"'",
                "format: xlsx",
                "charset: latin-9000",
                "zone: Mars/North",
                "timeOfDay: noon",
                "dates: [YYYYY-QQQQQQ]",
                "numbers: {decimal: '.', grouping: '.'}",
                "numbers: {sign: '.'}",
                "columns: [id, id]",
                "source: shop",
                "purchase: {reference: {column: id}}",
                "contact: {reference: {column: id}, occurredAt: 2024-13-01, channel: CALL, subject: A}",
                "contact: {reference: {column: id}, occurredAt: 2024-01-01, channel: TELEPHONE, subject: A}",
                "serviceCase: [1]"
            })
    void refusesWhatAMappingCannotMean(String more) {
        assertThatThrownBy(() -> Mapping.read(CUSTOMER + more + "\n")).isInstanceOf(InvalidMapping.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a: [", "- a", "just text", "source: a", "a: &x {b: 1}\nc: *x", "a: \u0001"})
    void refusesWhatIsNoMapping(String yaml) {
        assertThatThrownBy(() -> Mapping.read(yaml)).isInstanceOf(InvalidMapping.class);
    }

    @Test
    void checksTheWordsOfAMapBeforeAnyRow() {
        assertThatThrownBy(() ->
                        Mapping.read(CUSTOMER.replace("INDIVIDUAL", "{column: type, map: {p: INDIVIDUAL, f: FIRM}}")))
                .hasMessageContaining("customer.kind (line 5): 'FIRM' is none of INDIVIDUAL, ORGANISATION");
    }

    @Test
    void tellsOfEverythingAtOnce() {
        assertThatThrownBy(() -> Mapping.read("customer: {name: A, kind: B}\nextra: 1"))
                .asInstanceOf(type(InvalidMapping.class))
                .satisfies(invalid -> assertThat(invalid.faults())
                        .extracting(InvalidMapping.Fault::place)
                        .contains(
                                "source (line 1)",
                                "customer.reference (line 1)",
                                "customer.kind (line 1)",
                                "extra (line 2)"));
    }

    @Test
    void refusesColumnsThatTheFileDoesNotHave() {
        assertThatThrownBy(() -> Mapping.read(CUSTOMER).refuseUnknownColumns(List.of("id", "Name")))
                .hasMessage("customer.name.column (line 4): the file has no column 'name'; it has id, Name");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        12.3.4   | 2024-02-28 | purchase.lines.quantity: '12.3.4' is not a number
        7        | 2024-02-30 | purchase.occurredAt: '2024-02-30' is not a date in the format iso
        """)
    void refusesARowWithAReason(String number, String date, String reason) {
        Mapping mapping = Mapping.read(CUSTOMER + """
            purchase:
              reference: {column: id}
              occurredAt: {column: date}
              currency: USD
              lines: {product: A, quantity: {column: number}, amount: 1}
            """);

        assertThatThrownBy(() -> mapping.records(row(Map.of("id", "1", "name", "A", "number", number, "date", date))))
                .asInstanceOf(type(UnusableRow.class))
                .satisfies(unusable -> {
                    assertThat(unusable.record()).isEqualTo("purchase");
                    assertThat(unusable.reason()).startsWith(reason);
                });
    }

    @Test
    void refusesARowWithoutARequiredField() {
        assertThatThrownBy(() -> Mapping.read(CUSTOMER).records(row(Map.of("id", "1", "name", "  "))))
                .hasMessage("customer.name is empty, but has to be there");
    }

    private static Row row(Map<String, String> cells) {
        return new Row(2, 1, cells, () -> "");
    }
}
