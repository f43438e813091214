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
 * Three functions with the same artefact. Each scales by itself, so that a burst of events can't starve sign-ins, and
 * each has only the permissions and secrets that its own events need.
 */
public final class VerdictFunctions extends Construct {

    /** The time-out of calls that a sign-in waits for. Their longest part is fetching keys, which takes at most 1 s. */
    private static final Duration WAITED_FOR = Duration.seconds(3);

    /**
     * The time-out of calls with events: ten messages, each with a token whose keys take the whole second to fetch, and
     * a margin.
     */
    public static final Duration BATCH = Duration.seconds(15);

    private final LiveFunction api;
    private final LiveFunction authorizer;
    private final LiveFunction events;

    /** The functions, as the settings say. Throws IllegalArgumentException if the artefact doesn't match them. */
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
                        // More than the queue uses if nothing is reserved (ChangeQueue).
                        concurrency("Events", capacity.events(), 10, parameters),
                        false,
                        common),
                settings,
                content,
                encryption);
        // Needed to move the alias back by hand.
        all().forEach((name, function) -> CfnOutput.Builder.create(this, name + "Name")
                .description("The name of the function " + name)
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

    /** References to secrets. CloudFormation inserts the values when it deploys; nobody sees them before. */
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

    /** The function of the API and of Okta's hooks. */
    public LiveFunction api() {
        return api;
    }

    /** The function of API Gateway's authorizer. */
    public LiveFunction authorizer() {
        return authorizer;
    }

    /** The function of changes from buses and the queue. */
    public LiveFunction events() {
        return events;
    }

    /** All three by name: Api, Authorizer, Events. */
    public SequencedMap<String, LiveFunction> all() {
        return new TreeMap<>(Map.of("Api", api, "Authorizer", authorizer, "Events", events));
    }
}
