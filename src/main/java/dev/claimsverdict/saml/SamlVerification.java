package dev.claimsverdict.saml;

import dev.claimsverdict.verdict.Finding;
import java.util.List;

/** The result of verifying a response. */
public sealed interface SamlVerification {

    /**
     * The response is genuine and meant for this sign-in.
     *
     * @param notes information about it
     */
    record Verified(VerifiedResponse response, List<Finding> notes) implements SamlVerification {
        public Verified {
            notes = List.copyOf(notes);
        }
    }

    /** Everything else. The findings say why and contain no text of the response. */
    record Refused(List<Finding> findings) implements SamlVerification {
        public Refused {
            findings = List.copyOf(findings);
        }
    }
}
