package dev.claimsverdict.infra.events;

import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.events.Rule;

/** A rule by the two names that identify it in CloudWatch: its bus's and its own. */
public record NamedRule(String bus, String name) {

    /**
     * Takes the name from the end of the ARN, because CloudFormation's Ref also contains the bus if that is a custom
     * one.
     *
     * @param busSegments the number of parts between slashes in the bus's name: 1 for a custom bus, more for a
     *     partner's
     */
    static NamedRule of(Rule rule, String bus, int busSegments) {
        return new NamedRule(bus, Fn.select(1 + busSegments, Fn.split("/", rule.getRuleArn())));
    }
}
