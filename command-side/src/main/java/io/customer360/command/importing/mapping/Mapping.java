package io.customer360.command.importing.mapping;

import io.customer360.command.importing.mapping.RecordTemplates.ContactTemplate;
import io.customer360.command.importing.mapping.RecordTemplates.CustomerTemplate;
import io.customer360.command.importing.mapping.RecordTemplates.PurchaseTemplate;
import io.customer360.command.importing.mapping.RecordTemplates.ServiceCaseTemplate;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How the rows of one kind of file become customers and their interactions; read from a mapping file. */
public final class Mapping {

    /** The most characters of a mapping file. */
    public static final int LONGEST = 256 * 1024;

    private final Layout layout;
    private final String source;
    private final Map<String, List<String>> placesByColumn;
    private final CustomerTemplate customer;
    private final List<ContactTemplate> contacts;
    private final List<PurchaseTemplate> purchases;
    private final List<ServiceCaseTemplate> serviceCases;

    Mapping(
            Layout layout,
            String source,
            Map<String, List<String>> placesByColumn,
            CustomerTemplate customer,
            List<ContactTemplate> contacts,
            List<PurchaseTemplate> purchases,
            List<ServiceCaseTemplate> serviceCases) {
        this.layout = layout;
        this.source = source;
        this.placesByColumn = new LinkedHashMap<>(placesByColumn);
        this.customer = customer;
        this.contacts = List.copyOf(contacts);
        this.purchases = List.copyOf(purchases);
        this.serviceCases = List.copyOf(serviceCases);
    }

    /**
     * Reads a mapping file.
     *
     * @throws InvalidMapping with everything that is wrong with it
     */
    public static Mapping read(String yaml) {
        return new MappingReader().read(yaml);
    }

    public Layout layout() {
        return layout;
    }

    /** The system that the file comes from. */
    public String source() {
        return source;
    }

    public Set<String> columns() {
        return placesByColumn.keySet();
    }

    /**
     * Compares the columns that the mapping names with those of a file.
     *
     * @throws InvalidMapping if the file lacks some
     */
    public void refuseUnknownColumns(Collection<String> columnsOfFile) {
        Faults faults = new Faults();
        placesByColumn.forEach((column, places) -> {
            if (!columnsOfFile.contains(column)) {
                places.forEach(place -> faults.add(
                        place, "the file has no column '%s'; it has %s".formatted(column, Shown.list(columnsOfFile))));
            }
        });
        faults.refuseIfAny();
    }

    /**
     * What a row says.
     *
     * @throws UnusableRow if a required field is empty or something in the row can't be read
     */
    public RowRecords records(Row row) {
        return new RowRecords(
                customer.of(row),
                applying(contacts, template -> template.of(row)),
                applying(purchases, template -> template.of(row)),
                applying(serviceCases, template -> template.of(row)));
    }

    private static <T, R> List<R> applying(List<T> templates, Function<T, @Nullable R> of) {
        List<R> records = new ArrayList<>(templates.size());
        for (T template : templates) {
            R read = of.apply(template);
            if (read != null) {
                records.add(read);
            }
        }
        return records;
    }

    /**
     * What the file looks like.
     *
     * @param columns names of the columns of a CSV file without a header; empty where the first row names them
     */
    public record Layout(Format format, char delimiter, char quote, Charset charset, List<String> columns) {}

    /** The kinds of files that can be imported. */
    public enum Format {
        /** Delimited text with a header. */
        CSV,
        /** One JSON object a line. */
        NDJSON
    }
}
