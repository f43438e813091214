package dev.claimsverdict.judge;

import dev.claimsverdict.idp.IdpConfiguration;
import dev.claimsverdict.policy.PolicyRule;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.verdict.Finding;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An IdP configuration, or a change of one, to be judged (section 6).
 *
 * @param before the IdP's configuration before the change; absent for one that is new, or judged as it is
 * @param after the IdP's new, or only, configuration; absent for a deletion
 */
public record IdpRequest(
        RequestFacts facts, Optional<Subject> before, Optional<Subject> after, Evidence evidence, Context context) {

    /** The id of the IdP, if it has one that can be read. */
    public Optional<String> idpId() {
        return after.or(() -> before)
                .filter(Subject.Readable.class::isInstance)
                .flatMap(subject -> ((Subject.Readable) subject).idp().id());
    }

    /** An IdP configuration, or why it can't be read as one. */
    public sealed interface Subject {

        /**
         * A configuration.
         *
         * @param pointer where it stands: empty for a bare IdP object
         */
        record Readable(IdpConfiguration idp, String pointer) implements Subject {}

        /** Something else. */
        record Unreadable(List<Finding> findings) implements Subject {
            public Unreadable {
                findings = List.copyOf(findings);
            }
        }
    }

    /**
     * What else there is in the org.
     *
     * @param idps its other IdPs
     * @param rules its policy rules
     * @param rulesSent whether the rules came with the request, so that they are judged themselves
     */
    public record Context(List<IdpConfiguration> idps, List<PolicyRule> rules, boolean rulesSent) {

        /** Nothing is known. */
        public static final Context NONE = new Context(List.of(), List.of(), true);

        /** The org as far as the deployment knows it, around one of its IdPs. */
        public static Context of(Registry registry, Optional<String> idpId) {
            return new Context(registry.idpsWithout(idpId), registry.rules(), false);
        }

        public Context {
            idps = List.copyOf(idps);
            rules = List.copyOf(rules);
        }
    }

    /**
     * What is known of the tokens that the IdP sends.
     *
     * @param idToken a sample, which nobody verifies
     * @param samlResponse a sample of a SAML IdP, which nobody verifies either
     * @param amr the AMR values of a sample
     * @param claimsSupported from the IdP's discovery document
     */
    public record Evidence(
            Optional<String> idToken,
            Optional<String> samlResponse,
            Optional<List<String>> amr,
            Optional<Set<String>> claimsSupported) {

        /** Nothing is known. */
        public static final Evidence NONE =
                new Evidence(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        public Evidence {
            amr = amr.map(List::copyOf);
            claimsSupported = claimsSupported.map(Set::copyOf);
        }
    }
}
