package dev.claimsverdict.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How reports name a rule. */
class RuleLabelTest {

    private static RuleLabel rule(String policy, String name) {
        return new RuleLabel(
                "rul1",
                name,
                new PolicyLabel("pol1", policy, PolicyLabel.ACCESS, 1, true, true),
                1,
                false,
                true,
                List.of(),
                new Place("rules.json", "/0"));
    }

    @DisplayName("policy and name stay as they are while both fit, and are both cut otherwise")
    @ParameterizedTest(name = "policy of {0} characters, rule of {1}: {2} and {3}")
    @CsvSource(textBlock = """
        10, 10, 10, 10
        40, 37, 40, 37
        40, 38, 37, 37
        77,  1, 37,  1
        76,  1, 76,  1
        """)
    void withPolicy(int policy, int name, int policyShown, int nameShown) {
        String shown = rule("P".repeat(policy), "n".repeat(name)).withPolicy();
        String[] parts = shown.split(" / ");
        assertEquals(policyShown, parts[0].length());
        assertEquals(nameShown, parts[1].length());
        assertEquals(policyShown < policy, parts[0].endsWith("…"));
        assertEquals(nameShown < name, parts[1].endsWith("…"));
    }

    @DisplayName("a report that cuts names still shows the rule's name")
    @ParameterizedTest(name = "policy of {0} characters")
    @CsvSource({"70", "80", "200"})
    void visible(int policy) {
        String shown = Printable.name(rule("P".repeat(policy), "MFA for admins").withPolicy());
        assertTrue(shown.endsWith(" / MFA for admins"), shown);
    }

    @Test
    @DisplayName("a rule of an unknown policy is shown by its name alone")
    void withoutPolicy() {
        assertEquals("MFA for admins", rule("", "MFA for admins").withPolicy());
    }
}
