package dev.claimsverdict.judge;

import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.idp.IdpConfiguration;
import dev.claimsverdict.policy.OrgRule;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.verdict.Finding;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An IdP configuration, or a change of one, to judge (docs/rules.md, Configurations).
 *
 * @param before the configuration before the change; absent if the IdP is new or judged as it is
 * @param after the new or only configuration; absent for a deletion
 */
public record IdpRequest(
        RequestFacts facts, Optional<Subject> before, Optional<Subject> after, Evidence evidence, Context context) {

    /** The id of the IdP, if it has one that can be read. */
    public Optional<String> idpId() {
        return after.or(() -> before)
                .filter(Subject.Readable.class::isInstance)
                .flatMap(subject -> ((Subject.Readable) subject).idp().id());
    }

    /** The same request, judged by another edition of the AMR table. */
    IdpRequest by(AmrTable table) {
        return new IdpRequest(facts.by(table), before, after, evidence, context);
    }

    /** An IdP configuration, or why it can't be read as one. */
    public sealed interface Subject {

        /**
         * A configuration.
         *
         * @param pointer where it is in the request; empty for a bare IdP object
         */
        record Readable(IdpConfiguration idp, String pointer) implements Subject {}

        /** Not an IdP configuration. */
        record Unreadable(List<Finding> findings) implements Subject {
            public Unreadable {
                findings = List.copyOf(findings);
            }
        }
    }

    /**
     * The rest of the org.
     *
     * @param idps the other IdPs
     * @param rules the policy rules
     * @param source where they come from; rules that came with the request are judged, too
     */
    public record Context(List<IdpConfiguration> idps, List<OrgRule> rules, Source source) {

        /** Nothing is known. */
        public static final Context NONE = new Context(List.of(), List.of(), Source.REQUEST);

        /** The org as the registry knows it, without this IdP. */
        public static Context of(Registry registry, Optional<String> idpId) {
            return new Context(
                    registry.idpsWithout(idpId),
                    registry.rules().stream().map(OrgRule::ofAll).toList(),
                    Source.REGISTRY);
        }

        public Context {
            idps = List.copyOf(idps);
            rules = List.copyOf(rules);
        }
    }

    /** Where the knowledge about the org comes from. */
    public enum Source {
        REQUEST,
        REGISTRY
    }

    /**
     * What is known about the tokens that the IdP sends.
     *
     * @param idToken a sample token, which isn't verified
     * @param samlResponse a sample SAML response, which isn't verified
     * @param amr sample AMR values
     * @param claimsSupported {@code claims_supported} of the IdP's discovery document
     * @param pointer where the evidence is in the request
     */
    public record Evidence(
            Optional<String> idToken,
            Optional<String> samlResponse,
            Optional<List<String>> amr,
            Optional<Set<String>> claimsSupported,
            String pointer) {

        /** Nothing is known. */
        public static final Evidence NONE =
                new Evidence(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), "/evidence");

        public Evidence {
            amr = amr.map(List::copyOf);
            claimsSupported = claimsSupported.map(Set::copyOf);
        }
    }
}
