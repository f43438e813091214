package dev.claimsverdict.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.answer.VerdictWriter;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestDocuments;
import dev.claimsverdict.verdict.ConfigurationVerdict;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import dev.claimsverdict.verdict.OrgVerdict;
import dev.claimsverdict.verdict.OrgVerdict.Judgement;
import dev.claimsverdict.verdict.OrgVerdict.Outcome;
import dev.claimsverdict.verdict.OrgVerdict.Reachable;
import dev.claimsverdict.verdict.Trust;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports on an org with many IdPs and rules, all of them different, stay of a size that people can use. */
class LargeOrgTest {

    private static final int IDPS = 300;
    private static final int RULES = 400;
    private static final OrgAudit AUDIT = audit(7);

    /** An org with cells by chance. */
    private static OrgAudit audit(long seed) {
        Random random = new Random(seed);
        List<String> objects = new ArrayList<>();
        List<OrgVerdict.Idp> idps = new ArrayList<>();
        for (int i = 0; i < IDPS; i++) {
            objects.add(TestDocuments.idp("0oa" + i, ""));
            Finding finding = Finding.at("/idps/" + i, FindingCode.AMR_EVIDENCE_MISSING, "Sentence " + i + ".");
            idps.add(new OrgVerdict.Idp(
                    "0oa" + i,
                    Optional.of("IdP " + i),
                    Optional.of("OIDC"),
                    new ConfigurationVerdict("d", "2025-04", Trust.NONE, List.of(finding))));
        }
        List<OrgVerdict.Rule> rules = new ArrayList<>();
        for (int r = 0; r < RULES; r++) {
            objects.add(TestDocuments.rule("rul" + r, "2FA", ""));
            rules.add(new OrgVerdict.Rule("rul" + r, Optional.empty(), Optional.empty(), OptionalLong.empty()));
        }
        List<Judgement> judgements = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
            for (Reachable reachable : Reachable.values()) {
                judgements.add(new Judgement(
                        outcome,
                        List.of("KNOWLEDGE|POSSESSION"),
                        reachable,
                        List.of(List.of("hwk", "pwd"), List.of("mfa")),
                        Outcome.STEP_UP));
            }
        }
        List<OrgVerdict.Cell> cells = new ArrayList<>();
        for (OrgVerdict.Idp idp : idps) {
            for (OrgVerdict.Rule rule : rules) {
                cells.add(new OrgVerdict.Cell(
                        idp.idpId(), rule.ruleId(), judgements.get(random.nextInt(judgements.size()))));
            }
        }
        OrgFiles files = TestDocuments.gathered(TestDocuments.objects("org.json", objects.toString()));
        return OrgAudit.of(files, new OrgVerdict("d", "2025-04", idps, rules, cells, List.of()));
    }

    @Test
    @DisplayName("the page has at most 4 MB, and says what is left out")
    void page() {
        String page = OrgPage.of(AUDIT);
        assertTrue(page.length() < 4_000_000, "" + page.length());
        assertTrue(page.contains("Left out, to keep the page usable: 220 IdPs and 100 rules."));
    }

    @Test
    @DisplayName("the text has at most a few thousand lines, and says what is left out")
    void text() {
        String text = OrgText.of(AUDIT, new OrgText.Look(120, false, false));
        assertTrue(text.lines().count() < 5000, "" + text.lines().count());
        assertTrue(text.contains("… and 240 more IdPs. --format json has all."));
        assertTrue(text.contains("… and 200 more rules. --format json has all."));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(nullValues = "-", textBlock = """
        50, -
        51, … and 1 more inactive or unreadable IdP.
        52, … and 2 more inactive or unreadable IdPs.
        """)
    @DisplayName("the text lists at most 50 inactive IdPs, and says how many more there are")
    void inactive(int number, String line) {
        List<String> objects = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            objects.add(TestDocuments.idp("0oa" + i, "").replace("ACTIVE", "INACTIVE"));
        }
        OrgFiles files = TestDocuments.gathered(TestDocuments.objects("org.json", objects.toString()));
        OrgVerdict verdict = new OrgVerdict("d", "2025-04", List.of(), List.of(), List.of(), List.of());
        String text = OrgText.of(OrgAudit.of(files, verdict), new OrgText.Look(120, false, false));
        assertEquals(line != null, text.contains("inactive or unreadable"));
        assertTrue(line == null || text.contains(line + " --format json has all."), text);
    }

    @Test
    @DisplayName("the Markdown fits into a comment")
    void markdown() {
        String markdown = OrgMarkdown.of(AUDIT);
        assertTrue(markdown.length() < 65_536, "" + markdown.length());
        assertTrue(markdown.contains("Left out: 284 IdPs and 360 rules."));
        String change = ChangeMarkdown.of(OrgChange.between(audit(8), AUDIT));
        assertTrue(change.length() < 65_536, "" + change.length());
    }

    @Test
    @DisplayName("the JSON has every cell, as if it were written as a tree")
    void json() throws IOException {
        StringWriter written = new StringWriter();
        OrgJson.write(AUDIT, written);
        JsonNode json = TestApi.json(written.toString());
        assertEquals(IDPS * RULES, json.path("matrix").size());
        assertEquals(VerdictWriter.write(AUDIT.verdict(), Integer.MAX_VALUE).toString() + "\n", written.toString());
    }

    @Test
    @DisplayName("a change of everything is told in groups")
    void change() {
        OrgChange change = OrgChange.between(audit(8), AUDIT);
        assertTrue(change.cells().size() > IDPS * RULES / 2);
        assertTrue(ChangeText.of(change, new OrgText.Look(100, false, false))
                        .lines()
                        .count()
                < 1000);
        assertTrue(ChangePage.of(change).length() < 4_000_000);
    }
}
