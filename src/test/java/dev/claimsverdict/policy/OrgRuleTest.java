package dev.claimsverdict.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Section 6: which IdPs a rule of the org concerns. */
class OrgRuleTest {

    private static final List<Optional<Set<String>>> CONDITIONS =
            List.of(Optional.empty(), Optional.of(Set.of()), Optional.of(Set.of("a")), Optional.of(Set.of("a", "b")));
    private static final List<Set<Optional<String>>> IDPS = List.of(
            Set.of(),
            Set.of(Optional.empty()),
            Set.of(Optional.of("a")),
            Set.of(Optional.of("c")),
            Set.of(Optional.empty(), Optional.of("b"), Optional.of("c")));

    @Test
    @DisplayName("a rule concerns some of several IdPs if it concerns one of them")
    void some() {
        for (boolean active : List.of(true, false)) {
            for (Optional<Set<String>> condition : CONDITIONS) {
                OrgRule rule = new OrgRule(new PolicyRule.Denying(""), active, condition);
                for (Set<Optional<String>> idps : IDPS) {
                    assertEquals(
                            idps.stream().anyMatch(rule::concerns), rule.concernsAny(idps), () -> rule + " " + idps);
                }
            }
        }
    }
}
