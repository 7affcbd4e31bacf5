package io.customer360.command.importing.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A map of the mapping file while it is read: knows its place, and which of its keys were asked for, so that any other
 * key is a fault.
 */
final class Section {

    private final String path;
    private final Node node;
    private final Faults faults;
    private final Map<String, Node> entries = new LinkedHashMap<>();
    private final Set<String> askedFor = new LinkedHashSet<>();

    Section(String path, Node node, Faults faults) {
        this.path = path;
        this.node = node;
        this.faults = faults;
        if (!(node instanceof MappingNode mapping)) {
            faults.add(place(), "has to be a map of keys and values");
            return;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                faults.add(place(path, tuple.getKeyNode()), "a key has to be a plain text");
                continue;
            }
            if (entries.put(key.getValue(), tuple.getValueNode()) != null) {
                faults.add(place(under(key.getValue()), key), "stands here twice");
            }
        }
    }

    String place() {
        return place(path, node);
    }

    String path() {
        return path;
    }

    Set<String> keys() {
        askedFor.addAll(entries.keySet());
        return entries.keySet();
    }

    boolean has(String key) {
        askedFor.add(key);
        return entries.containsKey(key);
    }

    @Nullable
    Node node(String key) {
        askedFor.add(key);
        return entries.get(key);
    }

    String placeOf(String key) {
        Node entry = entries.get(key);
        return place(under(key), entry == null ? node : entry);
    }

    void fault(String key, String message) {
        faults.add(placeOf(key), message);
    }

    @Nullable
    String text(String key) {
        Node entry = node(key);
        return entry == null ? null : text(under(key), entry);
    }

    /** The items of a list; a single item may stand without one. */
    List<Item> items(String key) {
        Node entry = node(key);
        return entry == null ? List.of() : items(under(key), entry);
    }

    @Nullable
    Section section(String key) {
        Node entry = node(key);
        return entry == null ? null : new Section(under(key), entry, faults);
    }

    Map<String, String> texts(String key) {
        Section section = section(key);
        if (section == null) {
            return Map.of();
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (String inner : section.keys()) {
            String text = section.text(inner);
            if (text != null) {
                texts.put(inner, text);
            }
        }
        return texts;
    }

    /** To be called when everything that is known was asked for: every other key is a fault. */
    void refuseOtherKeys() {
        for (String key : entries.keySet()) {
            if (!askedFor.contains(key)) {
                fault(key, "is not known here; known are " + String.join(", ", askedFor));
            }
        }
    }

    @Nullable
    String text(String at, Node entry) {
        if (!(entry instanceof ScalarNode scalar)) {
            faults.add(place(at, entry), "has to be a text or a number");
            return null;
        }
        if (scalar.getTag().equals(Tag.NULL)) {
            faults.add(place(at, entry), "has no value");
            return null;
        }
        return scalar.getValue();
    }

    private List<Item> items(String at, Node entry) {
        if (!(entry instanceof SequenceNode sequence)) {
            return List.of(new Item(at, entry));
        }
        List<Item> items = new ArrayList<>();
        for (Node element : sequence.getValue()) {
            items.add(new Item("%s[%d]".formatted(at, items.size() + 1), element));
        }
        return items;
    }

    String under(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    static String place(String path, Node node) {
        String named = path.isEmpty() ? "mapping" : path;
        return node.getStartMark() == null
                ? named
                : "%s (line %d)".formatted(named, node.getStartMark().getLine() + 1);
    }

    /** One element of a list, with its place. */
    record Item(String path, Node node) {}
}
