package io.customer360.query.platform.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.HealthStatus;
import co.elastic.clients.elasticsearch._types.Time;
import co.elastic.clients.elasticsearch.indices.IndexSettings;
import co.elastic.clients.elasticsearch.indices.IndexState;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The numbered indices behind the aliases: making the next ones, and changing over to them. */
public final class IndexVersions {

    private static final Time NEVER = Time.of(time -> time.time("-1"));
    private static final Time EVERY_SECOND = Time.of(time -> time.time("1s"));
    private static final String HEALTH_TIMEOUT = "60s";

    private final ElasticsearchClient client;
    private final List<IndexDefinition> definitions;
    private final ElasticsearchProperties properties;

    IndexVersions(ElasticsearchClient client, List<IndexDefinition> definitions, ElasticsearchProperties properties) {
        this.client = client;
        this.definitions = definitions;
        this.properties = properties;
    }

    /** One access to Elasticsearch, which may fail. */
    private interface Call<T> {
        T make() throws IOException;
    }

    private static <T> T call(Call<T> call) {
        try {
            return call.make();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The readers whose views are in indices. */
    public List<String> readers() {
        return definitions.stream().map(IndexDefinition::reader).toList();
    }

    private IndexDefinition of(String reader) {
        return definitions.stream()
                .filter(definition -> definition.reader().equals(reader))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Reader %s has no index".formatted(reader)));
    }

    /** The index that the reader's view is in. */
    public String live(String reader) {
        Set<String> behind = call(() -> client.indices()
                .getAlias(get -> get.name(of(reader).alias()))
                .aliases()
                .keySet());
        if (behind.size() != 1) {
            throw new IllegalStateException("Alias %s has to stand for one index, but stands for %s"
                    .formatted(of(reader).alias(), behind));
        }
        return behind.iterator().next();
    }

    /** The name of the version after the last one that there is. */
    public String next(String reader) {
        String alias = of(reader).alias();
        int last = versions(reader).stream()
                .mapToInt(name -> Integer.parseInt(name.substring(alias.length() + 1)))
                .max()
                .orElse(0);
        return alias + "-" + (last + 1);
    }

    /** All versions that there are, live or not. */
    public Set<String> versions(String reader) {
        String alias = of(reader).alias();
        return call(() -> client.indices().get(get -> get.index(alias + "-*").allowNoIndices(true)))
                .indices()
                .keySet()
                .stream()
                .filter(name -> name.matches(".*-\\d{1,9}") && name.lastIndexOf('-') == alias.length())
                .collect(Collectors.toSet());
    }

    /** Makes an index that is fast to fill and not searched yet, unless it is there already. */
    public void create(String reader, String index) {
        if (exists(index)) {
            return;
        }
        String body = of(reader).creationBesideLive(properties.shards());
        call(() -> client.indices().create(create -> create.index(index).withJson(new StringReader(body))));
        // Not less durable: what Elasticsearch has taken is not written again after its crash.
        call(() -> client.indices()
                .putSettings(put -> put.index(index).settings(settings -> settings.refreshInterval(NEVER))));
    }

    /** Has an index refuse writes, so that no reader gets past what it has, or take them again. */
    public void blockWrites(String index, boolean block) {
        call(() -> client.indices()
                .putSettings(
                        put -> put.index(index).settings(settings -> settings.blocks(blocks -> blocks.write(block)))));
    }

    public boolean exists(String index) {
        return call(() -> client.indices().exists(exists -> exists.index(index)).value());
    }

    /** Gives a filled index the settings of the live one, and returns when all of it can be searched and lasts. */
    public void settle(String reader, String index) {
        IndexState live = Objects.requireNonNull(call(() -> client.indices().get(get -> get.index(live(reader))))
                .indices()
                .get(live(reader)));
        IndexSettings settings =
                live.settings() == null ? null : live.settings().index();
        Time refresh =
                settings == null || settings.refreshInterval() == null ? EVERY_SECOND : settings.refreshInterval();
        String replicas = settings == null || settings.numberOfReplicas() == null
                ? String.valueOf(properties.replicas())
                : settings.numberOfReplicas();
        call(() -> client.indices()
                .putSettings(put -> put.index(index)
                        .settings(lasting -> lasting.refreshInterval(refresh).numberOfReplicas(replicas))));
        call(() -> client.indices().flush(flush -> flush.index(index)));
        refresh(index);
        call(() -> client.cluster()
                .health(health -> health.index(index)
                        .waitForStatus(HealthStatus.Yellow)
                        .timeout(time -> time.time(HEALTH_TIMEOUT))));
    }

    public void refresh(String index) {
        call(() -> client.indices().refresh(refresh -> refresh.index(index)));
    }

    /** Documents that searches see. */
    public long count(String index) {
        return call(() -> client.count(count -> count.index(index)).count());
    }

    /** The documents with these ids, as they were written last; those that there are not are left out. */
    public Map<String, JsonNode> documents(String index, List<String> ids) {
        Map<String, JsonNode> documents = new HashMap<>();
        call(() -> client.mget(get -> get.index(index).ids(ids), JsonNode.class))
                .docs()
                .forEach(item -> {
                    if (item.isResult() && item.result().source() != null) {
                        documents.put(item.result().id(), item.result().source());
                    }
                });
        return documents;
    }

    /** An alias on its way from one index to another. */
    public record Change(String reader, String from, String to) {}

    /** Has the aliases stand for other indices, all of them at the same moment. */
    public void changeOver(Collection<Change> changes) {
        call(() -> client.indices().updateAliases(update -> {
            for (Change change : changes) {
                String alias = of(change.reader()).alias();
                update.actions(action -> action.remove(remove ->
                                remove.alias(alias).index(change.from()).mustExist(true)))
                        .actions(action -> action.add(add -> add.alias(alias).index(change.to())));
            }
            return update;
        }));
    }

    /** Deletes an index, if there is one, that no alias stands for. */
    public void delete(String index) {
        try {
            call(() -> client.indices().delete(delete -> delete.index(index).ignoreUnavailable(true)));
        } catch (ElasticsearchException refused) {
            if (refused.status() != 404) {
                throw refused;
            }
        }
    }
}
