package io.customer360.query.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class MakersTest {

    @Test
    void knowsTheVersionsOfTheLibrariesThatDocumentsDependOn() throws IOException {
        assertThat(Makers.libraries())
                .satisfiesExactly(
                        java -> assertThat(java).matches("Java \\d+"),
                        icu -> assertThat(icu).matches("icu4j-\\d.*\\.jar"),
                        phoneNumbers -> assertThat(phoneNumbers).matches("libphonenumber-\\d.*\\.jar"),
                        json -> assertThat(json).matches("jackson-databind-\\d.*\\.jar"));
    }
}
