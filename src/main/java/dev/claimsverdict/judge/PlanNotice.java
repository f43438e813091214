package dev.claimsverdict.judge;

import dev.claimsverdict.verdict.Finding;
import java.util.List;

/** A change of an object that is neither an IdP nor a policy rule, with the findings about it. */
public record PlanNotice(RequestFacts facts, List<Finding> findings) {

    public PlanNotice {
        findings = List.copyOf(findings);
    }
}
