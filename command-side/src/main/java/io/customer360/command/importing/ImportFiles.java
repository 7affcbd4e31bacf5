package io.customer360.command.importing;

import io.customer360.command.importing.mapping.Mapping;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The files of imports, kept from their submission to the import's end. */
final class ImportFiles {

    private static final String ENDING = ".import";

    private final Path directory;

    ImportFiles(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
    }

    Path of(UUID job) {
        return directory.resolve(job + ENDING);
    }

    /**
     * Keeps a file, so that it survives the end of the application.
     *
     * @return a hash of file and mapping
     */
    String keep(UUID job, InputStream bytes, NamedMapping mapping) throws IOException {
        MessageDigest digest = sha256();
        digest.update(mapping.yaml().getBytes(StandardCharsets.UTF_8));
        try (DigestInputStream digested = new DigestInputStream(bytes, digest);
                OutputStream kept = Files.newOutputStream(of(job))) {
            digested.transferTo(kept);
        }
        try (FileChannel channel = FileChannel.open(of(job), StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * Reads a file through, before anything of it is stored.
     *
     * @return how many rows it has
     * @throws UnreadableFile if it can't be read to its end or has no rows
     * @throws io.customer360.command.importing.mapping.InvalidMapping if the mapping names columns that are not there
     */
    long check(UUID job, Mapping mapping) throws IOException {
        try (Rows rows = Rows.of(of(job), mapping.layout())) {
            if (!rows.columns().isEmpty()) {
                mapping.refuseUnknownColumns(rows.columns());
            }
            long count = 0;
            while (rows.next() != null) {
                count++;
            }
            if (count == 0) {
                throw new UnreadableFile(
                        rows.columns().isEmpty()
                                ? "The file is empty."
                                : "The file has a header, but no rows below it.");
            }
            return count;
        }
    }

    void forget(UUID job) throws IOException {
        Files.deleteIfExists(of(job));
    }

    /**
     * Deletes what is left of imports that have ended or never began.
     *
     * @param before what is newer stays: another node with the same directory may just be taking it
     */
    void forgetAllBut(List<UUID> jobs, Instant before) throws IOException {
        List<Path> kept = jobs.stream().map(this::of).toList();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().endsWith(ENDING) && !kept.contains(file) && isOlder(file, before)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static boolean isOlder(Path file, Instant before) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (NoSuchFileException e) {
            // Its own node was faster.
            return false;
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
