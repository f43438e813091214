package dev.claimsverdict.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.event.AnyRequestPropertiesTest.Mutation;
import dev.claimsverdict.request.RequestSettings;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.testing.TestLog;
import dev.claimsverdict.testing.TestRegistry;
import dev.claimsverdict.testing.TestToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** R5.5: no JSON, wherever it stands in an authorizer's event, authorizes anybody. */
class AuthorizerPropertiesTest {

    private static final Path SAMPLES = Path.of("src/test/resources/aws-lambda-events");
    private static final String TOKEN =
            TestKey.ES256.sign(TestToken.claims("pwd", "sms").toString());
    private static final Events EVENTS = TestApi.events(
            RequestSettings.DEFAULT, TestRegistry.of(TestRegistry.entry(TestIdp.oidc(), TestKey.ES256)), new TestLog());

    private static final List<String> NAMES = List.of(
            "go/apigw-custom-auth-request-type-request.json",
            "go/apigw-custom-auth-request.json",
            "go/apigw-v2-custom-authorizer-v1-request.json",
            "go/apigw-v2-custom-authorizer-v2-request.json",
            "java-tests/apigw_auth.json",
            "java-tests/apigw_auth_v2.json");

    /** AWS's samples, with that token wherever a token may stand. */
    private static JsonNode sample(String name, String token) {
        ObjectNode event;
        try {
            event = (ObjectNode) TestApi.json(Files.readString(SAMPLES.resolve(name)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        if (event.has("authorizationToken")) {
            event.put("authorizationToken", "Bearer " + token);
        }
        if (event.path("identitySource").isArray()) {
            event.putArray("identitySource").add(token);
        } else if (event.has("identitySource")) {
            event.put("identitySource", token + ",123");
        }
        if (event.path("headers") instanceof ObjectNode headers) {
            headers.put("Authorization", "Bearer " + token);
        }
        if (event.path("multiValueHeaders") instanceof ObjectNode headers) {
            headers.putArray("Authorization").add("Bearer " + token);
        }
        return event;
    }

    @Property(tries = 1500)
    @Label("a forged token is not authorized, whatever else the event says, and the function fails in the two known"
            + " ways only")
    void forged(@ForAll("samples") String name, @ForAll("mutations") List<Mutation> all) {
        JsonNode event = mutated(sample(name, TOKEN.substring(0, TOKEN.length() - 4) + "AAAA"), all);
        assertTrue(!isAuthorized(event), event.toString());
    }

    @Property(tries = 1500)
    @Label("a mutated event is authorized only with the token still in its place, and only for what was called")
    void genuine(@ForAll("samples") String name, @ForAll("mutations") List<Mutation> all) {
        JsonNode event = mutated(sample(name, TOKEN), all);
        if (isAuthorized(event)) {
            assertTrue(
                    Stream.of(
                                    event.path("authorizationToken"),
                                    event.path("identitySource"),
                                    event.path("headers"),
                                    event.path("multiValueHeaders"))
                            .anyMatch(place -> place.toString().contains(TOKEN)),
                    event.toString());
        }
    }

    @Property(tries = 500)
    @Label("a mutated event of which a member stands twice is never authorized")
    void twice(@ForAll("samples") String name, @ForAll("mutations") List<Mutation> all) {
        JsonNode event = mutated(sample(name, TOKEN), all);
        if (event.isObject()) {
            String text = "{\"x\":0,\"x\":0" + (event.isEmpty() ? "" : ",")
                    + event.toString().substring(1);
            assertTrue(!isAuthorized(text), text);
        }
    }

    private static JsonNode mutated(JsonNode event, List<Mutation> all) {
        JsonNode mutated = event;
        for (Mutation mutation : all) {
            mutated = mutation.applyTo(mutated);
        }
        return mutated;
    }

    private static boolean isAuthorized(JsonNode event) {
        return isAuthorized(event.toString());
    }

    /** Fails if the answer is none that API Gateway knows. */
    private static boolean isAuthorized(String event) {
        JsonNode answer;
        try {
            answer = TestApi.invoke(EVENTS, event);
        } catch (Unauthorized | UnreadableEvent notAuthorized) {
            return false;
        }
        if (answer.has("statusCode")) {
            // Not an authorizer's event any more, but the request's own.
            return false;
        }
        if (answer.has("isAuthorized")) {
            assertTrue(answer.path("isAuthorized").isBoolean());
            return answer.path("isAuthorized").booleanValue();
        }
        JsonNode statement = answer.at("/policyDocument/Statement/0");
        assertEquals(1, answer.at("/policyDocument/Statement").size(), answer.toString());
        assertEquals(TestApi.json(event).path("methodArn"), statement.at("/Resource/0"), answer.toString());
        assertTrue(List.of("Allow", "Deny").contains(statement.path("Effect").asText()));
        return statement.path("Effect").asText().equals("Allow");
    }

    @Provide
    Arbitrary<String> samples() {
        return Arbitraries.of(NAMES);
    }

    @Provide
    Arbitrary<List<Mutation>> mutations() {
        return new AnyRequestPropertiesTest().mutations();
    }

    /** RFC 6750 section 2.1 as a regular expression: what the reader does by hand must say the same. */
    private static final Pattern BEARER =
            Pattern.compile("(?<scheme>(?i:bearer) +)?(?!(?i:bearer)$)(?<token>[A-Za-z0-9._~+/-]+=*)");

    @Property(tries = 5000)
    @Label("A credential is read as RFC 6750 writes it")
    void credentials(@ForAll("credentialsOfAnyKind") String value, @ForAll boolean schemeRequired) {
        Matcher matcher = BEARER.matcher(value.strip());
        Optional<String> expected = matcher.matches() && !(schemeRequired && matcher.group("scheme") == null)
                ? Optional.of(matcher.group("token"))
                : Optional.empty();
        assertEquals(expected, schemeRequired ? AuthorizerReader.bearer(value) : AuthorizerReader.bareOrBearer(value));
    }

    @Provide
    Arbitrary<String> credentialsOfAnyKind() {
        return Arbitraries.of(
                        "Bearer", "bearer", "BEARER", " ", "  ", "\t", "\n", "a.b-c_d", "~+/", "=", "==", "\u0131", ",",
                        "Z9")
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join("", parts));
    }
}
