package io.customer360.standalone;

import io.customer360.embedded.EmbeddedServers;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.EnumerablePropertySource;

/**
 * Tells an application where its servers are, as properties. Whoever asks for Elasticsearch's address waits until it is
 * up.
 */
public final class ServerAddresses extends EnumerablePropertySource<EmbeddedServers> {

    public static final String DATABASE_URL = "spring.datasource.url";
    public static final String DATABASE_USER = "spring.datasource.username";
    public static final String DATABASE_PASSWORD = "spring.datasource.password";
    public static final String ELASTICSEARCH_URL = "customer360.elasticsearch.url";
    public static final String ELASTICSEARCH_DIRECTORY = "customer360.elasticsearch.own-directory";

    private static final Set<String> NAMES =
            Set.of(DATABASE_URL, DATABASE_USER, DATABASE_PASSWORD, ELASTICSEARCH_URL, ELASTICSEARCH_DIRECTORY);

    public ServerAddresses(EmbeddedServers servers) {
        super("embeddedServers", servers);
    }

    @Override
    public String[] getPropertyNames() {
        return NAMES.toArray(String[]::new);
    }

    @Override
    public boolean containsProperty(String name) {
        return NAMES.contains(name);
    }

    @Override
    public @Nullable Object getProperty(String name) {
        return switch (name) {
            case DATABASE_URL -> source.postgres().jdbcUrl();
            case DATABASE_USER -> source.postgres().username();
            case DATABASE_PASSWORD -> source.postgres().password();
            case ELASTICSEARCH_URL -> source.elasticsearch().url().toString();
            case ELASTICSEARCH_DIRECTORY -> source.elasticsearchDirectory().toString();
            default -> null;
        };
    }
}
