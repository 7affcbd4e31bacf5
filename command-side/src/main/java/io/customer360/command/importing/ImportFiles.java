package io.customer360.command.importing;

import io.customer360.command.importing.mapping.Mapping;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
     * Looks at the beginning of a file: whether there is something to be read, and the mapping fits.
     *
     * @throws UnreadableFile if it has no readable beginning or no rows
     * @throws io.customer360.command.importing.mapping.InvalidMapping if the mapping names columns that are not there
     */
    void check(UUID job, Mapping mapping) throws IOException {
        try (Rows rows = Rows.of(of(job), mapping.layout())) {
            if (!rows.columns().isEmpty()) {
                mapping.refuseUnknownColumns(rows.columns());
            }
            if (rows.next() == null) {
                throw new UnreadableFile(
                        rows.columns().isEmpty()
                                ? "The file is empty."
                                : "The file has a header, but no rows below it.");
            }
        }
    }

    void forget(UUID job) throws IOException {
        Files.deleteIfExists(of(job));
    }

    /** Deletes what is left of imports that have ended or never began. */
    void forgetAllBut(List<UUID> jobs) throws IOException {
        List<Path> kept = jobs.stream().map(this::of).toList();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().endsWith(ENDING) && !kept.contains(file)) {
                    Files.delete(file);
                }
            }
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
