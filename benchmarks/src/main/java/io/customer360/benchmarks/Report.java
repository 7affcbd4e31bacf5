package io.customer360.benchmarks;

import io.customer360.benchmarks.Measured.Target;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.svg.SVGGraphics2D;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes down what was measured: a table to read, the figures of each round, and charts. */
final class Report {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final Dimension CHART = new Dimension(900, 60);
    private static final int ROOM_AROUND_BARS = 120;
    private static final Color OURS = new Color(0x1F6FB2);
    private static final Color TARGET = new Color(0xC9CED6);
    private static final double LARGE = 10;

    private final Path directory;

    Report(Path directory) {
        this.directory = directory;
    }

    /** What a run has measured. */
    private record Run(
            Machine machine,
            Options.Size size,
            long customers,
            long seed,
            List<Measured> measured,
            Map<String, Object> details) {}

    /** @return the table */
    String write(Results results, Machine machine, Options options) throws IOException {
        Files.createDirectories(directory);
        String table = table(results.measured(), machine, options);
        Files.writeString(directory.resolve("results.md"), table);
        Files.write(
                directory.resolve("results.json"),
                JSON.writeValueAsBytes(new Run(
                        machine,
                        options.size(),
                        options.customers(),
                        options.seed(),
                        results.measured(),
                        results.details())));
        List<Figure> figures = results.measured().stream()
                .filter(Figure.class::isInstance)
                .map(Figure.class::cast)
                .toList();
        for (Chart chart : Chart.values()) {
            List<Figure> shown = figures.stream().filter(chart::shows).toList();
            Path file = directory.resolve(chart.file);
            if (shown.isEmpty()) {
                Files.deleteIfExists(file);
            } else {
                Files.writeString(file, chart(shown, chart.axis));
            }
        }
        return table;
    }

    /** Charts of figures that can be drawn to one scale. */
    private enum Chart {
        RATIOS(
                "ratios.svg",
                "of what it is held against: to the right of what is to reach is right",
                Measured.Bound.AT_LEAST),
        TIMES("times.svg", "times as long as what it is held against: to the left is right", Measured.Bound.AT_MOST),
        MILLISECONDS("milliseconds.svg", "milliseconds: to the left is right", null);

        final String file;
        final String axis;
        final Measured.@Nullable Bound bound;

        Chart(String file, String axis, Measured.@Nullable Bound bound) {
            this.file = file;
            this.axis = axis;
            this.bound = bound;
        }

        boolean shows(Figure figure) {
            if (bound == null) {
                return figure.baseline() == null && figure.unit().equals("ms");
            }
            Target target = figure.target();
            return figure.baseline() != null && target != null && target.bound() == bound;
        }
    }

    private static String table(List<Measured> measured, Machine machine, Options options) {
        StringBuilder table = new StringBuilder("%s, %d processors, %,d MB, Java %s, %s; size %s, seed %d, %s%n%n"
                .formatted(
                        machine.system(),
                        machine.processors(),
                        machine.memoryMegabytes(),
                        machine.java(),
                        String.join(", ", machine.servers()),
                        options.size().name().toLowerCase(Locale.ROOT),
                        options.seed(),
                        machine.at()));
        table.append(
                "| | what | with | measured | against | measured | ratio or value | of the rounds | to reach | |\n");
        table.append("| --- | --- | --- | ---: | --- | ---: | ---: | ---: | ---: | --- |\n");
        for (Measured one : measured) {
            table.append(
                    switch (one) {
                        case Figure figure -> row(figure);
                        case Unreachable unreachable ->
                            "| %s | %s | | | | | could not be measured: %s | | %s | no |%n"
                                    .formatted(
                                            unreachable.name(),
                                            unreachable.subject(),
                                            cell(unreachable.reason()),
                                            toReach(unreachable.target()));
                    });
        }
        return table.toString();
    }

    private static String row(Figure figure) {
        Target target = figure.target();
        return "| %s | %s | %s | %s %s | %s | %s | %s | %s–%s (%d) | %s | %s |%n"
                .formatted(
                        figure.name(),
                        figure.subject(),
                        figure.size(),
                        number(figure.subjectMedian()),
                        figure.unit(),
                        figure.baseline() == null ? "" : figure.baseline(),
                        figure.baseline() == null ? "" : number(figure.baselineMedian()) + " " + figure.unit(),
                        number(figure.median()),
                        number(figure.lowest()),
                        number(figure.highest()),
                        figure.rounds().size(),
                        toReach(target),
                        target == null ? "" : target.reachedBy(figure.median()) ? "yes" : "no");
    }

    private static String toReach(@Nullable Target target) {
        if (target == null) {
            return "";
        }
        return switch (target.bound()) {
            case AT_LEAST -> "≥ " + number(target.value());
            case AT_MOST -> "≤ " + number(target.value());
        };
    }

    /** Large numbers without decimals, small ones with as many as one reads a ratio by. */
    private static String number(double value) {
        return value >= LARGE ? "%,.0f".formatted(value) : "%.2f".formatted(value);
    }

    private static String cell(String text) {
        return text.replaceAll("\\R", " ").replace("|", "\\|");
    }

    private static String chart(List<Figure> figures, String axis) {
        DefaultCategoryDataset bars = new DefaultCategoryDataset();
        for (Figure figure : figures) {
            bars.addValue(figure.median(), "measured", figure.subject());
            Target target = figure.target();
            if (target != null) {
                bars.addValue(target.value(), "to reach", figure.subject());
            }
        }
        JFreeChart chart =
                ChartFactory.createBarChart(null, null, axis, bars, PlotOrientation.HORIZONTAL, true, false, false);
        chart.setBackgroundPaint(Color.WHITE);
        CategoryPlot plot = chart.getCategoryPlot();
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlineVisible(false);
        plot.setRangeGridlinePaint(TARGET);
        BarRenderer renderer = (BarRenderer) plot.getRenderer();
        renderer.setBarPainter(new StandardBarPainter());
        renderer.setShadowVisible(false);
        renderer.setSeriesPaint(0, OURS);
        renderer.setSeriesPaint(1, TARGET);
        int height = ROOM_AROUND_BARS + CHART.height * figures.size();
        SVGGraphics2D svg = new SVGGraphics2D(CHART.width, height);
        chart.draw(svg, new Rectangle2D.Double(0, 0, CHART.width, height));
        return svg.getSVGDocument();
    }
}
