package dev.claimsverdict.testing;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Events that are full of what no log may have in it, and the proof that none of it is there. */
public final class Confidences {

    /** Stands in every value and name that only a caller knows. */
    private static final String MARK = "zebra";

    /** A name that would be a log line of its own, and would color a terminal. */
    private static final String FORGED_LINE =
            MARK + " word\n{\"type\":\"decision\",\"verdict\":\"ACCEPTED\"}\u001b[31m\u0000";

    private static final Pattern JWT = Pattern.compile("eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]*\\.?[A-Za-z0-9_-]*");
    private static final int SHORTEST_SECRET = 16;

    private Confidences() {}

    /** Every golden case, and each way a token can be wrong, in every shape that may bring one. */
    public static List<String> events() {
        List<String> events = new ArrayList<>();
        GoldenPair.all().forEach(pair -> events.add(pair.event().toString()));
        GoldenEvent.all().forEach(event -> events.add(event.event()));
        for (String token : tokens()) {
            events.addAll(around(token));
        }
        return events;
    }

    /**
     * Each golden case again and again with a caller's own words in it: as a member of each object, as the name of each
     * member of a map, in the place of each value, and as header, path and query.
     */
    public static Stream<String> marked() {
        return Stream.concat(
                GoldenPair.all().stream().flatMap(Confidences::marked),
                GoldenEvent.all().stream()
                        .map(GoldenEvent::event)
                        .map(TestApi::json)
                        .flatMap(Confidences::marked)
                        .map(JsonNode::toString));
    }

    private static Stream<String> marked(GoldenPair pair) {
        ObjectNode event = pair.event();
        Stream<JsonNode> envelopes = marked(event);
        if (!event.path("body").isTextual()) {
            return envelopes.map(JsonNode::toString);
        }
        Stream<JsonNode> bodies = json(event.path("body").textValue()).stream()
                .flatMap(Confidences::marked)
                .map(body -> event.deepCopy().put("body", body.toString()));
        return Stream.concat(envelopes, bodies).map(JsonNode::toString);
    }

    /** A golden case may be one of what is no JSON. */
    private static Optional<JsonNode> json(String text) {
        try {
            return Optional.of(TestApi.JSON.readTree(text));
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    /** The tree with one mark in it, at each place in turn. */
    private static Stream<JsonNode> marked(JsonNode tree) {
        return pointers(tree, "").flatMap(pointer -> {
            List<JsonNode> changed = new ArrayList<>();
            JsonNode at = tree.at(pointer);
            if (at.isObject()) {
                changed.add(with(tree, pointer, (ObjectNode node) -> node.put(FORGED_LINE, 7)));
                changed.add(with(tree, pointer, (ObjectNode node) -> {
                    List<JsonNode> values = node.valueStream().toList();
                    node.removeAll();
                    for (int i = 0; i < values.size(); i++) {
                        node.set(FORGED_LINE + i, values.get(i));
                    }
                }));
                changed.add(with(tree, pointer, (ObjectNode node) -> {
                    node.removeAll();
                    node.putObject(FORGED_LINE).put("url", 7).put("type", 7).putObject(FORGED_LINE);
                }));
            }
            JsonPointer parent = JsonPointer.compile(pointer).head();
            if (parent != null && tree.at(parent).isObject()) {
                String member = pointer.substring(pointer.lastIndexOf('/') + 1)
                        .replace("~1", "/")
                        .replace("~0", "~");
                changed.add(with(tree, parent.toString(), (ObjectNode node) -> node.put(member, FORGED_LINE)));
                changed.add(with(
                        tree,
                        parent.toString(),
                        (ObjectNode node) -> node.putObject(member).put(FORGED_LINE, FORGED_LINE)));
            }
            return changed.stream();
        });
    }

    private static JsonNode with(JsonNode tree, String pointer, Consumer<ObjectNode> change) {
        JsonNode copy = tree.deepCopy();
        change.accept((ObjectNode) copy.at(pointer));
        return copy;
    }

    private static Stream<String> pointers(JsonNode node, String pointer) {
        Stream<String> below = node.isObject()
                ? node.propertyStream()
                        .flatMap(member -> pointers(
                                member.getValue(),
                                pointer + "/"
                                        + member.getKey().replace("~", "~0").replace("/", "~1")))
                : IntStream.range(0, node.size())
                        .boxed()
                        .flatMap(index -> pointers(node.path(index), pointer + "/" + index));
        return Stream.concat(Stream.of(pointer), below);
    }

    private static List<String> tokens() {
        ObjectNode claims = markedClaims();
        TestKey key = TestKey.ES256;
        String good = key.sign(claims.toString());
        String[] parts = good.split("\\.");
        return List.of(
                good,
                key.sign(claims.deepCopy().put("exp", 1).toString()),
                key.sign(claims.deepCopy()
                        .put("iss", "https://" + MARK + ".example.com")
                        .toString()),
                key.sign(claims.deepCopy().put("aud", MARK).toString()),
                key.sign(claims.deepCopy().put("nbf", 4_000_000_000L).toString()),
                key.sign(claims.deepCopy().put("iat", 4_000_000_000L).toString()),
                key.sign(claims.deepCopy().put("azp", MARK).toString()),
                key.sign(claims.deepCopy().put("amr", MARK).toString()),
                key.sign(claims.toString().replaceFirst("\\{", "{\"sub\":\"" + MARK + "\",")),
                TestKey.ES384.sign(claims.toString()),
                key.signWithHeader(header(FORGED_LINE).toString(), claims.toString()),
                key.signWithHeader(header("ec-1").put(FORGED_LINE, FORGED_LINE).toString(), claims.toString()),
                key.signWithHeader(header("ec-1").put("typ", FORGED_LINE).toString(), claims.toString()),
                key.signWithHeader(header("ec-1").put("alg", FORGED_LINE).toString(), claims.toString()),
                key.sign(claims.deepCopy().put("iss", FORGED_LINE).toString()),
                key.sign(claims.deepCopy()
                        .put("iss", "https://idp.example.com/" + FORGED_LINE)
                        .toString()),
                key.sign(claims.deepCopy()
                        .put("sub", FORGED_LINE)
                        .put(FORGED_LINE, FORGED_LINE)
                        .toString()),
                TestKey.encode("{\"alg\":\"none\"}") + "." + parts[1] + ".",
                TestKey.encode("{\"alg\":\"HS256\",\"kid\":\"" + MARK + "\"}") + "." + parts[1] + "." + parts[2],
                TestKey.encode("{\"alg\":\"ES256\",\"crit\":[\"" + MARK + "\"]}") + "." + parts[1] + "." + parts[2],
                TestKey.encode("{\"alg\":\"" + MARK + "\"}") + "." + parts[1] + "." + parts[2],
                parts[0] + "." + parts[1] + "." + parts[2].substring(2),
                parts[0] + "." + parts[1],
                parts[0] + "." + TestKey.encode("{\"" + MARK + "\":") + "." + parts[2],
                MARK);
    }

    private static ObjectNode header(String kid) {
        return TestApi.JSON.createObjectNode().put("alg", "ES256").put("kid", kid);
    }

    private static ObjectNode markedClaims() {
        ObjectNode claims = TestToken.claims("pwd", MARK);
        claims.put("sub", "00u-" + MARK)
                .put("email", MARK + "@example.org")
                .put("nonce", MARK)
                .put(MARK, MARK);
        return claims;
    }

    private static List<String> around(String token) {
        ObjectNode request = TestToken.request(token, TestKey.ES256);
        request.put("accessToken", token);
        ((ObjectNode) request.path("idp")).put("name", MARK).put(MARK, MARK);
        ((ObjectNode) request.at("/idp/protocol/credentials/client")).put("client_secret", MARK + "-secret");
        request.putObject("expect").put("nonce", MARK + "-nonce");

        ObjectNode http = TestApi.httpEvent("POST", "/v1/token-verdicts", request.toString());
        ((ObjectNode) http.path("headers"))
                .put("authorization", "Bearer " + token)
                .put("x-" + MARK, MARK)
                .put("user-agent", MARK);
        http.putArray("cookies").add("session=" + MARK);
        http.put("rawQueryString", "token=" + token + "&" + MARK + "=" + MARK);
        ObjectNode unknownMember = http.deepCopy();
        unknownMember.put("body", request.deepCopy().put(MARK, MARK).toString());
        ObjectNode notJson = http.deepCopy().put("body", "{" + token);
        ObjectNode noRoute = http.deepCopy().put("rawPath", "/" + MARK + "/" + token);
        ObjectNode forgedRoute =
                http.deepCopy().put("rawPath", "/" + FORGED_LINE).put("rawQueryString", FORGED_LINE);
        ((ObjectNode) forgedRoute.path("headers")).put(FORGED_LINE, FORGED_LINE);
        forgedRoute.putObject("queryStringParameters").put(FORGED_LINE, FORGED_LINE);
        ((ObjectNode) forgedRoute.path("requestContext"))
                .put("requestId", FORGED_LINE)
                .put("stage", FORGED_LINE);
        ObjectNode forgedIssuer = http.deepCopy();
        ObjectNode ofForgedIssuer = request.deepCopy();
        ((ObjectNode) ofForgedIssuer.at("/idp/protocol/issuer")).put("url", FORGED_LINE);
        forgedIssuer.put("body", ofForgedIssuer.put("idToken", token).toString());
        ObjectNode hook = http.deepCopy().put("rawPath", "/v1/okta/event-hook");
        ObjectNode tokenHook = http.deepCopy().put("rawPath", "/v1/okta/token-hook");

        ObjectNode direct = request.deepCopy().put("kind", "token");
        ObjectNode unreadable = direct.deepCopy().put(MARK, token);

        ObjectNode sqs = TestApi.JSON.createObjectNode();
        for (String body : List.of(direct.toString(), unreadable.toString(), token)) {
            sqs.withArray("Records")
                    .addObject()
                    .put("messageId", "m")
                    .put("eventSource", "aws:sqs")
                    .put("body", body);
        }
        ObjectNode bus = TestApi.JSON.createObjectNode();
        bus.put("source", MARK)
                .put("detail-type", MARK + token)
                .putObject("detail")
                .put(MARK, token);

        ObjectNode authorizer = TestApi.httpEvent("GET", "/orders", null);
        authorizer.put("type", "REQUEST").put("routeArn", "arn:aws:execute-api:eu-central-1:1:a/s/GET/orders");
        authorizer.put("routeKey", "GET /orders").putArray("identitySource").add("Bearer " + token);
        ((ObjectNode) authorizer.path("headers"))
                .put("authorization", "Bearer " + token)
                .put("cookie", MARK);
        ObjectNode rest = TestApi.JSON.createObjectNode();
        rest.put("type", "TOKEN").put("authorizationToken", "Bearer " + token);
        rest.put("methodArn", "arn:aws:execute-api:eu-central-1:1:a/s/GET/" + MARK);

        return Stream.of(
                        http,
                        unknownMember,
                        notJson,
                        noRoute,
                        forgedRoute,
                        forgedIssuer,
                        hook,
                        tokenHook,
                        direct,
                        unreadable,
                        sqs,
                        bus,
                        authorizer,
                        rest)
                .map(JsonNode::toString)
                .toList();
    }

    /** Fails if the mark, or a control character but the line feed at the end of each line, stands in what was put out. */
    public static void assertUnmarked(String output) {
        assertFalse(output.isBlank(), "something was put out");
        assertFalse(output.contains(MARK), () -> "a caller's own words: " + line(output, MARK));
        output.lines().forEach(line -> {
            assertTrue(line.startsWith("{") && line.endsWith("}"), line);
            assertTrue(line.chars().noneMatch(Character::isISOControl), line);
        });
    }

    /** Fails if anything that a caller confided to one of the events stands in what was put out. */
    public static void assertKept(List<String> events, String output) {
        assertFalse(output.isBlank(), "something was put out");
        assertFalse(
                output.toLowerCase(java.util.Locale.ROOT).contains(MARK),
                "a caller's own words: " + line(output, MARK));
        assertFalse(output.contains("@example"), "an e-mail address: " + line(output, "@example"));
        assertFalse(output.contains(TestApi.HOOK_SECRET), "the hook's secret");
        Set<String> parts = new TreeSet<>();
        for (String event : events) {
            Matcher jwt = JWT.matcher(event);
            while (jwt.find()) {
                Stream.of(jwt.group().split("\\."))
                        .filter(part -> part.length() >= SHORTEST_SECRET)
                        .forEach(parts::add);
            }
        }
        assertTrue(parts.size() > 40, "there are tokens to look for");
        for (String part : parts) {
            assertFalse(output.contains(part), () -> "a part of a token: " + line(output, part));
        }
    }

    private static String line(String output, String part) {
        return output.lines()
                .filter(each ->
                        each.toLowerCase(java.util.Locale.ROOT).contains(part.toLowerCase(java.util.Locale.ROOT)))
                .findFirst()
                .orElse("");
    }
}
