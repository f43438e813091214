package dev.claimsverdict.saml;

import dev.claimsverdict.verdict.Finding;
import java.util.List;

/** What came of verifying a response. */
public sealed interface SamlVerification {

    /**
     * It is genuine, and meant for this sign-in.
     *
     * @param notes what else is to be said of it
     */
    record Verified(VerifiedResponse response, List<Finding> notes) implements SamlVerification {
        public Verified {
            notes = List.copyOf(notes);
        }
    }

    /** It isn't, or nobody knows; the findings say why and have none of its text. */
    record Refused(List<Finding> findings) implements SamlVerification {
        public Refused {
            findings = List.copyOf(findings);
        }
    }
}
