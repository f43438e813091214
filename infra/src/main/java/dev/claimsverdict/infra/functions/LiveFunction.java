package dev.claimsverdict.infra.functions;

import dev.claimsverdict.infra.encryption.Encryption;
import dev.claimsverdict.infra.settings.Settings;
import dev.claimsverdict.infra.settings.Settings.Cpu;
import dev.claimsverdict.infra.settings.Settings.Packaging;
import dev.claimsverdict.infra.template.TemplateParameters;
import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.ILayerVersion;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.SystemLogLevel;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.lambda.Version;
import software.amazon.awscdk.services.lambda.VersionOptions;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** One Lambda function with its own role and log group. It is called only through its alias {@link #LIVE}. */
public final class LiveFunction extends Construct {

    /** The alias that all callers use and that a deployment moves to the new version. */
    public static final String LIVE = "live";

    /**
     * Not Funqy's own handler, which Quarkus' target/sam.jvm.yaml names, because with it the log would lack the
     * invocation's id.
     */
    private static final String JVM_HANDLER = "dev.claimsverdict.function.JvmHandler::handleRequest";

    private final Role role;
    private final LogGroup logs;
    private final Function function;
    private final Alias alias;

    /**
     * What differs between the functions of one artefact.
     *
     * @param timeout in whole seconds
     * @param concurrency the reserved concurrency; empty for none
     * @param withSecret whether the function gets the hooks' secret
     */
    record Purpose(
            String description,
            Duration timeout,
            Optional<? extends Number> concurrency,
            boolean withSecret,
            Map<String, String> variables) {}

    /**
     * What all functions of a deployment run.
     *
     * @param registry the layer with the registry's files
     * @param parameters the template's parameters; empty if the CDK deploys
     */
    record Content(Code code, Optional<? extends ILayerVersion> registry, Optional<TemplateParameters> parameters) {}

    LiveFunction(
            Construct scope, String id, Purpose purpose, Settings settings, Content content, Encryption encryption) {
        super(scope, id);
        boolean jvm = settings.build().packaging() == Packaging.JVM;
        logs = LogGroup.Builder.create(this, "Logs")
                .retention(settings.watch().logRetention())
                .encryptionKey(encryption.key())
                .removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
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
            // Quarkus reads this variable and sets it in its own target/sam.native.yaml. Without it, a native
            // executable installs signal handlers, which Lambda's sandbox may not allow.
            variables.put("DISABLE_SIGNAL_HANDLERS", "true");
        }
        Function.Builder builder = Function.Builder.create(this, "Function")
                .description(purpose.description())
                .code(content.code())
                .runtime(jvm ? Runtime.JAVA_25 : Runtime.PROVIDED_AL2023)
                .handler(jvm ? JVM_HANDLER : "bootstrap")
                .architecture(architecture(settings.build().cpu(), content.parameters()))
                .memorySize(settings.capacity().memory())
                .timeout(purpose.timeout())
                .role(role)
                .logGroup(logs)
                // Lambda's own lines for the start and end of each call say less than a decision's line and cost as
                // much.
                .loggingFormat(LoggingFormat.JSON)
                .systemLogLevelV2(SystemLogLevel.WARN)
                .tracing(Tracing.ACTIVE)
                .environment(variables)
                .environmentEncryption(encryption.key())
                // Old versions stay, so that somebody can move the alias back to one of them.
                .currentVersionOptions(version(purpose, content.parameters()));
        if (content.parameters().isEmpty()) {
            builder.layers(
                    content.registry().stream().map(ILayerVersion.class::cast).toList());
        }
        purpose.concurrency().ifPresent(builder::reservedConcurrentExecutions);
        if (jvm) {
            builder.snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS);
        }
        function = builder.build();
        content.parameters()
                .ifPresent(parameters -> content.registry()
                        .ifPresent(layer -> ((CfnFunction) function.getNode().getDefaultChild())
                                .addPropertyOverride(
                                        "Layers", parameters.withRegistry(List.of(layer.getLayerVersionArn())))));
        // The warning doesn't take into account that the alias publishes a version.
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
                        .reason(
                                "X-Ray's permission to put segments can't be limited to a resource: AWS accepts only *.")
                        .appliesTo(List.of("Resource::*"))
                        .build()),
                true);
    }

    private static Architecture architecture(Cpu cpu, Optional<TemplateParameters> parameters) {
        return parameters.map(each -> Architecture.custom(each.architecture())).orElseGet(() -> switch (cpu) {
            case ARM64 -> Architecture.ARM_64;
            case X86_64 -> Architecture.X86_64;
        });
    }

    /**
     * CloudFormation publishes a version only if the version's own properties change, so its description names what it
     * consists of.
     */
    private static VersionOptions version(Purpose purpose, Optional<TemplateParameters> parameters) {
        VersionOptions.Builder options =
                VersionOptions.builder().removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
        parameters.ifPresent(each -> options.description(each.versionOf(purpose.withSecret())));
        return options.build();
    }

    /** Lets the function take these actions on this resource. */
    public void allow(List<String> actions, String resourceArn) {
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(actions)
                .resources(List.of(resourceArn))
                .build());
    }

    /** The alias {@link #LIVE}. */
    public Alias alias() {
        return alias;
    }

    /** The version that a deployment moves the alias to. */
    public Version version() {
        return function.getCurrentVersion();
    }

    /** The function itself. */
    public Function function() {
        return function;
    }

    /** The function's log group. */
    public LogGroup logs() {
        return logs;
    }
}
