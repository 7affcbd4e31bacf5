import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Lays out every Java file of the project by palantir-java-format: 120 columns, imports sorted, unused ones removed. It
 * is a program of its own, run on JDK 25, because a Maven plugin would run on Maven's JDK, which may be too old to read
 * our sources.
 *
 * <p>{@code Format ROOT check} only names the files that are laid out otherwise, and fails; {@code Format ROOT mend}
 * mends them.
 */
public final class Format {

    /** Folders that hold no sources, directly under the root or a module. */
    private static final Set<String> NOT_OURS = Set.of("target", "data", ".git");

    private static final int MODULE_DEPTH = 2;

    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .formatJavadoc(true)
            .build());

    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        boolean mend = arguments[1].equals("mend");
        List<Path> files = javaFiles(root);
        List<Path> others = files.parallelStream()
                .filter(file -> isLaidOutOtherwise(file, mend))
                .sorted()
                .toList();
        if (mend) {
            System.out.printf("Laid out %d of %d files anew.%n", others.size(), files.size());
        } else if (!others.isEmpty()) {
            System.out.println("Not laid out as agreed:");
            others.forEach(file -> System.out.println("  " + root.relativize(file)));
            System.out.println("Mend with: ./mvnw -q -N verify -Dformat=mend");
            System.exit(1);
        }
    }

    private static boolean isLaidOutOtherwise(Path file, boolean mend) {
        try {
            String source = Files.readString(file);
            String laidOut = FORMATTER.formatSourceAndFixImports(source);
            if (mend && !laidOut.equals(source)) {
                Files.writeString(file, laidOut);
            }
            return !laidOut.equals(source);
        } catch (FormatterException e) {
            throw new IllegalStateException(file + " can't be parsed: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> javaFiles(Path root) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                int depth = root.relativize(directory).getNameCount();
                return depth <= MODULE_DEPTH
                                && NOT_OURS.contains(directory.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".java")) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }
}
