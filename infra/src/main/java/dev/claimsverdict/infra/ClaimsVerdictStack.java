package dev.claimsverdict.infra;

import dev.claimsverdict.infra.api.VerdictApi;
import dev.claimsverdict.infra.encryption.Encryption;
import dev.claimsverdict.infra.events.ChangeBus;
import dev.claimsverdict.infra.events.ChangeQueue;
import dev.claimsverdict.infra.events.VerdictBus;
import dev.claimsverdict.infra.functions.Rollout;
import dev.claimsverdict.infra.functions.VerdictFunctions;
import dev.claimsverdict.infra.settings.Settings;
import dev.claimsverdict.infra.watching.Alarms;
import dev.claimsverdict.infra.watching.OnCallDashboard;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** The deployment: puts the concerns together, each of which is a room of its own. */
final class ClaimsVerdictStack extends Stack {

    ClaimsVerdictStack(Construct scope, String id, StackProps props, Settings settings) {
        super(scope, id, props);
        Encryption encryption = new Encryption(this, "Encryption");
        VerdictFunctions functions = new VerdictFunctions(this, "Functions", settings, encryption);
        VerdictApi api = new VerdictApi(this, "Api", settings, functions.api(), functions.authorizer(), encryption);

        ChangeBus changes = new ChangeBus(this, "Changes", settings.events(), functions.events(), encryption);
        VerdictBus verdicts = new VerdictBus(
                this,
                "Verdicts",
                functions.events(),
                changes.undelivered(),
                settings.watch().alarmEmail(),
                encryption);
        ChangeQueue queue = new ChangeQueue(
                this, "Queue", settings.events(), settings.capacity().events(), functions.events(), encryption);

        SequencedMap<String, Queue> deadLetters = new LinkedHashMap<>();
        deadLetters.put("Undelivered", changes.undelivered());
        deadLetters.put("Failed", verdicts.failed());
        deadLetters.put("Queue", queue.deadLetters());
        Alarms alarms =
                new Alarms(this, "Alarms", settings.watch(), functions.all(), api.api(), deadLetters, encryption);
        new Rollout(this, "Rollout", settings.capacity().rollout(), functions.all(), alarms.ofFunctions());

        SequencedMap<String, Queue> queues = new LinkedHashMap<>(deadLetters);
        queues.put("Changes", queue.queue());
        new OnCallDashboard(this, "OnCall", alarms.all(), functions.all(), api.api(), queues);

        Tags.of(this).add("application", "claims-verdict");
        Tags.of(this).add("cost-centre", settings.watch().costCentre());
    }
}
