package io.customer360.platform.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.Serializer;
import org.junit.jupiter.api.Test;

class MetaDataReaderTest {

    private final Serializer serializer = new AxonBasics().eventSerializer(new AnnotationRevisionResolver());

    @Test
    void readsWhatTheSerializerWrites() {
        Map<String, Object> values = new HashMap<>();
        values.put("actor", "王晓明");
        values.put("tries", 3);
        values.put("nothing", null);
        values.put("tags", List.of("a", "b"));
        values.put("origin", Map.of("system", "crm", "batch", Map.of("row", "7")));
        MetaData metadata = MetaData.from(values);

        assertThat(read(serializer.serialize(metadata, byte[].class).getData())).isEqualTo(metadata);
    }

    @Test
    void readsNone() {
        assertThat(read(bytes("{}"))).isEmpty();
    }

    @Test
    void refusesWhatIsNoObject() {
        assertThatThrownBy(() -> read(bytes("[\"actor\"]"))).isInstanceOf(SerializationException.class);
        assertThatThrownBy(() -> read(bytes("{\"actor\":"))).isInstanceOf(SerializationException.class);
    }

    private MetaData read(byte[] json) {
        return serializer.deserialize(new SerializedMetaData<>(json, byte[].class));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
