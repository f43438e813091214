package dev.claimsverdict.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.claimsverdict.verdict.FindingCode;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The catalogue on the command line. */
class FindingsCommandTest {

    @ParameterizedTest
    @EnumSource
    @DisplayName("each code has a page: what it means, what to do, its source and its cause, without Markdown")
    void page(FindingCode code) {
        CliRun run = CliRun.of("findings", code.name());
        assertEquals(0, run.status());
        assertTrue(run.out().startsWith(code.name() + "\n"), run.out());
        assertTrue(run.out().contains(code.sentence() + " " + code.remedy()), run.out());
        assertTrue(run.out().contains("source: " + code.help()), run.out());
        assertTrue(run.out().contains("\nCause. "), run.out());
        assertFalse(
                run.out().contains("```")
                        || run.out().contains("**")
                        || run.out().contains("]("),
                run.out());
        assertEquals(run, CliRun.of("findings", code.name().toLowerCase(Locale.ROOT)));
    }

    @Test
    @DisplayName("an example that differs from the good token brings that token with it")
    void goodToken() {
        String page = CliRun.of("findings", FindingCode.TOKEN_EXPIRED.name()).out();
        assertTrue(page.contains("\nThe good token\n"), page);
        assertTrue(page.contains("  \"claims\""), page);
        assertFalse(CliRun.of("findings", FindingCode.PKCE_NOT_REQUIRED.name())
                .out()
                .contains("The good token"));
    }

    @Test
    @DisplayName("without a code: all of them, in their order of precedence")
    void list() {
        String list = CliRun.of("findings").out();
        int from = 0;
        for (FindingCode code : FindingCode.values()) {
            int at = list.indexOf(" " + code + "\n         " + code.sentence() + "\n", from);
            assertTrue(at >= 0, code.name());
            from = at;
        }
    }
}
