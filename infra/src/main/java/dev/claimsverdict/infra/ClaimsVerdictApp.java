package dev.claimsverdict.infra;

import dev.claimsverdict.infra.settings.Settings;
import dev.claimsverdict.infra.settings.Settings.Delivery;
import dev.claimsverdict.infra.settings.SettingsReader;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;

/** The CDK app. It is started by the CDK's command line, as cdk.json says, in the folder infra. */
public final class ClaimsVerdictApp {

    static final String STACK = "ClaimsVerdict";

    /** How the CDK's present version builds templates; without them it would do as its first one did. */
    static final Map<String, Object> FLAGS = Map.of(
            "@aws-cdk/core:checkSecretUsage", true,
            "@aws-cdk/core:enablePartitionLiterals", true,
            "@aws-cdk/aws-iam:minimizePolicies", true,
            "@aws-cdk/aws-lambda:recognizeLayerVersion", true,
            "@aws-cdk/aws-codedeploy:removeAlarmsFromDeploymentGroup", true,
            "@aws-cdk/aws-events:eventsTargetQueueSameAccount", true,
            "@aws-cdk/aws-events:requireEventBusPolicySid", true,
            "@aws-cdk/aws-sqs:enforceQueueEncryptionInTransit", true);

    private ClaimsVerdictApp() {}

    public static void main(String[] arguments) {
        App app = new App(AppProps.builder().context(FLAGS).build());
        try {
            stack(app, SettingsReader.read(context(app), Path.of("").toAbsolutePath()));
        } catch (IllegalArgumentException e) {
            // What is wrong is in the message; where in the code it was found helps nobody.
            System.err.println(e.getMessage());
            System.exit(1);
        }
        app.synth();
    }

    /** Adds the stack to an app, with the checks that each synthesis runs. */
    static Stack stack(App app, Settings settings) {
        StackProps.Builder props = StackProps.builder()
                .description("Claims Verdict: would Okta trust what this IdP says about a user's sign-in?");
        switch (settings.build().delivery()) {
            case Delivery.Upload _ -> {}
            // Where no CDK deploys, nothing has been bootstrapped either.
            case Delivery.Parameters _ ->
                props.synthesizer(DefaultStackSynthesizer.Builder.create()
                        .generateBootstrapVersionRule(false)
                        .build());
        }
        Stack stack = new ClaimsVerdictStack(app, STACK, props.build(), settings);
        Aspects.of(app).add(AwsSolutionsChecks.Builder.create().verbose(true).build());
        return stack;
    }

    private static Map<String, Object> context(App app) {
        Map<String, Object> context = new LinkedHashMap<>();
        if (app.getNode().getAllContext() instanceof Map<?, ?> all) {
            all.forEach((key, value) -> context.put(String.valueOf(key), value));
        }
        return context;
    }
}
