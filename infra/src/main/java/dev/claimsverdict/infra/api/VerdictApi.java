package dev.claimsverdict.infra.api;

import dev.claimsverdict.infra.encryption.Encryption;
import dev.claimsverdict.infra.functions.LiveFunction;
import dev.claimsverdict.infra.settings.Settings;
import dev.claimsverdict.infra.settings.Settings.Access;
import dev.claimsverdict.infra.settings.Settings.Throttle;
import dev.claimsverdict.infra.template.TemplateParameters;
import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.aws_apigatewayv2_authorizers.HttpIamAuthorizer;
import software.amazon.awscdk.aws_apigatewayv2_authorizers.HttpLambdaAuthorizer;
import software.amazon.awscdk.aws_apigatewayv2_authorizers.HttpLambdaResponseType;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpLambdaIntegration;
import software.amazon.awscdk.services.apigatewayv2.CfnRoute;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
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

/** The HTTP API. It lists each of the function's routes, so API Gateway itself refuses all other paths. */
public final class VerdictApi extends Construct {

    /**
     * Okta waits 3 s for a hook and then goes on as if there were none. API Gateway gives up earlier, to leave time for
     * the network between Okta and the API.
     */
    private static final Duration HOOK = Duration.millis(2_700);

    private final HttpApi api;
    private final LogGroup accessLogs;

    /** The API in front of these functions, as the settings say. */
    public VerdictApi(
            Construct scope,
            String id,
            Settings settings,
            Optional<TemplateParameters> parameters,
            LiveFunction function,
            LiveFunction authorizerFunction,
            Encryption encryption) {
        super(scope, id);
        accessLogs = LogGroup.Builder.create(this, "AccessLogs")
                .retention(settings.watch().logRetention())
                .encryptionKey(encryption.key())
                .removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
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
                    .allowHeaders(headers(settings.api().access()))
                    .exposeHeaders(List.of("x-request-id"))
                    .maxAge(Duration.hours(1))
                    .build());
        }
        api = builder.build();
        HttpStage stage = stage(settings);

        HttpLambdaAuthorizer authorizer = HttpLambdaAuthorizer.Builder.create("Authorizer", authorizerFunction.alias())
                .authorizerName("claims-verdict")
                .responseTypes(List.of(HttpLambdaResponseType.SIMPLE))
                // Without this header API Gateway itself answers 401. x-idp-id is no identity source, because a request
                // must have all identity sources.
                .identitySource(List.of("$request.header.Authorization"))
                // API Gateway would cache one route's answer for all routes, and another route may have a stricter
                // rule.
                .resultsCacheTtl(Duration.seconds(0))
                .build();
        HttpLambdaIntegration verdicts = new HttpLambdaIntegration("Verdicts", function.alias());
        HttpLambdaIntegration hooks = HttpLambdaIntegration.Builder.create("Hooks", function.alias())
                .timeout(HOOK)
                .build();
        boolean withHooks = settings.judge().hookSecret().isPresent() || parameters.isPresent();
        List<HttpRoute> hookRoutes = new ArrayList<>();
        for (Route route : Route.ALL) {
            switch (route.kind()) {
                case VERDICT -> {
                    // A template with parameters always has the authorizer, so that a parameter can choose it.
                    Access access = parameters.isPresent()
                            ? Access.AUTHORIZER
                            : settings.api().access();
                    HttpRoute added = route(route, verdicts, verdictAuthorizer(access, authorizer));
                    parameters.ifPresent(each -> authorizeByParameter(each, added));
                    if (access == Access.OPEN || parameters.isPresent()) {
                        suppressOpen(added, "The deployment's setting access=open asks for it.");
                    }
                }
                case HOOK -> {
                    if (withHooks) {
                        HttpRoute added = route(route, hooks, new HttpNoneAuthorizer());
                        hookRoutes.add(added);
                        suppressOpen(
                                added,
                                "Okta's hooks send a secret, which the function itself compares in constant time.");
                    }
                }
            }
        }
        if (withHooks) {
            throttle(hookRoutes, settings.api().hooks(), stage, parameters);
        }
        if (settings.api().sampleRoute()) {
            new SampleRoute(this, "Sample", api, authorizer, settings, encryption);
        }
        CfnOutput.Builder.create(this, "Url")
                .description("The API's URL")
                .value(settings.api()
                        .domain()
                        .map(domain -> "https://" + domain.name())
                        .orElseGet(api::getApiEndpoint))
                .build()
                .overrideLogicalId("ApiUrl");
        CfnOutput.Builder.create(this, "AuthorizerArn")
                .description("The ARN of the authorizer's function, for your own APIs")
                .value(authorizerFunction.alias().getFunctionArn())
                .build()
                .overrideLogicalId("AuthorizerArn");
    }

    /** The headers that a browser may send, including those for a token or for AWS' signature. */
    private static List<String> headers(Access access) {
        List<String> headers = new ArrayList<>(List.of("authorization", "content-type", "x-idp-id"));
        if (access == Access.IAM) {
            headers.addAll(List.of("x-amz-content-sha256", "x-amz-date", "x-amz-security-token"));
        }
        return headers;
    }

    /** Lets a parameter of the template choose how the route is authorized. */
    private static void authorizeByParameter(TemplateParameters parameters, HttpRoute route) {
        CfnRoute resource = (CfnRoute) route.getNode().getDefaultChild();
        resource.addPropertyOverride("AuthorizerId", parameters.byAuthorizer(resource.getAuthorizerId()));
        resource.addPropertyOverride("AuthorizationType", parameters.authorizationType());
    }

    /**
     * Gives the hooks' routes limits of their own, so that they and the other routes can't use up each other's
     * requests. A refused hook has no effect in Okta.
     */
    private static void throttle(
            List<HttpRoute> routes, Throttle throttle, HttpStage stage, Optional<TemplateParameters> parameters) {
        Map<String, Object> settings = new TreeMap<>();
        Route.ALL.stream()
                .filter(route -> route.kind() == Route.Kind.HOOK)
                .forEach(route -> settings.put(
                        route.key(),
                        new TreeMap<>(Map.of(
                                "ThrottlingRateLimit", throttle.rate(), "ThrottlingBurstLimit", throttle.burst()))));
        CfnStage resource = (CfnStage) stage.getNode().getDefaultChild();
        resource.addPropertyOverride(
                "RouteSettings",
                parameters.<Object>map(each -> each.withHooks(settings)).orElse(settings));
        // A stage can't have settings for a route that doesn't exist yet.
        parameters.ifPresentOrElse(
                each -> {
                    routes.forEach(each::onlyWithHooks);
                    // A dependency on a conditional resource must be a reference under the same condition. Nobody reads
                    // this variable.
                    resource.addPropertyOverride(
                            "StageVariables.hooks",
                            each.withHooks(Fn.join(
                                    "-",
                                    routes.stream().map(HttpRoute::getRouteId).toList())));
                },
                () -> stage.getNode().addDependency(routes.toArray(HttpRoute[]::new)));
    }

    private HttpStage stage(Settings settings) {
        HttpStage.Builder builder = HttpStage.Builder.create(this, "Stage")
                .httpApi(api)
                .stageName("$default")
                .autoDeploy(true)
                .detailedMetricsEnabled(settings.watch().detailedMetrics())
                .throttle(ThrottleSettings.builder()
                        .rateLimit(settings.api().verdicts().rate())
                        .burstLimit(settings.api().verdicts().burst())
                        .build())
                .accessLogSettings(new JsonAccessLog(
                        new LogGroupLogDestination(accessLogs), settings.watch().accessLogCallers()));
        domain(settings)
                .ifPresent(domain -> builder.domainMapping(
                        DomainMappingOptions.builder().domainName(domain).build()));
        return builder.build();
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

    /** The API. */
    public HttpApi api() {
        return api;
    }

    /** The log group of the access log. */
    public LogGroup accessLogs() {
        return accessLogs;
    }
}
