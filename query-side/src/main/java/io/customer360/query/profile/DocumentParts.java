package io.customer360.query.profile;

import io.customer360.events.customer.Address;
import io.customer360.events.customer.ContactPerson;
import io.customer360.platform.json.EventJson;
import io.customer360.query.profile.ProfileDocument.Lookup;
import io.customer360.query.profile.ProfileDocument.Search;
import io.customer360.query.text.PhoneForms;
import java.io.ByteArrayOutputStream;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * What of a customer's document serves for the next one. A fact changes little of a profile, and what it leaves as it
 * is are the same objects in the profile after it: their JSON is kept, and written again as it is.
 *
 * <p>It holds for all profiles that follow from one another without a change of master data, in whatever order they are
 * written. Used by one thread at a time.
 */
final class DocumentParts {

    /** What facts replace as a whole, and never change. */
    private static final List<Class<?>> KINDS = List.of(
            Search.class,
            Address.class,
            ContactPerson.class,
            Contacts.class,
            Purchases.class,
            ServiceCases.class,
            Ratings.class,
            Month.class,
            RecentEntry.class);

    /**
     * Of a larger document nothing is kept: how many customers are remembered is bounded, but not what each one takes.
     */
    private static final int WORTH_KEEPING = 16 << 10;

    private static final JsonMapper WHOLE = EventJson.mapper();
    private static final ObjectWriter IN_PARTS =
            EventJson.builder().addModule(writersOfParts()).build().writerFor(ProfileDocument.class);

    private @Nullable Lookup lookup;
    private Map<Object, byte[]> written = Map.of();

    /** The document of a profile, as JSON. */
    byte[] document(Profile profile, PhoneForms phoneForms) {
        if (lookup == null) {
            lookup = Lookup.of(profile, phoneForms);
        }
        Writing writing = new Writing(written);
        IN_PARTS.withAttribute(Writing.class, writing).writeValue(writing.json, ProfileDocument.of(profile, lookup));
        written = writing.json.size() > WORTH_KEEPING ? Map.of() : writing.parts;
        return writing.json.toByteArray();
    }

    /** A document while it is written. */
    private static final class Writing {

        private final Map<Object, byte[]> known;
        private final Map<Object, byte[]> parts = new IdentityHashMap<>();
        private final ByteArrayOutputStream json = new ByteArrayOutputStream(4 << 10);

        Writing(Map<Object, byte[]> known) {
            this.known = known;
        }

        byte[] part(Object value) {
            byte[] part = known.get(value);
            if (part == null) {
                part = WHOLE.writeValueAsBytes(value);
            }
            parts.put(value, part);
            return part;
        }
    }

    private static SimpleModule writersOfParts() {
        SimpleModule module = new SimpleModule("parts of profile documents");
        KINDS.forEach(kind -> module.addSerializer(new PartWriter<>(kind)));
        return module;
    }

    private static final class PartWriter<T> extends StdSerializer<T> {

        PartWriter(Class<T> kind) {
            super(kind);
        }

        @Override
        public void serialize(T value, JsonGenerator json, SerializationContext context) {
            Writing writing = (Writing) Objects.requireNonNull(context.getAttribute(Writing.class));
            // Only what stands before it, such as a comma.
            json.writeRawValue("");
            json.flush();
            writing.json.writeBytes(writing.part(value));
        }
    }
}
