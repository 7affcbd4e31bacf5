package io.customer360.platform.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.customer360.events.CustomerFact;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.axonframework.serialization.Revision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stored events are read for ever. Each revision of each event has a golden file, which stays as it is; a test that
 * fails here says that what is stored already could no longer be read, or that the two sides would store something
 * else.
 */
class GoldenEventsTest {

    private final JsonMapper mapper = EventJson.mapper();

    static Stream<CustomerFact> samples() {
        return EventSamples.all().stream();
    }

    @Test
    void haveASampleOfEveryEvent() {
        assertThat(samples().map(Object::getClass))
                .containsExactlyInAnyOrderElementsOf(events(CustomerFact.class).toList());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void areReadAsTheyWereWritten(CustomerFact sample) throws IOException {
        assertThat(mapper.readValue(golden(sample), sample.getClass())).isEqualTo(sample);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void areWrittenAsTheyAlwaysWere(CustomerFact sample) throws IOException {
        assertThat(mapper.writeValueAsString(sample)).isEqualTo(golden(sample).strip());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void showEveryComponent(CustomerFact sample) throws IOException {
        JsonNode golden = mapper.readTree(golden(sample));
        assertThat(golden.propertyNames())
                .containsExactlyElementsOf(Arrays.stream(sample.getClass().getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList());
    }

    private static String golden(CustomerFact sample) throws IOException {
        Class<?> type = sample.getClass();
        String file = "/golden/%s-%s.json"
                .formatted(
                        type.getSimpleName(),
                        Objects.requireNonNull(type.getAnnotation(Revision.class), "a revision")
                                .value());
        try (InputStream stream = GoldenEventsTest.class.getResourceAsStream(file)) {
            assertThat(stream).as("golden file %s", file).isNotNull();
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Stream<Class<?>> events(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(GoldenEventsTest::events)
                : Stream.of(type);
    }
}
