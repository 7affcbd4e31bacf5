package io.customer360.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Which servers the build has brought along, and where their files are. */
final class Distribution {

    /** System property that names another unpacked Elasticsearch than the one that the build unpacked. */
    static final String ELASTICSEARCH_HOME = "customer360.elasticsearch-home";

    private static final Properties BUILT = read();

    private Distribution() {}

    static String postgresVersion() {
        return BUILT.getProperty("postgresql.version");
    }

    static String elasticsearchVersion() {
        return BUILT.getProperty("elasticsearch.version");
    }

    static Path elasticsearchHome() {
        Path home = Path.of(System.getProperty(ELASTICSEARCH_HOME, BUILT.getProperty("elasticsearch.home")));
        if (!Files.isExecutable(home.resolve("bin/elasticsearch"))) {
            throw new ServerStartFailed(
                    "Elasticsearch isn't in %s: build once with ./mvnw package, or name an unpacked one with -D%s=…"
                            .formatted(home, ELASTICSEARCH_HOME));
        }
        return home;
    }

    /** A file that lies beside this class. */
    static String text(String name) {
        try (InputStream file = open(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties read() {
        Properties properties = new Properties();
        try (InputStream file = open("distribution.properties")) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    private static InputStream open(String name) throws IOException {
        InputStream file = Distribution.class.getResourceAsStream(name);
        if (file == null) {
            throw new IOException("The build left out " + name);
        }
        return file;
    }
}
