package io.customer360.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A real PostgreSQL on loopback and a free port, that stops when it is closed or when this JVM ends, however it ends.
 * What it has acknowledged is on disk.
 */
public final class EmbeddedPostgres extends EmbeddedServer {

    private static final String USER = "customer360";
    private static final String DATABASE = "customer360";
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(30);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(3);
    private static final int PORTS_TRIED = 3;

    /** In seconds: a server that takes connections and then says nothing must not be waited for without end. */
    private static final String LIMITS = "?loginTimeout=10&socketTimeout=30";

    /** What it says while it does again what a crash has undone: {@code cannot_connect_now}. */
    private static final String NOT_YET = "57P03";

    private final Installation installation;
    private final int port;

    private EmbeddedPostgres(DataDirectory directory, SupervisedProcess process, Installation installation, int port) {
        super(directory, process);
        this.installation = installation;
        this.port = port;
    }

    /** All that a start needs beside a port. */
    private record Installation(
            Path directory,
            Path home,
            Account account,
            String password,
            Duration answersWithin,
            Optional<Path> removeAfterwards) {}

    /** Starts the server on the data in this directory, which is created where it is missing. */
    public static EmbeddedPostgres start(Path directory, Progress progress) {
        return start(directory, progress, Optional.empty());
    }

    static EmbeddedPostgres start(Path directory, Progress progress, Optional<Path> removeAfterwards) {
        return start(directory, progress, READY_WITHIN, removeAfterwards);
    }

    static EmbeddedPostgres start(
            Path directory, Progress progress, Duration answersWithin, Optional<Path> removeAfterwards) {
        DataDirectory locked = DataDirectory.lock(directory);
        try {
            return start(locked, progress, answersWithin, removeAfterwards);
        } catch (IOException e) {
            locked.close();
            throw new ServerStartFailed("PostgreSQL can't start in %s: %s".formatted(directory, e.getMessage()), e);
        } catch (RuntimeException e) {
            locked.close();
            throw e;
        }
    }

    /** The address of the application's own database. */
    public String jdbcUrl() {
        return url(port, DATABASE);
    }

    public String username() {
        return USER;
    }

    public String password() {
        return installation.password();
    }

    /** Creates the database where it is missing, and returns its address. */
    public String database(String name) {
        if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException("Not a name for a database: " + name);
        }
        try (Connection connection = connect(port, password())) {
            create(connection, name);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL refuses to create the database " + name, e);
        }
        return url(port, name);
    }

    @Override
    SupervisedProcess launchAgain(DataDirectory directory, Progress progress) {
        stopLeftovers(installation.directory(), installation.home(), progress);
        SupervisedProcess process = launch(installation, port);
        if (!becomesReady(process, port, installation, progress)) {
            throw cantStart(installation, process);
        }
        return process;
    }

    private static EmbeddedPostgres start(
            DataDirectory locked, Progress progress, Duration answersWithin, Optional<Path> removeAfterwards)
            throws IOException {
        Path directory = locked.path();
        Path data = data(directory);
        SupervisedProcess.Program initdb = new SupervisedProcess.Program("initdb", directory, "KILL", STOPPED_WITHIN);
        SupervisedProcess.stopLeftover(initdb, List.of(), progress);

        Path home = PostgresBinaries.unpack(directory);
        stopLeftovers(directory, home, progress);

        Account account = Account.choose();
        Path passwordFile = directory.resolve("password");
        if (!Files.exists(data)) {
            createPassword(passwordFile);
        }
        account.own(directory);
        account.requireAccess(directory, List.of(home.resolve("bin/postgres")));
        if (!Files.exists(data)) {
            progress.report("PostgreSQL: creating the database in " + data);
            initialise(initdb, account, home, passwordFile, data);
        }
        Installation installation = new Installation(
                directory,
                home,
                account,
                Files.readString(passwordFile, StandardCharsets.US_ASCII).strip(),
                answersWithin,
                removeAfterwards);

        for (int tried = 1; ; tried++) {
            int port = FreePort.find();
            SupervisedProcess process = launch(installation, port);
            if (becomesReady(process, port, installation, progress)) {
                return new EmbeddedPostgres(locked, process, installation, port);
            }
            ServerStartFailed failed = cantStart(installation, process);
            // Between our look for a free port and its use, somebody else may have taken it.
            if (tried == PORTS_TRIED || !String.valueOf(failed.getMessage()).contains("Address already in use")) {
                throw failed;
            }
        }
    }

    /** Stops a server of an earlier run, and the processes that a killed one has left: while they live, none starts. */
    private static void stopLeftovers(Path directory, Path home, Progress progress) {
        SupervisedProcess.stopLeftover(
                program(directory), List.of(data(directory).resolve("postmaster.pid")), progress);
        SupervisedProcess.killAllOf(home.resolve("bin/postgres"));
    }

    private static Path data(Path directory) {
        return directory.resolve("data");
    }

    private static SupervisedProcess.Program program(Path directory) {
        return new SupervisedProcess.Program("postgresql", directory, "INT", STOPPED_WITHIN);
    }

    private static SupervisedProcess launch(Installation installation, int port) {
        return SupervisedProcess.start(
                program(installation.directory()),
                installation
                        .account()
                        .command(List.of(
                                installation.home().resolve("bin/postgres").toString(),
                                "-D",
                                data(installation.directory()).toString(),
                                "-p",
                                String.valueOf(port),
                                "-c",
                                "listen_addresses=127.0.0.1",
                                "-c",
                                "unix_socket_directories=",
                                "-c",
                                "fsync=on",
                                "-c",
                                "synchronous_commit=on",
                                "-c",
                                "full_page_writes=on",
                                "-c",
                                "max_connections=200",
                                "-c",
                                "shared_buffers=256MB",
                                "-c",
                                "max_wal_size=2GB",
                                "-c",
                                "logging_collector=off",
                                "-c",
                                "log_destination=stderr",
                                "-c",
                                "timezone=UTC",
                                "-c",
                                "log_timezone=UTC")),
                Map.of("LC_ALL", "C"),
                installation.removeAfterwards());
    }

    private static ServerStartFailed cantStart(Installation installation, SupervisedProcess process) {
        Path log = program(installation.directory()).log();
        String lastWords = SupervisedProcess.lastLines(log);
        process.stop();
        return new ServerStartFailed("PostgreSQL can't start in %s. The end of its log, %s:%s"
                .formatted(installation.directory(), log, lastWords));
    }

    private static void initialise(
            SupervisedProcess.Program initdb, Account account, Path home, Path passwordFile, Path data)
            throws IOException {
        // Under another name until it is whole: half a database must never be mistaken for one.
        Path half = data.resolveSibling("data.half");
        PostgresBinaries.remove(half);
        SupervisedProcess process = SupervisedProcess.start(
                initdb,
                account.command(List.of(
                        home.resolve("bin/initdb").toString(),
                        "--pgdata=" + half,
                        "--username=" + USER,
                        "--pwfile=" + passwordFile,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8")),
                Map.of("LC_ALL", "C"),
                Optional.empty());
        boolean ended = process.endsWithin(READY_WITHIN);
        process.stop();
        if (!ended || process.exitCode() != 0) {
            throw new ServerStartFailed("PostgreSQL can't create its database in %s. The end of its log, %s:%s"
                    .formatted(data, initdb.log(), SupervisedProcess.lastLines(initdb.log())));
        }
        Files.move(half, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean becomesReady(
            SupervisedProcess process, int port, Installation installation, Progress progress) {
        long launched = System.nanoTime();
        long lastSign = launched;
        boolean told = false;
        while (System.nanoTime() - lastSign < installation.answersWithin().toNanos()) {
            if (process.endsWithin(BETWEEN_TRIES)) {
                return false;
            }
            try (Connection connection = connect(port, installation.password())) {
                create(connection, DATABASE);
                return true;
            } catch (SQLException notYet) {
                if (NOT_YET.equals(notYet.getSQLState())) {
                    // However long that takes: whoever ended it now would have it begin again.
                    lastSign = System.nanoTime();
                    if (!told && lastSign - launched > LONG.toNanos()) {
                        progress.report("PostgreSQL is recovering what was written before it ended");
                        told = true;
                    }
                }
            }
        }
        return false;
    }

    private static Connection connect(int port, String password) throws SQLException {
        return DriverManager.getConnection(url(port, "postgres") + LIMITS, USER, password);
    }

    private static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    private static void create(Connection connection, String database) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement("SELECT FROM pg_database WHERE datname = ?")) {
            find.setString(1, database);
            try (ResultSet found = find.executeQuery()) {
                if (found.next()) {
                    return;
                }
            }
        }
        try (Statement create = connection.createStatement()) {
            create.execute("CREATE DATABASE " + database);
        }
    }

    /** Loopback is shared by everybody on the machine: only who can read our directory gets in. */
    private static void createPassword(Path file) throws IOException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, HexFormat.of().formatHex(random), StandardCharsets.US_ASCII);
    }
}
