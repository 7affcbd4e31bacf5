package io.customer360.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Prometheus would take from a page of meters: the samples, and what is said about each family of them. */
public record Scrape(List<Sample> samples, Map<String, String> help, Map<String, String> types) {

    private static final Pattern COMMENT = Pattern.compile("# (HELP|TYPE) ([a-zA-Z_:][\\w:]*) (.*)");
    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (NaN|[-+]?Inf|[-+]?[\\d.]+(?:[eE][-+]?\\d+)?)(?: \\d+)?");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\",?");
    private static final Pattern PART = Pattern.compile("_(bucket|count|sum|max)$");

    /** One line. */
    public record Sample(String name, Map<String, String> labels, double value) {

        /** The name that HELP and TYPE have, where a histogram's lines have longer ones. */
        String family(Map<String, String> types) {
            return types.containsKey(name) ? name : PART.matcher(name).replaceFirst("");
        }
    }

    /** @throws AssertionError if a line is none that Prometheus understands */
    public static Scrape of(String text) {
        List<Sample> samples = new ArrayList<>();
        Map<String, String> help = new HashMap<>();
        Map<String, String> types = new HashMap<>();
        text.lines().filter(line -> !line.isEmpty()).forEach(line -> {
            Matcher comment = COMMENT.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (comment.matches()) {
                (comment.group(1).equals("HELP") ? help : types).put(comment.group(2), comment.group(3));
            } else if (sample.matches()) {
                samples.add(new Sample(sample.group(1), labels(sample.group(2)), number(sample.group(3))));
            } else {
                throw new AssertionError("Not a line of Prometheus's format: " + line);
            }
        });
        return new Scrape(samples, help, types);
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        if (text != null) {
            Matcher label = LABEL.matcher(text);
            while (label.lookingAt()) {
                labels.put(label.group(1), label.group(2));
                label.region(label.end(), text.length());
            }
            if (label.regionStart() != text.length()) {
                throw new AssertionError("Not labels of Prometheus's format: " + text);
            }
        }
        return labels;
    }

    private static double number(String text) {
        return text.endsWith("Inf")
                ? text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY
                : Double.parseDouble(text);
    }

    /** The one sample of this name that has these labels, which are given as names and values in turn. */
    public double value(String name, String... labels) {
        List<Sample> found = samples.stream()
                .filter(sample -> sample.name().equals(name))
                .filter(sample -> {
                    for (int i = 0; i < labels.length; i += 2) {
                        if (!labels[i + 1].equals(sample.labels().get(labels[i]))) {
                            return false;
                        }
                    }
                    return true;
                })
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("Not one sample %s %s: %s".formatted(name, List.of(labels), found));
        }
        return found.getFirst().value();
    }

    /** The samples that the product itself adds. */
    public List<Sample> ours() {
        return samples.stream()
                .filter(sample -> sample.name().startsWith("customer360_"))
                .toList();
    }

    /** What is said about the family of a sample. */
    public String helpOf(Sample sample) {
        return help.getOrDefault(sample.family(types), "");
    }

    /** Whether it is a gauge, a counter or a histogram. */
    public String typeOf(Sample sample) {
        return types.getOrDefault(sample.family(types), "");
    }
}
