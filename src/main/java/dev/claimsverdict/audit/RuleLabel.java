package dev.claimsverdict.audit;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * What reports show about a rule.
 *
 * @param name its name, or its id if it has none; not {@link Printable} yet
 * @param priority its place in its policy: Okta tries the lowest number first
 * @param catchAll whether it is the catch-all rule, the last one of its policy
 * @param active whether the rule and its policy are active
 * @param conditions the other conditions of the rule, which aren't evaluated; printable
 * @param place where it is in the files
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

    private static final String SEPARATOR = " / ";

    /** The most characters of each of two parts, each perhaps with an apostrophe before it, that fit into one name. */
    private static final int MAX_PART = (Printable.MAX_NAME - SEPARATOR.length()) / 2 - 1;

    /** The order in which Okta tries them: by policy, then by priority, the catch-all rule last. */
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

    /** The name of its policy; empty if the files don't have the policy. Not {@link Printable} yet. */
    public String policyName() {
        return policy.name();
    }

    /** Its name, printable. */
    String shown() {
        return Printable.name(name);
    }

    /** Its policy and its name, printable. If they are too long for a name together, each is cut, so that both stay visible. */
    String withPolicy() {
        if (policy.name().isEmpty()) {
            return shown();
        }
        String whole = Printable.name(policy.name()) + SEPARATOR + shown();
        return whole.length() <= Printable.MAX_NAME
                ? whole
                : Printable.name(policy.name(), MAX_PART) + SEPARATOR + Printable.name(name, MAX_PART);
    }
}
