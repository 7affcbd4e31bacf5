package io.customer360.query.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.customer360.events.CustomerEvent;
import io.customer360.events.InteractionEvent;
import io.customer360.platform.json.EventJson;
import io.customer360.query.text.PhoneForms;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class DocumentPartsTest {

    private static final PhoneForms PHONES = new PhoneForms("CN");
    private static final JsonMapper JSON = EventJson.mapper();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void writesEachVersionOfADocumentAsIfItWereTheFirst(long seed) {
        List<RandomHistory.Entry> history = RandomHistory.of(seed, 30, 1);
        assertThat(history).anyMatch(entry -> entry.fact() instanceof InteractionEvent);
        assertThat(history.subList(1, history.size())).anyMatch(entry -> entry.fact() instanceof CustomerEvent);
        List<KnownProfile> versions = new ArrayList<>();
        KnownProfile known = null;

        for (RandomHistory.Entry entry : history) {
            known = KnownProfile.fold(known, entry.fact(), entry.context());
            versions.add(known);
            assertThat(written(known)).isEqualTo(asAWhole(known));
        }

        // A batch that was rolled back is folded again from an earlier one.
        for (KnownProfile earlier : versions) {
            assertThat(written(earlier)).isEqualTo(asAWhole(earlier));
        }
    }

    private static String written(KnownProfile known) {
        return new String(known.parts().document(known.profile(), PHONES), StandardCharsets.UTF_8);
    }

    private static String asAWhole(KnownProfile known) {
        return JSON.writeValueAsString(ProfileDocument.of(known.profile(), PHONES));
    }
}
