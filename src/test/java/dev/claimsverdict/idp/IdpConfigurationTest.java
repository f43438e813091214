package dev.claimsverdict.idp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.claimsverdict.testing.TestIdp;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the rules read off an IdP and an org. */
class IdpConfigurationTest {

    @DisplayName("R5.4 the skew is policy.maxClockSkew in milliseconds, at least none and at most 5 minutes")
    @ParameterizedTest(name = "{0} ms: {1} ms")
    @CsvSource(nullValues = "-", textBlock = """
            -,                    0
            -9223372036854775808, 0
            -1,                   0
            0,                    0
            1,                    1
            299999,               299999
            300000,               300000
            300001,               300000
            9223372036854775807,  300000
            """)
    void clockSkew(Long maxClockSkew, long skew) {
        OptionalLong millis = maxClockSkew == null ? OptionalLong.empty() : OptionalLong.of(maxClockSkew);
        IdpConfiguration any = TestIdp.configuration("OIDC", true, false);
        IdpConfiguration idp = new IdpConfiguration(
                any.id(),
                any.type(),
                any.active(),
                any.protocol(),
                new IdpConfiguration.Policy(true, false, millis),
                any.hygiene());
        assertEquals(Duration.ofMillis(skew), idp.clockSkew());
    }

    @DisplayName("R2.1 types are compared exactly")
    @ParameterizedTest(name = "{0}: OIDC {1}, SAML {2}")
    @CsvSource(textBlock = """
            OIDC,   true,  false
            SAML2,  false, true
            oidc,   false, false
            SAML,   false, false
            GOOGLE, false, false
            """)
    void types(String type, boolean oidc, boolean saml) {
        IdpConfiguration idp = TestIdp.configuration(type, true, false);
        assertEquals(oidc, idp.isOidc());
        assertEquals(saml, idp.isSaml());
    }

    @Test
    @DisplayName("R3.4 factor only is the usage FACTOR_ONLY")
    void factorOnly() {
        assertEquals(false, Org.DEFAULT.factorOnly());
        assertEquals(
                true,
                new Org(Org.Engine.IDENTITY_ENGINE, true, true, false, Org.IdpUsage.FACTOR_ONLY, false).factorOnly());
    }
}
