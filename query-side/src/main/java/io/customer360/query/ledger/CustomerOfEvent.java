package io.customer360.query.ledger;

import io.customer360.platform.EventMetadata;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Tells which customer a stored event is about, from its metadata, or, where these don't say, from its payload. The
 * event as such is not read: it may be of a kind that this version does not know.
 */
final class CustomerOfEvent {

    private static final JsonFactory JSON = new JsonFactory();

    private CustomerOfEvent() {}

    static @Nullable UUID find(byte[] metadata, byte[] payload) {
        UUID fromMetadata = topLevelId(metadata);
        return fromMetadata == null ? topLevelId(payload) : fromMetadata;
    }

    private static @Nullable UUID topLevelId(byte[] json) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean found = EventMetadata.CUSTOMER_ID.equals(parser.currentName());
                JsonToken value = parser.nextToken();
                if (found && value == JsonToken.VALUE_STRING) {
                    return UUID.fromString(parser.getString());
                }
                parser.skipChildren();
            }
            return null;
        } catch (JacksonException | IllegalArgumentException notAboutACustomer) {
            // Whatever is stored has its place in the ledger, whether or not it can be read.
            return null;
        }
    }
}
