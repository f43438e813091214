package dev.claimsverdict.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** A real token helps at once: what it would give, what is wrong with it, where its keys come from. */
class PlaygroundTokenTest extends InBrowser {

    private static final String ENTRA = "https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0";

    /** A token of 2025, valid until 2046 or as long as it says. */
    private static String token(String issuer, String amr, String exp) {
        return TestKey.ES256.sign(
                "{\"iss\":\"" + issuer + "\",\"aud\":\"client-1\",\"sub\":\"user-1\",\"iat\":1750000000,\"exp\":" + exp
                        + (amr.isEmpty() ? "" : ",\"amr\":" + amr) + "}");
    }

    private static String good() {
        return token("https://idp.example.com", "[\"pwd\",\"hwk\"]", "2400000000");
    }

    private static String expired() {
        return token("https://idp.example.com", "[\"pwd\",\"hwk\"]", "1750003600");
    }

    private static List<String> sets() {
        return texts(".set").stream().filter(text -> text.contains(" + ")).toList();
    }

    private static void assertNotVerified() {
        page.settled();
        assertTrue(page.text(".badge h2").startsWith("Not verified"), page.text(".badge h2"));
        assertTrue(page.text(".peek span").isEmpty() || page.text(".peek span").equals("Not verified"));
        assertTrue(content("#announcement").startsWith("Verdict: Not verified."), content("#announcement"));
    }

    @Test
    @DisplayName("without keys it says so, shows its AMR values as a dry run, and says where keys come from")
    void withoutKeys() throws IOException {
        page.clipboard("body", good());
        assertNotVerified();
        assertTrue(page.text(".badge .means").contains("Without the IdP’s keys"));
        assertEquals("ACCEPTED", page.find("[data-block=dry-run]").getDomAttribute("data-verdict"));
        assertTrue(page.text("[data-block=dry-run]").contains("Dry run: Accepted"));
        assertTrue(page.text("[data-block=dry-run] .picture").contains("Hardware key"));
        assertEquals(List.of(), sets(), "no AMR values are a remedy for a missing key");
        assertEquals("KEYS_UNAVAILABLE", page.answer().at("/findings/0/code").asText());
        String discovery = "https://idp.example.com/.well-known/openid-configuration";
        assertTrue(page.text("[data-block=keys]").contains(discovery));
        assertFalse(page.find(".how a").isDisplayed());
        page.find(".how summary").sendKeys(Keys.ENTER);
        assertTrue(page.find(".how a").isDisplayed());
        assertEquals(discovery, page.find(".how a").getDomAttribute("href"));
        assertEquals("noopener noreferrer", page.find(".how a").getDomAttribute("rel"));
        assertAccessible();
        page.click("[data-block=keys] .set");
        assertEquals("jwks", page.run("return document.activeElement.id"));
        page.clipboard("#jwks", TestKey.jwks(TestKey.ES256));
        assertEquals("ACCEPTED", page.verdict());
        assertEquals(0, page.all("[data-block]").size());
    }

    @Test
    @DisplayName("the IdP's own JWKS URL is the address, if the IdP has one; a discovery document puts it there")
    void jwksUrl() {
        page.clipboard("body", good());
        page.clipboard(
                "body", "{\"issuer\": \"https://idp.example.com\", \"jwks_uri\": \"https://idp.example.com/keys\"}");
        assertNotVerified();
        assertTrue(page.text("#pasted").contains("https://idp.example.com/keys"));
        assertEquals("https://idp.example.com/keys", page.find(".how a").getDomAttribute("href"));
        assertTrue(page.text("[data-block=keys]").contains("at its JWKS URL: https://idp.example.com/keys"));
        page.paste("#idp", page.value("#idp").replace("https://idp.example.com/keys", "javascript:alert(1)"));
        assertFalse(page.find(".how a").getDomAttribute("href").startsWith("javascript"));
    }

    @Test
    @DisplayName("keys of another kid are as good as none")
    void otherKeys() {
        page.clipboard("body", good());
        page.clipboard("body", TestKey.jwks(TestKey.RS256));
        assertEquals("TOKEN_KEY_NOT_FOUND", page.answer().at("/findings/0/code").asText());
        assertNotVerified();
    }

    @Test
    @DisplayName("other faults are told at once: Entra ID's v2.0 endpoints, no amr, another IdP's issuer and client")
    void faults() throws IOException {
        page.clipboard("body", token(ENTRA, "", "2400000000"));
        assertNotVerified();
        assertTrue(page.text("[data-block=dry-run]").contains("has no AMR values"));
        assertTrue(codes().contains("ENTRA_V2_ENDPOINTS"), codes().toString());
        assertTrue(page.text("[data-block=keys]")
                .contains("login.microsoftonline.com/11111111-2222-3333-4444-555555555555/discovery/v2.0/keys"));
        assertTrue(page.find("[data-block=faults] a[href='/guide.html?page=providers/entra-id']")
                .isDisplayed());
        assertAccessible();
        page.paste(
                "#idp",
                TestApi.json(page.value("#idp"))
                        .toString()
                        .replace(ENTRA, "https://other.example.com")
                        .replace("client-1", "client-2"));
        String faults = page.text("[data-block=faults] .faults");
        assertTrue(
                faults.contains("Its issuer is " + ENTRA + ", but the IdP below has https://other.example.com."),
                faults);
        assertTrue(faults.contains("It is meant for client-1, but the IdP below knows Okta as client-2."), faults);
        page.click("[data-block=faults] button[data-pointer]");
        assertEquals("idp", page.run("return document.activeElement.id"));
    }

    @Test
    @DisplayName("when it has expired, it can be judged as of its own time, and as of now again")
    void ownTime() throws IOException {
        page.clipboard("body", expired());
        page.clipboard("body", TestKey.jwks(TestKey.ES256));
        assertNotVerified();
        assertEquals("TOKEN_EXPIRED", page.answer().at("/findings/0/code").asText());
        assertTrue(page.text(".badge .means").contains("2025-06-15 16:06:40 UTC"), page.text(".badge .means"));
        assertEquals(List.of(), sets());
        page.click("[data-at='2025-06-15T15:06:40Z']");
        assertEquals("ACCEPTED", page.verdict());
        assertTrue(page.curl().contains("\"at\": \"2025-06-15T15:06:40Z\""));
        assertTrue(page.text(".facts").contains("as of 2025-06-15T15:06:40Z"));
        assertAccessible();
        page.click(".facts [data-at='']");
        assertNotVerified();
        page.click("[data-at='2025-06-15T15:06:40Z']");
        page.clipboard("body", good());
        assertFalse(page.curl().contains("\"at\""), "the next token has its own time");
    }

    @Test
    @DisplayName("expired and without keys, both are told, and its own time is offered")
    void both() {
        page.clipboard("body", expired());
        assertNotVerified();
        assertTrue(page.find("[data-block=keys]").isDisplayed());
        page.click("[data-at='2025-06-15T15:06:40Z']");
        assertNotVerified();
        assertEquals(0, page.all("[data-at]:not([data-at=''])").size());
        page.clipboard("body", TestKey.jwks(TestKey.ES256));
        assertEquals("ACCEPTED", page.verdict());
    }

    @Test
    @DisplayName("a forged token is rejected, not merely unverified, and no AMR values are its remedy")
    void forged() {
        page.clipboard("body", good());
        page.clipboard("body", TestKey.jwks(TestKey.another(TestKey.ES256)));
        assertEquals(
                "TOKEN_SIGNATURE_INVALID", page.answer().at("/findings/0/code").asText());
        assertTrue(page.text(".badge h2").startsWith("Rejected"));
        assertEquals(List.of(), sets());
    }

    @Test
    @DisplayName(
            "the IdP that is made of a token gives way to the next token's, and never takes the place of a pasted one")
    void madeIdp() {
        page.clipboard("body", good());
        assertEquals(
                "https://idp.example.com",
                TestApi.json(page.value("#idp")).at("/protocol/issuer/url").asText());
        assertEquals(
                "client-1",
                TestApi.json(page.value("#idp"))
                        .at("/protocol/credentials/client/client_id")
                        .asText());
        page.clipboard("body", token(ENTRA, "[\"pwd\"]", "2400000000"));
        assertEquals(
                ENTRA,
                TestApi.json(page.value("#idp")).at("/protocol/issuer/url").asText());
        ObjectNode own = (ObjectNode) TestApi.json(page.value("#idp"));
        own.put("name", "Mine");
        page.clipboard("body", own.toString());
        page.clipboard("body", good());
        assertEquals(own.toString(), page.value("#idp"));
    }

    @Test
    @DisplayName("what a token claims stays text, whatever it is")
    void hostile() {
        page.clipboard("body", token("https://<img src=x onerror=alert(1)>", "[\"<b>\"]", "2400000000"));
        assertNotVerified();
        page.clipboard(
                "body",
                TestKey.ES256.sign("{\"iss\": 1, \"aud\": [null, {}], \"exp\": 1e300, \"iat\": -1, \"amr\": \"pwd\"}"));
        assertNotVerified();
        assertTrue(page.text("[data-block=dry-run]").contains("has no AMR values"));
        assertEquals(0L, page.run("return document.querySelectorAll('main img, main script').length"));
    }

    @Test
    @DisplayName("a SAML response without certificates, or expired, is told in the same way")
    void saml() throws IOException {
        ObjectNode example = (ObjectNode) TestApi.json(Files.readString(Path.of("examples/saml-response.json")));
        page.clipboard("body", example.path("samlResponse").asText());
        assertNotVerified();
        assertTrue(page.text(".badge .means").contains("certificates"));
        assertTrue(page.text("[data-block=dry-run] .picture").contains("hwk"));
        assertEquals(List.of(), sets());
        assertAccessible();
        page.click("[data-block=keys] .set");
        assertEquals("certificates", page.run("return document.activeElement.id"));
        page.clipboard("#certificates", example.path("certificates").path(0).asText());
        assertEquals("ACCEPTED", page.verdict());
    }
}
