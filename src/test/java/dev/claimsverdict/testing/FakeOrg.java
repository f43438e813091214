package dev.claimsverdict.testing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.ScenarioMappingBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.util.List;

/**
 * WireMock playing an Okta org on loopback, in the shapes of Okta's Management API: an Identity Engine org with two IdPs, a
 * signing key, two access policies and one policy of each other type, each with one rule.
 */
public final class FakeOrg implements AutoCloseable {

    public static final String ORG_ID = "00o1fakeOrg00000001d7";
    public static final String TOKEN = "00secretApiTokenOfTheTests-0123456789abcdef";
    public static final String CLIENT_SECRET = "aClientSecretThatNobodyMaySee";

    public static final String ORGANIZATION = "/.well-known/okta-organization";
    public static final String IDPS = "/api/v1/idps?limit=200";
    public static final String KEYS = "/api/v1/idps/credentials/keys";
    public static final String FEATURES = "/api/v1/features";
    public static final String AUTHENTICATORS = "/api/v1/authenticators";

    private final WireMockServer server = new WireMockServer(
            WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());

    public FakeOrg() {
        server.start();
        renew();
    }

    /** Forgets all that it was told and asked. */
    public void renew() {
        server.resetAll();
        organization("idx");
        list(IDPS, oidc("0oa1", "ACTIVE"), saml("0oa2"));
        list(
                KEYS,
                "{\"kid\":\"your-key-id\",\"kty\":\"RSA\",\"use\":\"sig\",\"e\":\"AQAB\",\"n\":\"AQAB\",\"x5c\":[\"MIIC\"]}");
        list(FEATURES, "{\"id\":\"ftr1\",\"name\":\"A feature\",\"type\":\"self-service\",\"status\":\"ENABLED\"}");
        list(AUTHENTICATORS, authenticator("ACTIVE", "recovery"));
        policy("ACCESS_POLICY", "rst1", "rst2");
        policy("OKTA_SIGN_ON", "00p1");
        policy("IDP_DISCOVERY", "00p2");
        policy("IDENTITY_CLAIM_SOURCING", "rst9");
        rules("rst1", appSignOn("rul1"));
        rules("rst2", appSignOn("rul2"));
        rules(
                "00p1",
                "{\"id\":\"rul3\",\"status\":\"ACTIVE\",\"priority\":1,\"type\":\"SIGN_ON\",\"actions\":{\"signon\":{\"access\":\"ALLOW\",\"requireFactor\":false}}}");
        rules(
                "00p2",
                "{\"id\":\"rul4\",\"status\":\"ACTIVE\",\"priority\":1,\"type\":\"IDP_DISCOVERY\",\"actions\":{\"idp\":{\"providers\":[{\"type\":\"OIDC\",\"id\":\"0oa1\"}]}}}");
        rules("rst9", claimsSourcing("{\"redirectType\":\"IDP_DISCOVERY\"}"));
    }

    public WireMockServer server() {
        return server;
    }

    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** What the org says of itself: {@code idx} for Identity Engine, {@code v1} for Classic. */
    public void organization(String pipeline) {
        answer(
                ORGANIZATION,
                json("{\"id\":\"" + ORG_ID + "\",\"cell\":\"op3\",\"_links\":{\"organization\":{\"href\":\"" + url()
                        + "\"}},\"pipeline\":\"" + pipeline + "\",\"settings\":{\"itpEnabled\":true}}"));
    }

    public void list(String target, String... objects) {
        answer(target, json(array(objects)));
    }

    /** A page of a list, with the links of Okta's pages. */
    public void page(String target, String next, String... objects) {
        answer(
                target,
                json(array(objects))
                        .withHeader("Link", "<" + url() + target + ">; rel=\"self\"", "<" + next + ">; rel=\"next\""));
    }

    public void policy(String type, String... ids) {
        list(
                policies(type),
                List.of(ids).stream()
                        .map(id -> "{\"id\":\"" + id + "\",\"status\":\"ACTIVE\",\"name\":\"Policy " + id
                                + "\",\"priority\":1,\"system\":false,\"conditions\":null,\"type\":\"" + type + "\"}")
                        .toArray(String[]::new));
    }

    public void rules(String policy, String... rules) {
        list(rulesOf(policy), rules);
    }

    public void answer(String target, ResponseDefinitionBuilder response) {
        server.stubFor(get(urlEqualTo(target)).willReturn(response));
    }

    /** Answers in this order; then the last one again and again. */
    public void answers(String target, ResponseDefinitionBuilder... responses) {
        for (int i = 0; i < responses.length; i++) {
            ScenarioMappingBuilder stub = get(urlEqualTo(target))
                    .inScenario(target)
                    .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "after " + i)
                    .willReturn(responses[i]);
            server.stubFor(i < responses.length - 1 ? stub.willSetStateTo("after " + (i + 1)) : stub);
        }
    }

    /** All calls so far, the first one first. */
    public List<LoggedRequest> calls() {
        return server.getAllServeEvents().reversed().stream()
                .map(event -> event.getRequest())
                .toList();
    }

    public List<String> targets() {
        return calls().stream().map(LoggedRequest::getUrl).toList();
    }

    public static String policies(String type) {
        return "/api/v1/policies?type=" + type;
    }

    public static String rulesOf(String policy) {
        return "/api/v1/policies/" + policy + "/rules";
    }

    public static ResponseDefinitionBuilder json(String body) {
        return aResponse().withHeader("Content-Type", "application/json").withBody(body);
    }

    /** An error in Okta's form. */
    public static ResponseDefinitionBuilder error(int status, String code, String summary) {
        return json("{\"errorCode\":\"" + code + "\",\"errorSummary\":\"" + summary + "\",\"errorLink\":\"" + code
                        + "\",\"errorId\":\"oae1\",\"errorCauses\":[]}")
                .withStatus(status);
    }

    public static String array(String... objects) {
        return "[" + String.join(",", objects) + "]";
    }

    public static String oidc(String id, String status) {
        return "{\"id\":\"" + id + "\",\"name\":\"" + id + "\",\"status\":\"" + status
                + "\",\"type\":\"OIDC\",\"protocol\":{"
                + "\"type\":\"OIDC\",\"issuer\":{\"url\":\"https://" + id + ".example\"},"
                + "\"endpoints\":{\"token\":{\"url\":\"https://idp.example/token\",\"binding\":\"HTTP-POST\"}},"
                + "\"credentials\":{\"client\":{\"client_id\":\"your-client-id\",\"client_secret\":\"" + CLIENT_SECRET
                + "\",\"token_endpoint_auth_method\":\"client_secret_basic\",\"pkce_required\":\"true\"}}},"
                + "\"policy\":{\"trustClaims\":true,\"maxClockSkew\":0}}";
    }

    public static String saml(String id) {
        return "{\"id\":\"" + id + "\",\"name\":\"" + id + "\",\"status\":\"ACTIVE\",\"type\":\"SAML2\",\"protocol\":{"
                + "\"type\":\"SAML2\",\"credentials\":{\"trust\":{\"issuer\":\"urn:" + id
                + "\",\"audience\":\"urn:okta\",\"kid\":\"your-key-id\"}}},\"policy\":{\"trustClaims\":false}}";
    }

    public static String authenticator(String status, String allowedFor) {
        return "{\"type\":\"security_question\",\"id\":\"aut1\",\"key\":\"security_question\",\"status\":\"" + status
                + "\",\"name\":\"Security Question\",\"settings\":{\"allowedFor\":\"" + allowedFor + "\"}}";
    }

    public static String appSignOn(String id) {
        return "{\"id\":\"" + id + "\",\"name\":\"Rule " + id
                + "\",\"status\":\"ACTIVE\",\"priority\":1,\"system\":false,\"type\":\"ACCESS_POLICY\",\"actions\":{\"appSignOn\":{"
                + "\"access\":\"ALLOW\",\"verificationMethod\":{\"type\":\"ASSURANCE\",\"factorMode\":\"2FA\","
                + "\"reauthenticateIn\":\"PT2H\",\"constraints\":[{\"knowledge\":{\"types\":[\"password\"],\"required\":true}}]}}}}";
    }

    public static String claimsSourcing(String refresh) {
        return "{\"id\":\"rul9\",\"name\":\"Catch-all rule\",\"status\":\"ACTIVE\",\"priority\":99,\"system\":true,"
                + "\"type\":\"IDENTITY_CLAIM_SOURCING\",\"conditions\":null,\"actions\":{\"claimSourcing\":{"
                + "\"redirectType\":\"IDP_DISCOVERY\",\"refresh\":" + refresh + "}}}";
    }

    @Override
    public void close() {
        server.stop();
    }
}
