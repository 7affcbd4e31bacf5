package io.customer360.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class ServersOfTestsIT {

    @Test
    void giveEachTestClassAnEmptyDatabaseOnOneServer() throws SQLException {
        String first = TestServers.freshDatabase();
        String second = TestServers.freshDatabase();

        createTable(first);
        createTable(second);

        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void startOneElasticsearchForAll() {
        assertThat(TestServers.elasticsearch()).isSameAs(TestServers.elasticsearch());
        assertThat(TestServers.elasticsearchUrl().getHost()).isEqualTo("127.0.0.1");
    }

    private static void createTable(String url) throws SQLException {
        EmbeddedPostgres postgres = TestServers.postgres();
        try (Connection connection = DriverManager.getConnection(url, postgres.username(), postgres.password())) {
            connection.createStatement().execute("CREATE TABLE customer (name text)");
        }
    }
}
