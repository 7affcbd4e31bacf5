package io.customer360.query.platform.elasticsearch;

import co.elastic.clients.json.NdJsonpSerializable;
import co.elastic.clients.util.BinaryData;
import co.elastic.clients.util.ContentType;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.customer360.query.platform.elasticsearch.BulkWriter.Document;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SequenceWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * The lines of a bulk request, written as they come: for each document one that says where it goes, and the document.
 *
 * <p>They are kept in parts of some hundred kilobytes. As one piece they would be among the objects that the garbage
 * collector treats on their own, and one by one they would be sent one by one.
 */
final class BulkBody implements NdJsonpSerializable {

    /** Enough for a customer or two, as while readers keep up; more is made if more comes. */
    private static final int FIRST_ROOM = 8 << 10;

    private static final int PART_BYTES = 192 << 10;
    private static final int ROOM = PART_BYTES + (64 << 10);

    private final List<BinaryData> parts = new ArrayList<>();
    private final Part part = new Part();
    private final SequenceWriter lines;
    private int size;

    BulkBody(JsonMapper json) {
        lines = json.writer().withRootValueSeparator("").writeValues(part);
    }

    /** What Elasticsearch is to do with the line after it. */
    private record Action(Target index) {}

    private record Target(
            @JsonProperty("_index") String index,
            @JsonProperty("_id") String id,
            @Nullable Long version,
            @JsonProperty("version_type") @Nullable String versionType,
            @JsonProperty("require_alias") boolean requireAlias) {}

    void add(String alias, Document document) {
        if (part.size() >= PART_BYTES) {
            parts.add(part.take(ROOM));
        } else if (part.size() > 0) {
            part.write('\n');
        }
        int before = part.size();
        lines.write(new Action(new Target(
                alias, document.id(), document.version(), document.version() == null ? null : "external", true)));
        lines.flush();
        part.write('\n');
        if (document.content() instanceof byte[] json) {
            part.writeBytes(json);
        } else {
            lines.write(document.content());
            lines.flush();
        }
        size += part.size() - before + 1;
    }

    /** In bytes, so far. */
    int size() {
        return size;
    }

    /** The parts end without a line feed: whoever sends them adds one to each. */
    @Override
    public Iterator<BinaryData> _serializables() {
        if (part.size() > 0) {
            parts.add(part.take(0));
        }
        return parts.iterator();
    }

    private static final class Part extends ByteArrayOutputStream {

        Part() {
            super(FIRST_ROOM);
        }

        /**
         * What was written, and begins anew.
         *
         * @param room to begin with, in bytes
         */
        BinaryData take(int room) {
            BinaryData taken = BinaryData.of(buf, 0, count, ContentType.APPLICATION_JSON);
            buf = new byte[room];
            count = 0;
            return taken;
        }
    }
}
