package dev.claimsverdict.judge;

import dev.claimsverdict.policy.PolicyRule;
import java.util.List;
import java.util.Optional;

/** A dry run: AMR values that nobody signed (contract section 3). For a SAML2 IdP the values of {@code session.amr}. */
public record AmrRequest(RequestFacts facts, List<String> amr, IdpReference idp, Optional<PolicyRule> rule) {

    public AmrRequest {
        amr = List.copyOf(amr);
    }
}
