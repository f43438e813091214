package dev.claimsverdict.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.claimsverdict.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsTest {

    @ParameterizedTest
    @DisplayName("R5.4 a NumericDate counts seconds and may have a fraction (RFC 7519 section 2)")
    @CsvSource({
        "0, 1970-01-01T00:00:00Z",
        "1790000000, 2026-09-21T14:13:20Z",
        "1790000000.5, 2026-09-21T14:13:20.500Z",
        "179e7, 2026-09-21T14:13:20Z",
        "1e-9, 1970-01-01T00:00:00.000000001Z",
        "9e-10, 1970-01-01T00:00:00Z",
        "1e-2000000000, 1970-01-01T00:00:00Z",
        "253402300799, 9999-12-31T23:59:59Z",
    })
    void times(String number, Instant time) {
        assertEquals(Optional.of(time), time(number));
    }

    @ParameterizedTest
    @DisplayName("R5.4 a NumericDate before 1970 or after the year 9999 is none")
    @ValueSource(strings = {"-1", "-1e-9", "253402300799.1", "253402300800", "1e400", "\"0\"", "null", "true"})
    void noTimes(String json) {
        assertEquals(Optional.empty(), time(json));
    }

    private static Optional<Instant> time(String json) {
        return new Claims(JsonObject.parse("{\"iat\":" + json + "}").orElseThrow(), "/idToken").time("iat");
    }
}
