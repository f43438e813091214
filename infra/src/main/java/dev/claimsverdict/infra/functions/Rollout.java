package dev.claimsverdict.infra.functions;

import dev.claimsverdict.infra.encryption.Encryption;
import dev.claimsverdict.infra.settings.Settings;
import dev.claimsverdict.infra.template.TemplateParameters;
import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.codedeploy.AutoRollbackConfig;
import software.amazon.awscdk.services.codedeploy.CfnDeploymentGroup;
import software.amazon.awscdk.services.codedeploy.ILambdaDeploymentConfig;
import software.amazon.awscdk.services.codedeploy.LambdaApplication;
import software.amazon.awscdk.services.codedeploy.LambdaDeploymentConfig;
import software.amazon.awscdk.services.codedeploy.LambdaDeploymentGroup;
import software.amazon.awscdk.services.lambda.CfnAlias;
import software.constructs.Construct;

/**
 * A new version is asked first, then gets a part of the calls, and goes back by itself when one of the alarms on it rings.
 * Whoever breaks the glass does without all three.
 */
public final class Rollout extends Construct {

    private static final String CONFIGURATION = "CodeDeployDefault.Lambda";

    /** @param alarms those on the new version of each function, by the same names */
    public Rollout(
            Construct scope,
            String id,
            Settings settings,
            Optional<TemplateParameters> parameters,
            SequencedMap<String, LiveFunction> functions,
            Map<String, List<Alarm>> alarms,
            Encryption encryption) {
        super(scope, id);
        boolean guarded = !settings.capacity().breakGlass();
        LambdaApplication application =
                LambdaApplication.Builder.create(this, "Application").build();
        ILambdaDeploymentConfig config = LambdaDeploymentConfig.fromLambdaDeploymentConfigName(
                this,
                "Configuration",
                CONFIGURATION + (guarded ? settings.capacity().rollout() : "AllAtOnce"));
        Optional<BeforeTraffic> before = guarded
                ? Optional.of(new BeforeTraffic(this, "BeforeTraffic", functions, settings.watch(), encryption))
                : Optional.empty();
        functions.forEach((name, function) -> {
            LambdaDeploymentGroup.Builder builder = LambdaDeploymentGroup.Builder.create(this, name)
                    .application(application)
                    .alias(function.alias())
                    .deploymentConfig(config)
                    .alarms(guarded ? alarms.get(name) : List.of())
                    .autoRollback(AutoRollbackConfig.builder()
                            .failedDeployment(true)
                            .stoppedDeployment(true)
                            .deploymentInAlarm(guarded)
                            .build());
            LambdaDeploymentGroup group = builder.build();
            before.ifPresent(asking -> {
                group.addPreHook(asking.function());
                parameters.ifPresent(each -> ask(each, group, function, asking));
            });
            NagSuppressions.addResourceSuppressions(
                    group,
                    List.of(
                            NagPackSuppression.builder()
                                    .id("AwsSolutions-IAM5")
                                    .reason("CodeDeploy asks the function before traffic, in whichever version it is.")
                                    .build(),
                            NagPackSuppression.builder()
                                    .id("AwsSolutions-IAM4")
                                    .reason("CodeDeploy's role has the policy that AWS writes for just this: moving"
                                            + " Lambda aliases.")
                                    .appliesTo(
                                            List.of(
                                                    "Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited"))
                                    .build()),
                    true);
        });
    }

    private static void ask(
            TemplateParameters parameters, LambdaDeploymentGroup group, LiveFunction function, BeforeTraffic before) {
        CfnDeploymentGroup resource = (CfnDeploymentGroup) group.getNode().getDefaultChild();
        resource.addPropertyOverride("DeploymentConfigName", Fn.join("", List.of(CONFIGURATION, parameters.rollout())));
        resource.addPropertyOverride("AlarmConfiguration.Enabled", parameters.alarmsCount());
        CfnAlias alias = (CfnAlias) function.alias().getNode().getDefaultChild();
        alias.addOverride(
                "UpdatePolicy.CodeDeployLambdaAliasUpdate.BeforeAllowTrafficHook",
                parameters.guarded(before.function().getFunctionName()));
    }
}
