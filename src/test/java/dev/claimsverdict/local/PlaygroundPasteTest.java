package dev.claimsverdict.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.testing.TestToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is pasted, dropped or opened anywhere on the page goes where it belongs, and the page says so. */
class PlaygroundPasteTest extends InBrowser {

    private static final String TOKEN =
            TestKey.ES256.sign(TestToken.claims("pwd", "sms").toString());

    private static String said() {
        return page.text("#pasted p");
    }

    private static ObjectNode example(String name) throws IOException {
        return (ObjectNode) TestApi.json(Files.readString(Path.of("examples", name)));
    }

    private static String checked(String name) {
        return (String) page.run("return document.querySelector('[name=' + arguments[0] + ']:checked').value", name);
    }

    @ParameterizedTest(name = "pasted into {0}")
    @ValueSource(strings = {"body", "#anything", "#rule", "#idp", "#access-token", "#id-token"})
    @DisplayName("a token response goes into the fields of its tokens, wherever it is pasted; undo takes it back")
    void tokenResponse(String where) {
        String rule = page.value("#rule");
        String idp = page.value("#idp");
        page.clipboard(where, "{\"id_token\": \"" + TOKEN + "\", \"access_token\": \"opaque\"}");
        assertEquals("token", checked("source"));
        assertEquals(TOKEN, page.value("#id-token"));
        assertEquals("opaque", page.value("#access-token"));
        assertEquals(rule, page.value("#rule"));
        assertEquals("", page.value("#anything"));
        assertTrue(said().startsWith("That is a token response"), said());
        page.click("#undo");
        assertEquals("amr", checked("source"));
        assertEquals("", page.value("#id-token"));
        assertEquals(idp, page.value("#idp"));
        assertEquals("STEP_UP", page.verdict());
    }

    @Test
    @DisplayName("a token with Bearer before it is put into its field without it")
    void bearer() {
        page.click("[name=source][value=token]");
        page.clipboard("#id-token", "Authorization: Bearer " + TOKEN);
        assertEquals(TOKEN, page.value("#id-token"));
    }

    @Test
    @DisplayName("of several IdPs the page asks which one, by name; cancel changes nothing")
    void idps() {
        String before = page.value("#idp");
        String idps = "[" + TestIdp.oidc() + ", " + TestIdp.saml() + "]";
        page.clipboard("body", idps);
        assertEquals("You pasted 2 IdPs: which one?", said());
        assertEquals(List.of("Example", "Example SAML", "All of them: the whole org"), texts("#choice option"));
        assertEquals("choice", page.run("return document.activeElement.id"));
        page.click(".choice button:last-child");
        assertEquals(before, page.value("#idp"));
        assertFalse(page.find("#pasted").isDisplayed());
        page.clipboard("body", idps);
        page.select("#choice", "1");
        page.click("#use");
        assertEquals(TestIdp.saml().toString(), page.value("#idp"));
        assertEquals("That is an IdP: “Example SAML” is in its field.", said());
    }

    @Test
    @DisplayName("of a policy's rules the page asks which one, and knows it again if it is one of the list")
    void rules() {
        page.clipboard("body", """
                {"id": "pol1", "name": "Payroll", "type": "ACCESS_POLICY", "priority": 1, "_embedded": {"rules": [
                  {"name": "Staff", "actions": {"appSignOn": {"access": "ALLOW", "verificationMethod": {"type": "ASSURANCE", "factorMode": "2FA", "constraints": []}}}},
                  {"name": "Nobody", "actions": {"appSignOn": {"access": "DENY"}}}]}}""");
        assertEquals("You pasted 2 rules: which one?", said());
        assertEquals(List.of("Payroll: Staff", "Payroll: Nobody"), texts("#choice option"));
        page.select("#choice", "1");
        page.click("#use");
        assertEquals("REJECTED", page.verdict());
        assertEquals("own", page.value("#preset"));
        page.clipboard("body", "{\"type\": \"ASSURANCE\", \"factorMode\": \"2FA\"}");
        assertEquals("any-2", page.value("#preset"));
        assertEquals("ACCEPTED", page.verdict());
    }

    @Test
    @DisplayName("a SAML response as SAML-tracer or the browser's form shows it is taken apart and judged")
    void saml() throws IOException {
        ObjectNode example = example("saml-response.json");
        String response = example.path("samlResponse").asText();
        page.clipboard("body", "SAMLResponse: " + response);
        assertEquals("saml", checked("source"));
        assertEquals(response, page.value("#saml-response"));
        assertTrue(page.text("#saml-parts .amr dd").contains("pwd | hwk"));
        // The IdP is made of what the response says of itself, since the example's is an OIDC IdP.
        assertEquals("SAML2", TestApi.json(page.value("#idp")).path("type").asText());
        page.clipboard(
                "body", String.join("\n", example.path("certificates").path(0).asText()));
        assertEquals("ACCEPTED", page.verdict());
        String xml = new String(Base64.getDecoder().decode(response), StandardCharsets.UTF_8);
        page.clipboard("#rule", xml);
        assertEquals(xml, page.value("#saml-response"));
        assertEquals("ACCEPTED", page.verdict());
    }

    @Test
    @DisplayName("a Terraform plan is judged change by change, and its findings lead into it")
    void plan() throws IOException {
        String plan = Files.readString(Path.of("examples/terraform-plan.json"));
        page.clipboard("body", plan);
        assertEquals("change", checked("question"));
        assertEquals("plan", checked("subject"));
        assertEquals(plan.strip(), page.value("#plan"));
        List<String> addresses = page.answer().path("changes").findValuesAsText("address");
        assertFalse(addresses.isEmpty());
        assertEquals(addresses, texts("[data-address] h3"));
        assertEquals(page.answer().path("verdict").asText(), page.verdict());
        page.click("[data-address] .findings button[data-pointer]");
        assertEquals("plan", page.run("return document.activeElement.id"));
        assertFalse(page.selection().isEmpty());
        assertAccessible();
        page.paste("#plan", "");
        assertEquals("Not yet", page.text(".badge h2"));
        page.paste("#plan", "{\"format_version\": \"1.2\", \"resource_changes\": []}");
        assertTrue(page.text(".badge").contains("Nothing in it is judged here"), page.text(".badge"));
    }

    @Test
    @DisplayName(
            "of a plan larger than the API takes other providers' resources are cut, and findings still fit their places")
    void largePlan() throws IOException {
        ObjectNode plan = golden("idp-at-risk-terraform-plan-modules");
        page.clipboard("body", plan.toString());
        List<String> pointers = page.answer().path("changes").findValuesAsText("pointer");
        List<String> codes = codes();
        assertFalse(pointers.isEmpty());
        ObjectNode other = (ObjectNode) TestApi.json("""
                {"address": "aws_s3_object.a", "mode": "managed", "type": "aws_s3_object", "name": "a"}""");
        ObjectNode change = other.deepCopy();
        change.putObject("change")
                .put("filler", "x".repeat(300_000))
                .putArray("actions")
                .add("create");
        ((ArrayNode) plan.path("resource_changes")).add(change);
        ((ArrayNode) plan.at("/planned_values/root_module").withArray("resources"))
                .add(other.deepCopy().put("values", "x".repeat(300_000)));
        page.clipboard("body", plan.toString());
        assertEquals(pointers, page.answer().path("changes").findValuesAsText("pointer"));
        assertEquals(codes, codes());
        change.put("type", "okta_idp_oidc");
        page.clipboard("body", plan.toString());
        assertTrue(page.text(".finding p").contains("claims-verdict lint"), page.text(".finding p"));
    }

    @Test
    @DisplayName("a Terraform state is judged resource by resource")
    void state() throws IOException {
        page.clipboard("body", golden("idp-at-risk-terraform-state").toString());
        assertEquals("That is a Terraform state: each IdP and each rule in it is judged.", said());
        assertEquals("AT_RISK", page.verdict());
        assertEquals(page.answer().path("changes").findValuesAsText("address"), texts("[data-address] h3"));
        page.click("[data-address] .findings button[data-pointer]");
        assertEquals("plan", page.run("return document.activeElement.id"));
    }

    private static ObjectNode golden(String name) throws IOException {
        return (ObjectNode) TestApi.json(Files.readString(Path.of("src/test/resources/golden", name, "request.json")));
    }

    @Test
    @DisplayName("an update without an id is the IdP after the change, with the id of the one before")
    void update() {
        page.click("[name=question][value=change]");
        ObjectNode update = TestIdp.oidc();
        update.remove("id");
        ((ObjectNode) update.path("policy")).put("trustClaims", false);
        page.clipboard("body", update.toString());
        assertEquals(
                TestApi.json(page.value("#before")).path("id"),
                TestApi.json(page.value("#after")).path("id"));
        assertTrue(said().startsWith("That is an update without an id"), said());
        page.clipboard("#before", TestIdp.oidc().toString());
        assertEquals("0oa1", TestApi.json(page.value("#before")).path("id").asText());
        assertEquals(TestIdp.oidc().toString(), page.value("#before"));
    }

    @Test
    @DisplayName(
            "about a change, a token is a sample, lists are the rest of the org, and a discovery document says what is sent")
    void evidence() {
        page.click("[name=question][value=change]");
        page.clipboard("body", TOKEN);
        assertEquals("token", page.value("#evidence"));
        assertEquals(TOKEN, page.value("#evidence-token"));
        page.clipboard(
                "body",
                "{\"issuer\": \"https://a\", \"jwks_uri\": \"https://a/k\", \"claims_supported\": [\"sub\", \"amr\"]}");
        assertEquals("claims", page.value("#evidence"));
        assertEquals("sub, amr", page.value("#evidence-claims"));
        page.clipboard("#evidence-claims", "email");
        assertEquals("email", page.value("#evidence-claims"));
        page.clipboard("#context", "[" + TestIdp.saml() + ", " + TestIdp.oidc() + "]");
        assertEquals(2, TestApi.json(page.value("#context")).path("idps").size());
        assertTrue(page.curl().contains("\"context\""));
        assertEquals("change", checked("question"));
        page.verdict();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "-----BEGIN PRIVATE KEY-----\nhush\n-----END PRIVATE KEY-----",
                "{\"keys\": [{\"kty\": \"EC\", \"d\": \"hush\"}]}",
                "{\"lineage\": \"hush\", \"resources\": []}",
            })
    @DisplayName("what doesn't belong here is refused with a reason, and is nowhere on the page")
    void refused(String text) {
        for (String where : List.of("body", "#jwks", "#anything")) {
            page.clipboard(where, text);
            assertTrue(said().startsWith("That is a"), said());
            assertFalse((Boolean) page.run("""
                    return document.body.innerText.includes('hush') || JSON.stringify({...sessionStorage}).includes('hush')
                      || [...document.querySelectorAll('textarea, input')].some((each) => each.value.includes('hush'))"""));
        }
    }

    @Test
    @DisplayName("words that could be anything stay where they are pasted; beside every field they are told as unknown")
    void unknown() {
        page.clipboard("#rule", "hello");
        assertEquals("hello", page.value("#rule"));
        page.clipboard("body", "hello");
        assertTrue(said().startsWith("This isn’t recognized."), said());
        page.clipboard("body", "<img src=x onerror=alert(1)>");
        assertTrue(said().startsWith("This isn’t recognized."), said());
    }

    @Test
    @DisplayName("a file dropped anywhere, or opened, goes where its content belongs")
    void files(@TempDir Path folder) throws IOException {
        page.run("""
                const files = new DataTransfer();
                files.items.add(new File(['\\uFEFF' + arguments[0]], 'anything.json'));
                document.querySelector('h1').dispatchEvent(new DragEvent('drop', {dataTransfer: files, bubbles: true, cancelable: true}));
                """, TestIdp.saml().toString());
        page.until("return document.getElementById('idp').value.includes('saml.example.com')");
        page.settled();
        assertEquals(TestIdp.saml().toString(), page.value("#idp"));
        Path file = Files.writeString(folder.resolve("token.txt"), TOKEN + "\n");
        page.run("HTMLInputElement.prototype.click = function () { this.dataset.clicked = 'yes'; }");
        page.click("[data-open=anything]");
        assertEquals("yes", page.find("#file").getDomAttribute("data-clicked"));
        page.find("#file").sendKeys(file.toAbsolutePath().toString());
        page.until("return document.getElementById('id-token').value !== ''");
        page.settled();
        assertEquals(TOKEN, page.value("#id-token"));
    }

    @Test
    @DisplayName("what the page says and asks about a paste is accessible")
    void accessible() throws IOException {
        page.clipboard("body", "[" + TestIdp.oidc() + ", " + TestIdp.saml() + "]");
        assertAccessible();
        page.click("#use");
        assertEquals("status", page.find("#pasted").getDomAttribute("role"));
        assertAccessible();
    }
}
