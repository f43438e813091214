package dev.claimsverdict.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.claimsverdict.testing.TestKey;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JwksByValueTest {

    @Test
    @DisplayName("two JWKS are equal if their JSON is: keys kept for one never serve another")
    void equality() {
        JwksByValue one = TestKey.given("{\"keys\":[]}");
        assertEquals(one, TestKey.given(" {\"keys\" : [ ] }"));
        assertEquals(one.hashCode(), TestKey.given(" {\"keys\" : [ ] }").hashCode());
        JwksByValue other = TestKey.given("{\"keys\":[{}]}");
        assertNotEquals(one, other);
        assertNotEquals(one.hashCode(), other.hashCode());
        assertNotEquals("{\"keys\":[]}", one);
    }
}
