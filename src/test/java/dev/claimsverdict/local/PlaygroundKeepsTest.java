package dev.claimsverdict.local;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** What stays and what leaves the page: over a reload, in a link, as text, on paper. */
class PlaygroundKeepsTest extends InBrowser {

    private static String stored() {
        return (String) page.run("return JSON.stringify({...sessionStorage, ...localStorage}) + document.cookie");
    }

    @Test
    @DisplayName("the inputs survive a reload; start over forgets them")
    void reload() {
        page.click("#amr-hwk");
        page.select("#preset", "any-2");
        page.select("#amr-table", "2026-07");
        page.click("#org-securityQuestionForMfa");
        page.paste("#idp", page.value("#idp").replace("OIDC3rdParty", "Kept"));
        String verdict = page.verdict();
        page.reload();
        assertAll(
                () -> assertTrue(page.find("#amr-hwk").isSelected()),
                () -> assertEquals("any-2", page.value("#preset")),
                () -> assertEquals("2026-07", page.value("#amr-table")),
                () -> assertTrue(page.find("#org-securityQuestionForMfa").isSelected()),
                () -> assertTrue(page.value("#idp").contains("Kept")),
                () -> assertEquals(verdict, page.verdict()),
                () -> assertFalse(page.find("#notice").isDisplayed()));
        page.click("#start-over");
        assertTrue(page.value("#idp").contains("OIDC3rdParty"));
        assertEquals("STEP_UP", page.verdict());
        page.reload();
        assertTrue(page.value("#idp").contains("OIDC3rdParty"));
        assertEquals("password-another", page.value("#preset"));
    }

    @Test
    @DisplayName("no token and no secret is stored, and the page says that the token has to come again")
    void noSecrets() {
        page.example("token-step-up.json");
        String token = page.value("#id-token");
        page.paste("#idp", page.value("#idp").replace("\"client_id\":", "\"client_secret\": \"hush\", \"client_id\":"));
        page.paste("#access-token", token + "x");
        page.paste("#evidence-token", token);
        page.paste("#jwks", "{\"keys\": [{\"kty\": \"EC\", \"d\": \"hush\"}]}");
        page.paste("#plan", "{\"format_version\": \"1.2\", \"resource_changes\": [], \"secret\": \"hush\"}");
        assertFalse(stored().contains(token.substring(token.length() - 40)), "a token is stored");
        assertFalse(stored().contains("hush"), "a secret is stored");
        assertTrue(stored().contains("client_secret"));
        page.reload();
        assertEquals("", page.value("#id-token"));
        assertEquals("", page.value("#plan"));
        assertEquals("Not yet", page.text(".badge h2"));
        assertEquals(
                "A reload removes tokens from this page. Paste yours again to see the verdict.", page.text("#notice"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "null", "[]", "{\"question\": \"sign-in\"}", "{\"question\": 1}"})
    @DisplayName("what is stored and isn't this page's is left alone")
    void notOurs(String text) {
        page.run("sessionStorage.setItem('claims-verdict.inputs', arguments[0])", text);
        page.reload();
        assertEquals("STEP_UP", page.verdict());
    }

    @Test
    @DisplayName("a link counts more than what was kept")
    void linkFirst() {
        page.run("document.getElementById('share').open = true");
        page.click("#copy-link");
        page.until("return document.getElementById('share-said').textContent !== ''");
        String link = (String) page.run("return location.hash");
        page.select("#preset", "deny");
        assertEquals("REJECTED", page.verdict());
        page.visit(link);
        page.reload();
        assertEquals("STEP_UP", page.verdict());
    }

    @Test
    @DisplayName(
            "the share box says that the other one needs the page, and gives the verdict in words, without the token")
    void asText() throws IOException {
        page.example("token-step-up.json");
        String token = page.value("#id-token");
        page.run("document.getElementById('share').open = true");
        assertTrue(page.text("#share .popover").contains("Whoever gets the link needs this page"));
        page.click("#copy-text");
        page.until("return document.getElementById('share-said').textContent !== ''");
        String text = page.text("#verdict-text");
        assertAll(
                () -> assertTrue(text.startsWith("Sign-in: Step up (STEP_UP)\n"), text),
                () -> assertTrue(text.contains("IdP: OIDC3rdParty"), text),
                () -> assertTrue(text.contains("AMR values: pwd, "), text),
                () -> assertTrue(text.contains("Policy rule: Password + another factor"), text),
                () -> assertTrue(text.contains("hardware-protected"), text),
                () -> assertTrue(text.contains("[CHARACTERISTICS_MISSING]"), text),
                () -> assertTrue(text.contains("AMR table of edition 2025-04"), text),
                () -> assertFalse(text.contains("HARDWARE_PROTECTED"), text),
                () -> assertFalse(text.contains(token.substring(0, 20)), text));
        assertAccessible();
        page.example("idp-that-sends-no-amr.json");
        page.click("#copy-text");
        page.until(
                "return document.getElementById('verdict-text').textContent.startsWith('Change of an IdP: Breaking')");
        page.clipboard("body", Files.readString(Path.of("examples/terraform-plan.json")));
        page.click("#copy-text");
        page.until("return document.getElementById('verdict-text').textContent.startsWith('Terraform plan: ')");
        page.paste("#plan", "");
        page.click("#copy-text");
        page.until("return document.getElementById('share-said').textContent === 'There is no verdict yet.'");
    }

    @Test
    @DisplayName("on paper there is the verdict with its reasons and sources, and nothing to click")
    void print() {
        page.prefers("prefers-color-scheme", "dark");
        page.media("print");
        assertAll(
                () -> assertTrue(page.find(".badge").isDisplayed()),
                () -> assertTrue(page.find(".picture").isDisplayed()),
                () -> assertTrue(page.text(".print-only")
                        .contains("IdP: OIDC3rdParty · Policy rule: Password + another factor")),
                () -> assertEquals(
                        List.of(),
                        page.all("button, select, textarea, input, summary").stream()
                                .filter(each -> each.isDisplayed()
                                        && !each.getDomAttribute("class").contains("term")
                                        && !each.getDomAttribute("class").contains("link"))
                                .toList()),
                () -> assertEquals(
                        "rgb(255, 255, 255)", page.run("return getComputedStyle(document.body).backgroundColor")),
                () -> assertEquals(
                        "rgb(0, 0, 0)",
                        page.run("return getComputedStyle(document.querySelector('.finding p')).color")),
                () -> assertEquals(
                        "visible", page.run("return getComputedStyle(document.getElementById('verdict')).overflowY")),
                () -> assertTrue(((String)
                                page.run(
                                        "return getComputedStyle(document.querySelector('.where a[href^=http]'), '::after').content"))
                        .contains("https://")));
        page.media("");
        assertFalse(page.find(".print-only").isDisplayed());
        assertTrue(page.find("#inputs").isDisplayed());
    }

    @ParameterizedTest(name = "{0} px: the verdict comes {1}")
    @CsvSource({"360, first", "960, first", "961, last", "1280, last"})
    @DisplayName(
            "where there is one column, the verdict comes first: on the screen, for the keyboard and when read aloud")
    void verdictFirst(int width, String place) {
        page.width(width, 800);
        page.until("return (document.querySelector('main').firstElementChild.id === 'verdict') === "
                + place.equals("first"));
        boolean above = (Boolean) page.run("""
                const top = (id) => document.getElementById(id).getBoundingClientRect().top;
                return top('verdict') < top('inputs')""");
        assertEquals(place.equals("first"), above);
        page.click("#amr-hwk");
        assertEquals("ACCEPTED", page.verdict());
        if (place.equals("first")) {
            page.press(Keys.TAB);
            page.tabTo("#verdict button");
        }
    }
}
