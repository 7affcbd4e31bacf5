package io.customer360.command.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.customer360.command.Http.Reply;
import io.customer360.command.WithAProspect;
import io.customer360.events.CustomerFact;
import io.customer360.events.ServiceCaseEvent.ServiceCaseAssigned;
import io.customer360.events.ServiceCaseEvent.ServiceCaseClosed;
import io.customer360.events.ServiceCaseEvent.ServiceCaseOpened;
import io.customer360.events.ServiceCaseEvent.ServiceCaseRated;
import io.customer360.events.ServiceCaseEvent.ServiceCaseRatingCorrected;
import io.customer360.events.ServiceCaseEvent.ServiceCaseReopened;
import io.customer360.events.ServiceCaseEvent.ServiceCaseResolved;
import io.customer360.events.ServiceCaseEvent.ServiceCaseResponded;
import io.customer360.events.purchase.PurchaseId;
import io.customer360.events.service.Priority;
import io.customer360.events.service.Rating;
import io.customer360.events.service.RatingScale;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceCaseIT extends WithAProspect {

    private static final String COMPLAINT = """
        {"type":"COMPLAINT","channel":"EMAIL","subject":"Pot leaks","text":"Since yesterday","product":"Pot",
         "reportedBy":"曾国藩","occurredAt":"2025-03-01T10:00:00Z"}
        """;

    @Test
    void opensACaseOfMediumPriorityWhereNothingElseIsSaid() {
        Reply reply = http.post(cases(), COMPLAINT);

        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        assertThat(reply.header("Location")).endsWith("/api/service-cases/" + reply.json("id"));
        assertThat(events(reply.json("id"))).singleElement().isInstanceOfSatisfying(ServiceCaseOpened.class, opened -> {
            assertThat(opened.priority()).isEqualTo(Priority.MEDIUM);
            assertThat(opened.dueAt()).isEqualTo(Instant.parse("2025-03-06T10:00:00Z"));
        });
    }

    @Test
    void goesFromTheFirstWordToACorrectedRating() {
        String id = http.create(cases(), COMPLAINT);

        done(http.post("/api/service-cases/%s/assignment".formatted(id), "{\"assignee\":\"lena\"}"));
        done(http.post(
                "/api/service-cases/%s/responses".formatted(id),
                "{\"channel\":\"CALL\",\"staffMember\":\"lena\",\"text\":\"Please send a photo\"}"));
        done(http.post(
                "/api/service-cases/%s/resolution".formatted(id),
                "{\"resolution\":\"New pot\",\"occurredAt\":\"2025-03-02T10:00:00Z\"}"));
        done(http.post(
                "/api/service-cases/%s/reopening".formatted(id),
                "{\"reason\":\"leaks as well\",\"occurredAt\":\"2025-04-01T10:00:00Z\"}"));
        done(http.post("/api/service-cases/%s/resolution".formatted(id), "{\"resolution\":\"Money back\"}"));
        done(http.post("/api/service-cases/%s/closing".formatted(id), "{}"));
        done(http.post("/api/service-cases/%s/rating".formatted(id), "{\"score\":2,\"comment\":\"slow\"}"));
        done(http.post("/api/service-cases/%s/rating".formatted(id), "{\"recommendation\":0}"));
        done(http.put("/api/service-cases/%s/rating".formatted(id), "{\"score\":4,\"reason\":\"misread\"}"));

        List<CustomerFact> events = events(id);
        assertThat(events)
                .hasExactlyElementsOfTypes(
                        ServiceCaseOpened.class,
                        ServiceCaseAssigned.class,
                        ServiceCaseResponded.class,
                        ServiceCaseResolved.class,
                        ServiceCaseReopened.class,
                        ServiceCaseResolved.class,
                        ServiceCaseClosed.class,
                        ServiceCaseRated.class,
                        ServiceCaseRated.class,
                        ServiceCaseRatingCorrected.class);
        assertThat(((ServiceCaseReopened) events.get(4)).dueAt()).isEqualTo(Instant.parse("2025-04-06T10:00:00Z"));
        assertThat(((ServiceCaseRated) events.get(8)).rating()).isEqualTo(new Rating(RatingScale.RECOMMENDATION, 0));
        assertThat(((ServiceCaseRatingCorrected) events.get(9)).previousRating())
                .isEqualTo(new Rating(RatingScale.SATISFACTION, 2));
    }

    @Test
    void isAboutAPurchaseOfTheSameCustomer() {
        String purchase = http.create(
                "/api/customers/%s/purchases".formatted(customer),
                "{\"currency\":\"EUR\",\"lines\":[{\"product\":\"Pot\",\"quantity\":1,\"amount\":22}]}");

        String id = http.create(cases(), about(purchase));

        assertThat(((ServiceCaseOpened) events(id).getFirst()).purchaseId()).isEqualTo(PurchaseId.of(purchase));
        String somebodyElse = prospect();
        http.post("/api/customers/%s/service-cases".formatted(somebodyElse), about(purchase))
                .isProblem(422, "purchase-not-of-customer", purchase);
        String nothing = UUID.randomUUID().toString();
        http.post(cases(), about(nothing)).isProblem(422, "purchase-not-of-customer", nothing);
        http.post(cases(), about(customer)).isProblem(422, "purchase-not-of-customer", customer);
    }

    @Test
    void refusesARatingTooEarlyOrTwice() {
        String id = http.create(cases(), COMPLAINT);
        http.post("/api/service-cases/%s/rating".formatted(id), "{\"score\":2}")
                .isProblem(409, "service-case-not-resolved");
        done(http.post("/api/service-cases/%s/resolution".formatted(id), "{}"));
        done(http.post("/api/service-cases/%s/rating".formatted(id), "{\"score\":2}"));

        http.post("/api/service-cases/%s/rating".formatted(id), "{\"score\":3}")
                .isProblem(409, "service-case-already-rated", "correct it");
        http.put("/api/service-cases/%s/rating".formatted(id), "{\"recommendation\":3,\"reason\":\"misread\"}")
                .isProblem(409, "service-case-not-rated");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {}                            | rating         | one of them
        {"score":3,"recommendation":3}| rating         | one of them
        {"score":0}                   | score          | between 1 and 5
        {"score":6}                   | score          | between 1 and 5
        {"score":2.5}                 | score          | whole number
        {"score":"2"}                 | score          | whole number
        {"recommendation":-1}         | recommendation | between 0 and 10
        {"recommendation":11}         | recommendation | between 0 and 10
        {"score":99999999999}         | score          | whole number
        """)
    void refusesARatingThatIsNone(String body, String field, String words) {
        String id = http.create(cases(), COMPLAINT);
        Reply reply = http.post("/api/service-cases/%s/rating".formatted(id), body);
        reply.isProblem(400, "invalid-request", words);
        assertThat(reply.body()).contains("\"field\":\"%s\"".formatted(field));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"channel":"EMAIL","subject":"x"}                                   | type       | REQUEST, COMPLAINT, ENQUIRY
        {"type":"WISH","channel":"EMAIL","subject":"x"}                     | type       | REQUEST, COMPLAINT, ENQUIRY
        {"type":"REQUEST","channel":"EMAIL","subject":"x","priority":"URGENT"} | priority | LOW, MEDIUM, HIGH, CRITICAL
        {"type":"REQUEST","channel":"EMAIL","subject":"x","purchaseId":"7"} | purchaseId | an id such as
        """)
    void refusesMalformedCases(String body, String field, String words) {
        Reply reply = http.post(cases(), body);
        reply.isProblem(400, "invalid-request", words);
        assertThat(reply.body()).contains("\"field\":\"%s\"".formatted(field));
    }

    @Test
    void refusesWhatIsNotThere() {
        String nobody = UUID.randomUUID().toString();
        http.post("/api/customers/%s/service-cases".formatted(nobody), COMPLAINT)
                .isProblem(404, "customer-not-found", nobody);
        http.post("/api/service-cases/%s/closing".formatted(nobody), "{}")
                .isProblem(404, "service-case-not-found", nobody);
    }

    private static void done(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    }

    private static String about(String purchase) {
        return COMPLAINT.replaceFirst("\\{", "{\"purchaseId\":\"%s\",".formatted(purchase));
    }

    private String cases() {
        return "/api/customers/%s/service-cases".formatted(customer);
    }
}
