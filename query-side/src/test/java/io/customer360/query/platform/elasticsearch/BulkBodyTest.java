package io.customer360.query.platform.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.util.BinaryData;
import io.customer360.events.customer.CustomerId;
import io.customer360.platform.json.EventJson;
import io.customer360.query.platform.elasticsearch.BulkWriter.Document;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BulkBodyTest {

    private static final CustomerId CUSTOMER = new CustomerId(new UUID(0, 1));

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 1_000})
    void hasTwoLinesForEachDocumentHoweverManyThereAre(int documents) throws IOException {
        BulkBody body = new BulkBody(EventJson.mapper());
        for (int i = 0; i < documents; i++) {
            body.add(
                    "customers",
                    new Document(
                            Index.behind("customers"),
                            "id-" + i,
                            (long) i,
                            CUSTOMER,
                            Map.of("text", i + "x".repeat(1_000))));
        }

        List<String> lines = sent(body).lines().toList();

        assertThat(lines).hasSize(2 * documents);
        for (int i = 0; i < documents; i++) {
            assertThat(lines.get(2 * i)).contains("\"id-%d\"".formatted(i), "\"version\":%d,".formatted(i));
            assertThat(lines.get(2 * i + 1)).isEqualTo("{\"text\":\"%d%s\"}".formatted(i, "x".repeat(1_000)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000})
    void knowsItsSize(int documents) throws IOException {
        BulkBody body = new BulkBody(EventJson.mapper());
        for (int i = 0; i < documents; i++) {
            body.add("customers", new Document(Index.behind("customers"), "id", null, CUSTOMER, "x".repeat(1_000)));
        }

        assertThat(body.size()).isEqualTo(sent(body).length());
    }

    /** As it is sent: with a line feed after each part. */
    private static String sent(BulkBody body) throws IOException {
        List<BinaryData> parts = new ArrayList<>();
        body._serializables().forEachRemaining(parts::add);
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        for (BinaryData part : parts) {
            part.writeTo(sent);
            sent.write('\n');
        }
        return sent.toString(StandardCharsets.UTF_8);
    }
}
