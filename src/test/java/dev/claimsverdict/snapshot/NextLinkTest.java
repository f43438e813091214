package dev.claimsverdict.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Headers Link (RFC 8288), as Okta and others write them. */
class NextLinkTest {

    @DisplayName("the link with the relation next")
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            <https://a/?after=1>; rel="next"                              | https://a/?after=1
            <https://a/?after=1>;rel=next                                 | https://a/?after=1
            <https://a/?after=1>; REL="Next"                              | https://a/?after=1
            <https://a/>; rel="self", <https://a/?after=1,2>; rel="next"  | https://a/?after=1,2
            <https://a/?after=1>; title="x"; rel="next"                   | https://a/?after=1
            <https://a/?after=1>; rel="next", <https://b/>; rel="next"    | https://a/?after=1
            <>; rel="next"                                                | ''
            <https://a/>; rel="self"                                      |
            <https://a/>; rel="prev"                                      |
            <https://a/>                                                  |
            <https://a/; rel="next"                                       |
            https://a/; rel="next"                                        |
            ''                                                            |
            """)
    void next(String header, String target) {
        assertEquals(Optional.ofNullable(target), NextLink.in(List.of(header)));
    }

    @Test
    @DisplayName("in several headers, as Okta sends them")
    void severalHeaders() {
        assertEquals(
                Optional.of("https://a/?after=1"),
                NextLink.in(List.of("<https://a/>; rel=\"self\"", "<https://a/?after=1>; rel=\"next\"")));
        assertEquals(Optional.empty(), NextLink.in(List.of()));
    }
}
