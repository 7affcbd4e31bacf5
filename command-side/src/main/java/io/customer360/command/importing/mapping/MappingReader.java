package io.customer360.command.importing.mapping;

import io.customer360.command.importing.mapping.Mapping.Format;
import io.customer360.command.importing.mapping.Mapping.Layout;
import io.customer360.command.importing.mapping.RecordTemplates.AddressTemplate;
import io.customer360.command.importing.mapping.RecordTemplates.ContactTemplate;
import io.customer360.command.importing.mapping.RecordTemplates.CustomerTemplate;
import io.customer360.command.importing.mapping.RecordTemplates.LineTemplate;
import io.customer360.command.importing.mapping.RecordTemplates.ProfileTemplate;
import io.customer360.command.importing.mapping.RecordTemplates.PurchaseTemplate;
import io.customer360.command.importing.mapping.RecordTemplates.RatingTemplate;
import io.customer360.command.importing.mapping.RecordTemplates.ReferenceTemplate;
import io.customer360.command.importing.mapping.RecordTemplates.ResolutionTemplate;
import io.customer360.command.importing.mapping.RecordTemplates.ResponseTemplate;
import io.customer360.command.importing.mapping.RecordTemplates.ServiceCaseTemplate;
import io.customer360.events.contact.Channel;
import io.customer360.events.contact.Direction;
import io.customer360.events.customer.CustomerKind;
import io.customer360.events.customer.CustomerStage;
import io.customer360.events.service.Priority;
import io.customer360.events.service.Rating;
import io.customer360.events.service.RatingScale;
import io.customer360.events.service.ServiceCaseType;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a mapping file strictly: whatever it says is understood or named as a fault, with its place. */
final class MappingReader {

    /** How many values a mapping may have, each counted as often as it is used by its name. */
    private static final int MOST_VALUES = 100_000;

    private static final int LONGEST_SOURCE = 100;

    private final Faults faults = new Faults();
    private final Map<String, List<String>> placesByColumn = new LinkedHashMap<>();
    private final Map<String, NamedValue> namedValues = new LinkedHashMap<>();
    private int values;
    private Dates dates = Dates.of(List.of(Dates.ISO), ZoneOffset.UTC, LocalTime.NOON);
    private Numbers numbers = Numbers.of('.', null);
    private String source = "";

    /** @throws InvalidMapping with everything that is wrong with it */
    Mapping read(String yaml) {
        Section root = new Section("", compose(yaml), faults);
        root.text("description");
        Layout layout = layout(root);
        source = requiredText(root, "source");
        dates = dates(root);
        numbers = numbers(root);
        namedValues(root);
        CustomerTemplate customer = customer(root);
        List<ContactTemplate> contacts =
                sections(root, "contact").stream().map(this::contact).toList();
        List<PurchaseTemplate> purchases =
                sections(root, "purchase").stream().map(this::purchase).toList();
        List<ServiceCaseTemplate> serviceCases = sections(root, "serviceCase").stream()
                .map(section -> serviceCase(section, !purchases.isEmpty()))
                .toList();
        root.refuseOtherKeys();
        faults.refuseIfAny();
        return new Mapping(layout, source, placesByColumn, customer, contacts, purchases, serviceCases);
    }

    private Node compose(String yaml) {
        if (yaml.length() > Mapping.LONGEST) {
            throw InvalidMapping.tooLong();
        }
        LoaderOptions options = new LoaderOptions();
        // A mapping has no use for shared sections, and they are the way to blow one up.
        options.setMaxAliasesForCollections(0);
        try {
            Node node = new Yaml(options).compose(new StringReader(yaml));
            if (node == null) {
                throw refused("mapping", "is empty");
            }
            return node;
        } catch (MarkedYAMLException e) {
            String place = e.getProblemMark() == null
                    ? "mapping"
                    : "mapping (line %d)".formatted(e.getProblemMark().getLine() + 1);
            throw refused(place, "is not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw refused("mapping", "is not YAML: " + Shown.shortened(String.valueOf(e.getMessage())));
        }
    }

    private static InvalidMapping refused(String place, String message) {
        return new InvalidMapping(List.of(new InvalidMapping.Fault(place, message)));
    }

    // ---- the file

    private Layout layout(Section root) {
        Format format =
                constant(root, "format", Format.CSV, text -> oneOf(Format.class, text.toUpperCase(Locale.ROOT)));
        char delimiter = constant(root, "delimiter", ',', MappingReader::delimiter);
        char quote = constant(root, "quote", '"', MappingReader::single);
        if (delimiter == quote) {
            root.fault("delimiter", "can't be the same as the quote");
        }
        Charset charset = constant(root, "charset", StandardCharsets.UTF_8, MappingReader::charset);
        List<String> columns = new ArrayList<>();
        for (Section.Item item : root.items("columns")) {
            String column = root.text(item.path(), item.node());
            if (column != null && columns.contains(column)) {
                root.fault("columns", "names '%s' twice".formatted(column));
            } else if (column != null) {
                columns.add(column);
            }
        }
        if (format == Format.NDJSON) {
            for (String key : List.of("delimiter", "quote", "columns")) {
                if (root.has(key)) {
                    root.fault(key, "means nothing for ndjson");
                }
            }
        }
        return new Layout(format, delimiter, quote, charset, columns);
    }

    private static char delimiter(String text) {
        return switch (text) {
            case "tab" -> '\t';
            default -> single(text);
        };
    }

    private static char single(String text) {
        if (text.length() != 1 || text.charAt(0) == '\n' || text.charAt(0) == '\r') {
            throw new IllegalArgumentException("has to be one character, or the word tab for the delimiter");
        }
        return text.charAt(0);
    }

    private static Charset charset(String text) {
        try {
            return Charset.forName(text);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new IllegalArgumentException("'%s' is no character set that is known here, such as UTF-8, GB18030 or"
                            .formatted(Shown.shortened(text))
                    + " windows-1252");
        }
    }

    private Dates dates(Section root) {
        ZoneId zone = constant(root, "zone", ZoneOffset.UTC, MappingReader::zone);
        LocalTime timeOfDay = constant(root, "timeOfDay", LocalTime.NOON, MappingReader::timeOfDay);
        List<String> patterns = new ArrayList<>();
        for (Section.Item item : root.items("dates")) {
            String pattern = root.text(item.path(), item.node());
            if (pattern != null && isPattern(pattern, Section.place(item.path(), item.node()))) {
                patterns.add(pattern);
            }
        }
        return Dates.of(patterns.isEmpty() ? List.of(Dates.ISO) : patterns, zone, timeOfDay);
    }

    private boolean isPattern(String pattern, String place) {
        try {
            Dates.formatter(pattern);
            return true;
        } catch (IllegalArgumentException e) {
            faults.add(place, "'%s' is no date format: %s".formatted(Shown.shortened(pattern), e.getMessage()));
            return false;
        }
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'%s' is no time zone, such as UTC or Asia/Shanghai".formatted(Shown.shortened(text)));
        }
    }

    private static LocalTime timeOfDay(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'%s' is no time of day, such as \"12:00\"".formatted(Shown.shortened(text)));
        }
    }

    private Numbers numbers(Section root) {
        Section section = root.section("numbers");
        if (section == null) {
            return Numbers.of('.', null);
        }
        char decimal = constant(section, "decimal", '.', MappingReader::single);
        Character grouping = section.has("grouping") ? constant(section, "grouping", ',', MappingReader::single) : null;
        if (grouping != null && grouping == decimal) {
            section.fault("grouping", "can't be the same as the sign before the decimals");
        }
        section.refuseOtherKeys();
        return Numbers.of(decimal, grouping);
    }

    private void namedValues(Section root) {
        Section section = root.section("values");
        if (section == null) {
            return;
        }
        for (String name : section.keys()) {
            Node node = section.node(name);
            if (node != null) {
                int before = values;
                Value value = value(section, section.under(name), node);
                namedValues.put(name, new NamedValue(value, values - before));
            }
        }
    }

    // ---- the records

    private CustomerTemplate customer(Section root) {
        Section section = root.section("customer");
        if (section == null) {
            faults.add("customer", "is missing: every row belongs to a customer");
            return new CustomerTemplate(new ReferenceTemplate("", nothing()), null);
        }
        ReferenceTemplate reference = reference(section);
        if (!section.has("name")) {
            // Nothing but a reference: the customer has to be there.
            section.text("source");
            section.refuseOtherKeys();
            return new CustomerTemplate(reference, null);
        }
        ProfileTemplate profile = new ProfileTemplate(
                required(section, "name", Function.identity()),
                required(section, "kind", text -> oneOf(CustomerKind.class, text)),
                optional(section, "stage", text -> oneOf(CustomerStage.class, text)),
                list(section, "emails"),
                list(section, "phones"),
                sections(section, "addresses").stream().map(this::address).toList(),
                categories(section),
                optional(section, "owner", Function.identity()),
                optional(section, "occurredAt", dates::instant),
                constant(section, "allowDuplicate", false, MappingReader::trueOrFalse));
        section.refuseOtherKeys();
        return new CustomerTemplate(reference, profile);
    }

    private AddressTemplate address(Section section) {
        AddressTemplate address = new AddressTemplate(
                optional(section, "label", Function.identity()),
                optional(section, "street", Function.identity()),
                optional(section, "city", Function.identity()),
                optional(section, "region", Function.identity()),
                optional(section, "postalCode", Function.identity()),
                optional(section, "country", Function.identity()));
        section.refuseOtherKeys();
        return address;
    }

    private Map<String, Field<String>> categories(Section customer) {
        Map<String, Field<String>> categories = new LinkedHashMap<>();
        Section section = customer.section("categories");
        if (section != null) {
            for (String category : section.keys()) {
                categories.put(category, required(section, category, Function.identity()));
            }
        }
        return categories;
    }

    private ContactTemplate contact(Section section) {
        ContactTemplate contact = new ContactTemplate(
                when(section),
                reference(section),
                required(section, "occurredAt", dates::instant),
                required(section, "channel", text -> oneOf(Channel.class, text)),
                optional(section, "direction", text -> oneOf(Direction.class, text)),
                required(section, "subject", Function.identity()),
                optional(section, "text", Function.identity()),
                optional(section, "contactPerson", Function.identity()),
                optional(section, "staffMember", Function.identity()),
                optional(section, "followUpOn", dates::date));
        section.refuseOtherKeys();
        return contact;
    }

    private PurchaseTemplate purchase(Section section) {
        PurchaseTemplate purchase = new PurchaseTemplate(
                when(section),
                reference(section),
                required(section, "occurredAt", dates::instant),
                optional(section, "orderNumber", Function.identity()),
                required(section, "currency", MappingReader::currency),
                sections(section, "lines").stream().map(this::line).toList());
        if (purchase.lines().isEmpty()) {
            section.fault("lines", "is missing: a purchase has one line at least");
        }
        section.refuseOtherKeys();
        return purchase;
    }

    private LineTemplate line(Section section) {
        LineTemplate line = new LineTemplate(
                when(section),
                required(section, "product", Function.identity()),
                optional(section, "description", Function.identity()),
                optional(section, "quantity", numbers::number),
                optional(section, "unitPrice", numbers::number),
                optional(section, "amount", numbers::number),
                optional(section, "unitCost", numbers::number));
        if (line.unitPrice() == null && line.amount() == null) {
            faults.add(section.place(), "needs an amount or a unitPrice");
        }
        section.refuseOtherKeys();
        return line;
    }

    private ServiceCaseTemplate serviceCase(Section section, boolean hasPurchases) {
        ServiceCaseTemplate serviceCase = new ServiceCaseTemplate(
                when(section),
                reference(section),
                required(section, "occurredAt", dates::instant),
                required(section, "type", text -> oneOf(ServiceCaseType.class, text)),
                required(section, "channel", text -> oneOf(Channel.class, text)),
                optional(section, "priority", text -> oneOf(Priority.class, text)),
                required(section, "subject", Function.identity()),
                optional(section, "text", Function.identity()),
                optional(section, "product", Function.identity()),
                optional(section, "reportedBy", Function.identity()),
                constant(section, "aboutPurchase", false, MappingReader::trueOrFalse),
                response(section.section("response")),
                resolution(section.section("resolution")),
                rating(section.section("rating")));
        if (serviceCase.aboutPurchase() && !hasPurchases) {
            section.fault("aboutPurchase", "the mapping has no purchase that the case could be about");
        }
        section.refuseOtherKeys();
        return serviceCase;
    }

    private @Nullable ResponseTemplate response(@Nullable Section section) {
        if (section == null) {
            return null;
        }
        ResponseTemplate response = new ResponseTemplate(
                when(section),
                required(section, "occurredAt", dates::instant),
                optional(section, "channel", text -> oneOf(Channel.class, text)),
                optional(section, "staffMember", Function.identity()),
                optional(section, "text", Function.identity()));
        section.refuseOtherKeys();
        return response;
    }

    private @Nullable ResolutionTemplate resolution(@Nullable Section section) {
        if (section == null) {
            return null;
        }
        ResolutionTemplate resolution = new ResolutionTemplate(
                when(section),
                required(section, "occurredAt", dates::instant),
                optional(section, "staffMember", Function.identity()),
                optional(section, "text", Function.identity()));
        section.refuseOtherKeys();
        return resolution;
    }

    private @Nullable RatingTemplate rating(@Nullable Section section) {
        if (section == null) {
            return null;
        }
        boolean satisfaction = section.has("satisfaction");
        if (satisfaction == section.has("recommendation")) {
            faults.add(section.place(), "needs either a satisfaction (1–5) or a recommendation (0–10)");
        }
        RatingScale scale = satisfaction ? RatingScale.SATISFACTION : RatingScale.RECOMMENDATION;
        RatingTemplate rating = new RatingTemplate(
                when(section),
                required(section, "occurredAt", dates::instant),
                scale,
                required(section, satisfaction ? "satisfaction" : "recommendation", text -> score(scale, text)),
                optional(section, "comment", Function.identity()));
        section.refuseOtherKeys();
        return rating;
    }

    private int score(RatingScale scale, String text) {
        BigDecimal number = numbers.number(text);
        try {
            return new Rating(scale, number.intValueExact()).value();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("'%s' is not a whole number".formatted(Shown.shortened(text)));
        }
    }

    // ---- fields

    private ReferenceTemplate reference(Section section) {
        String ownSource = section.has("source") ? requiredText(section, "source") : null;
        Field<String> id = required(section, "reference", Function.identity());
        return new ReferenceTemplate(ownSource == null ? source : ownSource, id);
    }

    private <T> Field<T> required(Section section, String key, Function<String, T> reading) {
        Field<T> field = optional(section, key, reading);
        if (field == null) {
            section.fault(key, "is missing");
            return new Field<>(recordOf(section), section.under(key), new Value.Constant(""), reading);
        }
        return field;
    }

    private <T> @Nullable Field<T> optional(Section section, String key, Function<String, T> reading) {
        Node node = section.node(key);
        return node == null ? null : field(section, section.under(key), node, reading);
    }

    private List<Field<String>> list(Section section, String key) {
        return section.items(key).stream()
                .map(item -> field(section, item.path(), item.node(), Function.<String>identity()))
                .toList();
    }

    private <T> Field<T> field(Section section, String path, Node node, Function<String, T> reading) {
        Value value = value(section, path, node);
        value.fixedTexts().forEach(text -> {
            try {
                Objects.requireNonNull(reading.apply(text));
            } catch (IllegalArgumentException e) {
                faults.add(Section.place(path, node), String.valueOf(e.getMessage()));
            }
        });
        return new Field<>(recordOf(section), path, value, reading);
    }

    private static String recordOf(Section section) {
        String path = section.path();
        int end = path.indexOf('.');
        String record = end < 0 ? path : path.substring(0, end);
        int index = record.indexOf('[');
        return index < 0 ? record : record.substring(0, index);
    }

    private static Field<String> nothing() {
        return new Field<>("customer", "customer.reference", new Value.Constant(""), Function.identity());
    }

    /** A setting of the mapping itself, which no row has a say in. */
    private <T> T constant(Section section, String key, T otherwise, Function<String, T> reading) {
        String text = section.text(key);
        if (text == null) {
            return otherwise;
        }
        try {
            return reading.apply(text);
        } catch (IllegalArgumentException e) {
            section.fault(key, String.valueOf(e.getMessage()));
            return otherwise;
        }
    }

    private static String requiredText(Section section, String key) {
        String text = section.text(key);
        if (text == null || text.isBlank()) {
            section.fault(key, "is missing: it names the system that the file comes from");
            return "";
        }
        boolean line = text.codePoints()
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
        if (!line || text.codePointCount(0, text.length()) > LONGEST_SOURCE) {
            section.fault(
                    key,
                    "has to be a line of at most %d characters without control characters".formatted(LONGEST_SOURCE));
            return "";
        }
        return text;
    }

    private List<Section> sections(Section section, String key) {
        return section.items(key).stream()
                .map(item -> new Section(item.path(), item.node(), faults))
                .toList();
    }

    private static boolean trueOrFalse(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("has to be true or false");
        };
    }

    private static Currency currency(String text) {
        try {
            return Currency.getInstance(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'%s' is no currency of ISO 4217, such as CNY or USD".formatted(Shown.shortened(text)));
        }
    }

    private static <E extends Enum<E>> E oneOf(Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'%s' is none of %s"
                        .formatted(
                                Shown.shortened(text),
                                Arrays.stream(type.getEnumConstants())
                                        .map(Enum::name)
                                        .collect(Collectors.joining(", ")))));
    }

    // ---- values

    /** @param values how many values it consists of, itself among them */
    private record NamedValue(Value value, int values) {}

    private Value value(Section owner, String path, Node node) {
        values++;
        if (!(node instanceof MappingNode)) {
            String text = owner.text(path, node);
            return new Value.Constant(text == null ? "" : text);
        }
        Section section = new Section(path, node, faults);
        Value value = origin(section);
        if (section.has("transform")) {
            value = new Value.Transformed(value, transformations(section));
        }
        if (section.has("replace")) {
            value = new Value.Replaced(value, replacements(section));
        }
        if (section.has("map")) {
            Map<String, String> map = section.texts("map");
            values += map.size();
            value = new Value.Mapped(value, map, section.text("unmapped"));
        } else if (section.has("unmapped")) {
            section.fault("unmapped", "means nothing without a map");
        }
        if (section.has("format")) {
            value = new Value.DateIn(value, ownFormat(section));
        }
        String fallback = section.text("default");
        if (fallback != null) {
            value = new Value.OrElse(value, fallback);
        }
        Condition condition = when(section);
        if (!condition.equals(Condition.ALWAYS)) {
            value = new Value.When(condition, value);
        }
        section.refuseOtherKeys();
        return value;
    }

    private static final Set<String> ORIGINS =
            Set.of("column", "constant", "template", "value", "firstOf", "earliest", "latest");

    private Value origin(Section section) {
        List<String> given = ORIGINS.stream().filter(section::has).sorted().toList();
        if (given.size() != 1) {
            faults.add(
                    section.place(),
                    "needs exactly one of column, constant, template, value, firstOf, earliest, latest"
                            + (given.isEmpty() ? "" : "; it has " + String.join(", ", given)));
            return new Value.Constant("");
        }
        String key = given.getFirst();
        return switch (key) {
            case "column" -> column(section.text(key), section.placeOf(key));
            case "template" -> template(section.text(key), section.placeOf(key));
            case "value" -> namedValue(section, section.text(key));
            case "firstOf" -> new Value.FirstOf(choices(section, key));
            case "earliest" -> new Value.OneDateOf(choices(section, key), dates, true);
            case "latest" -> new Value.OneDateOf(choices(section, key), dates, false);
            default -> {
                String text = section.text(key);
                yield new Value.Constant(text == null ? "" : text);
            }
        };
    }

    private Value column(@Nullable String column, String place) {
        if (column == null) {
            return new Value.Constant("");
        }
        placesByColumn.computeIfAbsent(column, name -> new ArrayList<>()).add(place);
        return new Value.Column(column);
    }

    private Value namedValue(Section section, @Nullable String name) {
        NamedValue named = name == null ? null : namedValues.get(name);
        if (named == null) {
            section.fault(
                    "value",
                    namedValues.isEmpty()
                            ? "the mapping defines no values above"
                            : "is not among the values defined above: " + String.join(", ", namedValues.keySet()));
            return new Value.Constant("");
        }
        // Named values may use each other, and so double at every step.
        if (values + named.values() > MOST_VALUES) {
            section.fault("value", "makes the mapping consist of more than %d values".formatted(MOST_VALUES));
            return new Value.Constant("");
        }
        values += named.values();
        return named.value();
    }

    private List<Value> choices(Section section, String key) {
        List<Value> choices = section.items(key).stream()
                .map(item -> value(section, item.path(), item.node()))
                .toList();
        if (choices.isEmpty()) {
            section.fault(key, "has to list one value at least");
        }
        return choices;
    }

    private List<Transformation> transformations(Section section) {
        List<Transformation> transformations = new ArrayList<>();
        for (Section.Item item : section.items("transform")) {
            String name = section.text(item.path(), item.node());
            if (name == null) {
                continue;
            }
            try {
                transformations.add(Transformation.valueOf(name.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                faults.add(
                        Section.place(item.path(), item.node()),
                        "'%s' is none of trim, lower, upper, collapse".formatted(Shown.shortened(name)));
            }
        }
        return transformations;
    }

    private Map<String, Value> replacements(Section section) {
        Map<String, Value> replacements = new LinkedHashMap<>();
        Section inner = section.section("replace");
        if (inner != null) {
            for (String placeholder : inner.keys()) {
                Node node = inner.node(placeholder);
                if (placeholder.isEmpty()) {
                    inner.fault(placeholder, "a placeholder has one character at least");
                } else if (node != null) {
                    replacements.put(placeholder, value(inner, inner.under(placeholder), node));
                }
            }
        }
        return replacements;
    }

    private Dates ownFormat(Section section) {
        String pattern = section.text("format");
        return pattern == null || !isPattern(pattern, section.placeOf("format"))
                ? dates
                : Dates.of(List.of(pattern), dates.zone(), dates.timeOfDay());
    }

    /** {@code "{customer_id}-{#line}"}: columns in braces, {@code {#line}} and {@code {#row}}; a brace is doubled. */
    private Value template(@Nullable String text, String place) {
        List<Value> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        String template = text == null ? "" : text;
        int at = 0;
        while (at < template.length()) {
            char c = template.charAt(at);
            if ((c == '{' || c == '}') && at + 1 < template.length() && template.charAt(at + 1) == c) {
                literal.append(c);
                at += 2;
            } else if (c == '{') {
                int end = template.indexOf('}', at);
                if (end < 0) {
                    faults.add(place, "has a '{' without '}'");
                    return new Value.Constant("");
                }
                if (!literal.isEmpty()) {
                    parts.add(new Value.Constant(literal.toString()));
                    literal.setLength(0);
                }
                parts.add(placeholder(template.substring(at + 1, end), place));
                at = end + 1;
            } else if (c == '}') {
                faults.add(place, "has a '}' without '{'");
                return new Value.Constant("");
            } else {
                literal.append(c);
                at++;
            }
        }
        if (!literal.isEmpty()) {
            parts.add(new Value.Constant(literal.toString()));
        }
        return new Value.Template(List.copyOf(parts));
    }

    private Value placeholder(String name, String place) {
        return switch (name) {
            case "#line" -> new Value.LineNumber();
            case "#row" -> new Value.RowNumber();
            default -> column(name, place);
        };
    }

    // ---- conditions

    private Condition when(Section section) {
        List<Condition> conditions = new ArrayList<>();
        for (Section.Item item : section.items("when")) {
            Condition condition = condition(new Section(item.path(), item.node(), faults));
            if (condition != null) {
                conditions.add(condition);
            }
        }
        return conditions.isEmpty() ? Condition.ALWAYS : new Condition.All(List.copyOf(conditions));
    }

    private @Nullable Condition condition(Section section) {
        String column = section.text("column");
        List<String> given = List.of("is", "isNot", "in", "notIn", "present").stream()
                .filter(section::has)
                .toList();
        section.refuseOtherKeys();
        if (column == null || given.size() != 1) {
            faults.add(section.place(), "needs a column and exactly one of is, isNot, in, notIn, present");
            return null;
        }
        column(column, section.placeOf("column"));
        String key = given.getFirst();
        return switch (key) {
            case "present" -> new Condition.Present(column, constant(section, key, true, MappingReader::trueOrFalse));
            case "is", "in" -> new Condition.OneOf(column, words(section, key), true);
            default -> new Condition.OneOf(column, words(section, key), false);
        };
    }

    private static Set<String> words(Section section, String key) {
        return section.items(key).stream()
                .map(item -> section.text(item.path(), item.node()))
                .filter(word -> word != null)
                .collect(Collectors.toUnmodifiableSet());
    }
}
