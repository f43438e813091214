package dev.claimsverdict.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.WireMock;
import dev.claimsverdict.amr.AmrClaim;
import dev.claimsverdict.testing.GoldenEvent;
import dev.claimsverdict.testing.GoldenPair;
import dev.claimsverdict.testing.JwksHost;
import dev.claimsverdict.testing.SetClock;
import dev.claimsverdict.testing.SignIns;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.testing.TestSaml;
import dev.claimsverdict.testing.TestToken;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import dev.claimsverdict.verdict.SignInVerdict;
import java.nio.file.Path;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * docs/findings.md: exactly the codes that there are, each as the code has it, with an example that is judged here. What
 * the code knows stands on the page by {@code -Dgolden.write=true}; cause and example are written by hand.
 */
class FindingsPageTest {

    private static final Page PAGE = Page.of("docs/findings.md");
    private static final String CAUSE = "**Cause.** ";
    private static final Pattern SECTION =
            Pattern.compile("### ([A-Z][A-Z0-9_]+)\\n\\n(.*?)(?=\\n#{2,3} |\\z)", Pattern.DOTALL);
    private static final Pattern ANSWER = Pattern.compile("(?m)^Answer:.*$");
    private static final Pattern REQUEST =
            Pattern.compile("\\*\\*Example\\*\\*, `POST (/v1/[a-z-]+)`:\\n\\n```json\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern TOKEN = Pattern.compile(
            "\\*\\*Example\\*\\*, different from \\[the good token]\\(#the-good-token\\):\\n\\n```json\\n(.*?)```",
            Pattern.DOTALL);
    private static final Pattern GOOD_TOKEN =
            Pattern.compile("## The good token\\n.*?```json\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern GOLDEN = Pattern.compile(
            "\\*\\*Example\\*\\*: \\[[a-z-]+]\\(\\.\\./src/test/resources/(golden|golden-events)/([a-z-]+)\\)");

    /** The names of the page's keys. */
    private static final Map<String, TestKey> KEYS = Map.of(
            "ec-1", TestKey.ES256,
            "ec-9", TestKey.generate("ec-9", "ES256", "EC", new ECGenParameterSpec("secp256r1")),
            "rsa-1", TestKey.RS256);

    /** What no request on the page can show: the code, and why. */
    private static final Map<FindingCode, String> BUILT = Map.of(
            FindingCode.AMR_TOO_MANY_VALUES, "needs more values than anybody would read",
            FindingCode.KEYS_STALE, "needs a host of keys that answers and then doesn't, and hours between",
            FindingCode.SAML_TOO_LARGE, "needs a response that is larger than the body of an HTTP request may be");

    /** A code's part of the page. */
    private record Section(FindingCode code, String text) {}

    private static List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        Matcher section = SECTION.matcher(PAGE.text());
        while (section.find()) {
            sections.add(new Section(FindingCode.valueOf(section.group(1)), section.group(2)));
        }
        return sections;
    }

    @Test
    @DisplayName("the codes, in the order of their precedence")
    void codes() {
        assertEquals(
                List.of(FindingCode.values()),
                sections().stream().map(Section::code).toList());
    }

    @Test
    @DisplayName("each code's level, rule, sentence, remedy and source are the code's own; each answer is the judge's")
    void asTheCodeHasIt() {
        StringBuilder page = new StringBuilder();
        String text = PAGE.text();
        Matcher section = SECTION.matcher(text);
        while (section.find()) {
            FindingCode code = FindingCode.valueOf(section.group(1));
            String own = section.group(2);
            String byHand = own.substring(own.indexOf(CAUSE));
            String answered = ANSWER.matcher(byHand)
                    .replaceFirst(Matcher.quoteReplacement(answer(new Section(code, own))))
                    .stripTrailing();
            section.appendReplacement(
                    page, Matcher.quoteReplacement("### " + code + "\n\n" + head(code) + "\n\n" + answered + "\n"));
        }
        PAGE.mustBe(section.appendTail(page).toString());
    }

    @TestFactory
    @DisplayName("each example shows its code")
    Stream<DynamicTest> examples() {
        return sections().stream()
                .map(section -> DynamicTest.dynamicTest(
                        section.code().name(),
                        () -> assertTrue(
                                found(section).isPresent(),
                                () -> verdict(section).toString())));
    }

    @Test
    @DisplayName("an example that is built by a test has a reason")
    void built() {
        assertEquals(
                BUILT.keySet().stream().sorted().toList(),
                sections().stream()
                        .filter(section -> section.text().contains("**Example**: none"))
                        .map(Section::code)
                        .toList());
    }

    private static String head(FindingCode code) {
        String rule = code.rule();
        String anchor = rule.startsWith("R") ? rule.toLowerCase(Locale.ROOT).replace('.', '-') : "section-" + rule;
        return "`%s` · rule [%s](rules.md#%s) · [source](%s)\n\n%s *%s*"
                .formatted(code.level(), rule, anchor, code.help(), code.sentence(), code.remedy());
    }

    /** The line about the answer. */
    private static String answer(Section section) {
        JsonNode finding = found(section).orElseThrow(() -> new AssertionError(verdict(section)));
        String level = finding.path("level").asText();
        String as = level.equals(section.code().level().name()) ? "" : ", here as `" + level + "`";
        String pointer =
                finding.has("pointer") ? " at `" + finding.path("pointer").asText() + "`" : "";
        return "Answer: `" + verdict(section).path("verdict").asText() + "`, with this finding" + pointer + as + ".";
    }

    private static Optional<JsonNode> found(Section section) {
        return verdict(section)
                .path("findings")
                .valueStream()
                .filter(finding ->
                        finding.path("code").asText().equals(section.code().name()))
                .findFirst();
    }

    /** The verdict on a section's example that has the code; of a plan that is one of several. */
    private static JsonNode verdict(Section section) {
        JsonNode answer = answered(section);
        return answer.findParents("findings").stream()
                .filter(verdict -> verdict.path("findings")
                        .findValuesAsText("code")
                        .contains(section.code().name()))
                .findFirst()
                .orElse(answer);
    }

    private static JsonNode answered(Section section) {
        Matcher request = REQUEST.matcher(section.text());
        if (request.find()) {
            return TestApi.verdict(request.group(1), request.group(2));
        }
        Matcher token = TOKEN.matcher(section.text());
        if (token.find()) {
            return TestApi.verdict(
                    "/v1/token-verdicts",
                    tokenRequest(TestApi.json(token.group(1))).toString());
        }
        Matcher golden = GOLDEN.matcher(section.text());
        if (golden.find()) {
            // That the function does answer so is checked where the golden ones are.
            return golden.group(1).equals("golden")
                    ? new GoldenPair(Path.of("src/test/resources/golden", golden.group(2)))
                            .answer()
                            .path("body")
                    : GoldenEvent.named(golden.group(2)).answer();
        }
        assertTrue(BUILT.containsKey(section.code()), section.code() + " has no example");
        return switch (section.code()) {
            case AMR_TOO_MANY_VALUES -> tooMany();
            case SAML_TOO_LARGE -> tooLarge();
            default -> stale();
        };
    }

    private static JsonNode tooMany() {
        ObjectNode token = TestApi.JSON.createObjectNode();
        ArrayNode amr = token.putObject("claims").putArray("amr");
        IntStream.rangeClosed(0, AmrClaim.MAX_VALUES).forEach(number -> amr.add(Integer.toString(number, 36)));
        return TestApi.verdict("/v1/token-verdicts", tokenRequest(token).toString());
    }

    private static JsonNode tooLarge() {
        ObjectNode request = TestSaml.posted(" ".repeat(600_000)).put("kind", "saml");
        return TestApi.invoke(request.toString());
    }

    /** The request with the good token, changed like that. */
    private static ObjectNode tokenRequest(JsonNode patch) {
        Matcher good = GOOD_TOKEN.matcher(PAGE.text());
        assertTrue(good.find());
        JsonNode parts = merged(TestApi.json(good.group(1)), patch);
        ObjectNode request = (ObjectNode) parts.path("request");
        ObjectNode claims = (ObjectNode) parts.path("claims");
        if (parts.has("padding")) {
            claims.put("padding", "x".repeat(parts.path("padding").asInt()));
        }
        TestKey signer = KEYS.get(parts.path("signedBy").asText());
        if (!request.has("idToken")) {
            request.put("idToken", signer.signWithHeader(parts.path("header").toString(), claims.toString()));
        }
        if (parts.has("accessToken")) {
            request.put("accessToken", signer.sign(parts.path("accessToken").toString()));
        }
        if (parts.has("keys")) {
            TestKey[] keys = parts.path("keys")
                    .valueStream()
                    .map(JsonNode::asText)
                    .map(KEYS::get)
                    .toArray(TestKey[]::new);
            request.set("jwks", TestApi.json(TestKey.jwks(keys)));
        }
        return request;
    }

    /** RFC 7396. */
    private static JsonNode merged(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode merged = target.isObject() ? (ObjectNode) target : TestApi.JSON.createObjectNode();
        patch.properties().forEach(member -> {
            if (member.getValue().isNull()) {
                merged.remove(member.getKey());
            } else {
                merged.set(member.getKey(), merged(merged.path(member.getKey()), member.getValue()));
            }
        });
        return merged;
    }

    /** The verdict two hours after the keys were fetched, while their host is down. */
    private static JsonNode stale() {
        SetClock clock = new SetClock(TestApi.NOW);
        try (JwksHost host = new JwksHost()) {
            host.publish(TestKey.ES256);
            SignIns signIns =
                    SignIns.of(JwksHost.keys(clock, JwksHost.PATIENCE), clock, TestIdp.withJwksAt(host.url()));
            String token = TestKey.ES256.sign(TestToken.claims("pwd")
                    .put("exp", TestApi.NOW.plus(Duration.ofDays(1)).getEpochSecond())
                    .toString());
            signIns.verdict(token);
            host.answer(WireMock.aResponse().withStatus(503));
            clock.advance(Duration.ofHours(2));
            return json(signIns.verdict(token));
        }
    }

    private static JsonNode json(SignInVerdict verdict) {
        ObjectNode json =
                TestApi.JSON.createObjectNode().put("verdict", verdict.outcome().name());
        ArrayNode findings = json.putArray("findings");
        for (Finding finding : verdict.findings()) {
            ObjectNode each = findings.addObject().put("code", finding.code().name());
            each.put("level", finding.level().name());
            finding.pointer().ifPresent(pointer -> each.put("pointer", pointer));
        }
        return json;
    }
}
