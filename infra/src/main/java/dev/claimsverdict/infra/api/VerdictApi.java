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
        boolean withHooks = settings.judge().hookSecret().isPresent() || parameters.isPresent();
        List<HttpRoute> hookRoutes = new ArrayList<>();
        for (Route route : Route.ALL) {
            switch (route.kind()) {
                case VERDICT -> {
                    // A template that asks has the authorizer in any case, so that it can be chosen.
                    Access access = parameters.isPresent()
                            ? Access.AUTHORIZER
                            : settings.api().access();
                    HttpRoute added = route(route, verdicts, verdictAuthorizer(access, authorizer));
                    parameters.ifPresent(each -> ask(each, added));
                    if (access == Access.OPEN || parameters.isPresent()) {
                        suppressOpen(added, "The deployment's setting access=open: whoever deployed it said so.");
                    }
                }
                case HOOK -> {
                    if (withHooks) {
                        HttpRoute added = route(route, hooks, new HttpNoneAuthorizer());
                        hookRoutes.add(added);
                        suppressOpen(
                                added,
                                "Okta's hooks send a secret that the function compares itself, in constant time.");
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

    /** What a browser sends to be authorized: by a token, or by AWS' signature. */
    private static List<String> headers(Access access) {
        List<String> headers = new ArrayList<>(List.of("authorization", "content-type", "x-idp-id"));
        if (access == Access.IAM) {
            headers.addAll(List.of("x-amz-content-sha256", "x-amz-date", "x-amz-security-token"));
        }
        return headers;
    }

    private static void ask(TemplateParameters parameters, HttpRoute route) {
        CfnRoute resource = (CfnRoute) route.getNode().getDefaultChild();
        resource.addPropertyOverride("AuthorizerId", parameters.byAuthorizer(resource.getAuthorizerId()));
        resource.addPropertyOverride("AuthorizationType", parameters.authorizationType());
    }

    /** Nobody else's calls may take the hooks' share, and theirs nobody else's: what is refused has no effect in Okta. */
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
        // A stage can't set anything of a route that isn't there yet.
        parameters.ifPresentOrElse(
                each -> {
                    routes.forEach(each::onlyWithHooks);
                    // To depend on what may not be there, it must name it on the same condition; nobody reads this.
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

    public HttpApi api() {
        return api;
    }

    public LogGroup accessLogs() {
        return accessLogs;
    }
}
