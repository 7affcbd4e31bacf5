package io.customer360.platform.json;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/** Reads and writes instants as Jackson does, but for the usual ones in a shorter way. */
final class Instants extends SimpleModule {

    private static final long serialVersionUID = 1L;

    Instants() {
        super("instants");
        addSerializer(new Writer());
        addDeserializer(Instant.class, new Reader());
    }

    private static final class Writer extends StdScalarSerializer<Instant> {

        Writer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant instant, JsonGenerator json, SerializationContext context) {
            char[] text = new char[InstantText.LONGEST];
            int length = InstantText.write(instant, text);
            if (length == 0) {
                json.writeString(instant.toString());
            } else {
                json.writeString(text, 0, length);
            }
        }
    }

    private static final class Reader extends StdScalarDeserializer<Instant> {

        Reader() {
            super(Instant.class);
        }

        @Override
        public @Nullable Instant deserialize(JsonParser json, DeserializationContext context) {
            if (json.hasToken(JsonToken.VALUE_STRING)) {
                Instant usual =
                        InstantText.read(json.getStringCharacters(), json.getStringOffset(), json.getStringLength());
                if (usual != null) {
                    return usual;
                }
            }
            return InstantDeserializer.INSTANT.deserialize(json, context);
        }
    }
}
