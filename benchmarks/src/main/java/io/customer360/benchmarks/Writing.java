package io.customer360.benchmarks;

import io.customer360.benchmarks.load.Clients;
import io.customer360.benchmarks.load.Clients.Client;
import io.customer360.command.platform.Command;
import io.customer360.command.platform.CommandSender;
import io.customer360.command.platform.Origin;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import org.springframework.core.io.FileSystemResource;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;

/** The ways by which events come to be. Each stores events, and tells how many a second. */
final class Writing {

    static final int CLIENTS = 16;

    private static final Origin ORIGIN = new Origin("benchmark", null, "benchmark");
    private final TrialSystem system;
    private final Path files;

    /** What the next commands are made up from; no two runs on the same data have the same ones. */
    private long seed = System.currentTimeMillis();

    /** @param files a directory for what is imported */
    Writing(TrialSystem system, Path files) {
        this.system = system;
        this.files = files;
    }

    /** @return commands a second */
    double throughGateway(int count) throws Exception {
        CommandSender commands = system.commands();
        List<List<Command>> lives = new Company(seed++).lives(count);
        double lifeRate =
                Clients.rate(CLIENTS, lives, () -> life -> life.forEach(command -> commands.send(command, ORIGIN)));
        return lifeRate * Company.COMMANDS_A_CUSTOMER;
    }

    /** @return requests a second, each of them a command */
    double throughHttp(int count) throws Exception {
        List<HttpLife> lives =
                new Company(seed++).lives(count).stream().map(HttpLife::of).toList();
        double lifeRate = Clients.rate(CLIENTS, lives, () -> {
            HttpWriter writer = new HttpWriter(system.address());
            return new Client<>() {
                @Override
                public void accept(HttpLife life) throws Exception {
                    life.sendBy(writer);
                }

                @Override
                public void close() throws Exception {
                    writer.close();
                }
            };
        });
        return lifeRate * Company.COMMANDS_A_CUSTOMER;
    }

    /**
     * Imports a file in which every row is a purchase, and every third row the first of a customer.
     *
     * @return rows a second, from the upload to the end
     */
    double throughImport(int rows) throws Exception {
        Path file = files.resolve("purchases-%d.csv".formatted(seed));
        Files.writeString(file, purchases(seed++, rows), StandardCharsets.UTF_8);
        RestClient client = RestClient.create(system.address().toString());
        MultiValueMap<String, Object> form = new LinkedMultiValueMap<>();
        form.add("file", new FileSystemResource(file));
        form.add("mapping", "cdnow");
        long begin = System.nanoTime();
        String job = String.valueOf(client.post()
                .uri("/api/imports")
                .contentType(MediaType.MULTIPART_FORM_DATA)
                .body(form)
                .retrieve()
                .toBodilessEntity()
                .getHeaders()
                .getLocation());
        Jobs.await(client, job);
        double seconds = Clients.seconds(begin);
        Files.delete(file);
        return rows / seconds;
    }

    private static String purchases(long seed, int rows) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder csv = new StringBuilder("customer_id,date,units,amount\n");
        for (int row = 0; row < rows; row++) {
            csv.append("%d-%05d,%s,%d,%.2f%n"
                    .formatted(
                            seed,
                            row / 3,
                            LocalDate.of(2025, 1, 1).plusDays(random.nextInt(500)),
                            random.nextInt(1, 10),
                            random.nextInt(100, 20_000) / 100.0));
        }
        return csv.toString();
    }
}
