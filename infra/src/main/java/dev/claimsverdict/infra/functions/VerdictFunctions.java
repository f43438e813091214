package dev.claimsverdict.infra.functions;

import dev.claimsverdict.infra.encryption.Encryption;
import dev.claimsverdict.infra.registry.RegistryLayer;
import dev.claimsverdict.infra.settings.Settings;
import dev.claimsverdict.infra.settings.Settings.Delivery;
import dev.claimsverdict.infra.settings.Settings.HookSecret;
import dev.claimsverdict.infra.template.TemplateParameters;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.SecretValue;
import software.amazon.awscdk.SecretsManagerSecretOptions;
import software.amazon.awscdk.services.lambda.CfnParametersCodeProps;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.ILayerVersion;
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

    public VerdictFunctions(
            Construct scope,
            String id,
            Settings settings,
            Optional<TemplateParameters> parameters,
            Encryption encryption) {
        super(scope, id);
        Artefact.check(settings.build());
        Optional<? extends ILayerVersion> registry = parameters
                .<ILayerVersion>map(each -> RegistryLayer.of(this, "Registry", each))
                .or(() -> settings.judge().idps().map(folder -> RegistryLayer.of(this, "Registry", folder)));
        Code code = parameters
                .<Code>map(each -> Code.fromCfnParameters(CfnParametersCodeProps.builder()
                        .bucketNameParam(each.bucket())
                        .objectKeyParam(each.key())
                        .build()))
                .orElseGet(() -> switch (settings.build().delivery()) {
                    case Delivery.Upload(Path zip) -> Code.fromAsset(zip.toString());
                    case Delivery.Parameters _ -> throw new IllegalStateException("no parameters were made");
                });
        LiveFunction.Content content = new LiveFunction.Content(code, registry, parameters);
        Map<String, String> common = new HashMap<>(settings.judge().variables());
        registry.ifPresent(_ -> common.put(
                "CLAIMS_IDPS",
                parameters
                        .map(each -> each.withRegistry(RegistryLayer.MOUNTED).toString())
                        .orElse(RegistryLayer.MOUNTED)));
        Map<String, String> withSecret = new HashMap<>(common);
        withSecret.putAll(secrets(settings.judge().hookSecret(), parameters));
        Settings.Capacity capacity = settings.capacity();
        api = new LiveFunction(
                this,
                "Api",
                new LiveFunction.Purpose(
                        "Claims Verdict: verdicts and Okta's hooks over HTTP",
                        WAITED_FOR,
                        concurrency("Api", capacity.api(), 1, parameters),
                        true,
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
                        concurrency("Authorizer", capacity.authorizer(), 1, parameters),
                        false,
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
                        // More than the queue takes where nothing is reserved: see ChangeQueue.
                        concurrency("Events", capacity.events(), 10, parameters),
                        false,
                        common),
                settings,
                content,
                encryption);
        // By these names the alias is moved back by hand.
        all().forEach((name, function) -> CfnOutput.Builder.create(this, name + "Name")
                .description("The function " + name)
                .value(function.function().getFunctionName())
                .build()
                .overrideLogicalId(name + "Function"));
    }

    private static Optional<? extends Number> concurrency(
            String function,
            Optional<Integer> reserved,
            int leastByParameter,
            Optional<TemplateParameters> parameters) {
        return parameters.isPresent() ? parameters.map(each -> each.concurrency(function, leastByParameter)) : reserved;
    }

    /** References: CloudFormation puts the values in when it deploys, and nobody before. */
    private static Map<String, String> secrets(Optional<HookSecret> secret, Optional<TemplateParameters> parameters) {
        Map<String, String> variables = new HashMap<>();
        secret.ifPresent(each -> {
            variables.put("CLAIMS_HOOK_SECRET", reference(each.secretId(), each.versionId()));
            each.nextVersionId()
                    .ifPresent(next -> variables.put("CLAIMS_HOOK_SECRET_NEXT", reference(each.secretId(), next)));
        });
        parameters.ifPresent(each -> {
            variables.put("CLAIMS_HOOK_SECRET", each.hookSecretReference());
            variables.put("CLAIMS_HOOK_SECRET_NEXT", each.nextHookSecretReference());
        });
        return variables;
    }

    private static String reference(String secretId, String versionId) {
        return SecretValue.secretsManager(
                        secretId,
                        SecretsManagerSecretOptions.builder()
                                .versionId(versionId)
                                .build())
                .unsafeUnwrap();
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
