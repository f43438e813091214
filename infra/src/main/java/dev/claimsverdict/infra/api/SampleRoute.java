package dev.claimsverdict.infra.api;

import dev.claimsverdict.infra.encryption.Encryption;
import dev.claimsverdict.infra.settings.Settings;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpLambdaIntegration;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.apigatewayv2.HttpMethod;
import software.amazon.awscdk.services.apigatewayv2.HttpRoute;
import software.amazon.awscdk.services.apigatewayv2.HttpRouteKey;
import software.amazon.awscdk.services.apigatewayv2.IHttpRouteAuthorizer;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * {@code GET /sample}: an API behind the authorizer, which answers with the authorizer's context. It shows how to
 * protect a route, and exists only if a setting asks for it.
 */
final class SampleRoute extends Construct {

    SampleRoute(
            Construct scope,
            String id,
            HttpApi api,
            IHttpRouteAuthorizer authorizer,
            Settings settings,
            Encryption encryption) {
        super(scope, id);
        LogGroup logs = LogGroup.Builder.create(this, "Logs")
                .retention(settings.watch().logRetention())
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
        Function function = Function.Builder.create(this, "Function")
                .description("Claims Verdict: a sample of an API behind the authorizer")
                .runtime(Runtime.NODEJS_24_X)
                .architecture(Architecture.ARM_64)
                .handler("index.handler")
                .code(Code.fromInline("""
                        // Whoever gets here was ACCEPTED; the context says why.
                        exports.handler = async event => ({
                          statusCode: 200,
                          headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
                          body: JSON.stringify(event.requestContext.authorizer.lambda),
                        });
                        """))
                .memorySize(128)
                .timeout(Duration.seconds(3))
                .role(role)
                .logGroup(logs)
                .build();
        HttpRoute.Builder.create(this, "Route")
                .httpApi(api)
                .routeKey(HttpRouteKey.with("/sample", HttpMethod.GET))
                .integration(new HttpLambdaIntegration("Integration", function))
                .authorizer(authorizer)
                .build();
    }
}
