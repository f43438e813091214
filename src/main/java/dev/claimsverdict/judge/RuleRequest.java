package dev.claimsverdict.judge;

import dev.claimsverdict.policy.OrgRule;
import dev.claimsverdict.verdict.Finding;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Changes of an org's policy rules, or rules as they are, to judge (docs/rules.md, Policy rules and Configurations).
 *
 * @param pointer JSON pointer of the object that contains these rules
 * @param changes one rule, or several that change together
 */
public record RuleRequest(RequestFacts facts, String pointer, List<Change> changes) {

    public RuleRequest {
        Objects.requireNonNull(facts);
        Objects.requireNonNull(pointer);
        changes = List.copyOf(changes);
    }

    /**
     * A change of one rule.
     *
     * @param before the rule before the change; absent if it is new or judged as it is
     * @param after the rule after the change; absent if it is deleted
     * @param asItIs whether nothing changes, so that only the rule itself is judged
     */
    public record Change(Optional<Subject> before, Optional<Subject> after, boolean asItIs) {

        public Change {
            Objects.requireNonNull(before);
            Objects.requireNonNull(after);
        }

        /** A change from the one rule to the other. */
        public static Change of(Optional<Subject> before, Optional<Subject> after) {
            return new Change(before, after, false);
        }

        /** A rule that doesn't change. */
        public static Change none(Subject rule) {
            return new Change(Optional.empty(), Optional.of(rule), true);
        }
    }

    /** A policy rule, or why it can't be read as one. */
    public sealed interface Subject {

        /**
         * A rule.
         *
         * @param pointer where it is in the request
         */
        record Readable(OrgRule rule, String pointer) implements Subject {}

        /** Not a policy rule. */
        record Unreadable(List<Finding> findings) implements Subject {
            public Unreadable {
                findings = List.copyOf(findings);
            }
        }
    }
}
