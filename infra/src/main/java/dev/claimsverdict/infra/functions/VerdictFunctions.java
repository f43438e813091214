package dev.claimsverdict.infra.functions;

import dev.claimsverdict.infra.encryption.Encryption;
import dev.claimsverdict.infra.registry.RegistryLayer;
import dev.claimsverdict.infra.settings.Settings;
import dev.claimsverdict.infra.settings.Settings.Delivery;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.SecretValue;
import software.amazon.awscdk.SecretsManagerSecretOptions;
import software.amazon.awscdk.services.lambda.CfnParametersCodeProps;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.LayerVersion;
import software.constructs.Construct;

/**
 * One artefact, three functions: each scales by itself, so that a burst of events starves no sign-in, and each has no
 * more rights and secrets than its own events need.
 */
public final class VerdictFunctions extends Construct {

    /** Whoever signs in waits for these; the longest thing in them is a fetch of keys, 1 s at most. */
    private static final Duration WAITED_FOR = Duration.seconds(3);

    /** A batch of ten messages, each with a token whose keys take the second that they may take, and a margin. */
    public static final Duration BATCH = Duration.seconds(15);

    private final LiveFunction api;
    private final LiveFunction authorizer;
    private final LiveFunction events;

    public VerdictFunctions(Construct scope, String id, Settings settings, Encryption encryption) {
        super(scope, id);
        Artefact.check(settings.build());
        Optional<LayerVersion> registry =
                settings.judge().idps().map(folder -> RegistryLayer.of(this, "Registry", folder));
        LiveFunction.Content content = switch (settings.build().delivery()) {
            case Delivery.Upload(Path zip) ->
                new LiveFunction.Content(Code.fromAsset(zip.toString()), Optional.empty(), registry);
            case Delivery.Parameters _ -> parameters(registry);
        };
        Map<String, String> common = new HashMap<>(settings.judge().variables());
        registry.ifPresent(_ -> common.put("CLAIMS_IDPS", RegistryLayer.MOUNTED));
        Map<String, String> withSecret = new HashMap<>(common);
        settings.judge()
                .hookSecret()
                .ifPresent(secret -> withSecret.put(
                        "CLAIMS_HOOK_SECRET",
                        // A reference: CloudFormation puts the value in when it deploys, and nobody before.
                        SecretValue.secretsManager(
                                        secret.secretId(),
                                        SecretsManagerSecretOptions.builder()
                                                .versionId(secret.versionId())
                                                .build())
                                .unsafeUnwrap()));
        api = new LiveFunction(
                this,
                "Api",
                new LiveFunction.Purpose(
                        "Claims Verdict: verdicts and Okta's hooks over HTTP",
                        WAITED_FOR,
                        settings.capacity().api(),
                        withSecret),
                settings,
                content,
                encryption);
        authorizer = new LiveFunction(
                this,
                "Authorizer",
                new LiveFunction.Purpose(
                        "Claims Verdict: API Gateway's authorizer",
                        WAITED_FOR,
                        settings.capacity().authorizer(),
                        common),
                settings,
                content,
                encryption);
        events = new LiveFunction(
                this,
                "Events",
                new LiveFunction.Purpose(
                        "Claims Verdict: changes from buses and queues",
                        BATCH,
                        settings.capacity().events(),
                        common),
                settings,
                content,
                encryption);
    }

    /** CloudFormation publishes a version only when something of the version changes, so its description names the key. */
    private LiveFunction.Content parameters(Optional<LayerVersion> registry) {
        CfnParameter key =
                parameter("ArtefactKey", "The key of function.zip in that bucket, another one for each build");
        Code code = Code.fromCfnParameters(CfnParametersCodeProps.builder()
                .bucketNameParam(parameter("ArtefactBucket", "The S3 bucket that function.zip is in"))
                .objectKeyParam(key)
                .build());
        return new LiveFunction.Content(code, Optional.of(key.getValueAsString()), registry);
    }

    private CfnParameter parameter(String name, String description) {
        CfnParameter parameter = CfnParameter.Builder.create(this, name)
                .type("String")
                .description(description)
                .build();
        parameter.overrideLogicalId(name);
        return parameter;
    }

    public LiveFunction api() {
        return api;
    }

    public LiveFunction authorizer() {
        return authorizer;
    }

    public LiveFunction events() {
        return events;
    }

    /** All of them, by what they are for. */
    public SequencedMap<String, LiveFunction> all() {
        return new TreeMap<>(Map.of("Api", api, "Authorizer", authorizer, "Events", events));
    }
}
