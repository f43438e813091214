package dev.claimsverdict.infra.functions;

import dev.claimsverdict.infra.encryption.Encryption;
import dev.claimsverdict.infra.settings.Settings;
import dev.claimsverdict.infra.settings.Settings.Packaging;
import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.ILayerVersion;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.lambda.VersionOptions;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** One Lambda function, with a role and a log group of its own, called through its alias {@link #LIVE} only. */
public final class LiveFunction extends Construct {

    /** The alias that everything calls and that a deployment moves. */
    public static final String LIVE = "live";

    /** What Quarkus' own target/sam.jvm.yaml names. */
    private static final String FUNQY_HANDLER = "io.quarkus.funqy.lambda.FunqyStreamHandler::handleRequest";

    private final Role role;
    private final LogGroup logs;
    private final Function function;
    private final Alias alias;

    /**
     * What differs between the functions of one artefact.
     *
     * @param timeout in whole seconds
     * @param concurrency reserved; empty: what the account has left
     */
    record Purpose(
            String description, Duration timeout, Optional<Integer> concurrency, Map<String, String> variables) {}

    /**
     * The artefact of all of them.
     *
     * @param version what a version's description says. A version is published anew when it changes; empty where the CDK
     *     sees to that
     * @param registry the layer with the registry's files
     */
    record Content(Code code, Optional<String> version, Optional<? extends ILayerVersion> registry) {}

    LiveFunction(
            Construct scope, String id, Purpose purpose, Settings settings, Content content, Encryption encryption) {
        super(scope, id);
        boolean jvm = settings.build().packaging() == Packaging.JVM;
        logs = LogGroup.Builder.create(this, "Logs")
                .retention(settings.watch().logRetention())
                .encryptionKey(encryption.key())
                .build();
        role = Role.Builder.create(this, "Role")
                .description(purpose.description())
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .build();
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of("logs:CreateLogStream", "logs:PutLogEvents"))
                .resources(List.of(logs.getLogGroupArn()))
                .build());
        Map<String, String> variables = new TreeMap<>(purpose.variables());
        if (!jvm) {
            // Known to Quarkus, and set in its own target/sam.native.yaml: without it a native executable asks for
            // signals
            // that Lambda's sandbox may not give it.
            variables.put("DISABLE_SIGNAL_HANDLERS", "true");
        }
        Function.Builder builder = Function.Builder.create(this, "Function")
                .description(purpose.description())
                .code(content.code())
                .runtime(jvm ? Runtime.JAVA_25 : Runtime.PROVIDED_AL2023)
                .handler(jvm ? FUNQY_HANDLER : "bootstrap")
                .architecture(
                        switch (settings.build().cpu()) {
                            case ARM64 -> Architecture.ARM_64;
                            case X86_64 -> Architecture.X86_64;
                        })
                .memorySize(settings.capacity().memory())
                .timeout(purpose.timeout())
                .role(role)
                .logGroup(logs)
                .tracing(Tracing.ACTIVE)
                .environment(variables)
                .environmentEncryption(encryption.key())
                .layers(content.registry().stream()
                        .map(ILayerVersion.class::cast)
                        .toList());
        purpose.concurrency().ifPresent(builder::reservedConcurrentExecutions);
        if (jvm) {
            builder.snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS);
        }
        content.version()
                .ifPresent(description -> builder.currentVersionOptions(
                        VersionOptions.builder().description(description).build()));
        function = builder.build();
        // The alias publishes a version, which the warning can't know.
        Annotations.of(function).acknowledgeWarning("@aws-cdk/aws-lambda:snapStartRequirePublish");
        alias = Alias.Builder.create(this, "Live")
                .aliasName(LIVE)
                .version(function.getCurrentVersion())
                .build();
        encryption.key().grantDecrypt(role);
        NagSuppressions.addResourceSuppressions(
                role,
                List.of(NagPackSuppression.builder()
                        .id("AwsSolutions-IAM5")
                        .reason("X-Ray has no resources that putting segments could be limited to: AWS takes * only.")
                        .appliesTo(List.of("Resource::*"))
                        .build()),
                true);
    }

    /** Also lets it do that. */
    public void allow(List<String> actions, String resourceArn) {
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(actions)
                .resources(List.of(resourceArn))
                .build());
    }

    public Alias alias() {
        return alias;
    }

    public Function function() {
        return function;
    }

    public LogGroup logs() {
        return logs;
    }
}
