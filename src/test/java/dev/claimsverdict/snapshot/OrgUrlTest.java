package dev.claimsverdict.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.claimsverdict.json.Reading;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which URLs are an org's. */
class OrgUrlTest {

    private static String refused(String text) {
        String reason = assertInstanceOf(Reading.Refused.class, OrgUrl.of(text))
                .problem()
                .detail();
        assertFalse(reason.contains("hunter2"), reason);
        return reason;
    }

    @ParameterizedTest
    @CsvSource({
        "https://acme.okta.com, https://acme.okta.com",
        "https://acme.okta.com/, https://acme.okta.com",
        "HTTPS://Acme.Okta.com, https://acme.okta.com",
        "https://acme.okta.com:443, https://acme.okta.com",
        "https://acme.oktapreview.com, https://acme.oktapreview.com",
        "https://login.acme.example:8443, https://login.acme.example:8443",
        "https://the-admin.acme.example, https://the-admin.acme.example",
        "http://localhost:8080, http://localhost:8080",
        "http://127.0.0.1:8080/, http://127.0.0.1:8080"
    })
    @DisplayName("an org's URL")
    void accepted(String text, String url) {
        OrgUrl read =
                (OrgUrl) assertInstanceOf(Reading.Read.class, OrgUrl.of(text)).value();
        assertEquals(url, read.text());
        assertEquals(
                url + "/api/v1/idps?limit=200",
                read.call("/api/v1/idps?limit=200").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "acme.okta.com",
                "https://",
                "https://user:hunter2@acme.okta.com",
                "https://hunter2@acme.okta.com",
                "https://acme.okta.com/app",
                "https://acme.okta.com/?hunter2",
                "https://acme.okta.com?hunter2",
                "https://acme.okta.com#hunter2",
                "https://acme.okta.com\\@evil.example",
                "https://acme.okta.com\n.evil.example",
                "https://acme.okta.com:0",
                "https://acme.okta.com:65536",
                "ftp://acme.okta.com",
                "file:///etc/passwd",
                "https://{yourOktaDomain}"
            })
    @DisplayName("anything that isn't an address alone is refused, and the reason doesn't repeat it")
    void refusedUrls(String text) {
        assertTrue(refused(text).startsWith("The org's URL must be its address alone"), refused(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://acme.okta.com",
                "http://10.0.0.1",
                "http://localhost.evil.example",
                "http://127.evil.example",
                "http://128.0.0.1"
            })
    @DisplayName("http is for this machine alone")
    void plainHttp(String text) {
        assertTrue(refused(text).startsWith("The org's URL must begin with https://"), refused(text));
    }

    @ParameterizedTest
    @CsvSource({
        "https://acme-admin.okta.com, https://acme.okta.com.",
        "https://acme-admin.oktapreview.com/, https://acme.oktapreview.com.",
        "https://acme-x-admin.okta-emea.com, https://acme-x.okta-emea.com."
    })
    @DisplayName("the Admin Console's address is told, with the org's own")
    void adminConsole(String text, String own) {
        assertTrue(refused(text).endsWith(own), refused(text));
    }
}
