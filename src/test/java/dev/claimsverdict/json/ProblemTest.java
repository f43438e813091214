package dev.claimsverdict.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.claimsverdict.json.FieldError.Code;
import dev.claimsverdict.testing.TestApi;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemTest {

    @ParameterizedTest
    @CsvSource({
        "400, Bad Request",
        "401, Unauthorized",
        "404, Not Found",
        "405, Method Not Allowed",
        "413, Content Too Large",
        "415, Unsupported Media Type",
        "422, Unprocessable Content",
        "500, Internal Server Error",
    })
    @DisplayName("the title is the status's phrase (RFC 9457 section 4.2.1)")
    void titles(int status, String title) {
        assertEquals(
                TestApi.json("{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status
                        + ",\"detail\":\"Why.\",\"instance\":\"/v1/\"}"),
                Problem.of(status, "Why.").body("/v1/"));
    }

    @Test
    @DisplayName("the body lists each wrong field")
    void fields() {
        assertEquals(
                TestApi.json("[{\"pointer\":\"/a\",\"code\":\"CONFLICT\",\"detail\":\"One.\"},"
                        + "{\"pointer\":\"/b\",\"code\":\"DUPLICATE_MEMBER\","
                        + "\"detail\":\"The object has this member twice.\"}]"),
                Problem.fields(List.of(new FieldError("/a", Code.CONFLICT, "One."), FieldError.duplicate("/b")))
                        .body("/")
                        .path("errors"));
    }

    @Test
    @DisplayName("the sentence for logs has the pointers with documented names only")
    void sentence() {
        assertEquals("Why.", Problem.of(400, "Why.").sentence());
        assertEquals(
                "/a: One. Two.",
                Problem.fields(List.of(
                                new FieldError("/a", Code.CONFLICT, "One."),
                                new FieldError("/secret", Code.CONFLICT, "Two.", false)))
                        .sentence());
        assertEquals(
                "The object has this member twice.",
                Problem.duplicate("/secret").sentence());
    }

    @Test
    @DisplayName("a problem of a body can be told of something else")
    void about() {
        assertEquals(
                "The file is empty.",
                Problem.of(400, "The body is empty.").about("The file").detail());
    }

    @Test
    @DisplayName("a field or a parameter that is wrong is a 422, and a duplicate member a 400")
    void statuses() {
        assertEquals(422, Problem.field("/a", "One.").status());
        assertEquals(
                Code.INVALID_VALUE,
                Problem.field("/a", "One.").errors().getFirst().code());
        assertEquals(422, Problem.parameters(List.of()).status());
        assertEquals(400, Problem.duplicate("/a").status());
    }
}
