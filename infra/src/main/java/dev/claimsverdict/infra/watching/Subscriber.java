package dev.claimsverdict.infra.watching;

import dev.claimsverdict.infra.settings.Settings;
import dev.claimsverdict.infra.template.TemplateParameters;
import java.util.Optional;
import software.amazon.awscdk.services.sns.Subscription;
import software.amazon.awscdk.services.sns.SubscriptionProtocol;
import software.amazon.awscdk.services.sns.Topic;

/** The e-mail address that gets a topic's messages, if there is one. */
public final class Subscriber {

    private final Optional<String> email;
    private final Optional<TemplateParameters> parameters;

    /** The address of the settings or, without the CDK, of the template's parameter. */
    public Subscriber(Settings.Watch settings, Optional<TemplateParameters> parameters) {
        this.email = settings.alarmEmail().or(() -> parameters.map(TemplateParameters::alarmEmail));
        this.parameters = parameters;
    }

    /** Subscribes the address to this topic, if there is one. */
    public void to(Topic topic) {
        email.ifPresent(address -> {
            Subscription subscription = Subscription.Builder.create(topic, "Email")
                    .topic(topic)
                    .protocol(SubscriptionProtocol.EMAIL)
                    .endpoint(address)
                    .build();
            parameters.ifPresent(each -> each.onlyWithEmail(subscription));
        });
    }
}
