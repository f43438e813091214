package dev.claimsverdict.audit;

import java.util.Comparator;
import java.util.Objects;

/**
 * A policy as people know it.
 *
 * @param name not yet {@link Printable}; empty if the files have no such policy
 * @param type its {@code type}, such as ACCESS_POLICY
 * @param priority its place among the policies of its type; the lowest is the first
 * @param known whether the files have the policy itself
 */
record PolicyLabel(String id, String name, String type, int priority, boolean active, boolean known) {

    static final String GLOBAL_SESSION = "OKTA_SIGN_ON";
    static final String ACCESS = "ACCESS_POLICY";
    static final String ROUTING = "IDP_DISCOVERY";

    /** As Okta asks them: the global session policies, then those of the apps. */
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

    /** The policy of a rule of which only the policy's id is known, or not even that. */
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
