package io.customer360.command.importing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customer360.command.importing.mapping.Mapping;
import io.customer360.command.importing.mapping.Row;
import io.customer360.command.importing.mapping.RowRecords;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RowShapeTest {

    private static final ValidatorFactory VALIDATION = Validation.buildDefaultValidatorFactory();
    private static final Mapping MAPPING = Mapping.read("""
        source: crm
        customer:
          reference: {column: id}
          name: {column: name}
          kind: ORGANISATION
          emails: {column: mail}
          addresses: {city: {column: city}, country: {column: country}}
          categories: {industry: {column: industry}}
        contact:
          reference: {column: id}
          occurredAt: {column: date}
          channel: CALL
          subject: {column: subject}
          text: {column: text}
        serviceCase:
          when: {column: answer, present: true}
          reference: {column: id}
          occurredAt: {column: date}
          type: REQUEST
          channel: CALL
          subject: {column: subject}
          response: {occurredAt: {column: date}, text: {column: answer}}
          resolution: {occurredAt: {column: date}, text: {column: answer}}
        """);

    private final RowShape shape = new RowShape(VALIDATION.getValidator());

    @AfterAll
    static void close() {
        VALIDATION.close();
    }

    @Test
    void letsAnOrdinaryRowPass() {
        assertThatCode(() -> shape.refuseUnlessFit(records("text", "Several\nlines")))
                .doesNotThrowAnyException();
    }

    static Object[][] unfitCells() {
        return new Object[][] {
            {"id", "x".repeat(300), "contacts[0].reference.id"},
            {"name", "Two\nlines", "customer.profile.name"},
            {"name", "x".repeat(100_000), "customer.profile.name"},
            {"mail", "no mail", "customer.profile.emails[0]"},
            {"country", "China", "customer.profile.addresses[0].country"},
            {"industry", "a\u0000b", "customer.profile.categories[industry]"},
            {"date", "2999-01-01", "contacts[0].occurredAt"},
            {"date", "1850-01-01", "contacts[0].occurredAt"},
            {"text", "x".repeat(30_000), "contacts[0].text"},
            {"answer", "x".repeat(30_000), "serviceCases[0].resolution.text"}
        };
    }

    @ParameterizedTest
    @MethodSource("unfitCells")
    void refusesWhatARequestCouldNotHave(String column, String cell, String field) {
        assertThatThrownBy(() -> shape.refuseUnlessFit(records(column, cell))).hasMessageStartingWith(field + " ");
    }

    private static RowRecords records(String column, String cell) {
        Map<String, String> cells = new HashMap<>(Map.of(
                "id",
                "1",
                "name",
                "One",
                "mail",
                "a@b.example",
                "city",
                "苏州",
                "country",
                "CN",
                "industry",
                "A",
                "date",
                "2024-01-01",
                "subject",
                "S",
                "text",
                "T"));
        cells.put(column, cell);
        return MAPPING.records(new Row(1, 1, cells, () -> ""));
    }
}
