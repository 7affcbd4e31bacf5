package io.customer360.query.platform.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ErrorResponse;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.transport.JsonEndpoint;
import co.elastic.clients.transport.endpoints.SimpleEndpoint;
import io.customer360.events.customer.CustomerId;
import io.customer360.query.platform.BulkAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes the documents of a batch in as few requests as their size allows, and returns when they are stored. */
public final class BulkWriter {

    /** A request ends with the document that reaches this size; far below the 100 MB that Elasticsearch takes. */
    private static final int MOST_BYTES = 16 << 20;

    /** The client's own endpoint takes documents one by one, each with some objects around it. */
    private static final JsonEndpoint<BulkBody, BulkResponse, ErrorResponse> BULK = new SimpleEndpoint<>(
            "es/bulk",
            body -> "POST",
            body -> "/_bulk",
            body -> Map.of(),
            body -> Map.of(),
            body -> Map.of(),
            true,
            BulkResponse._DESERIALIZER);

    private final ElasticsearchClient client;
    private final JsonMapper json;
    private final Map<String, String> writeAliases;

    /** @param definitions of the indices that are written to by an alias of their own */
    BulkWriter(ElasticsearchClient client, JsonMapper json, List<IndexDefinition> definitions) {
        this.client = client;
        this.json = json;
        this.writeAliases = definitions.stream()
                .collect(Collectors.toUnmodifiableMap(IndexDefinition::alias, IndexDefinition::writeAlias));
    }

    /**
     * A document to be written.
     *
     * @param version with which it is only written if what is there is older; without one it is written always
     * @param content to be written as JSON; bytes are JSON already
     */
    public record Document(Index index, String id, @Nullable Long version, CustomerId customerId, Object content) {}

    /**
     * Writes documents, and returns when they are stored.
     *
     * @return the customers with a document that was refused for good, and why
     * @throws BulkAnswer.TryAgain if Elasticsearch could not take a document for now
     */
    public Map<CustomerId, String> write(List<Document> documents) {
        Map<CustomerId, String> refused = new LinkedHashMap<>();
        int sent = 0;
        while (sent < documents.size()) {
            BulkBody body = new BulkBody(json);
            int end = sent;
            while (end < documents.size() && body.size() < MOST_BYTES) {
                Document document = documents.get(end++);
                String alias = document.index().alias();
                body.add(writeAliases.getOrDefault(alias, alias), document);
            }
            send(body, documents.subList(sent, end)).forEach(refused::putIfAbsent);
            sent = end;
        }
        return refused;
    }

    private Map<CustomerId, String> send(BulkBody body, List<Document> documents) {
        BulkResponse response;
        try {
            response = client._transport().performRequest(body, BULK, client._transportOptions());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!response.errors()) {
            return Map.of();
        }
        Map<String, CustomerId> customers =
                documents.stream().collect(Collectors.toMap(Document::id, Document::customerId, (one, same) -> one));
        return BulkAnswer.refusals(response, item -> Objects.requireNonNull(customers.get(item.id())));
    }
}
