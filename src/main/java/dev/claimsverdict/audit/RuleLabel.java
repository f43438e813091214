package dev.claimsverdict.audit;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * A rule as people know it.
 *
 * @param name its name, or its id if it has none; not yet {@link Printable}
 * @param priority the lowest is asked first
 * @param catchAll whether it is Okta's own last rule of the policy
 * @param active whether the rule and its policy are active
 * @param conditions what else decides whether the rule applies, which is not evaluated here; printable
 */
public record RuleLabel(
        String id,
        String name,
        PolicyLabel policy,
        int priority,
        boolean catchAll,
        boolean active,
        List<String> conditions,
        Place place) {

    /** As Okta asks them: by policy, then by priority, the catch-all last. */
    static final Comparator<RuleLabel> ORDER = Comparator.comparing(RuleLabel::policy, PolicyLabel.ORDER)
            .thenComparing(RuleLabel::catchAll)
            .thenComparingInt(RuleLabel::priority)
            .thenComparing(RuleLabel::name)
            .thenComparing(RuleLabel::id);

    public RuleLabel {
        Objects.requireNonNull(id);
        Objects.requireNonNull(name);
        Objects.requireNonNull(policy);
        conditions = List.copyOf(conditions);
        Objects.requireNonNull(place);
    }

    /** The name of its policy; empty if the files don't have it, and not yet {@link Printable}. */
    public String policyName() {
        return policy.name();
    }

    /** Its name, printable. */
    String shown() {
        return Printable.name(name);
    }

    /** Its policy and its name, printable. */
    String withPolicy() {
        return (policy.name().isEmpty() ? "" : Printable.name(policy.name()) + " / ") + shown();
    }
}
