package dev.claimsverdict.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.event.LambdaEvent;
import dev.claimsverdict.event.UnreadableEvent;
import dev.claimsverdict.testing.HttpResult;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.testing.TestToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** JSONTestSuite, whose files a JSON parser must accept (y_), must refuse (n_) or may decide about (i_). */
class JsonTestSuiteTest {

    private static final Path FOLDER = Path.of("src/test/resources/json-test-suite/test_parsing");

    /** Valid JSON that is refused on purpose: two members of one name are ambiguous. */
    private static final Set<String> DUPLICATES =
            Set.of("y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json");

    /**
     * What the program decides about the i_ files: is it JSON as a request, in a token's payload, as an event? Numbers are
     * exact, so none is too large, unless its exponent is. Text is Unicode, without half a surrogate pair. Requests and
     * tokens are UTF-8. An event's bytes come from Lambda, which refuses what isn't JSON itself: there Jackson tells the
     * encodings of JSON apart, and what isn't UTF-8 becomes U+FFFD.
     */
    private static final String DECIDED = """
            i_number_double_huge_neg_exp.json                            | JSON    | JSON    | JSON
            i_number_huge_exp.json                                       | not     | not     | not
            i_number_neg_int_huge_exp.json                               | JSON    | JSON    | JSON
            i_number_pos_double_huge_exp.json                            | JSON    | JSON    | JSON
            i_number_real_neg_overflow.json                              | JSON    | JSON    | JSON
            i_number_real_pos_overflow.json                              | JSON    | JSON    | JSON
            i_number_real_underflow.json                                 | JSON    | JSON    | JSON
            i_number_too_big_neg_int.json                                | JSON    | JSON    | JSON
            i_number_too_big_pos_int.json                                | JSON    | JSON    | JSON
            i_number_very_big_negative_int.json                          | JSON    | JSON    | JSON
            i_object_key_lone_2nd_surrogate.json                         | not     | not     | not
            i_string_1st_surrogate_but_2nd_missing.json                  | not     | not     | not
            i_string_1st_valid_surrogate_2nd_invalid.json                | not     | not     | not
            i_string_UTF-16LE_with_BOM.json                              | not     | not     | JSON
            i_string_UTF-8_invalid_sequence.json                         | not     | not     | JSON
            i_string_UTF8_surrogate_U+D800.json                          | not     | not     | JSON
            i_string_incomplete_surrogate_and_escape_valid.json          | not     | not     | not
            i_string_incomplete_surrogate_pair.json                      | not     | not     | not
            i_string_incomplete_surrogates_escape_valid.json             | not     | not     | not
            i_string_invalid_lonely_surrogate.json                       | not     | not     | not
            i_string_invalid_surrogate.json                              | not     | not     | not
            i_string_invalid_utf-8.json                                  | not     | not     | JSON
            i_string_inverted_surrogates_U+1D11E.json                    | not     | not     | not
            i_string_iso_latin_1.json                                    | not     | not     | JSON
            i_string_lone_second_surrogate.json                          | not     | not     | not
            i_string_lone_utf8_continuation_byte.json                    | not     | not     | JSON
            i_string_not_in_unicode_range.json                           | not     | not     | JSON
            i_string_overlong_sequence_2_bytes.json                      | not     | not     | JSON
            i_string_overlong_sequence_6_bytes.json                      | not     | not     | JSON
            i_string_overlong_sequence_6_bytes_null.json                 | not     | not     | JSON
            i_string_truncated-utf-8.json                                | not     | not     | JSON
            i_string_utf16BE_no_BOM.json                                 | not     | not     | JSON
            i_string_utf16LE_no_BOM.json                                 | not     | not     | JSON
            i_structure_500_nested_arrays.json                           | not     | not     | not
            i_structure_UTF-8_BOM_empty_object.json                      | not     | not     | JSON
            """;

    private static List<Path> files() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    @Test
    @DisplayName("the suite is there, whole")
    void whole() {
        Map<String, Integer> kinds = new TreeMap<>();
        files().forEach(file -> kinds.merge(name(file).substring(0, 2), 1, Integer::sum));
        assertEquals(Map.of("i_", 35, "n_", 188, "y_", 95), kinds);
    }

    @TestFactory
    @DisplayName("y_ is JSON and n_ is not: as a request, in a token's payload, as an event and inside one")
    Stream<DynamicTest> everywhere() {
        return files().stream()
                .filter(file -> !name(file).startsWith("i_"))
                .map(file -> DynamicTest.dynamicTest(name(file), () -> {
                    boolean valid = name(file).startsWith("y_");
                    boolean distinct = !DUPLICATES.contains(name(file));
                    assertEquals(valid && distinct, isJsonAsRequest(bytes(file)), "as a request");
                    assertEquals(valid && distinct, isJsonInToken(bytes(file)), "in a token");
                    // Only the part of an event that is read has to be unambiguous.
                    assertEquals(valid, isJsonAsEvent(bytes(file)), "as an event");
                    assertEquals(valid, isJsonInEvent(bytes(file)), "in an event");
                }));
    }

    @Test
    @DisplayName("i_ is decided, and always in the same way")
    void decided() {
        StringBuilder decisions = new StringBuilder();
        files().stream()
                .filter(file -> name(file).startsWith("i_"))
                .forEach(file -> decisions.append("%-60s | %-7s | %-7s | %s%n"
                        .formatted(
                                name(file),
                                word(isJsonAsRequest(bytes(file))),
                                word(isJsonInToken(bytes(file))),
                                word(isJsonAsEvent(bytes(file))))));
        assertEquals(DECIDED, decisions.toString());
    }

    private static String word(boolean json) {
        return json ? "JSON" : "not";
    }

    /** Posts the bytes. JSON that is no request gets 422, and what isn't JSON gets 400. */
    private static boolean isJsonAsRequest(byte[] json) {
        int status = post(json).status();
        assertTrue(Set.of(400, 422).contains(status), () -> "status " + status);
        return status == 422;
    }

    private static HttpResult post(byte[] body) {
        ObjectNode event = TestApi.httpEvent(
                "POST", "/v1/amr-verdicts", Base64.getEncoder().encodeToString(body));
        return HttpResult.of(TestApi.invoke(event.put("isBase64Encoded", true).toString()));
    }

    /** Signs a good token in whose payload the bytes are the value of a claim that nobody reads. */
    private static boolean isJsonInToken(byte[] json) {
        String claims = TestToken.claims("pwd", "sms").toString();
        byte[] payload = around(claims.substring(0, claims.length() - 1) + ",\"x\":", json, "}");
        String token = TestKey.ES256.sign(payload);
        HttpResult answer = HttpResult.post("/v1/token-verdicts", TestToken.request(token, TestKey.ES256));
        if (answer.status() == 413) {
            return false;
        }
        assertEquals(200, answer.status());
        JsonNode verdict = answer.json();
        if (verdict.path("verdict").asText().equals("ACCEPTED")) {
            return true;
        }
        assertEquals("REJECTED", verdict.path("verdict").asText());
        assertTrue(Set.of("TOKEN_MALFORMED", "TOKEN_TOO_LARGE").contains(TestApi.first(verdict)), verdict::toString);
        return false;
    }

    /** Gives the bytes to the reader that Funqy calls. Nothing in the suite has the shape of an event. */
    private static boolean isJsonAsEvent(byte[] json) {
        try {
            TestApi.EVENTS.answer(TestApi.JSON.readValue(json, LambdaEvent.class), "invocation-1");
        } catch (UnreadableEvent event) {
            assertTrue(event.getMessage().startsWith("The event has an unknown shape."), event::getMessage);
            return true;
        } catch (IOException e) {
            return false;
        }
        throw new AssertionError("answered");
    }

    /** Gives a direct invocation to that reader, with the bytes in an IdP, which may have any members. */
    private static boolean isJsonInEvent(byte[] json) {
        String idp = TestIdp.oidc().toString();
        byte[] event = around(
                "{\"kind\":\"amr\",\"amr\":[\"pwd\"],\"idp\":" + idp.substring(0, idp.length() - 1) + ",\"x\":",
                json,
                "}}");
        try {
            JsonNode verdict = TestApi.EVENTS.answer(TestApi.JSON.readValue(event, LambdaEvent.class), "invocation-1");
            assertEquals("ACCEPTED", verdict.path("verdict").asText());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static byte[] around(String before, byte[] json, String after) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(before.getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(json);
        bytes.writeBytes(after.getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }
}
