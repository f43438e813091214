package dev.claimsverdict.audit;

import dev.claimsverdict.docs.Page;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** docs/audit.md: what the cells mean; written by {@code -Dgolden.write=true}. */
class AuditDocumentTest {

    private static final Page PAGE = Page.of("docs/audit.md");

    @Test
    @DisplayName("the legend is that of the reports")
    void legend() {
        String rows = Words.legend().entrySet().stream()
                .map(each -> "| `" + each.getKey() + "` | " + each.getValue() + " |")
                .collect(Collectors.joining("\n"));
        PAGE.mustBe(PAGE.with("legend", "| cell | means |\n|---|---|\n" + rows));
    }
}
