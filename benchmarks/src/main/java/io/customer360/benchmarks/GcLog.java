package io.customer360.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a JVM's log of its garbage collections says about its heap, in megabytes.
 *
 * @param mostAfter the most that was left in use by a collection
 * @param mostBefore the most that was in use
 */
record GcLog(int mostAfter, int mostBefore, int collections) {

    private static final Pattern COLLECTION = Pattern.compile("Pause .*?(\\d+)M->(\\d+)M\\(\\d+M\\)");

    static GcLog read(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return of(lines);
        }
    }

    static GcLog of(Stream<String> lines) {
        return lines.map(COLLECTION::matcher)
                .filter(Matcher::find)
                .map(found -> new GcLog(Integer.parseInt(found.group(2)), Integer.parseInt(found.group(1)), 1))
                .reduce(new GcLog(0, 0, 0), GcLog::and);
    }

    private GcLog and(GcLog other) {
        return new GcLog(
                Math.max(mostAfter, other.mostAfter),
                Math.max(mostBefore, other.mostBefore),
                collections + other.collections);
    }
}
