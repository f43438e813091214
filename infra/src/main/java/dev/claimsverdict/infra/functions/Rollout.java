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
 * Rolls out new versions: a new version is checked first, then gets a part of the calls, and is rolled back
 * automatically if one of its alarms rings. The setting {@code breakGlass} turns off all three.
 */
public final class Rollout extends Construct {

    private static final String CONFIGURATION = "CodeDeployDefault.Lambda";

    /** @param alarms the alarms on the new version of each function, by the functions' names */
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
            before.ifPresent(check -> {
                group.addPreHook(check.function());
                parameters.ifPresent(each -> chooseByParameters(each, group, function, check));
            });
            NagSuppressions.addResourceSuppressions(
                    group,
                    List.of(
                            NagPackSuppression.builder()
                                    .id("AwsSolutions-IAM5")
                                    .reason(
                                            "CodeDeploy may call the function that checks new versions, in any of its versions.")
                                    .build(),
                            NagPackSuppression.builder()
                                    .id("AwsSolutions-IAM4")
                                    .reason("CodeDeploy's role has AWS' own policy for this purpose: moving Lambda"
                                            + " aliases.")
                                    .appliesTo(
                                            List.of(
                                                    "Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited"))
                                    .build()),
                    true);
        });
    }

    /** Lets parameters of the template choose the configuration, the alarms and the check. */
    private static void chooseByParameters(
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
