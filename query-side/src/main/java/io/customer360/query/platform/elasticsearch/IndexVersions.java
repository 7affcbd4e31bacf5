package io.customer360.query.platform.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.HealthStatus;
import co.elastic.clients.elasticsearch._types.Time;
import co.elastic.clients.elasticsearch.indices.IndexSettings;
import co.elastic.clients.elasticsearch.indices.IndexState;
import co.elastic.clients.elasticsearch.indices.get_mapping.IndexMappingRecord;
import co.elastic.clients.json.JsonData;
import io.customer360.query.platform.BulkAnswer;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The numbered indices behind the aliases: making the next ones, and changing over to them. */
public final class IndexVersions {

    private static final int NOT_FOUND = 404;
    private static final String LENT = "%s-of-run-%s";
    private static final Time EVERY_SECOND = Time.of(time -> time.time("1s"));
    private static final Time AT_ONCE = Time.of(time -> time.time("0s"));

    /** As Elasticsearch itself has it. */
    private static final Time A_MINUTE = Time.of(time -> time.time("60s"));

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

    /** The readers whose views are in indices that another version of the application has made. */
    public Set<String> outdated() {
        return definitions.stream()
                .map(IndexDefinition::reader)
                .filter(reader -> !isOurs(reader, live(reader)))
                .collect(Collectors.toSet());
    }

    /** Whether an index has the mapping that this version of the application wants for a reader's view. */
    public boolean isOurs(String reader, String index) {
        IndexMappingRecord mapping = call(() -> client.indices().getMapping(request -> request.index(index)))
                .mappings()
                .get(index);
        JsonData made = mapping == null ? null : mapping.mappings().meta().get(IndexDefinition.fingerprintKey());
        return made != null && made.to(String.class).equals(of(reader).fingerprint());
    }

    /** Tells the mappings of this version of the application from those of any other. */
    public String fingerprint() {
        return definitions.stream()
                .map(definition -> definition.alias() + " " + definition.fingerprint())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /**
     * The name of the version after the last one that there is.
     *
     * @param others indices that there may have been
     */
    public String next(String reader, Set<String> others) {
        String alias = of(reader).alias();
        int last = Stream.concat(versions(reader).stream(), others.stream().filter(name -> isVersionOf(alias, name)))
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
                .filter(name -> isVersionOf(alias, name))
                .collect(Collectors.toSet());
    }

    private static boolean isVersionOf(String alias, String name) {
        return name.startsWith(alias) && name.substring(alias.length()).matches("-\\d{1,9}");
    }

    /** Makes an index that is fast to fill and not searched yet, unless it is there already. */
    public void create(String reader, String index) {
        if (exists(index)) {
            return;
        }
        String body = of(reader).creationBesideLive(properties.shards());
        call(() -> client.indices().create(create -> create.index(index).withJson(new StringReader(body))));
    }

    /** The alias by which a run of a rebuild writes to the index that it fills. */
    public String lent(String reader, long run) {
        return LENT.formatted(of(reader).alias(), run);
    }

    /** Has indices be written to and changed over to by one run of a rebuild alone. */
    public void lend(Map<String, String> indexOfReader, long run) {
        call(() -> client.indices().updateAliases(update -> {
            indexOfReader.forEach((reader, index) -> update.actions(action -> action.remove(remove ->
                            remove.index(index).alias(LENT.formatted(of(reader).alias(), "*"))))
                    .actions(action -> action.add(add -> add.index(index).alias(lent(reader, run)))));
            return update;
        }));
    }

    /**
     * Has indices refuse writes, so that no reader gets past what they have, or take them again. One that is gone does
     * neither.
     */
    public void blockWrites(List<String> indices, boolean block) {
        call(() -> client.indices()
                .putSettings(put -> put.index(indices)
                        .ignoreUnavailable(true)
                        .settings(settings -> settings.blocks(blocks -> blocks.write(block)))));
    }

    /** The live indices that refuse writes because somebody has blocked them; those that are gone do not count. */
    public List<String> liveThatRefuseWrites() {
        List<String> aliases = definitions.stream().map(IndexDefinition::alias).toList();
        return call(() -> client.indices()
                        .getSettings(get ->
                                get.index(aliases).name("index.blocks.write").ignoreUnavailable(true)))
                .settings()
                .entrySet()
                .stream()
                .filter(index -> refusesWrites(index.getValue().settings()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean refusesWrites(@Nullable IndexSettings settings) {
        IndexSettings index = settings == null ? null : settings.index();
        return index != null
                && index.blocks() != null
                && Boolean.TRUE.equals(index.blocks().write());
    }

    public boolean exists(String index) {
        return call(() -> client.indices().exists(exists -> exists.index(index)).value());
    }

    /** Gives a filled index the settings of the live one, and returns when all of it can be searched and lasts. */
    public void settle(String reader, String index) {
        String liveIndex = live(reader);
        IndexState live = Objects.requireNonNull(call(() -> client.indices().get(get -> get.index(liveIndex)))
                .indices()
                .get(liveIndex));
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
        refresh(List.of(index));
        call(() -> client.cluster()
                .health(health -> health.index(index)
                        .waitForStatus(HealthStatus.Yellow)
                        .timeout(time -> time.time(HEALTH_TIMEOUT))));
    }

    public void refresh(List<String> indices) {
        call(() -> client.indices().refresh(refresh -> refresh.index(indices)));
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

    /** Deletes documents, as far as there are any, of the index behind an alias. */
    public void deleteDocuments(String alias, List<String> ids) {
        BulkAnswer.requireDeleted(call(() -> client.bulk(bulk -> {
            ids.forEach(id -> bulk.operations(
                    delete -> delete.delete(one -> one.index(alias).id(id))));
            return bulk;
        })));
    }

    /**
     * Whether an index remembers for a while the versions of documents that are deleted, so that older ones are not
     * written again.
     */
    public void rememberDeleted(String index, boolean remember) {
        call(() -> client.indices()
                .putSettings(put ->
                        put.index(index).settings(settings -> settings.gcDeletes(remember ? A_MINUTE : AT_ONCE))));
    }

    /** An alias on its way from one index to another. */
    public record Change(String reader, String from, String to) {}

    /**
     * Has the aliases stand for other indices, all of them at the same moment.
     *
     * @param run to which the next indices are lent: if they are another one's by now, nothing changes
     */
    public void changeOver(Collection<Change> changes, long run) {
        call(() -> client.indices().updateAliases(update -> {
            for (Change change : changes) {
                IndexDefinition definition = of(change.reader());
                String alias = definition.alias();
                update.actions(action -> action.remove(remove -> remove.alias(lent(change.reader(), run))
                                .index(change.to())
                                .mustExist(true)))
                        .actions(action -> action.remove(remove ->
                                remove.alias(alias).index(change.from()).mustExist(true)))
                        .actions(action -> action.remove(remove ->
                                remove.alias(definition.anyWriteAlias()).index(change.from())))
                        .actions(action -> action.add(add ->
                                add.aliases(alias, definition.writeAlias()).index(change.to())));
            }
            return update;
        }));
    }

    /** Deletes an index, unless it is gone, or lent to another run than this one by now, or live. */
    public void deleteLent(String reader, String index, long run) {
        try {
            call(() -> client.indices()
                    .updateAliases(update -> update.actions(action -> action.remove(remove ->
                            remove.index(index).alias(lent(reader, run)).mustExist(true)))));
        } catch (ElasticsearchException refused) {
            requireGone(refused);
            return;
        }
        delete(index);
    }

    /** Deletes an index, if there is one, that no alias stands for. */
    public void delete(String index) {
        try {
            call(() -> client.indices().delete(delete -> delete.index(index).ignoreUnavailable(true)));
        } catch (ElasticsearchException refused) {
            requireGone(refused);
        }
    }

    private static void requireGone(ElasticsearchException refused) {
        if (refused.status() != NOT_FOUND) {
            throw refused;
        }
    }
}
