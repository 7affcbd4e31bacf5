package io.customer360.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

class SettingsTest {

    private static final Path PAGE = Path.of("../docs/operations.md");
    private static final Pattern ROW =
            Pattern.compile("^\\| `(customer360\\.[a-z.-]+)` \\| `?([^`|]+?)`? \\|", Pattern.MULTILINE);
    private static final Pattern TIME = Pattern.compile("\\d+(ms|s|m|h|d)|PT?\\d.*");

    @Test
    void allStandOnThePageThatListsThemWithTheirDefaults() throws Exception {
        Map<String, String> settings = settings();

        assertThat(settings).containsEntry("customer360.commands.aggregates-remembered", "10000");
        assertThat(listed()).isEqualTo(settings);
    }

    private static Map<String, String> listed() throws IOException {
        return ROW.matcher(Files.readString(PAGE))
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1),
                        row -> inUnits(row.group(2)),
                        (one, other) -> one + " and " + other,
                        TreeMap::new));
    }

    private static Map<String, String> settings() throws ClassNotFoundException {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        Map<String, String> settings = new TreeMap<>();
        for (var found : scanner.findCandidateComponents("io.customer360")) {
            Class<?> type = Class.forName(found.getBeanClassName());
            String prefix = type.getAnnotation(ConfigurationProperties.class).value();
            for (Parameter component : type.getDeclaredConstructors()[0].getParameters()) {
                settings.put(
                        prefix + "." + dashed(component.getName()),
                        written(component.getAnnotation(DefaultValue.class)));
            }
        }
        return settings;
    }

    private static String dashed(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String written(@Nullable DefaultValue value) {
        if (value == null || value.value().length == 0) {
            return "none";
        }
        return value.value()[0].isEmpty() ? "empty" : inUnits(value.value()[0]);
    }

    /** 1m is PT1M. */
    private static String inUnits(String value) {
        return TIME.matcher(value).matches()
                ? DurationStyle.detectAndParse(value).toString()
                : value;
    }
}
