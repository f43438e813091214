package dev.claimsverdict.local;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The playground's verdicts, and everything that holds for the whole page. */
class PlaygroundBrowserTest extends InBrowser {

    // Verdicts

    @Test
    @DisplayName("the first thing to be seen is Okta's guide's IdP with a verdict on it")
    void first() {
        assertEquals("STEP_UP", page.verdict());
        assertTrue(page.value("#idp").contains("\"OIDC3rdParty\""));
        assertEquals(List.of("hwk + pwd"), texts(".sets button"));
        page.click(".sets button");
        assertEquals("ACCEPTED", page.verdict());
        assertTrue(content("#announcement").startsWith("Verdict: Accepted."));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "idp-that-sends-no-amr.json, BREAKING, FLOW_BREAKS_NO_AMR",
        "token-satisfied.json,       ACCEPTED, RULE_SATISFIED",
        "token-step-up.json,         STEP_UP,  CHARACTERISTICS_MISSING",
        "token-without-amr.json,     REJECTED, AMR_MISSING",
        "saml-response.json,         ACCEPTED, RULE_SATISFIED",
        "amr-saml-dry-run.json,      ACCEPTED, RULE_SATISFIED",
        "idp-from-okta-guide.json,   AT_RISK,  AMR_EVIDENCE_MISSING",
        "org.json,                   AT_RISK,  AMR_EVIDENCE_PRESENT",
    })
    @DisplayName("the READMEs' examples give the READMEs' words")
    void examples(String file, String verdict, String finding) throws IOException {
        page.example(file);
        assertEquals(verdict, page.verdict());
        assertEquals(finding, page.find(".findings li").getDomAttribute("data-code"));
        if (Files.readString(Path.of("README.md")).contains("@examples/" + file)) {
            assertEquals(verdict, ofReadme(file).path("verdict").asText());
        }
    }

    private static JsonNode ofReadme(String file) throws IOException {
        Matcher answer = Pattern.compile(
                        Pattern.quote("@examples/" + file) + "\\n```\\n\\n```json\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("README.md")));
        assertTrue(answer.find());
        return TestApi.json(answer.group(1));
    }

    @Test
    @DisplayName("a SAML response, base64 or XML, is taken apart and judged")
    void saml() {
        page.example("saml-response.json");
        assertTrue(page.text("#saml-parts .amr dd").contains("pwd | hwk"));
        String xml = new String(java.util.Base64.getDecoder().decode(page.value("#saml-response")));
        page.paste("#saml-response", xml);
        assertEquals("ACCEPTED", page.verdict());
        assertTrue(page.text("#saml-parts .amr dd").contains("pwd | hwk"));
        page.paste("#recipient", "https://other.example.com");
        assertEquals("REJECTED", page.verdict());
        page.paste("#saml-response", xml.replace("pwd<", "mfa<"));
        assertEquals("SAML_SIGNATURE_INVALID", page.find(".findings li").getDomAttribute("data-code"));
        page.paste("#saml-response", "<!DOCTYPE a []><a/>");
        assertTrue(page.text("#saml-parts .faults").contains("DOCTYPE"));
        page.paste("#saml-response", "100%");
        assertTrue(page.text("#saml-parts .faults").contains("percent"));
        page.paste("#saml-response", "");
        assertEquals("", page.text("#saml-parts"));
    }

    @ParameterizedTest(name = "{0} -> {1} {2}")
    @CsvSource({
        "#idp-trust,                  STEP_UP,  TRUST_OFF",
        "#org-claimsSharing,          STEP_UP,  CLAIMS_SHARING_FEATURE_OFF",
        "#idp-map,                    STEP_UP,  CHARACTERISTICS_MISSING",
        "#org-securityQuestionForMfa, STEP_UP,  SECURITY_QUESTION_IN_MFA",
        "#constraint-hardwareProtection, ACCEPTED, RULE_SATISFIED",
        "#amr-hwk,                    ACCEPTED, RULE_SATISFIED",
        "#amr-pwd,                    STEP_UP,  FACTORS_MISSING",
    })
    @DisplayName("a flipped switch is in the request, and the verdict is the API's on that request")
    void switches(String control, String verdict, String finding) throws Exception {
        String before = page.curl();
        page.click(control);
        assertNotEquals(before, page.curl());
        assertAll(
                () -> assertEquals(verdict, page.verdict()),
                () -> assertTrue(codes().contains(finding), () -> codes().toString()),
                () -> assertEquals(withoutDecisionId(asked(page.curl())), withoutDecisionId(page.answer())));
        page.click(control);
        assertEquals("STEP_UP", page.verdict());
    }

    @ParameterizedTest(name = "{0} = {1}, {2} -> {3} {4}")
    @CsvSource({
        "#amr-table,    2025-04,     face, ACCEPTED, RULE_SATISFIED",
        "#amr-table,    2026-07,     face, STEP_UP,  FACTORS_MISSING",
        "#org-idpUsage, SSO,         pwd,  STEP_UP,  FACTORS_MISSING",
        "#org-idpUsage, FACTOR_ONLY, pwd,  REJECTED, AMR_ALL_DROPPED",
        "#org-engine,   IDENTITY_ENGINE, hwk, STEP_UP, FACTORS_MISSING",
        "#org-engine,   CLASSIC,     hwk,  STEP_UP,  CLASSIC_NEEDS_PWD_OR_MFA",
        "#preset,       any-1,       pwd,  ACCEPTED, RULE_SATISFIED",
        "#preset,       any-1-idp,   pwd,  ACCEPTED, RULE_SATISFIED",
        "#preset,       none,        pwd,  ACCEPTED, AMR_USABLE",
        "#preset,       password,    pwd,  ACCEPTED, RULE_SATISFIED",
        "#preset,       password-another, pwd, STEP_UP, FACTORS_MISSING",
        "#preset,       possession,  pwd,  STEP_UP,  FACTORS_MISSING",
        "#preset,       chain,       pwd,  STEP_UP,  METHOD_CHAIN",
        "#preset,       session-mfa, pwd,  STEP_UP,  FACTORS_MISSING",
        "#preset,       deny,        pwd,  REJECTED, RULE_DENIES",
    })
    @DisplayName("a choice is in the request, and the verdict is the API's on that request")
    void choices(String control, String value, String amr, String verdict, String finding) throws Exception {
        page.select("#preset", "any-2");
        page.click("#constraint-hardwareProtection");
        page.click("#amr-pwd");
        page.click("#amr-sms");
        page.click("#amr-" + amr);
        page.select(control, value);
        assertAll(
                () -> assertEquals(verdict, page.verdict()),
                () -> assertTrue(codes().contains(finding), () -> codes().toString()),
                () -> assertEquals(withoutDecisionId(asked(page.curl())), withoutDecisionId(page.answer())));
    }

    @Test
    @DisplayName("R1.4 where the editions disagree, one click shows the verdict by the other, and one the first again")
    void editions() throws Exception {
        page.select("#preset", "any-2");
        page.click("#constraint-hardwareProtection");
        page.click("#amr-pwd");
        page.click("#amr-sms");
        page.click("#amr-face");
        assertEquals("ACCEPTED", page.verdict());
        assertEquals(List.of("Judge by edition 2026-07"), texts(".edition"));
        page.click(".edition");
        assertEquals("STEP_UP", page.verdict());
        assertEquals(withoutDecisionId(asked(page.curl())), withoutDecisionId(page.answer()));
        assertEquals(List.of("Judge by edition 2025-04"), texts(".edition"));
        page.click(".edition");
        assertEquals("ACCEPTED", page.verdict());
    }

    @Test
    @DisplayName("of two answers the later question's counts, however they arrive")
    void latest() {
        page.run("""
                const fetched = window.fetch;
                let first = true;
                window.fetch = async (...asked) => {
                  const held = first;
                  first = false;
                  const {signal, ...rest} = asked[1];
                  const answer = await fetched(asked[0], rest);
                  if (held) await new Promise((resume) => { window.release = resume; });
                  return answer;
                };
                document.getElementById('idp-trust').click();
                """);
        page.until("return window.release !== undefined");
        page.click("#constraint-hardwareProtection");
        page.click("#idp-trust");
        assertEquals("ACCEPTED", page.verdict());
        page.run("window.release()");
        page.click("#constraint-hardwareProtection");
        assertEquals("STEP_UP", page.verdict());
        assertEquals(List.of("CHARACTERISTICS_MISSING"), codes());
    }

    @Test
    @DisplayName("a change is shown beside what it changes")
    void change() {
        page.click("[name=question][value=change]");
        assertEquals("AT_RISK", page.verdict());
        assertEquals(List.of("Safe", "At risk"), texts(".side .pill"));
        assertEquals(List.of("policy.trustClaims"), texts(".changes button"));
        page.select("#evidence", "amr");
        assertEquals("BREAKING", page.verdict());
        page.paste("#evidence-amr", "pwd, sms");
        assertEquals("SAFE", page.verdict());
        page.click("#after-trust");
        assertEquals(List.of("NO_RELEVANT_CHANGE"), codes());
        page.paste("#after", "");
        assertTrue(texts(".side p").contains("The IdP is deleted."));
    }

    // Tokens

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "abc.def             | A signed token has three parts separated by dots. This one has 2.",
                "a.b.c.d.e           | It has five parts, so it is encrypted (JWE). Only its recipient can read it.",
                "e30.e+30.c2ln       | Its claims is not base64url: look at character 2.",
                "e30.W10.c2ln        | Its claims is JSON, but not an object.",
                "e30.e30x.c2ln       | Its claims is not JSON.",
                "e30.gICA.c2ln       | Its claims is not UTF-8 text.",
                "e30.e30.            | Its signature is empty.",
                "eyJhbGciOiJub25lIn0.e30.c2ln | Its header says alg none: it isn’t signed.",
            })
    @DisplayName("a broken token says what is broken, and is rejected")
    void brokenToken(String token, String fault) {
        page.example("token-satisfied.json");
        page.paste("#id-token", token);
        assertTrue(
                texts("#token-parts .faults li").contains(fault),
                () -> texts("#token-parts .faults li").toString());
        assertEquals("REJECTED", page.verdict());
    }

    @Test
    @DisplayName("a token is shown part by part, its instants as dates")
    void tokenParts() {
        page.example("token-satisfied.json");
        assertEquals(
                List.of("header", "claims", "signature"),
                page.all("#token-parts h3").stream()
                        .map(each -> each.getText().toLowerCase(Locale.ROOT))
                        .toList());
        assertEquals("[\"pwd\",\"sms\"]", page.text("#token-parts .amr dd"));
        assertTrue(page.text("#token-parts .claims").contains("2046-11-24T00:00:00Z"));
        assertEquals(0, page.all("#token-parts .faults").size());
    }

    @Test
    @DisplayName("without a token there is nothing to ask, and the page says so")
    void noToken() {
        page.click("[name=source][value=token]");
        assertEquals("Not yet", page.text(".badge h2"));
        assertEquals("Paste an ID token, or tick AMR values instead.", page.text(".finding p"));
    }

    // From the verdict to the field

    @Test
    @DisplayName("a finding's pointer selects that very field in the text")
    void pointers() {
        page.click(".findings [data-pointer='/rule/constraints/0/possession']");
        assertTrue(page.selection().startsWith("\"possession\": {"), page.selection());
        assertTrue(page.find("#rule").isDisplayed());
        page.click("#idp-trust");
        page.click(".findings [data-pointer='/idp/policy/trustClaims']");
        assertEquals("\"trustClaims\": false", page.selection());
        page.example("token-without-amr.json");
        page.click(".findings button[data-pointer]");
        assertEquals(page.value("#id-token"), page.selection());
        page.example("idp-that-sends-no-amr.json");
        page.click(".findings [data-pointer='/after/protocol/credentials/client/pkce_required']");
        assertTrue(page.selection().startsWith("\"client\": {"), "the nearest field around one that is missing");
    }

    @Test
    @DisplayName("a pointer into a token shows the claim, and a switch of the org is focused itself")
    void pointersElsewhere() {
        page.example("token-satisfied.json");
        String idp = page.value("#idp").replace("https://{thirdPartyIdPDomain}\"", "https://other.example\"");
        page.paste("#idp", idp);
        assertEquals("REJECTED", page.verdict());
        page.click(".findings [data-pointer='/idToken/claims/iss']");
        assertEquals("/idToken/claims/iss", page.run("return document.activeElement.dataset.pointer"));
    }

    @Test
    @DisplayName("what the API refuses is shown with the same pointers")
    void problems() {
        page.paste("#idp", TestIdp.oidc().toString().replace("\"trustClaims\":true", "\"trustClaims\":\"yes\""));
        assertEquals("Unprocessable Content", page.text(".badge h2"));
        page.click(".findings [data-pointer='/idp/policy/trustClaims']");
        assertEquals("\"trustClaims\":\"yes\"", page.selection());
        page.paste("#idp", "{\n  \"type\": }");
        assertEquals("This isn’t JSON: look at line 2, column 11.", page.text(".finding p"));
        assertFalse(page.find("#idp-trust").isEnabled());
    }

    @Test
    @DisplayName("the request has the text as it was pasted, so duplicate members reach the judge")
    void duplicates() {
        page.paste(
                "#idp",
                page.value("#idp").replace("\"trustClaims\": true", "\"trustClaims\": false, \"trustClaims\": true"));
        assertTrue(codes().contains("DUPLICATE_MEMBER"));
        page.click("#idp-trust");
        assertTrue(page.value("#idp").contains("\"trustClaims\": false, \"trustClaims\": false"));
    }

    @Test
    @DisplayName("a switch for a member that is not there adds it")
    void added() {
        page.paste("#idp", page.value("#idp").replaceFirst(",\\s*\"trustClaims\": true", ""));
        assertEquals(List.of("TRUST_OFF"), codes());
        page.click("#idp-trust");
        assertTrue(page.answer().at("/trust/mode").asText().equals("CLAIMS_SHARING"));
        assertTrue(TestApi.json(page.value("#idp")).at("/policy/trustClaims").booleanValue());
    }

    // Sharing

    @Test
    @DisplayName("a link gives the state again, without its tokens and client secrets")
    void shared() {
        page.example("token-step-up.json");
        page.paste("#idp", page.value("#idp").replace("\"client_id\":", "\"client_secret\": \"hush\", \"client_id\":"));
        page.select("#amr-table", "2026-07");
        String link = copiedLink();
        page.open(link);
        assertAll(
                () -> assertEquals("", page.value("#id-token")),
                () -> assertEquals("Not yet", page.text(".badge h2")),
                () -> assertTrue(page.text("#notice").contains("doesn’t contain a token")),
                () -> assertTrue(page.value("#idp").contains("\"client_secret\": \"\"")),
                () -> assertEquals("2026-07", page.value("#amr-table")),
                () -> assertEquals("password-another", page.value("#preset")),
                () -> assertTrue(page.find("#constraint-hardwareProtection").isSelected()));
    }

    @Test
    @DisplayName("a link has the tokens too if that is asked for, and any edit takes it out of the address bar")
    void sharedWithTokens() {
        page.example("token-step-up.json");
        String token = page.value("#id-token");
        page.run("document.getElementById('share').open = true");
        page.click("#share-tokens");
        String link = copiedLink();
        page.open(link);
        assertEquals("STEP_UP", page.verdict());
        assertEquals(token, page.value("#id-token"));
        assertEquals(link, page.run("return location.hash"));
        page.click("#idp-trust");
        assertEquals("", page.run("return location.hash"));
    }

    private static String copiedLink() {
        page.run("document.getElementById('share').open = true");
        page.click("#copy-link");
        page.until("return document.getElementById('share-said').textContent !== ''");
        return (String) page.run("return location.hash");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"#nonsense", "#v1.", "#v1.AAAA", "#v1.q1YqSSwuUbJSSk7MS04FAA", "#v2.q1Y", "#v1.%00", "#v1.e30"})
    @DisplayName("a malformed link gets a message and leaves the page in order")
    void malformedLink(String fragment) {
        page.open(fragment);
        assertTrue(page.text("#notice").startsWith("This link can’t be read: "));
        assertEquals("STEP_UP", page.verdict());
    }

    // Files

    @Test
    @DisplayName("a dropped file is read where it is dropped")
    void dropped() {
        page.run("""
                const files = new DataTransfer();
                files.items.add(new File([arguments[1]], 'idp.json', {type: 'application/json'}));
                arguments[0].dispatchEvent(new DragEvent('drop', {dataTransfer: files, bubbles: true, cancelable: true}));
                """, page.find("#idp"), TestIdp.oidc().toString());
        page.until("return document.getElementById('idp').value.includes('idp.example.com')");
        page.settled();
        assertEquals(TestIdp.oidc().toString(), page.value("#idp"));
    }

    // Everybody

    @Test
    @DisplayName("keys alone lead from the top to a verdict and on to the field")
    void keyboard() {
        page.press(Keys.TAB);
        assertEquals("skip", page.run("return document.activeElement.id"));
        page.tabTo("#amr-hwk");
        page.press(Keys.SPACE);
        assertEquals("ACCEPTED", page.verdict());
        page.tabTo("#preset");
        page.press("No rule");
        page.settled();
        assertEquals("none", page.value("#preset"));
        page.tabTo("#idp-trust");
        page.press(Keys.SPACE);
        assertEquals("STEP_UP", page.verdict());
        page.tabTo(".findings button[data-pointer]");
        page.press(Keys.ENTER);
        assertEquals("\"trustClaims\": false", page.selection());
    }

    @Test
    @DisplayName("the skip link leads to the verdict, and arrows choose the question")
    void skip() {
        page.press(Keys.TAB);
        page.press(Keys.ENTER);
        assertEquals("verdict", page.run("return document.activeElement.id"));
        page.open("");
        page.tabTo("[name=question]");
        page.press(Keys.ARROW_RIGHT);
        assertEquals("AT_RISK", page.verdict());
        assertTrue(page.find("#after").isDisplayed());
        assertFalse(page.find("#idp").isDisplayed());
    }

    @Test
    @DisplayName("the verdict is announced politely")
    void announced() {
        assertEquals("polite", page.find("#announcement").getDomAttribute("aria-live"));
        page.click("#idp-trust");
        assertTrue(content("#announcement").startsWith("Verdict: Step up. "), content("#announcement"));
        page.paste("#idp", "");
        assertTrue(content("#announcement").startsWith("Not yet"), content("#announcement"));
    }

    @ParameterizedTest(name = "{0} px")
    @ValueSource(ints = {320, 360, 768, 1024})
    @DisplayName("nothing has to be scrolled sideways")
    void widths(int width) {
        for (String example : List.of("", "token-step-up.json", "idp-that-sends-no-amr.json")) {
            page.open("");
            page.width(width, 800);
            if (!example.isEmpty()) {
                page.example(example);
            }
            page.run("document.querySelectorAll('details:not(.share)').forEach((each) => { each.open = true; })");
            assertEquals(
                    (long) width, page.run("return Math.max(document.documentElement.scrollWidth, window.innerWidth)"));
        }
    }

    @Test
    @DisplayName("what an IdP, a token or a value says stays text")
    void text() {
        String markup = "<img src=x onerror=\\\"document.title='run'\\\">";
        page.paste("#idp", page.value("#idp").replace("OIDC3rdParty", markup));
        assertEquals(markup.replace("\\", ""), page.text("#idp-summary span"));
        page.paste("#other-amr", "<img/src=x/onerror=alert(1)>");
        assertTrue(page.text(".picture").contains("<img/src=x/onerror=alert(1)>"));
        page.click("[name=source][value=token]");
        page.paste(
                "#id-token",
                jws("{\"alg\":\"RS256\"}") + "." + jws("{\"<img src=x>\":\"<script>alert(1)</script>\"}") + ".c2ln");
        assertTrue(page.text("#token-parts").contains("<script>alert(1)</script>"));
        page.click("[name=question][value=change]");
        page.paste("#after", page.value("#after").replace("OIDC3rdParty", markup));
        assertTrue(page.text(".changes").contains("<img src=x"));
        assertEquals(0L, page.run("return document.querySelectorAll('img:not(.brand img), main script').length"));
        assertEquals("Claims Verdict", page.run("return document.title"));
    }

    private static String jws(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest(name = "{0}, {1} px")
    @CsvSource({"light, 1280", "dark, 1280", "light, 360", "dark, 360"})
    @DisplayName("axe-core finds nothing, in either question and with every kind of answer")
    void accessible(String scheme, int width) throws IOException {
        page.prefers("prefers-color-scheme", scheme);
        page.width(width, 900);
        assertEquals(
                scheme.equals("dark"),
                page.run("return matchMedia('(prefers-color-scheme: dark)').matches && getComputedStyle(document.body)"
                        + ".backgroundColor === 'rgb(19, 21, 27)'"));
        assertAccessible();
        page.paste("#other-amr", "fido");
        page.run("document.querySelectorAll('details').forEach((each) => { each.open = true; })");
        assertAccessible();
        page.example("token-satisfied.json");
        assertAccessible();
        page.paste("#id-token", "abc.def");
        assertAccessible();
        page.paste("#id-token", "");
        assertAccessible();
        page.click("[name=question][value=change]");
        assertAccessible();
        page.select("#evidence", "amr");
        assertAccessible();
        page.paste("#evidence-amr", "pwd");
        assertAccessible();
        page.paste("#context", "[]");
        assertEquals("Unprocessable Content", page.text(".badge h2"));
        assertAccessible();
    }

    // The README's picture

    /**
     * With {@code -Dscreenshot.write=true} the README's picture is taken anew, and others, to judge the page by, are put
     * into {@code target}.
     */
    @Test
    @DisplayName("the README shows the page, 1280 pixels wide, in less than 300 kB")
    void screenshot() throws IOException {
        Path picture = Path.of("docs/playground.png");
        if (Boolean.getBoolean("screenshot.write")) {
            page.width(1280, 860);
            Files.write(picture, page.png());
            otherScreenshots();
        }
        assertTrue(Files.readString(Path.of("README.md")).contains("(docs/playground.png)"));
        assertEquals(1280, ImageIO.read(picture.toFile()).getWidth());
        assertTrue(Files.size(picture) < 300_000);
    }

    private static void otherScreenshots() throws IOException {
        for (String scheme : List.of("light", "dark")) {
            for (int width : List.of(1280, 360)) {
                for (String example : List.of("idp-that-sends-no-amr", "token-satisfied", "token-without-amr")) {
                    page.open("");
                    page.prefers("prefers-color-scheme", scheme);
                    page.width(width, 900);
                    page.example(example + ".json");
                    page.width(width, ((Long) page.run("return document.documentElement.scrollHeight")).intValue());
                    Files.write(Path.of("target", String.join("-", scheme, "" + width, example + ".png")), page.png());
                }
            }
        }
    }

    /** The decision id tells the second too, which may be over by now. */
    private static JsonNode withoutDecisionId(JsonNode answer) {
        assertTrue(answer.has("decisionId"));
        return ((ObjectNode) answer).without("decisionId");
    }

    /** What the API answers to the request of a curl command. */
    private static JsonNode asked(String curl) throws Exception {
        Matcher command = Pattern.compile(
                        "curl -s (\\S+) -H 'content-type: application/json' -d '(.*)'", Pattern.DOTALL)
                .matcher(curl);
        assertTrue(command.matches(), curl);
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(URI.create(command.group(1)))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    command.group(2).replace("'\\''", "'")))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return TestApi.json(response.body());
        }
    }
}
