package dev.claimsverdict.infra.functions;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.codedeploy.AutoRollbackConfig;
import software.amazon.awscdk.services.codedeploy.ILambdaDeploymentConfig;
import software.amazon.awscdk.services.codedeploy.LambdaApplication;
import software.amazon.awscdk.services.codedeploy.LambdaDeploymentConfig;
import software.amazon.awscdk.services.codedeploy.LambdaDeploymentGroup;
import software.constructs.Construct;

/** A new version gets a part of the calls first, and goes back by itself when one of its function's alarms rings. */
public final class Rollout extends Construct {

    /** @param alarms those of each function, by the same names */
    public Rollout(
            Construct scope,
            String id,
            String configuration,
            Map<String, LiveFunction> functions,
            Map<String, List<Alarm>> alarms) {
        super(scope, id);
        LambdaApplication application =
                LambdaApplication.Builder.create(this, "Application").build();
        ILambdaDeploymentConfig config = LambdaDeploymentConfig.fromLambdaDeploymentConfigName(
                this, "Configuration", "CodeDeployDefault.Lambda" + configuration);
        functions.forEach((name, function) -> {
            LambdaDeploymentGroup group = LambdaDeploymentGroup.Builder.create(this, name)
                    .application(application)
                    .alias(function.alias())
                    .deploymentConfig(config)
                    .alarms(alarms.get(name))
                    .autoRollback(AutoRollbackConfig.builder()
                            .failedDeployment(true)
                            .stoppedDeployment(true)
                            .deploymentInAlarm(true)
                            .build())
                    .build();
            NagSuppressions.addResourceSuppressions(
                    group,
                    List.of(NagPackSuppression.builder()
                            .id("AwsSolutions-IAM4")
                            .reason(
                                    "CodeDeploy's role has the policy that AWS writes for just this: moving Lambda aliases.")
                            .appliesTo(
                                    List.of(
                                            "Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited"))
                            .build()),
                    true);
        });
    }
}
