package dev.claimsverdict.testing;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Events that are full of what no log may have in it, and the proof that none of it is there. */
public final class Confidences {

    /** Stands in every value and name that only a caller knows. */
    private static final String MARK = "zebra";

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

    private static List<String> tokens() {
        ObjectNode claims = marked();
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
                TestKey.encode("{\"alg\":\"none\"}") + "." + parts[1] + ".",
                TestKey.encode("{\"alg\":\"HS256\",\"kid\":\"" + MARK + "\"}") + "." + parts[1] + "." + parts[2],
                TestKey.encode("{\"alg\":\"ES256\",\"crit\":[\"" + MARK + "\"]}") + "." + parts[1] + "." + parts[2],
                TestKey.encode("{\"alg\":\"" + MARK + "\"}") + "." + parts[1] + "." + parts[2],
                parts[0] + "." + parts[1] + "." + parts[2].substring(2),
                parts[0] + "." + parts[1],
                parts[0] + "." + TestKey.encode("{\"" + MARK + "\":") + "." + parts[2],
                MARK);
    }

    private static ObjectNode marked() {
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
