package dev.claimsverdict.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The one form of a JWKS URL")
class JwksUrlTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "https://idp.example.com/keys, idp.example.com, 443, /keys, idp.example.com",
        "https://idp.example.com, idp.example.com, 443, /, idp.example.com",
        "https://idp.example.com?a=b, idp.example.com, 443, /?a=b, idp.example.com",
        "HTTPS://IdP.Example.COM/Keys?A=%20b, idp.example.com, 443, /Keys?A=%20b, idp.example.com",
        "https://idp.example.com:443/k, idp.example.com, 443, /k, idp.example.com",
        "https://idp.example.com:8443/k, idp.example.com, 8443, /k, idp.example.com:8443",
        "https://idp.example.com:65535/k, idp.example.com, 65535, /k, idp.example.com:65535",
        "https://xn--bcher-kva.example/k, xn--bcher-kva.example, 443, /k, xn--bcher-kva.example",
        "https://0.a/k, 0.a, 443, /k, 0.a",
        "https://192.0.2.1/k, 192.0.2.1, 443, /k, 192.0.2.1",
        "https://localhost/k, localhost, 443, /k, localhost"
    })
    @DisplayName("is taken")
    void taken(String text, String host, int port, String target, String authority) {
        JwksUrl url = JwksUrl.parse(text).orElseThrow();
        assertEquals(new JwksUrl(true, host, port, target), url);
        assertEquals(authority, url.authority());
    }

    @Test
    @DisplayName("http is a form, too: whether it may be used is another question")
    void plain() {
        JwksUrl url = JwksUrl.parse("http://localhost/k").orElseThrow();
        assertEquals(new JwksUrl(false, "localhost", 80, "/k"), url);
        assertEquals("localhost", url.authority());
        assertEquals(
                "localhost:443",
                JwksUrl.parse("http://localhost:443").orElseThrow().authority());
        assertEquals(true, new FetchSettings(Set.of("LocalHost"), true).allows(url));
        assertEquals(false, new FetchSettings(Set.of("localhost"), false).allows(url));
        assertEquals(false, new FetchSettings(Set.of("local"), true).allows(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "idp.example.com/keys",
                "//idp.example.com/keys",
                "/keys",
                "ftp://idp.example.com/keys",
                "file:///etc/passwd",
                "jar:https://idp.example.com/x!/y",
                "https:idp.example.com",
                "https:///keys",
                "https://",
                // user info
                "https://user@idp.example.com/",
                "https://user:password@idp.example.com/",
                "https://@idp.example.com/",
                "https://idp.example.com@127.0.0.1/",
                "https://idp.example.com%40127.0.0.1/",
                // ports
                "https://idp.example.com:/",
                "https://idp.example.com:0/",
                "https://idp.example.com:65536/",
                "https://idp.example.com:99999999999/",
                "https://idp.example.com:-1/",
                "https://idp.example.com:0443/",
                "https://idp.example.com:443:80/",
                // other ways to write an IPv4 address
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0x7f.1/",
                "https://0x7f.0.0.1/",
                "https://017700000001/",
                "https://0177.0.0.1/",
                "https://017.0.0.1/",
                "https://127.1/",
                "https://127.0.1/",
                "https://127.0.0.1./",
                "https://127.0.0.01/",
                "https://256.0.0.1/",
                "https://1.2.3.4.5/",
                "https://a.1/",
                "https://a.0x7f/",
                // IPv6 addresses
                "https://[::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[fe80::1%25eth0]/",
                "https://::1/",
                // names
                "https://idp.example.com./",
                "https://idp..example.com/",
                "https://.example.com/",
                "https://-idp.example.com/",
                "https://idp-.example.com/",
                "https://idp_1.example.com/",
                "https://idp%2eexample.com/",
                "https://bücher.example/",
                "https://idp。example.com/",
                "https://ⓘdp.example.com/",
                "https://*.example.com/",
                // what parsers differ about
                "https://idp.example.com#@127.0.0.1/",
                "https://idp.example.com/keys#x",
                "https://idp.example.com\\@127.0.0.1/",
                "https:\\\\idp.example.com/",
                " https://idp.example.com/",
                "https://idp.example.com/ ",
                "https://idp.example.com/a b",
                "https://idp.example.com/\t",
                "https://idp.example.com/\r\nHost:x",
                "https://idp.example.com/%zz",
                "https://idp.example.com/é"
            })
    @DisplayName("any other is refused")
    void refused(String text) {
        assertEquals(Optional.empty(), JwksUrl.parse(text));
    }

    @Test
    @DisplayName("2,048 characters are taken, 2,049 are not; a label has 63, a name 253")
    void lengths() {
        String start = "https://idp.example.com/";
        assertEquals(
                true, JwksUrl.parse(start + "a".repeat(2048 - start.length())).isPresent());
        assertEquals(
                false, JwksUrl.parse(start + "a".repeat(2049 - start.length())).isPresent());
        assertEquals(
                true, JwksUrl.parse("https://" + "a".repeat(63) + ".example/").isPresent());
        assertEquals(
                false, JwksUrl.parse("https://" + "a".repeat(64) + ".example/").isPresent());
        String name = "a.".repeat(126);
        assertEquals(true, JwksUrl.parse("https://" + name + "a/").isPresent());
        assertEquals(false, JwksUrl.parse("https://" + name + "aa/").isPresent());
    }
}
