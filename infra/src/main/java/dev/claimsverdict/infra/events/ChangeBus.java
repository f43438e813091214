package dev.claimsverdict.infra.events;

import dev.claimsverdict.infra.encryption.Encryption;
import dev.claimsverdict.infra.functions.LiveFunction;
import dev.claimsverdict.infra.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Match;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * Receives changes of IdPs: on a bus for the deployment's own events, and on Okta's partner bus if there is one. Events
 * that EventBridge can't deliver within an hour go to a dead-letter queue.
 */
public final class ChangeBus extends Construct {

    /** The detail-type of docs/events.md. */
    public static final String OWN_DETAIL_TYPE = "IdP Configuration Change";

    private static final int RETRIES = 24;
    private static final Duration MAX_AGE = Duration.hours(1);

    private final Queue undelivered;
    private final List<NamedRule> rules = new ArrayList<>();

    /** The buses whose changes this function judges. */
    public ChangeBus(
            Construct scope, String id, Settings.Events settings, LiveFunction function, Encryption encryption) {
        super(scope, id);
        undelivered = DeadLetters.withoutTheKey(this, "Undelivered");
        EventBus bus = EventBus.Builder.create(this, "Bus")
                .description("Changes of IdPs, to be judged by Claims Verdict")
                .kmsKey(encryption.key())
                .deadLetterQueue(undelivered)
                .build();
        DeadLetters.takeFrom(bus, undelivered);
        Rule own = Rule.Builder.create(this, "OwnChanges")
                .description("Changes that your own systems send")
                .eventBus(bus)
                .eventPattern(EventPattern.builder()
                        .detailType(List.of(OWN_DETAIL_TYPE))
                        .build())
                .targets(List.of(target(function)))
                .build();
        rules.add(NamedRule.of(own, bus.getEventBusName(), 1));
        settings.oktaEventSource().ifPresent(source -> {
            EventBus partner = EventBus.Builder.create(this, "OktaBus")
                    .description("Okta's log stream")
                    .eventSourceName(source)
                    .kmsKey(encryption.key())
                    .deadLetterQueue(undelivered)
                    .build();
            DeadLetters.takeFrom(partner, undelivered);
            Rule okta = Rule.Builder.create(this, "OktaChanges")
                    .description("Events about IdPs from Okta's System Log")
                    .eventBus(partner)
                    .eventPattern(EventPattern.builder()
                            .source(Match.prefix("aws.partner/okta.com/"))
                            .detail(Map.of("eventType", Match.prefix("system.idp.")))
                            .build())
                    .targets(List.of(target(function)))
                    .build();
            rules.add(NamedRule.of(okta, source, source.split("/").length));
        });
        CfnOutput.Builder.create(this, "Name")
                .description("The bus for changes; send them with detail-type " + OWN_DETAIL_TYPE)
                .value(bus.getEventBusName())
                .build()
                .overrideLogicalId("ChangeBusName");
    }

    private LambdaFunction target(LiveFunction function) {
        return LambdaFunction.Builder.create(function.alias())
                .deadLetterQueue(undelivered)
                .retryAttempts(RETRIES)
                .maxEventAge(MAX_AGE)
                .build();
    }

    /** The dead-letter queue of undelivered events. */
    public Queue undelivered() {
        return undelivered;
    }

    /** The rules that pass changes to the function. */
    public List<NamedRule> rules() {
        return List.copyOf(rules);
    }
}
