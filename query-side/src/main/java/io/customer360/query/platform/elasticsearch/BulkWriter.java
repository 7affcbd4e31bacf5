package io.customer360.query.platform.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.util.BinaryData;
import co.elastic.clients.util.ContentType;
import io.customer360.events.customer.CustomerId;
import io.customer360.query.platform.BulkAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes the documents of a batch in as few requests as their size allows, and returns when they are stored. */
public final class BulkWriter {

    /** Far below the 100 MB that Elasticsearch takes in one request. */
    private static final long MOST_BYTES = 16L << 20;

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
     */
    public record Document(Index index, String id, @Nullable Long version, CustomerId customerId, Object content) {}

    /**
     * @return the customers with a document that was refused for good, and why
     * @throws BulkAnswer.TryAgain if Elasticsearch could not take a document for now
     */
    public Map<CustomerId, String> write(List<Document> documents) {
        Map<CustomerId, String> refused = new LinkedHashMap<>();
        Map<String, CustomerId> customers = HashMap.newHashMap(documents.size());
        List<BulkOperation> operations = new ArrayList<>();
        long bytes = 0;
        for (Document document : documents) {
            byte[] content = json.writeValueAsBytes(document.content());
            if (bytes + content.length > MOST_BYTES && !operations.isEmpty()) {
                send(operations, customers, refused);
                operations.clear();
                bytes = 0;
            }
            bytes += content.length;
            customers.put(document.id(), document.customerId());
            operations.add(operation(document, content));
        }
        if (!operations.isEmpty()) {
            send(operations, customers, refused);
        }
        return refused;
    }

    private BulkOperation operation(Document document, byte[] content) {
        return BulkOperation.of(operation -> operation.index(index -> {
            if (document.version() != null) {
                index.version(document.version()).versionType(VersionType.External);
            }
            String alias = document.index().alias();
            return index.index(writeAliases.getOrDefault(alias, alias))
                    .id(document.id())
                    .requireAlias(true)
                    .document(BinaryData.of(content, ContentType.APPLICATION_JSON));
        }));
    }

    private void send(
            List<BulkOperation> operations, Map<String, CustomerId> customers, Map<CustomerId, String> refused) {
        BulkResponse response;
        try {
            response = client.bulk(bulk -> bulk.operations(operations));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (response.errors()) {
            BulkAnswer.refusals(response, item -> Objects.requireNonNull(customers.get(item.id())))
                    .forEach(refused::putIfAbsent);
        }
    }
}
