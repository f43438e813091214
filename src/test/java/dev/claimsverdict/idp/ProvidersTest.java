package dev.claimsverdict.idp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.idp.IdpConfiguration.Hygiene;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 6: which provider an IdP is, and what the table says of it. */
class ProvidersTest {

    private static final Path TABLE = Path.of("src/main/resources/dev/claimsverdict/idp/providers.table");

    @DisplayName("a provider is known by the IdP's type, its issuer or another of its URLs")
    @ParameterizedTest(name = "{0} {1} {2}: {3} at {4}")
    @CsvSource(nullValues = "-", textBlock = """
        GOOGLE,   -,                                                 -,                                          Google,    /type
        LOGINGOV, https://keycloak.example.com/realms/a,             -,                                          Login.gov, /type
        OIDC,     https://slack.com,                                 -,                                          Slack,     /protocol/issuer/url
        OIDC,     HTTPS://Broker.NetID.de/,                          -,                                          netID,     /protocol/issuer/url
        OIDC,     https://slack.com.example.com,                     -,                                          -,         -
        OIDC,     https://slack.com@example.com,                     -,                                          -,         -
        OIDC,     https://slack.com:x@example.com,                   -,                                          -,         -
        OIDC,     https://slack.com./,                               -,                                          Slack,     /protocol/issuer/url
        OIDC,     https://idp.example.com,                           https://github.com/login/oauth/authorize,   -,         -
        OIDC,     -,                                                 https://github.com/login/oauth/authorize,   -,         -
        SAML2,    -,                                                 https://accounts.google.com/o/saml2/idp,    -,         -
        OIDC,     https://sts.windows.net/t/,                        -,                                          Entra ID,  /protocol/issuer/url
        OIDC,     https://idp.example.com,                           https://login.microsoftonline.com/t/saml2,  Entra ID,  /protocol/endpoints/sso/url
        SAML2,    -,                                                 https://login.microsoftonline.us/t/saml2,   Entra ID,  /protocol/endpoints/sso/url
        OIDC,     https://tenant.eu.auth0.com/,                      -,                                          Auth0,     /protocol/issuer/url
        OIDC,     https://auth0.com/,                                -,                                          -,         -
        OIDC,     https://notauth0.com/,                             -,                                          -,         -
        OIDC,     https://auth0.com.example.org/,                    -,                                          -,         -
        OIDC,     https://a.b.c.d.auth0.com/,                        -,                                          Auth0,     /protocol/issuer/url
        SAML2,    -,                                                 https://tenant.auth0.com/samlp/x,           -,         -
        OIDC,     https://api.eu.asgardeo.io/t/o/oauth2/token,       -,                                          Asgardeo,  /protocol/issuer/url
        OIDC,     https://is.example.com:9443/oauth2/token,          -,                                          WSO2 Identity Server, /protocol/issuer/url
        OIDC,     https://idp.example.com,                           https://idp.example.com/oauth2/token,       -,         -
        OIDC,     https://sso.example.com/realms/staff,              -,                                          Keycloak,  /protocol/issuer/url
        OIDC,     https://example.com/x?y=/realms/staff,             -,                                          -,         -
        OIDC,     https:///realms/staff,                             -,                                          -,         -
        OIDC,     https://am.example.com/am/oauth2/realms/root/realms/alpha, -,                                  PingAM (ForgeRock AM), /protocol/issuer/url
        OIDC,     https://openam-x.forgeblocks.com/am/oauth2/alpha,  -,                                          PingOne Advanced Identity Cloud, /protocol/issuer/url
        OIDC,     https://sso.example.com,                           https://sso.example.com/as/authorization.oauth2, PingFederate, /protocol/endpoints/sso/url
        OIDC,     https://adfs.example.com/adfs,                     -,                                          AD FS,     /protocol/issuer/url
        SAML2,    -,                                                 https://adfs.example.com/adfs/ls/,          AD FS,     /protocol/endpoints/sso/url
        SAML2,    -,                                                 https://idp.example.edu/idp/profile/SAML2/POST/SSO, Shibboleth, /protocol/endpoints/sso/url
        OIDC,     https://abc1234.id.cyberark.cloud/app/,            -,                                          CyberArk Identity, /protocol/issuer/url
        OIDC,     https://{yourOktaDomain},                          -,                                          -,         -
        """)
    void recognized(String type, String issuer, String endpoint, String name, String pointer) {
        Optional<Providers.Recognized> found = Providers.of(idp(type, issuer, endpoint));
        assertEquals(
                Optional.ofNullable(name), found.map(each -> each.provider().name()));
        assertEquals(Optional.ofNullable(pointer), found.map(Providers.Recognized::pointer));
    }

    @DisplayName("one endpoint of Entra ID's version 2.0 makes it that, wherever it stands")
    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(nullValues = "-", textBlock = """
        https://sts.windows.net/t/,                  https://login.microsoftonline.com/t/oauth2/v2.0/token, true
        https://login.microsoftonline.com/t/v2.0,    https://login.microsoftonline.com/t/oauth2/token,      true
        https://sts.windows.net/t/,                  https://login.microsoftonline.com/t/oauth2/token,      false
        https://sts.windows.net/t/?/v2.0,            -,                                                     false
        https://idp.example.com/v2.0,                -,                                                     false
        """)
    void onlyFromV1(String issuer, String endpoint, boolean v2) {
        assertEquals(
                v2,
                Providers.of(idp("OIDC", issuer, endpoint))
                        .filter(found -> found.provider().sends() instanceof Provider.Sends.OnlyFromV1)
                        .isPresent());
    }

    @Test
    @DisplayName("a host of a hundred thousand labels is no work: its last few are looked at")
    void manyLabels() {
        String labels = "a.".repeat(100_000);
        assertTrue(Providers.of(idp("OIDC", "https://" + labels + "example.com/", null))
                .isEmpty());
        assertEquals(
                "Auth0",
                Providers.of(idp("OIDC", "https://" + labels + "auth0.com/", null))
                        .orElseThrow()
                        .provider()
                        .name());
    }

    @DisplayName("a provider's word counts before SAML's; SAML's for SAML2 alone")
    @ParameterizedTest(name = "{0} of {1} {2}: {3}")
    @CsvSource(nullValues = "-", textBlock = """
        ngcmfa,            OIDC,  https://sts.windows.net/t/,            mfa
        wia,               OIDC,  https://sts.windows.net/t/,            none
        BasicAuthenticator, OIDC, https://api.asgardeo.io/t/o/,          pwd
        BasicAuthenticator, OIDC, https://idp.example.com/,              -
        urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport, SAML2, https://idp.example.com/, pwd
        urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport, OIDC,  https://idp.example.com/, -
        urn:oasis:names:tc:SAML:2.0:ac:classes:Kerberos,                   SAML2, https://idp.example.com/, none
        http://schemas.microsoft.com/ws/2012/12/authmethod/smsotp,         SAML2, https://fs.example.com/adfs/ls/, sms
        http://schemas.microsoft.com/claims/multipleauthn,                 SAML2, https://fs.example.com/adfs/ls/, mfa
        """)
    void words(String word, String type, String url, String value) {
        IdpConfiguration idp = type.equals("OIDC") ? idp(type, url, null) : idp(type, null, url);
        Optional<Provider> provider = Providers.of(idp).map(Providers.Recognized::provider);
        assertEquals(
                Optional.ofNullable(value),
                Providers.word(word, idp, provider).map(found -> found.value().orElse("none")));
    }

    static Stream<List<String>> rows() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .filter(line -> line.contains("|") && !line.startsWith("#"))
                .map(line -> Arrays.asList(line.strip().split("\\s*\\|\\s*")));
    }

    @ParameterizedTest
    @MethodSource("rows")
    @DisplayName("each row has a source, and each word leads to a value of every edition, and is none itself")
    void sourced(List<String> row) {
        URI source = URI.create(row.getLast());
        assertEquals("https", source.getScheme());
        assertTrue(source.getHost().contains("."));
        if (row.size() == 4) {
            for (String edition : AmrTable.EDITIONS) {
                List<String> values =
                        AmrTable.edition(edition).orElseThrow().claimsSharing().values(false);
                assertTrue(row.get(2).equals("-") || values.contains(row.get(2)), row.toString());
                assertTrue(!values.contains(row.get(1)), row.toString());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    @DisplayName("what breaks or warns is never decided by a path that any host may have")
    void pathsOnlyAdvise(List<String> row) {
        if (row.size() == 6 && !row.get(3).equals("any")) {
            for (String sign : row.get(4).split(",")) {
                assertTrue(sign.strip().matches("(type|host|domain) .+"), row.toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[providers]\na | b | OIDC | any | path /x",
                "[providers]\na | b | OIDC | any | path /x | s | t",
                "[words]\na | b | c",
                "a | b",
                "[providers]\na | b | OIDC | any | planet x | s"
            })
    @DisplayName("a line that is no row is a fault, not passed over")
    void notARow(String table) {
        assertThrows(IllegalArgumentException.class, () -> Providers.parse(table));
    }

    @Test
    @DisplayName("of two rows with one sign the first counts")
    void first() {
        Providers providers = Providers.parse("[providers]\n"
                + "p | First | OIDC | any | host a.example | s\n"
                + "p | Second | OIDC | any | host a.example | s");
        assertEquals(
                "First",
                providers
                        .find(idp("OIDC", "https://a.example", null))
                        .orElseThrow()
                        .provider()
                        .name());
    }

    private static IdpConfiguration idp(String type, String issuer, String endpoint) {
        LinkedHashMap<String, String> urls = new LinkedHashMap<>();
        if (endpoint != null) {
            urls.put("/protocol/endpoints/sso/url", endpoint);
        }
        return new IdpConfiguration(
                Optional.empty(),
                type,
                true,
                new IdpConfiguration.Protocol(
                        Optional.empty(),
                        Optional.ofNullable(issuer),
                        IdpConfiguration.SamlTrust.NOTHING,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false),
                new IdpConfiguration.Policy(true, false, OptionalLong.empty()),
                new Hygiene(urls, new LinkedHashMap<>(), true, false, false));
    }
}
