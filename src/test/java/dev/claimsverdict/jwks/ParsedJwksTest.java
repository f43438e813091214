package dev.claimsverdict.jwks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.token.KeySource.Keys;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("JWKS by value are parsed once, within bounds")
class ParsedJwksTest {

    private static final String OF_REGISTRY = TestKey.jwks(TestKey.ES256);
    private static final String LONG = padded(ParsedJwks.MAX_LENGTH);

    private final KeyTally tally = new KeyTally();
    private final GivenKeys keys =
            new GivenKeys(new RegistryKeys(Set.of(identity(OF_REGISTRY), identity(LONG)), Set.of()), tally);

    private Keys ask(String jwks) {
        return keys.keys(Optional.of(TestKey.given(jwks)), Optional.empty(), Optional.empty());
    }

    private static String jwks(int number) {
        return TestKey.jwks(TestKey.ED25519).replace("ed-1", "ed-" + number);
    }

    private static String spaced(int length) {
        String jwks = padded(0);
        String spaced = padded(length - identity(jwks).length());
        // A longer text takes more octets to say its length.
        return padded(length - identity(jwks).length() - (identity(spaced).length() - length));
    }

    private static String padded(int length) {
        return TestKey.jwks(TestKey.ED25519).replaceFirst("\\{", "{\"x\":\"" + "x".repeat(length) + "\",");
    }

    private static String identity(String jwks) {
        return TestKey.given(jwks).identity();
    }

    @Test
    @DisplayName("the same JSON gives the same keys, however it is spaced; one member more is another JWKS")
    void once() {
        Keys first = ask(jwks(1));
        assertEquals(0, tally.counts().cacheHits());
        assertEquals(first, ask(jwks(1)));
        assertEquals(1, tally.counts().cacheHits());
        ask(jwks(1) + " ");
        assertEquals(2, tally.counts().cacheHits());
        ask(jwks(1).replaceFirst("\\{", "{\"x\":1,"));
        assertEquals(2, tally.counts().cacheHits());
    }

    @Test
    @DisplayName("256 are kept, the least recently used go first")
    void bounded() {
        for (int number = 1; number <= ParsedJwks.MAX_ENTRIES; number++) {
            ask(jwks(number));
        }
        ask(jwks(1));
        assertEquals(1, tally.counts().cacheHits());
        ask(jwks(0));
        ask(jwks(1));
        assertEquals(2, tally.counts().cacheHits(), "1 was used since 2 was");
        ask(jwks(2));
        assertEquals(2, tally.counts().cacheHits(), "2 is gone");
    }

    @Test
    @DisplayName("the registry's stay, however long they are and however many others come")
    void ofRegistry() {
        Keys first = ask(OF_REGISTRY);
        Keys longer = ask(LONG);
        for (int number = 0; number <= 2 * ParsedJwks.MAX_ENTRIES; number++) {
            ask(jwks(number));
        }
        assertEquals(0, tally.counts().cacheHits());
        assertEquals(first, ask(OF_REGISTRY));
        assertEquals(longer, ask(LONG));
        assertEquals(2, tally.counts().cacheHits());
    }

    @Test
    @DisplayName("32 Ki characters are kept, one more is read each time")
    void longTexts() {
        ask(spaced(ParsedJwks.MAX_LENGTH));
        ask(spaced(ParsedJwks.MAX_LENGTH));
        assertEquals(1, tally.counts().cacheHits());
        ask(spaced(ParsedJwks.MAX_LENGTH + 1));
        ask(spaced(ParsedJwks.MAX_LENGTH + 1));
        assertEquals(1, tally.counts().cacheHits());
    }

    @Test
    @DisplayName("what is no JWKS is not kept")
    void refused() {
        assertInstanceOf(Keys.Unavailable.class, ask("{}"));
        assertInstanceOf(Keys.Unavailable.class, ask("{}"));
        assertEquals(0, tally.counts().cacheHits());
    }
}
