package io.customer360.query.platform.elasticsearch;

import io.customer360.platform.json.EventJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an index has to be like.
 *
 * @param alias the name by which it is read and written
 * @param reader the reader of the ledger that fills it
 * @param settings the ones that the index begins with; they may be changed in Elasticsearch
 * @param mappings how documents are indexed, which can't be changed but by a rebuild
 */
public record IndexDefinition(String alias, String reader, JsonNode settings, JsonNode mappings) {

    private static final JsonMapper JSON = EventJson.mapper();
    private static final String FINGERPRINT = "fingerprint";
    private static final String FOR = "-for-";

    /** Reads {@code settings} and {@code mappings} from a file among the classes. */
    public static IndexDefinition read(String alias, String reader, String resource) {
        try (InputStream file = IndexDefinition.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalArgumentException("There is no resource " + resource);
            }
            JsonNode definition = JSON.readTree(file);
            return new IndexDefinition(alias, reader, definition.required("settings"), definition.required("mappings"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells this mapping from any other. */
    String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(mappings.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /**
     * The alias by which the index is written to. It names the mapping, so that no version of the application writes to
     * an index that another one has made.
     */
    String writeAlias() {
        return alias + FOR + fingerprint();
    }

    /** Matches the aliases by which any version writes. */
    String anyWriteAlias() {
        return alias + FOR + "*";
    }

    /**
     * The body of the request that creates the index, with its aliases, so that there is never one without the other.
     */
    String creation(int shards, int replicas) {
        ObjectNode body = body(shards, replicas);
        ObjectNode aliases = body.putObject("aliases");
        aliases.putObject(alias);
        aliases.putObject(writeAlias());
        return body.toString();
    }

    /** The body of the request that creates an index which takes the alias over later, and its replicas too. */
    String creationBesideLive(int shards) {
        ObjectNode body = body(shards, 0);
        // Nobody searches it yet. Not less durable: what Elasticsearch has taken is not written again after its crash.
        ((ObjectNode) body.required("settings")).put("index.refresh_interval", "-1");
        return body.toString();
    }

    private ObjectNode body(int shards, int replicas) {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode allSettings = (ObjectNode) settings.deepCopy();
        allSettings.put("index.number_of_shards", shards).put("index.number_of_replicas", replicas);
        ObjectNode allMappings = (ObjectNode) mappings.deepCopy();
        allMappings.putObject("_meta").put(FINGERPRINT, fingerprint());
        body.set("settings", allSettings);
        body.set("mappings", allMappings);
        return body;
    }

    static String fingerprintKey() {
        return FINGERPRINT;
    }
}
