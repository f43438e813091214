package dev.claimsverdict.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.claimsverdict.testing.GoldenPair;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.testing.TestToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people give to lint by mistake is named for what it is, with what to do instead. */
class OtherContentTest {

    /** Words of the HTTP API, which say nothing to who uses the command line. */
    private static final Pattern API_WORDS = Pattern.compile(
            "\\b(?:request|requests|route|member|members|body|400|413|415|422)\\b", Pattern.CASE_INSENSITIVE);

    @TempDir
    Path folder;

    private CliRun lint(byte[] content) throws IOException {
        return CliRun.of(
                "lint", Files.write(folder.resolve("file.json"), content).toString());
    }

    private static byte[] zip(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(1);
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    static Stream<Arguments> binaries() throws IOException {
        String idp = TestIdp.saml().toString();
        return Stream.of(
                Arguments.of(
                        "a plan",
                        zip("tfplan", "tfstate"),
                        "This is a binary Terraform plan. Write it as JSON: terraform show -json"),
                Arguments.of("another zip", zip("notes.txt"), "This is a zip archive."),
                Arguments.of("a zip named alike", zip("tfplan2"), "This is a zip archive."),
                Arguments.of("the beginning of a zip", new byte[] {'P', 'K', 3, 4}, "This is a zip archive."),
                Arguments.of("gzip", gzip(idp), "This is compressed with gzip."),
                Arguments.of("UTF-16 with a mark", idp.getBytes(StandardCharsets.UTF_16), "This is UTF-16"),
                Arguments.of("UTF-16LE", idp.getBytes(StandardCharsets.UTF_16LE), "This is UTF-16"),
                Arguments.of("UTF-16BE", idp.getBytes(StandardCharsets.UTF_16BE), "This is UTF-16"),
                Arguments.of("UTF-32", idp.getBytes(Charset.forName("UTF-32LE")), "This is UTF-16"),
                Arguments.of("Latin-1", "\"\u00e9\"".getBytes(StandardCharsets.ISO_8859_1), "The file is not UTF-8."));
    }

    @DisplayName("content that is no text")
    @ParameterizedTest(name = "{0}")
    @MethodSource("binaries")
    void binary(String what, byte[] content, String said) throws IOException {
        CliRun run = lint(content);
        assertEquals(2, run.status());
        assertTrue(run.out().contains("  ERROR " + said), run.out());
    }

    static Stream<Arguments> texts() {
        String token = TestKey.ES256.sign(TestToken.claims("pwd").toString());
        String saml = "<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\">s3cret</samlp:Response>";
        return Stream.of(
                Arguments.of("---\ntype: OIDC\n", "This is YAML."),
                Arguments.of("# an IdP\n\ntype: OIDC\npolicy:\n  trustClaims: true\n", "This is YAML."),
                Arguments.of("- type: OIDC\n", "This is YAML."),
                Arguments.of(saml, "This is a SAML message in XML."),
                Arguments.of("<?xml version=\"1.0\"?>\n" + saml, "This is a SAML message in XML."),
                Arguments.of(
                        "<md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\"/>",
                        "This is SAML metadata."),
                Arguments.of("<config/>", "This is XML."),
                Arguments.of("<!DOCTYPE html>\n<html>", "This is an HTML page"),
                Arguments.of(Base64.getEncoder().encodeToString(saml.getBytes()), "This is a SAML response in base64."),
                Arguments.of(token, "This is a token (a JWT)."),
                Arguments.of("Bearer " + token + "\n", "This is a token (a JWT)."),
                Arguments.of(
                        "resource \"okta_idp_oidc\" \"partner\" {\n  trust_claims = true\n}\n",
                        "This is a Terraform configuration."),
                Arguments.of(
                        "Terraform used the selected providers to generate the following execution plan.",
                        "This is a Terraform plan for people to read."),
                Arguments.of(
                        "  # okta_idp_oidc.partner will be created\n  + resource \"okta_idp_oidc\" \"partner\" {\n",
                        "This is a Terraform plan for people to read."),
                Arguments.of(
                        "{\"@level\":\"info\",\"@message\":\"Terraform 1.9.0\"}\n{\"@level\":\"info\"}\n",
                        "This is the log that terraform plan -json writes."),
                Arguments.of("hello", "The file is not JSON: line 1, column 1."),
                Arguments.of("{\"after\": }", "The file is not JSON: line 1, column 11."));
    }

    @DisplayName("text that isn't JSON")
    @ParameterizedTest(name = "{1}")
    @MethodSource("texts")
    void text(String content, String said) throws IOException {
        CliRun run = lint(content.getBytes(StandardCharsets.UTF_8));
        assertEquals(2, run.status());
        assertTrue(run.out().contains("  ERROR " + said), run.out());
        assertFalse(run.out().contains("s3cret"), run.out());
    }

    @DisplayName("JSON of another kind")
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [{"type": "OIDC", "protocol": {}}, {}]        | This is a list of 2 IdPs.
            [{"type": "OIDC", "protocol": {}}]            | This is a list of one IdP.
            [{"actions": {}, "conditions": {}}]           | This is a list of policy rules.
            [{"eventType": "system.idp.lifecycle.update"}]| This is a list of System Log events.
            [1, 2]                                        | This is a list.
            []                                            | This is an empty list.
            "s3cret"                                      | This is a single value.
            {"protocol": {}, "name": "s3cret"}            | This looks like an IdP, but it has no field type.
            {"id_token": "s3cret", "expires_in": 3600}    | This is a token response.
            {"access_token": "s3cret"}                    | This is a token response.
            {"idps": [], "rules": []}                     | This is a snapshot of an org.
            {"eventType": "s3cret", "published": "x"}     | This is a System Log event
            {"actions": {}, "conditions": {}}             | This is a policy rule.
            {"factorMode": "2FA"}                         | This is a policy rule.
            {"amr": ["s3cret"], "idp": {}}                | This is about one sign-in.
            {"idToken": "s3cret"}                         | This is about one sign-in.
            {"idp": {"id": "s3cret"}, "jwks": {}}         | This is an entry of the function's registry.
            {"issuer": "https://x", "jwks_uri": "y"}      | This is an OpenID discovery document.
            {"keys": []}                                  | This is a set of keys (JWKS).
            {"iss": "s3cret", "sub": "x", "amr": []}      | These are the claims of a token.
            {"errorCode": "E0000011", "errorSummary": "s3cret"} | This is an error message from Okta's API
            {"version": 4, "terraform_version": "1.9.0", "serial": 1} | This is Terraform's own state file
            {"hello": "s3cret"}                           | This is JSON, but lint doesn't judge it.
            """)
    void json(String content, String said) throws IOException {
        CliRun run = lint(content.getBytes(StandardCharsets.UTF_8));
        assertEquals(2, run.status());
        assertTrue(run.out().contains("  ERROR " + said), run.out());
        assertFalse(run.out().contains("s3cret"), run.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json", "github", "markdown", "junit"})
    @DisplayName("no word of the HTTP API is in what a report says of a file that can't be judged")
    void words(String format) throws IOException {
        int unjudged = 0;
        for (Path request : requests()) {
            CliRun run = CliRun.of("lint", "--format", format, request.toString());
            if (Content.of(Files.readAllBytes(request)) instanceof Content.Json
                    && CliRun.of("lint", "--format", "json", request.toString())
                            .json()
                            .at("/files/0/problem")
                            .isMissingNode()) {
                continue;
            }
            String own = run.out().replace(request.toString(), "FILE");
            assertFalse(API_WORDS.matcher(own).find(), own);
            unjudged++;
        }
        assertTrue(unjudged > 50, unjudged + " files");
    }

    private static List<Path> requests() {
        return GoldenPair.all().stream()
                .map(pair -> pair.folder().resolve("request.json"))
                .filter(Files::exists)
                .toList();
    }

    @Test
    @DisplayName("text that looks like many things at once is read in little time and memory")
    void hostile() throws IOException {
        for (String beginning : List.of("# ", "\n", " ", "a: ", "aaaaaaaaaaa.", "PHNhbWx", "resource ", "<", "- ")) {
            CliRun run = lint((beginning.repeat(1_000_000 / beginning.length()) + "\u0001").getBytes());
            assertEquals(2, run.status(), beginning);
        }
    }
}
