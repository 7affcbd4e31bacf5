package io.customer360.command.platform.eventstore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * What belongs to the events of a unit of work: rows that are stored exactly if they are, and what must not be there
 * for any of it to be stored.
 */
public final class StoredTogether {

    private static final String RESOURCE = StoredTogether.class.getName();

    private final List<Row> absent = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, Long> remembered = new HashMap<>();

    private StoredTogether() {}

    /**
     * A row, or how to recognise one.
     *
     * @param table with its schema
     * @param values of the columns: a text, number or truth value each
     */
    public record Row(String table, List<String> columns, List<Object> values) {}

    /** What belongs to the events of this unit of work and all that are part of it. */
    public static StoredTogether with(UnitOfWork<?> unit) {
        return unit.root().getOrComputeResource(RESOURCE, key -> new StoredTogether());
    }

    /** If the table has a row with these values, nothing is stored. */
    public void unlessThereIs(Row row) {
        absent.add(row);
    }

    public void add(Row row) {
        rows.add(row);
    }

    /** A decision rests on this aggregate as it was at the given version. */
    void restsOn(String aggregateId, long version) {
        remembered.putIfAbsent(aggregateId, version);
    }

    List<Row> absent() {
        return absent;
    }

    List<Row> rows() {
        return rows;
    }

    /** Versions by aggregate. */
    Map<String, Long> remembered() {
        return remembered;
    }
}
