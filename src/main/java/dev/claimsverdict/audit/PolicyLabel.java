package dev.claimsverdict.audit;

import java.util.Comparator;
import java.util.Objects;

/**
 * What reports show about a policy.
 *
 * @param name not {@link Printable} yet; empty if the files have no such policy
 * @param type its {@code type}, such as ACCESS_POLICY
 * @param priority its place among the policies of its type: Okta tries the lowest number first
 * @param known whether the files contain the policy itself
 */
record PolicyLabel(String id, String name, String type, int priority, boolean active, boolean known) {

    static final String GLOBAL_SESSION = "OKTA_SIGN_ON";
    static final String ACCESS = "ACCESS_POLICY";
    static final String ROUTING = "IDP_DISCOVERY";

    /** The order of reports: the global session policies, then those of the apps. */
    static final Comparator<PolicyLabel> ORDER = Comparator.comparing(
                    (PolicyLabel policy) -> !policy.type.equals(GLOBAL_SESSION))
            .thenComparing(PolicyLabel::type)
            .thenComparing(policy -> !policy.known)
            .thenComparingInt(PolicyLabel::priority)
            .thenComparing(PolicyLabel::name)
            .thenComparing(PolicyLabel::id);

    PolicyLabel {
        Objects.requireNonNull(id);
        Objects.requireNonNull(name);
        Objects.requireNonNull(type);
    }

    /**
     * The policy of a rule, if the files don't contain the policy.
     *
     * @param id empty if the rule doesn't name its policy
     */
    static PolicyLabel unknown(String id, String type) {
        return new PolicyLabel(id, "", type, Integer.MAX_VALUE, true, false);
    }

    /** Its name and type, printable. */
    String shown() {
        String shown = name.isEmpty()
                ? id.isEmpty() ? "Policy not known" : "Policy " + Printable.name(id)
                : Printable.name(name);
        return shown + " (" + Printable.name(type) + ")";
    }
}
