package dev.claimsverdict.infra.events;

import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.events.Rule;

/** A rule as CloudWatch names it: by its bus and its own name. */
public record NamedRule(String bus, String name) {

    /**
     * The name comes from the end of the ARN: CloudFormation's Ref has the bus in it where that is a custom one.
     *
     * @param busSegments between slashes in the bus's name: 1 of a custom bus, more of a partner's
     */
    static NamedRule of(Rule rule, String bus, int busSegments) {
        return new NamedRule(bus, Fn.select(1 + busSegments, Fn.split("/", rule.getRuleArn())));
    }
}
