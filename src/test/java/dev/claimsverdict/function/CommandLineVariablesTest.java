package dev.claimsverdict.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.claimsverdict.docs.Page;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each variable of the function has a line on docs/command-line.md: it holds there, is refused, or changes nothing. */
class CommandLineVariablesTest {

    @Test
    @DisplayName("no variable of the function is forgotten on the command line's page")
    void variables() {
        Set<String> all = Stream.of(Settings.Setting.values())
                .map(Settings.Setting::variable)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> told = Pattern.compile("`(CLAIMS_[A-Z_]+)`")
                .matcher(Page.of("docs/command-line.md").text())
                .results()
                .map(MatchResult::group)
                .map(word -> word.replace("`", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(all, told);
    }
}
