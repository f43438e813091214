package dev.claimsverdict.amr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** R3.1 and R3.3: the forms in which AMR values come. */
class AmrClaimTest {

    static Stream<Arguments> claims() {
        return Stream.of(
                Arguments.of(Optional.empty(), new AmrClaim.Missing(), false),
                Arguments.of(Optional.of(List.of()), new AmrClaim.Values(List.of()), false),
                Arguments.of(Optional.of(List.of("pwd")), new AmrClaim.Values(List.of("pwd")), true),
                Arguments.of(
                        Optional.of(List.of("geo", "pwd", "geo")),
                        new AmrClaim.Values(List.of("geo", "pwd", "geo")),
                        true),
                Arguments.of(Optional.of("pwd"), new AmrClaim.NotArray(List.of("pwd")), true),
                Arguments.of(Optional.of(""), new AmrClaim.NotArray(List.of("")), true),
                Arguments.of(Optional.of(1), new AmrClaim.NotArray(List.of()), true),
                Arguments.of(Optional.of(true), new AmrClaim.NotArray(List.of()), true),
                Arguments.of(Optional.of(Map.of("amr", "pwd")), new AmrClaim.NotArray(List.of()), true),
                Arguments.of(Optional.of(List.of("pwd", 1, "sms")), new AmrClaim.NotArray(List.of("pwd", "sms")), true),
                Arguments.of(Optional.of(Arrays.asList("pwd", null)), new AmrClaim.NotArray(List.of("pwd")), true),
                Arguments.of(Optional.of(List.of(List.of("pwd"))), new AmrClaim.NotArray(List.of()), true));
    }

    @DisplayName("R3.1 only an array of strings is one; R3.2 only nothing sends Okta to the access token")
    @ParameterizedTest(name = "{0}")
    @MethodSource("claims")
    void forms(Optional<Object> json, AmrClaim claim, boolean hasValues) {
        assertEquals(claim, AmrClaim.of(json));
        assertEquals(hasValues, AmrClaim.of(json).hasValues());
    }

    @Test
    @DisplayName("R3.1 a thousand values are judged, and not one more, whatever they are")
    void tooMany() {
        List<String> most = Collections.nCopies(1000, "a");
        List<Object> mixed = new ArrayList<>(most);
        mixed.add(1);
        assertEquals(new AmrClaim.Values(most), AmrClaim.of(Optional.of(most)));
        assertEquals(new AmrClaim.TooMany(), AmrClaim.of(Optional.of(Collections.nCopies(1001, "a"))));
        assertEquals(new AmrClaim.TooMany(), AmrClaim.of(Optional.of(mixed)));
        assertTrue(new AmrClaim.TooMany().hasValues());
        assertEquals(new AmrClaim.Values(most), AmrClaim.saml(List.of("a,".repeat(500), ",,", " a ,".repeat(500))));
        assertEquals(new AmrClaim.TooMany(), AmrClaim.saml(List.of("a,".repeat(1000), "a")));
    }

    static Stream<Arguments> attributes() {
        return Stream.of(
                Arguments.of(List.of("swk", "mfa", "pwd"), List.of("swk", "mfa", "pwd")),
                Arguments.of(List.of("swk,mfa,pwd"), List.of("swk", "mfa", "pwd")),
                Arguments.of(List.of("swk,mfa", "pwd"), List.of("swk", "mfa", "pwd")),
                Arguments.of(List.of(" swk ,\tmfa\n", "  pwd"), List.of("swk", "mfa", "pwd")),
                Arguments.of(List.of("swk,swk", "swk"), List.of("swk", "swk", "swk")),
                Arguments.of(List.of("s wk"), List.of("s wk")),
                Arguments.of(List.of(",swk,,pwd,", " ", ""), List.of("swk", "pwd")),
                Arguments.of(List.of(","), List.of()),
                Arguments.of(List.of(), List.of()));
    }

    @DisplayName("R3.3 several values of session.amr, one with commas, or both; white space around a value is dropped")
    @ParameterizedTest(name = "{0}")
    @MethodSource("attributes")
    void saml(List<String> attributeValues, List<String> values) {
        assertEquals(new AmrClaim.Values(values), AmrClaim.saml(attributeValues));
    }
}
