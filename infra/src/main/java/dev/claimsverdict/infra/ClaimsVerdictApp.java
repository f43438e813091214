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

/** The CDK app. The CDK's command line starts it in the folder infra (cdk.json). */
public final class ClaimsVerdictApp {

    static final String STACK = "ClaimsVerdict";

    /** The CDK's feature flags. Without them the CDK builds templates as its first version did. */
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

    /** Synthesizes the templates. Ends the process with status 1 if a setting is wrong. */
    public static void main(String[] arguments) {
        App app = new App(AppProps.builder().context(FLAGS).build());
        try {
            stack(app, SettingsReader.read(context(app), Path.of("").toAbsolutePath()));
        } catch (IllegalArgumentException e) {
            // The message says which settings are wrong. A stack trace would help nobody.
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
            // Without the CDK, nobody has bootstrapped the account either.
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
