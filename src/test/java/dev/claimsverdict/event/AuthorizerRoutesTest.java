package dev.claimsverdict.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.request.RequestSettings;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.testing.TestLog;
import dev.claimsverdict.testing.TestRegistry;
import dev.claimsverdict.testing.TestToken;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody gets in by a rule that isn't the closest, however the route or the path is written. */
class AuthorizerRoutesTest {

    private static final String ARN = "arn:aws:execute-api:us-east-1:123456789012:abcdef123/test/";
    private static final String TOKEN =
            "Bearer " + TestKey.ES256.sign(TestToken.claims("pwd").toString());

    /** One factor opens everything but what has a rule of its own. */
    private static final Events EVENTS = events();

    private static Events events() {
        ObjectNode entry = TestRegistry.entry(TestIdp.oidc(), TestKey.ES256);
        ObjectNode routes = entry.putObject("rulesByRoute");
        routes.set("GET /{proxy+}", TestRegistry.rule("1FA"));
        routes.set("GET /", TestRegistry.rule("1FA"));
        routes.set("ANY /admin/{proxy+}", TestRegistry.rule("2FA"));
        routes.set("GET /admin/{id}/{proxy+}", TestRegistry.rule("2FA"));
        routes.set("GET /shut", TestApi.json("{\"access\": \"DENY\"}"));
        return TestApi.events(RequestSettings.DEFAULT, TestRegistry.of(entry), new TestLog());
    }

    private static ObjectNode event() {
        return TestApi.JSON.createObjectNode();
    }

    private static ObjectNode token(String path) {
        return event().put("type", "TOKEN").put("authorizationToken", TOKEN).put("methodArn", ARN + "GET" + path);
    }

    private static ObjectNode request(String path, String resource) {
        ObjectNode event = event().put("type", "REQUEST").put("methodArn", ARN + "GET" + path);
        event.put("httpMethod", "GET").put("path", path).put("resource", resource);
        event.putObject("headers").put("Authorization", TOKEN);
        event.putObject("requestContext").put("resourcePath", resource).put("path", "/test" + path);
        return event;
    }

    private static ObjectNode http(String path, String routeKey) {
        ObjectNode event = TestApi.httpEvent("GET", path, null);
        event.put("type", "REQUEST").put("routeArn", ARN + "GET" + path).put("routeKey", routeKey);
        ((ObjectNode) event.path("headers")).put("authorization", TOKEN);
        return event;
    }

    private static boolean authorized(JsonNode event) {
        JsonNode answer = TestApi.invoke(EVENTS, event.toString());
        return answer.path("isAuthorized").asBoolean()
                || answer.at("/policyDocument/Statement/0/Effect").asText().equals("Allow");
    }

    @ParameterizedTest(name = "GET {0}, route {1} -> {2}")
    @CsvSource({
        "/,              /,                       true",
        "/open,          /{proxy+},               true",
        "/open/a%20b,    /{proxy+},               true",
        "/admin,         /{proxy+},               true",
        "/admin/users,   /admin/{proxy+},         false",
        "/admin/users,   /{proxy+},               false",
        "/admin/1/2,     /admin/{id}/{proxy+},    false",
        "/admin/1/2,     /admin/{other}/{rest+},  false",
        "/%61dmin/users, /admin/{proxy+},         false",
        "/shut,          /shut,                   false",
        "/sh%75t,        /shut,                   false",
    })
    @DisplayName("TOKEN, REQUEST and HTTP API: the closest rule holds")
    void closest(String path, String resource, boolean expected) {
        assertEquals(expected, authorized(token(path)), "TOKEN");
        if (!resource.equals("/{proxy+}") || expected) {
            // The resource that API Gateway names is the route; this registry has a rule of its own for it.
            assertEquals(expected, authorized(request(path, resource)), "REQUEST");
            assertEquals(expected, authorized(http(path, "GET " + resource)), "HTTP API");
        }
        for (String unknown : List.of("/no/such/{key}", "/{other}")) {
            assertEquals(expected, authorized(request(path, unknown)), "REQUEST of a resource without a rule");
            assertEquals(expected, authorized(http(path, "ANY " + unknown)), "HTTP API, a route without a rule");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//shut",
                "/./shut",
                "/x/../shut",
                "/shut;x=1",
                "/shut%2F",
                "/shut%2f..",
                "/shut%00",
                "/shut/",
                "/%2e%2e/shut",
                "/x%5c..%5cshut",
                "/shut%0d%0a",
                "/shut%252F",
                "/open//x",
                "/open/"
            })
    @DisplayName("a path that can be read in two ways is authorized by no rule")
    void twoWays(String path) {
        assertEquals(false, authorized(token(path)), "TOKEN");
        for (String resource : List.of("/{proxy+}", "/", "/no/such/{key}")) {
            assertEquals(false, authorized(request(path, resource)), "REQUEST " + resource);
            ObjectNode byArn = request(path, resource);
            byArn.remove("path");
            assertEquals(false, authorized(byArn), "REQUEST, by its ARN");
            assertEquals(false, authorized(byArn.put("path", path).put("methodArn", ARN + "GET/open")), "by its path");
            assertEquals(false, authorized(http(path, "GET " + resource)), "HTTP API " + resource);
            ObjectNode byHttp = http(path, "GET " + resource).put("rawPath", "/open");
            byHttp.put("routeArn", ARN + "GET/open");
            assertEquals(false, authorized(byHttp), "HTTP API, by its context");
        }
    }

    @Test
    @DisplayName("the root of a stage is a path, with the stage before it as API Gateway writes it")
    void rootOfAStage() {
        ObjectNode event = http("/test/", "GET /no/such/key");
        ((ObjectNode) event.path("requestContext")).put("stage", "test");
        event.put("routeArn", "x");
        assertEquals(true, authorized(event));
    }

    @ParameterizedTest
    @ValueSource(strings = {"resource", "httpMethod", "path"})
    @DisplayName("a field that is read and is no text authorizes nobody")
    void noText(String field) {
        assertEquals(true, authorized(request("/open", "/{proxy+}")));
        assertEquals(false, authorized(request("/open", "/{proxy+}").put(field, 7)));
    }
}
