package dev.claimsverdict.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.List;

/**
 * Writes the requests of {@code examples/}: tokens that live for twenty years, signed with keys that are made for the
 * purpose and thrown away, so that nobody can sign another. To be run from the root of the project; each run makes
 * other tokens.
 */
final class ExampleRequests {

    private static final Path EXAMPLES = Path.of("examples");
    private static final Path OKTA_GUIDE = EXAMPLES.resolve("idp-from-okta-guide.json");
    private static final Instant ISSUED = Instant.parse("2026-11-24T00:00:00Z");
    private static final Instant EXPIRES = Instant.parse("2046-11-24T00:00:00Z");

    private ExampleRequests() {}

    public static void main(String[] arguments) throws IOException {
        ObjectNode idp = (ObjectNode) TestApi.json(Files.readString(OKTA_GUIDE));
        TestKey key = exampleKey();

        write("token-satisfied.json", tokenRequest(idp, key, "[\"pwd\",\"sms\"]", ANY_TWO_FACTORS));
        write("token-without-amr.json", tokenRequest(idp, key, null, ANY_TWO_FACTORS));
        write("token-step-up.json", tokenRequest(idp, key, "[\"pwd\",\"sms\"]", PASSWORD_AND_HARDWARE));

        ObjectNode change = TestApi.JSON.createObjectNode();
        change.set("after", idp);
        change.putObject("evidence").put("idToken", key.sign(claims(idp, null).toString()));
        write("idp-that-sends-no-amr.json", change);

        ObjectNode direct = TestApi.JSON.createObjectNode();
        direct.put("kind", "token");
        direct.setAll(tokenRequest(idp, key, "[\"hwk\",\"pwd\"]", PASSWORD_AND_HARDWARE));
        write("lambda-direct-invocation.json", direct);
        protectedRoutes(key);
        warmUp(idp);
    }

    /** The registry and the authorizer's events of docs/protect-a-route.md. */
    private static void protectedRoutes(TestKey key) throws IOException {
        ObjectNode idp = (ObjectNode) TestApi.json("""
                {
                  "id": "0oa1acmeWorkforce4k2",
                  "name": "Acme Workforce",
                  "type": "OIDC",
                  "status": "ACTIVE",
                  "protocol": {
                    "type": "OIDC",
                    "issuer": {"url": "https://login.acme.example"},
                    "endpoints": {
                      "authorization": {"url": "https://login.acme.example/authorize", "binding": "HTTP-REDIRECT"},
                      "token": {"url": "https://login.acme.example/token", "binding": "HTTP-POST"},
                      "jwks": {"url": "https://login.acme.example/jwks", "binding": "HTTP-REDIRECT"}
                    },
                    "scopes": ["openid", "email", "profile"],
                    "credentials": {"client": {"client_id": "acme-okta", "pkce_required": true}}
                  },
                  "policy": {"trustClaims": true, "maxClockSkew": 120000}
                }""");
        ObjectNode entry = TestApi.JSON.createObjectNode();
        entry.set("idp", idp);
        entry.set("jwks", TestApi.json(TestKey.jwks(key)));
        entry.set("rule", TestApi.json(ANY_TWO_FACTORS));
        entry.putObject("rulesByRoute").set("POST /payouts", TestApi.json(PASSWORD_AND_HARDWARE));
        write("protect-a-route/registry/acme-workforce.json", entry);

        String sms = key.sign(claims(idp, "[\"pwd\",\"sms\"]").toString());
        String securityKey = key.sign(claims(idp, "[\"pwd\",\"hwk\"]").toString());
        write("protect-a-route/get-orders.json", authorizerEvent("GET", "/orders", sms));
        write("protect-a-route/post-payouts.json", authorizerEvent("POST", "/payouts", sms));
        write("protect-a-route/post-payouts-with-security-key.json", authorizerEvent("POST", "/payouts", securityKey));
    }

    /** What an HTTP API sends its authorizer: payload format 2.0. */
    private static ObjectNode authorizerEvent(String method, String path, String token) {
        String route = method + " " + path;
        ObjectNode event = TestApi.JSON.createObjectNode();
        event.put("version", "2.0").put("type", "REQUEST");
        event.put("routeArn", "arn:aws:execute-api:us-east-1:123456789012:a1b2c3d4e5/$default/" + method + path);
        event.putArray("identitySource").add("Bearer " + token);
        event.put("routeKey", route).put("rawPath", path).put("rawQueryString", "");
        event.putObject("headers")
                .put("authorization", "Bearer " + token)
                .put("host", "a1b2c3d4e5.execute-api.us-east-1.amazonaws.com");
        ObjectNode context = event.putObject("requestContext");
        context.put("accountId", "123456789012")
                .put("apiId", "a1b2c3d4e5")
                .put("domainName", "a1b2c3d4e5.execute-api.us-east-1.amazonaws.com")
                .put("requestId", "example")
                .put("routeKey", route)
                .put("stage", "$default");
        context.putObject("http")
                .put("method", method)
                .put("path", path)
                .put("protocol", "HTTP/1.1")
                .put("sourceIp", "192.0.2.1")
                .put("userAgent", "curl");
        return event;
    }

    /** Writes the examples of docs/protect-a-route.md only, with a key of their own. */
    public static final class ProtectedRoutes {

        private ProtectedRoutes() {}

        public static void main(String[] arguments) throws IOException {
            protectedRoutes(exampleKey());
        }
    }

    private static TestKey exampleKey() {
        return TestKey.generate("example-2026", "ES256", "EC", new ECGenParameterSpec("secp256r1"));
    }

    /** What the function judges before its first event; keys of the strengths that IdPs use. */
    public static void warmUp(ObjectNode idp) throws IOException {
        ArrayNode requests = TestApi.JSON.createArrayNode();
        for (TestKey key : List.of(TestKey.RS256, TestKey.ES256, TestKey.ED25519)) {
            requests.addObject()
                    .put("path", "/v1/token-verdicts")
                    .set("body", tokenRequest(idp, key, "[\"pwd\",\"sms\"]", PASSWORD_AND_HARDWARE));
        }
        ObjectNode change = requests.addObject().put("path", "/v1/idp-verdicts").putObject("body");
        change.set("before", idp.deepCopy().put("status", "INACTIVE"));
        change.set("after", idp);
        Files.writeString(
                Path.of("src/main/resources/dev/claimsverdict/function/warm-up.json"), requests.toString() + "\n");
    }

    /** Writes the requests of the warm-up only. */
    public static final class WarmUpRequests {

        private WarmUpRequests() {}

        public static void main(String[] arguments) throws IOException {
            warmUp((ObjectNode) TestApi.json(Files.readString(OKTA_GUIDE)));
        }
    }

    private static final String ANY_TWO_FACTORS = """
            {"type": "ASSURANCE", "factorMode": "2FA", "constraints": []}""";

    private static final String PASSWORD_AND_HARDWARE = """
            {"type": "ASSURANCE", "factorMode": "2FA", "constraints": [
              {"knowledge": {"types": ["PASSWORD"]}, "possession": {"hardwareProtection": "REQUIRED"}}]}""";

    private static ObjectNode tokenRequest(ObjectNode idp, TestKey key, String amr, String rule) {
        ObjectNode request = TestApi.JSON.createObjectNode();
        request.put("idToken", key.sign(claims(idp, amr).toString()));
        request.set("idp", idp);
        request.set("jwks", TestApi.json(TestKey.jwks(key)));
        request.set("rule", TestApi.json(rule));
        return request;
    }

    private static ObjectNode claims(JsonNode idp, String amr) {
        ObjectNode claims = TestApi.JSON.createObjectNode();
        claims.put("iss", idp.at("/protocol/issuer/url").asText());
        claims.put("aud", idp.at("/protocol/credentials/client/client_id").asText());
        claims.put("sub", "00u-example").put("iat", ISSUED.getEpochSecond()).put("exp", EXPIRES.getEpochSecond());
        if (amr != null) {
            claims.set("amr", TestApi.json(amr));
        }
        return claims;
    }

    private static void write(String name, JsonNode request) throws IOException {
        Path file = EXAMPLES.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, TestApi.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(request) + "\n");
    }
}
