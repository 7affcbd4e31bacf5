package io.customer360.platform.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON of stored events. What was written once has to be readable for ever: golden files hold it fast.
 *
 * <p>Value types of one component are written as that component, instants as ISO 8601 strings, decimals with their
 * scale; absent components are left out, and unknown ones ignored, so that an older version of the system can read what
 * a newer one wrote.
 */
public final class EventJson {

    private EventJson() {}

    public static JsonMapper mapper() {
        return builder().build();
    }

    /** For callers that need further settings. */
    public static JsonMapper.Builder builder() {
        return configure(JsonMapper.builder());
    }

    /** For builders that others made, such as that of Axon's serializer. */
    public static JsonMapper.Builder configure(JsonMapper.Builder builder) {
        return builder.annotationIntrospector(new SingleComponentRecords())
                .addModule(new Instants())
                .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .changeDefaultPropertyInclusion(
                        inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL));
    }
}
