package io.customer360.command.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.customer360.command.CommandSideApplication;
import io.customer360.embedded.EmbeddedPostgres;
import io.customer360.embedded.Progress;
import io.customer360.embedded.TestServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class StoreUnavailableIT {

    private static final String CUSTOMER = "{\"kind\":\"INDIVIDUAL\",\"name\":\"Li Lei\"}";

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void asksToTryAgainLaterAndIsNotReadyWhileTheDatabaseIsDown(@TempDir Path directory) throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(directory.resolve("postgresql"), Progress.SILENT);
        try (postgres;
                ConfigurableApplicationContext application = new SpringApplicationBuilder(CommandSideApplication.class)
                        .profiles("command-side")
                        .run(
                                "--server.port=0",
                                "--spring.datasource.url=" + postgres.jdbcUrl(),
                                "--spring.datasource.username=" + postgres.username(),
                                "--spring.datasource.password=" + postgres.password(),
                                "--spring.datasource.hikari.connection-timeout=1000")) {
            String port = application.getEnvironment().getRequiredProperty("local.server.port");
            assertThat(register(port).statusCode()).isEqualTo(201);
            assertThat(readiness(port)).isEqualTo(200);

            postgres.close();
            HttpResponse<String> answer = register(port);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.body())
                    .contains("https://customer360.io/problems/store-unavailable")
                    .doesNotContain("SQL", "Exception");
            assertThat(imports(port)).as("where no command is sent").isEqualTo(503);
            assertThat(readiness(port)).isEqualTo(503);
        }
    }

    private int imports(String port) throws Exception {
        URI imports = URI.create("http://localhost:%s/api/imports".formatted(port));
        return http.send(HttpRequest.newBuilder(imports).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private int readiness(String port) throws Exception {
        URI readiness = URI.create("http://localhost:%s/actuator/health/readiness".formatted(port));
        return http.send(HttpRequest.newBuilder(readiness).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void asksToTryAgainLaterWhileAxonServerIsDown() throws Exception {
        try (ConfigurableApplicationContext application = new SpringApplicationBuilder(CommandSideApplication.class)
                .run(
                        "--server.port=0",
                        "--spring.datasource.url=" + TestServers.freshDatabase(),
                        "--spring.datasource.username=" + TestServers.postgres().username(),
                        "--spring.datasource.password=" + TestServers.postgres().password(),
                        "--axon.axonserver.enabled=true",
                        "--axon.axonserver.servers=localhost:" + portOfNobody())) {
            String port = application.getEnvironment().getRequiredProperty("local.server.port");

            HttpResponse<String> answer = register(port);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.body()).contains("https://customer360.io/problems/store-unavailable");
        }
    }

    private static int portOfNobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private HttpResponse<String> register(String port) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:%s/api/customers".formatted(port)))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(CUSTOMER))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
