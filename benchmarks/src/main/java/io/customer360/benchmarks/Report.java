package io.customer360.benchmarks;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.svg.SVGGraphics2D;
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

    private final Path directory;

    Report(Path directory) {
        this.directory = directory;
    }

    /** What a run has measured. */
    private record Run(Machine machine, Options.Size size, List<Comparison> comparisons) {}

    /** @return the table */
    String write(List<Comparison> comparisons, Options.Size size) throws IOException {
        Files.createDirectories(directory);
        Machine machine = Machine.here();
        String table = table(comparisons, machine, size);
        Files.writeString(directory.resolve("results.md"), table);
        Files.write(directory.resolve("results.json"), JSON.writeValueAsBytes(new Run(machine, size, comparisons)));
        Files.writeString(directory.resolve("ratios.svg"), chart(comparisons));
        return table;
    }

    private static String table(List<Comparison> comparisons, Machine machine, Options.Size size) {
        StringBuilder table = new StringBuilder("%s, %d processors, %,d MB, Java %s, size %s, %s%n%n"
                .formatted(
                        machine.system(),
                        machine.processors(),
                        machine.memoryMegabytes(),
                        machine.java(),
                        size.name().toLowerCase(Locale.ROOT),
                        machine.at()));
        table.append("| what | a second | against | a second | ratio | of the rounds | to reach |\n");
        table.append("| --- | ---: | --- | ---: | ---: | ---: | ---: |\n");
        for (Comparison comparison : comparisons) {
            table.append("| %s | %,.0f %s | %s | %,.0f | %.2f | %.2f–%.2f | %s |%n"
                    .formatted(
                            comparison.subject(),
                            comparison.medianSubject(),
                            comparison.unit(),
                            comparison.baseline(),
                            comparison.medianBaseline(),
                            comparison.medianRatio(),
                            comparison.lowestRatio(),
                            comparison.highestRatio(),
                            comparison.target() == null ? "" : "%.2f".formatted(comparison.target())));
        }
        return table.toString();
    }

    private static String chart(List<Comparison> comparisons) {
        DefaultCategoryDataset ratios = new DefaultCategoryDataset();
        for (Comparison comparison : comparisons) {
            ratios.addValue(comparison.medianRatio(), "measured", comparison.subject());
            if (comparison.target() != null) {
                ratios.addValue(comparison.target(), "to reach", comparison.subject());
            }
        }
        JFreeChart chart = ChartFactory.createBarChart(
                null,
                null,
                "of what the machine does with the same bytes",
                ratios,
                PlotOrientation.HORIZONTAL,
                true,
                false,
                false);
        chart.setBackgroundPaint(Color.WHITE);
        CategoryPlot plot = chart.getCategoryPlot();
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlineVisible(false);
        plot.setRangeGridlinePaint(TARGET);
        BarRenderer bars = (BarRenderer) plot.getRenderer();
        bars.setBarPainter(new StandardBarPainter());
        bars.setShadowVisible(false);
        bars.setSeriesPaint(0, OURS);
        bars.setSeriesPaint(1, TARGET);
        int height = ROOM_AROUND_BARS + CHART.height * comparisons.size();
        SVGGraphics2D svg = new SVGGraphics2D(CHART.width, height);
        chart.draw(svg, new Rectangle2D.Double(0, 0, CHART.width, height));
        return svg.getSVGDocument();
    }
}
