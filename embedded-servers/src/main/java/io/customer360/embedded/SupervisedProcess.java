package io.customer360.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A program that lives no longer than this JVM does. A small shell script beside it holds the other end of a pipe from
 * us, and stops the program when that pipe ends, so that even {@code kill -9} leaves nothing running.
 */
final class SupervisedProcess {

    /** What a program is, apart from its command: where it lives and how it likes to be stopped. */
    record Program(String name, Path directory, String stopSignal, Duration patience) {

        Path log() {
            return directory.resolve(name + ".log");
        }

        Path pidFile() {
            return directory.resolve(name + ".pid");
        }
    }

    private static final int LAST_LINES = 12;
    private static final Duration KILLED_WITHIN = Duration.ofSeconds(10);

    private final Program program;
    private final Process supervisor;
    private final long pid;

    private SupervisedProcess(Program program, Process supervisor, long pid) {
        this.program = program;
        this.supervisor = supervisor;
        this.pid = pid;
    }

    /**
     * Starts the program.
     *
     * @param removeAfterwards a directory that goes when the program has ended, none if empty
     */
    static SupervisedProcess start(
            Program program, List<String> command, Map<String, String> environment, Optional<Path> removeAfterwards) {
        try {
            Path script = program.directory().resolve("supervise.sh");
            Files.writeString(script, Distribution.text("supervise.sh"));
            keepPrevious(program.log());
            List<String> all = new ArrayList<>(List.of(
                    "sh",
                    script.toString(),
                    program.pidFile().toString(),
                    program.log().toString(),
                    program.stopSignal(),
                    String.valueOf(program.patience().toSeconds()),
                    removeAfterwards.map(Path::toString).orElse("")));
            all.addAll(command);
            ProcessBuilder builder = new ProcessBuilder(all).redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().keySet().removeIf(SupervisedProcess::meantForOthers);
            builder.environment().putAll(environment);
            Process supervisor = builder.start();
            try (BufferedReader output = supervisor.inputReader(StandardCharsets.US_ASCII)) {
                String pid = output.readLine();
                if (pid == null) {
                    throw new ServerStartFailed("%s can't be started: the shell that supervises it ended at once."
                            .formatted(program.name()));
                }
                return new SupervisedProcess(program, supervisor, Long.parseLong(pid));
            }
        } catch (IOException e) {
            throw new ServerStartFailed("%s can't be started: %s".formatted(program.name(), e.getMessage()), e);
        }
    }

    /** Stops what an earlier run may have left behind in this directory, if the process really is that program. */
    static void stopLeftover(Program program, List<Path> furtherPidFiles, Progress progress) {
        Stream.concat(Stream.of(program.pidFile()), furtherPidFiles.stream())
                .flatMap(file -> pidIn(file).stream())
                .distinct()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .filter(process ->
                        commandLine(process).contains(program.directory().toString()))
                .forEach(process -> {
                    progress.report("Stopping %s that an earlier run left behind (process %d)"
                            .formatted(program.name(), process.pid()));
                    stop(process, program);
                });
    }

    /** Ends every process that runs this very file, whoever started it. */
    static void killAllOf(Path executable) {
        ProcessHandle.allProcesses()
                .filter(process -> process.info().command().orElse("").equals(executable.toString()))
                .forEach(process -> {
                    signal(process.pid(), "KILL");
                    endsWithin(process, KILLED_WITHIN);
                });
    }

    long pid() {
        return pid;
    }

    /** Waits for the program to end, no longer than the given time, and tells whether it has. */
    boolean endsWithin(Duration time) {
        try {
            return supervisor.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop();
            throw new ServerStartFailed("Interrupted while %s was starting.".formatted(program.name()), e);
        }
    }

    /**
     * Waits for the program to end.
     *
     * @return its exit code
     */
    int awaitEnd() throws InterruptedException {
        return supervisor.waitFor();
    }

    int exitCode() {
        return supervisor.exitValue();
    }

    /** Asks the program to stop, waits for it, and kills it when it takes too long. */
    void stop() {
        try {
            supervisor.getOutputStream().close();
        } catch (IOException e) {
            // The pipe is gone because the supervisor is, and with it the program.
        }
        boolean interrupted = Thread.interrupted();
        supervisor.onExit().join();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The end of what the program has logged, in the given file or on its console, for people to read. */
    static String lastLines(Path... logs) {
        StringBuilder last = new StringBuilder();
        for (Path log : logs) {
            List<String> lines = lines(log);
            lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())
                    .forEach(line ->
                            last.append(System.lineSeparator()).append("    ").append(line));
        }
        return last.toString();
    }

    static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
        } catch (IOException e) {
            return List.of("(%s can't be read: %s)".formatted(file, e.getMessage()));
        }
    }

    private static void stop(ProcessHandle process, Program program) {
        signal(process.pid(), program.stopSignal());
        if (!endsWithin(process, program.patience())) {
            signal(process.pid(), "KILL");
            if (!endsWithin(process, KILLED_WITHIN)) {
                throw new ServerStartFailed(
                        "%s of an earlier run (process %d) still uses %s and can't be stopped: stop it."
                                .formatted(program.name(), process.pid(), program.directory()));
            }
        }
    }

    private static boolean endsWithin(ProcessHandle process, Duration time) {
        try {
            process.onExit().get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerStartFailed("Interrupted while an earlier server was stopping.", e);
        }
    }

    /** The shell's own kill: the JDK knows only SIGTERM, on which PostgreSQL waits for its clients for ever. */
    private static void signal(long pid, String signal) {
        try {
            new ProcessBuilder("sh", "-c", "kill -s " + signal + " " + pid)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<Long> pidIn(Path file) {
        return lines(file).stream().findFirst().map(String::strip).flatMap(SupervisedProcess::number);
    }

    private static Optional<Long> number(String text) {
        return text.matches("\\d{1,10}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    /** The whole command line: what the JDK tells on Linux ends after 4 KB, in the middle of Elasticsearch's. */
    private static String commandLine(ProcessHandle process) {
        Path whole = Path.of("/proc", String.valueOf(process.pid()), "cmdline");
        try {
            return Files.isReadable(whole)
                    ? Files.readString(whole, StandardCharsets.UTF_8)
                    : process.info().commandLine().orElse("");
        } catch (IOException e) {
            // It ended in between.
            return "";
        }
    }

    private static void keepPrevious(Path log) throws IOException {
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Settings of the person's own PostgreSQL or Elasticsearch must not reach ours. */
    private static boolean meantForOthers(String variable) {
        return variable.startsWith("PG")
                || variable.startsWith("ES_")
                || variable.equals("JAVA_HOME")
                || variable.equals("JAVA_OPTS")
                || variable.equals("JAVA_TOOL_OPTIONS")
                || variable.equals("_JAVA_OPTIONS")
                || variable.equals("CLI_JAVA_OPTS");
    }
}
