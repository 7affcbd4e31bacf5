package io.customer360.platform.axon;

import java.util.HashMap;
import java.util.Map;
import org.axonframework.messaging.MetaData;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/**
 * Reads the metadata of events. Nearly all values are texts; Axon's own reader works out for each event anew how a map
 * is read, which takes several times as long as the reading.
 */
final class MetaDataReader extends ValueDeserializer<MetaData> {

    @Override
    public MetaData deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.isExpectedStartObjectToken()) {
            context.reportInputMismatch(MetaData.class, "Metadata are an object, not %s", parser.currentToken());
        }
        Map<String, Object> values = new HashMap<>();
        for (String key = parser.nextName(); key != null; key = parser.nextName()) {
            values.put(
                    key,
                    parser.nextToken() == JsonToken.VALUE_STRING
                            ? parser.getString()
                            : context.readValue(parser, Object.class));
        }
        return MetaData.from(values);
    }
}
