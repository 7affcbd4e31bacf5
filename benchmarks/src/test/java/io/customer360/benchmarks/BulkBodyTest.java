package io.customer360.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BulkBodyTest {

    private static BulkBody elsewhere(String body) {
        return BulkBody.elsewhere(body.getBytes(StandardCharsets.UTF_8), "plain-");
    }

    private static String text(BulkBody body) {
        return new String(body.bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void namesAnotherAliasAndLeavesDocumentsAsTheyAre() {
        BulkBody body = elsewhere("""
            {"index":{"_id":"1","_index":"customers","require_alias":true,"version":3,"version_type":"external"}}
            {"name":"曾国藩","note":"\\"_index\\":\\"customers\\""}
            {"index":{"_id":"2","_index":"timeline-12"}}
            {"_index":"timeline-12"}
            {"index":{"_id":"3","_index":"timeline-for-0123456789abcdef"}}
            {"a":1}
            {"index":{"_id":"4","_index":"timeline-of-run-7"}}
            {"a":1}
            """);

        assertThat(text(body)).isEqualTo("""
            {"index":{"_id":"1","_index":"plain-customers","require_alias":true,"version":3,"version_type":"external"}}
            {"name":"曾国藩","note":"\\"_index\\":\\"customers\\""}
            {"index":{"_id":"2","_index":"plain-timeline"}}
            {"_index":"timeline-12"}
            {"index":{"_id":"3","_index":"plain-timeline"}}
            {"a":1}
            {"index":{"_id":"4","_index":"plain-timeline"}}
            {"a":1}
            """);
        assertThat(body.documents()).isEqualTo(4);
    }

    @Test
    void takesNoDocumentAfterADeletion() {
        BulkBody body = elsewhere("""
            {"delete":{"_index":"customers-1","_id":"1"}}
            {"index":{"_index":"customers-1","_id":"2"}}
            {"a":1}
            """);

        assertThat(text(body)).isEqualTo("""
            {"delete":{"_index":"plain-customers","_id":"1"}}
            {"index":{"_index":"plain-customers","_id":"2"}}
            {"a":1}
            """);
        assertThat(body.documents()).isEqualTo(2);
    }
}
