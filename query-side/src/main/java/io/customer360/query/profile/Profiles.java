package io.customer360.query.profile;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch.core.mget.MultiGetResponseItem;
import io.customer360.events.customer.CustomerId;
import io.customer360.query.platform.elasticsearch.IndexNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Reads profiles by their customers' ids, as they were written last, whether searches see that already or not. */
@Component
public class Profiles {

    private final ElasticsearchClient client;
    private final String index;

    @Autowired
    Profiles(ElasticsearchClient client, IndexNames names) {
        this(client, names.customers());
    }

    private Profiles(ElasticsearchClient client, String index) {
        this.client = client;
        this.index = index;
    }

    /** Those behind another alias. */
    Profiles in(String otherAlias) {
        return new Profiles(client, otherAlias);
    }

    public Optional<Profile> find(CustomerId customerId) {
        return Optional.ofNullable(findAll(List.of(customerId)).get(customerId));
    }

    /** In the order of the ids; customers without a profile are left out. */
    public Map<CustomerId, Profile> findAll(Collection<CustomerId> customerIds) {
        if (customerIds.isEmpty()) {
            return Map.of();
        }
        List<String> ids = customerIds.stream().map(CustomerId::toString).toList();
        Map<CustomerId, Profile> profiles = new LinkedHashMap<>();
        try {
            for (MultiGetResponseItem<Stored> item :
                    client.mget(get -> get.index(index).ids(ids), Stored.class).docs()) {
                if (item.isFailure()) {
                    throw new IllegalStateException("Elasticsearch could not read profile %s: %s"
                            .formatted(
                                    item.failure().id(), item.failure().error().reason()));
                }
                Stored stored = item.result().source();
                if (stored != null) {
                    profiles.put(stored.profile().customerId(), stored.profile());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return profiles;
    }

    /** The position that a customer's profile is folded up to; 0 if there is none yet. */
    long position(CustomerId customerId) {
        try {
            // The document's version is the position, so that nothing of it has to be read.
            var found = client.get(
                    get -> get.index(index).id(customerId.toString()).source(source -> source.fetch(false)),
                    Void.class);
            return found.found() && found.version() != null ? found.version() : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Stored(Profile profile) {}
}
