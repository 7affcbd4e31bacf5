package io.customer360.embedded;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * As whom the servers run. Both refuse to run as root, so that root has to become somebody else for them.
 *
 * <ul>
 *   <li>{@link #OURSELVES}: we aren't root, nothing to do.
 *   <li>{@link #NAMESPACE}: a user namespace in which root has another number. Files stay root's own. The number has to
 *       be a mapped one: without it Elasticsearch can't attach its entitlement agent.
 *   <li>{@link #NOBODY}: where user namespaces are refused, as in many containers, the user nobody, who is given the
 *       server's directory.
 * </ul>
 */
enum Account {
    OURSELVES(""),
    NAMESPACE("unshare --user --map-user=65534 --map-group=65534"),
    NOBODY("setpriv --reuid=65534 --regid=65534 --clear-groups");

    /** System property that forces one of the two ways for root: {@code namespace} or {@code nobody}. */
    static final String CHOICE = "customer360.run-servers-as";

    private static final int NOBODY_ID = 65534;

    /** What stands before a command, in words. */
    private final String prefix;

    Account(String prefix) {
        this.prefix = prefix;
    }

    static Account choose() {
        if (new UnixSystem().getUid() != 0) {
            return OURSELVES;
        }
        String choice = System.getProperty(CHOICE, "");
        return Stream.of(NAMESPACE, NOBODY)
                .filter(account -> choice.isEmpty() || account.name().equalsIgnoreCase(choice))
                .filter(account -> account.runs("true"))
                .findFirst()
                .orElseThrow(() -> new ServerStartFailed(
                        "PostgreSQL and Elasticsearch refuse to run as root, and neither unshare nor setpriv"
                                + " (util-linux) can start them as somebody else here: start the application as a plain"
                                + " user."));
    }

    List<String> command(List<String> command) {
        if (prefix.isEmpty()) {
            return command;
        }
        List<String> all = new ArrayList<>(List.of(prefix.split(" ")));
        all.addAll(command);
        return all;
    }

    /** Gives the directory and everything in it to the account, where it isn't its own yet. */
    void own(Path directory) {
        switch (this) {
            case OURSELVES -> {}
            case NAMESPACE -> give(directory, 0);
            case NOBODY -> give(directory, NOBODY_ID);
        }
    }

    /** Fails with a sentence unless the account can write into the one directory and read the other things. */
    void requireAccess(Path writable, List<Path> readable) {
        if (!runs("test", "-w", writable.toString(), "-a", "-x", writable.toString())) {
            throw new ServerStartFailed(
                    "The data directory %s can't be written%s: choose another one, or mend its rights."
                            .formatted(writable, who()));
        }
        for (Path path : readable) {
            if (!runs("test", "-r", path.toString())) {
                throw new ServerStartFailed(
                        "%s can't be read%s: mend the rights of the folders on the way to it.".formatted(path, who()));
            }
        }
    }

    private String who() {
        return switch (this) {
            case OURSELVES -> "";
            case NAMESPACE -> " by a root without privileges, as whom the servers run";
            case NOBODY -> " by the user nobody, as whom the servers run";
        };
    }

    private boolean runs(String... command) {
        try {
            Process process = new ProcessBuilder(command(List.of(command)))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            // No such program: this way is closed.
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerStartFailed("Interrupted while the servers were starting.", e);
        }
    }

    private static void give(Path directory, int user) {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) throws IOException {
                    return visitFile(path, attributes);
                }

                @Override
                public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                    try {
                        if (!Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                                .equals(user)) {
                            Files.setAttribute(path, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
                        }
                        return FileVisitResult.CONTINUE;
                    } catch (IOException failed) {
                        return visitFileFailed(path, failed);
                    }
                }

                // A server of an earlier run that is about to end takes its files with it.
                @Override
                public FileVisitResult visitFileFailed(Path path, IOException failed) throws IOException {
                    if (failed instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw failed;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
