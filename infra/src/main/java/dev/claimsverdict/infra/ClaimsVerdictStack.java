package dev.claimsverdict.infra;

import dev.claimsverdict.infra.api.VerdictApi;
import dev.claimsverdict.infra.encryption.Encryption;
import dev.claimsverdict.infra.events.ChangeBus;
import dev.claimsverdict.infra.events.ChangeQueue;
import dev.claimsverdict.infra.events.NamedRule;
import dev.claimsverdict.infra.events.VerdictBus;
import dev.claimsverdict.infra.functions.Rollout;
import dev.claimsverdict.infra.functions.VerdictFunctions;
import dev.claimsverdict.infra.settings.Settings;
import dev.claimsverdict.infra.settings.Settings.Delivery;
import dev.claimsverdict.infra.template.TemplateParameters;
import dev.claimsverdict.infra.watching.Alarms;
import dev.claimsverdict.infra.watching.OnCallDashboard;
import dev.claimsverdict.infra.watching.Subscriber;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** The deployment. Connects its parts, each of which has a package of its own. */
final class ClaimsVerdictStack extends Stack {

    ClaimsVerdictStack(Construct scope, String id, StackProps props, Settings settings) {
        super(scope, id, props);
        Optional<TemplateParameters> parameters = switch (settings.build().delivery()) {
            case Delivery.Upload _ -> Optional.empty();
            case Delivery.Parameters _ -> Optional.of(new TemplateParameters(this, "Parameters"));
        };
        Encryption encryption = new Encryption(this, "Encryption");
        VerdictFunctions functions = new VerdictFunctions(this, "Functions", settings, parameters, encryption);
        VerdictApi api =
                new VerdictApi(this, "Api", settings, parameters, functions.api(), functions.authorizer(), encryption);

        ChangeBus changes = new ChangeBus(this, "Changes", settings.events(), functions.events(), encryption);
        VerdictBus verdicts = new VerdictBus(
                this,
                "Verdicts",
                functions.events(),
                changes.undelivered(),
                new Subscriber(settings.watch(), parameters),
                encryption);
        ChangeQueue queue = new ChangeQueue(
                this, "Queue", settings.events(), settings.capacity().events(), functions.events(), encryption);

        List<NamedRule> rules = new ArrayList<>(changes.rules());
        rules.add(verdicts.rule());
        Alarms alarms = new Alarms(
                this,
                "Alarms",
                settings.watch(),
                parameters,
                functions.all(),
                new Alarms.Watched(
                        api.api(),
                        api.accessLogs(),
                        settings.judge().hookSecret().isPresent() || parameters.isPresent(),
                        changes.undelivered(),
                        verdicts.failed(),
                        queue.queue(),
                        queue.deadLetters(),
                        rules),
                encryption);
        new Rollout(this, "Rollout", settings, parameters, functions.all(), alarms.ofNewVersions(), encryption);

        SequencedMap<String, Queue> queues = new LinkedHashMap<>();
        queues.put("Undelivered", changes.undelivered());
        queues.put("Failed", verdicts.failed());
        queues.put("Queue", queue.deadLetters());
        queues.put("Changes", queue.queue());
        new OnCallDashboard(this, "OnCall", alarms.notifying(), functions.all(), api.api(), queues);

        Tags.of(this).add("application", "claims-verdict");
        Tags.of(this).add("cost-centre", settings.watch().costCentre());
    }
}
