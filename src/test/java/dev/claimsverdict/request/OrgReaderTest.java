package dev.claimsverdict.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.claimsverdict.idp.Org;
import dev.claimsverdict.json.Reading;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An org's settings, standing alone")
class OrgReaderTest {

    @Test
    @DisplayName("absent members have their defaults")
    void defaults() {
        assertEquals(new Reading.Read<>(Org.DEFAULT), OrgReader.read("{}"));
        Org classic = ((Reading.Read<Org>) OrgReader.read("{\"engine\": \"CLASSIC\"}")).value();
        assertEquals(Org.Engine.CLASSIC, classic.engine());
        assertEquals(Org.DEFAULT.idpUsage(), classic.idpUsage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "null",
                "[]",
                "{\"engine\": \"OIE\"}",
                "{\"engines\": \"CLASSIC\"}",
                "{\"engine\": \"CLASSIC\", \"engine\": \"CLASSIC\"}"
            })
    @DisplayName("anything else is refused")
    void refused(String json) {
        assertInstanceOf(Reading.Refused.class, OrgReader.read(json));
    }
}
