package dev.claimsverdict.infra.functions;

import dev.claimsverdict.infra.encryption.Encryption;
import dev.claimsverdict.infra.settings.Settings;
import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * The function that CodeDeploy calls before a new version gets any calls. It sends the new versions a change of an IdP
 * and tokens to judge, and checks their verdicts. So a version that can't start gets no calls.
 */
final class BeforeTraffic extends Construct {

    /** Enough for a cold start of each of the three functions and three requests to each. */
    private static final Duration TIMEOUT = Duration.minutes(1);

    private final Function function;

    BeforeTraffic(
            Construct scope,
            String id,
            SequencedMap<String, LiveFunction> functions,
            Settings.Watch settings,
            Encryption encryption) {
        super(scope, id);
        LogGroup logs = LogGroup.Builder.create(this, "Logs")
                .retention(settings.logRetention())
                .encryptionKey(encryption.key())
                .removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
                .build();
        Role role = Role.Builder.create(this, "Role")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .build();
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of("logs:CreateLogStream", "logs:PutLogEvents"))
                .resources(List.of(logs.getLogGroupArn()))
                .build());
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of("lambda:InvokeFunction"))
                .resources(functions.values().stream()
                        .map(each -> each.function().getFunctionArn() + ":*")
                        .toList())
                .build());
        NagSuppressions.addResourceSuppressions(
                role,
                List.of(NagPackSuppression.builder()
                        .id("AwsSolutions-IAM5")
                        .reason(
                                "A permission for only the new version would be seconds old when it is used, and IAM takes "
                                        + "longer to propagate it. These are the deployment's own functions.")
                        .build()),
                true);
        function = Function.Builder.create(this, "Function")
                .description("Claims Verdict: checks a new version before it gets calls")
                .runtime(Runtime.NODEJS_24_X)
                .architecture(Architecture.ARM_64)
                .handler("index.handler")
                .code(Code.fromInline(code()))
                .environment(Map.of(
                        "VERSIONS",
                        functions.values().stream()
                                .map(each -> each.version().getFunctionArn())
                                .collect(Collectors.joining(","))))
                .environmentEncryption(encryption.key())
                .memorySize(128)
                .timeout(TIMEOUT)
                .role(role)
                .logGroup(logs)
                .loggingFormat(LoggingFormat.JSON)
                .build();
        encryption.key().grantDecrypt(role);
    }

    static String code() {
        try (InputStream in = Objects.requireNonNull(BeforeTraffic.class.getResourceAsStream("before-traffic.js"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Function function() {
        return function;
    }
}
