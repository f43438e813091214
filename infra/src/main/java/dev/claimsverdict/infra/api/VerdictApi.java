package dev.claimsverdict.infra.api;

import dev.claimsverdict.infra.encryption.Encryption;
import dev.claimsverdict.infra.functions.LiveFunction;
import dev.claimsverdict.infra.settings.Settings;
import dev.claimsverdict.infra.settings.Settings.Access;
import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.aws_apigatewayv2_authorizers.HttpIamAuthorizer;
import software.amazon.awscdk.aws_apigatewayv2_authorizers.HttpLambdaAuthorizer;
import software.amazon.awscdk.aws_apigatewayv2_authorizers.HttpLambdaResponseType;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpLambdaIntegration;
import software.amazon.awscdk.services.apigatewayv2.CorsHttpMethod;
import software.amazon.awscdk.services.apigatewayv2.CorsPreflightOptions;
import software.amazon.awscdk.services.apigatewayv2.DomainMappingOptions;
import software.amazon.awscdk.services.apigatewayv2.DomainName;
import software.amazon.awscdk.services.apigatewayv2.EndpointType;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.apigatewayv2.HttpNoneAuthorizer;
import software.amazon.awscdk.services.apigatewayv2.HttpRoute;
import software.amazon.awscdk.services.apigatewayv2.HttpRouteKey;
import software.amazon.awscdk.services.apigatewayv2.HttpStage;
import software.amazon.awscdk.services.apigatewayv2.IHttpRouteAuthorizer;
import software.amazon.awscdk.services.apigatewayv2.LogGroupLogDestination;
import software.amazon.awscdk.services.apigatewayv2.SecurityPolicy;
import software.amazon.awscdk.services.apigatewayv2.ThrottleSettings;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** The HTTP API. It has the function's routes one by one, so API Gateway refuses all other paths itself. */
public final class VerdictApi extends Construct {

    /**
     * Okta waits 3 s for a hook and then goes on as if there were none; API Gateway gives up before it does, so that
     * the way to Okta and back fits in.
     */
    private static final Duration HOOK = Duration.millis(2_700);

    private final HttpApi api;
    private final LogGroup accessLogs;

    public VerdictApi(
            Construct scope,
            String id,
            Settings settings,
            LiveFunction function,
            LiveFunction authorizerFunction,
            Encryption encryption) {
        super(scope, id);
        accessLogs = LogGroup.Builder.create(this, "AccessLogs")
                .retention(settings.watch().logRetention())
                .encryptionKey(encryption.key())
                .build();
        HttpApi.Builder builder = HttpApi.Builder.create(this, "HttpApi")
                .apiName(Stack.of(this).getStackName())
                .description("Claims Verdict: would Okta trust what this IdP says?")
                .createDefaultStage(false)
                .disableExecuteApiEndpoint(settings.api().domain().isPresent());
        if (!settings.api().corsOrigins().isEmpty()) {
            builder.corsPreflight(CorsPreflightOptions.builder()
                    .allowOrigins(settings.api().corsOrigins())
                    .allowMethods(List.of(CorsHttpMethod.GET, CorsHttpMethod.POST))
                    .allowHeaders(List.of("authorization", "content-type", "x-idp-id"))
                    .maxAge(Duration.hours(1))
                    .build());
        }
        api = builder.build();
        stage(settings);

        HttpLambdaAuthorizer authorizer = HttpLambdaAuthorizer.Builder.create("Authorizer", authorizerFunction.alias())
                .authorizerName("claims-verdict")
                .responseTypes(List.of(HttpLambdaResponseType.SIMPLE))
                // Without the header API Gateway answers 401 by itself. x-idp-id is no identity source, since each of
                // those must be there.
                .identitySource(List.of("$request.header.Authorization"))
                // API Gateway would keep one route's answer for all routes, and the next one may have a stricter rule.
                .resultsCacheTtl(Duration.seconds(0))
                .build();
        HttpLambdaIntegration verdicts = new HttpLambdaIntegration("Verdicts", function.alias());
        HttpLambdaIntegration hooks = HttpLambdaIntegration.Builder.create("Hooks", function.alias())
                .timeout(HOOK)
                .build();
        boolean withHooks = settings.judge().hookSecret().isPresent();
        for (Route route : Route.ALL) {
            switch (route.kind()) {
                case VERDICT -> {
                    HttpRoute added = route(
                            route, verdicts, verdictAuthorizer(settings.api().access(), authorizer));
                    if (settings.api().access() == Access.OPEN) {
                        suppressOpen(added, "The deployment's setting access=open: whoever deployed it said so.");
                    }
                }
                case HOOK -> {
                    if (withHooks) {
                        suppressOpen(
                                route(route, hooks, new HttpNoneAuthorizer()),
                                "Okta's hooks send a secret that the function compares itself, in constant time.");
                    }
                }
            }
        }
        if (settings.api().sampleRoute()) {
            new SampleRoute(this, "Sample", api, authorizer, settings, encryption);
        }
        CfnOutput.Builder.create(this, "Url")
                .description("The API")
                .value(settings.api()
                        .domain()
                        .map(domain -> "https://" + domain.name())
                        .orElseGet(api::getApiEndpoint))
                .build()
                .overrideLogicalId("ApiUrl");
        CfnOutput.Builder.create(this, "AuthorizerArn")
                .description("The authorizer's function, for APIs of your own")
                .value(authorizerFunction.alias().getFunctionArn())
                .build()
                .overrideLogicalId("AuthorizerArn");
    }

    private void stage(Settings settings) {
        HttpStage.Builder builder = HttpStage.Builder.create(this, "Stage")
                .httpApi(api)
                .stageName("$default")
                .autoDeploy(true)
                .detailedMetricsEnabled(true)
                .throttle(ThrottleSettings.builder()
                        .rateLimit(settings.api().rate())
                        .burstLimit(settings.api().burst())
                        .build())
                .accessLogSettings(new JsonAccessLog(new LogGroupLogDestination(accessLogs)));
        domain(settings)
                .ifPresent(domain -> builder.domainMapping(
                        DomainMappingOptions.builder().domainName(domain).build()));
        builder.build();
    }

    private Optional<DomainName> domain(Settings settings) {
        return settings.api().domain().map(domain -> {
            DomainName name = DomainName.Builder.create(this, "Domain")
                    .domainName(domain.name())
                    .certificate(Certificate.fromCertificateArn(this, "Certificate", domain.certificateArn()))
                    .endpointType(EndpointType.REGIONAL)
                    .securityPolicy(SecurityPolicy.TLS_1_2)
                    .build();
            CfnOutput.Builder.create(this, "DomainTarget")
                    .description("What the domain's CNAME or alias record must point to")
                    .value(name.getRegionalDomainName())
                    .build()
                    .overrideLogicalId("DomainTarget");
            return name;
        });
    }

    private HttpRoute route(Route route, HttpLambdaIntegration integration, IHttpRouteAuthorizer authorizer) {
        return HttpRoute.Builder.create(this, route.key())
                .httpApi(api)
                .routeKey(HttpRouteKey.with(route.path(), route.method()))
                .integration(integration)
                .authorizer(authorizer)
                .build();
    }

    private static IHttpRouteAuthorizer verdictAuthorizer(Access access, HttpLambdaAuthorizer authorizer) {
        return switch (access) {
            case IAM -> new HttpIamAuthorizer();
            case AUTHORIZER -> authorizer;
            case OPEN -> new HttpNoneAuthorizer();
        };
    }

    private static void suppressOpen(HttpRoute route, String reason) {
        NagSuppressions.addResourceSuppressions(
                route,
                List.of(NagPackSuppression.builder()
                        .id("AwsSolutions-APIG4")
                        .reason(reason)
                        .build()),
                true);
    }

    public HttpApi api() {
        return api;
    }

    public LogGroup accessLogs() {
        return accessLogs;
    }
}
