package dev.claimsverdict.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.testing.TestSaml.How;
import dev.claimsverdict.testing.TestSaml.Signer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import javax.xml.crypto.dsig.SignatureMethod;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Writes the requests of the golden pairs about SAML, one for each finding, and of {@code examples/}. Their keys are made
 * for the purpose and thrown away, so that nobody can sign another. To be run from the root of the project; each run makes
 * other responses, after which the golden answers must be written anew.
 */
final class SamlExamples {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final String RULE = """
            {"type": "ASSURANCE", "factorMode": "2FA", "constraints": []}""";

    private SamlExamples() {}

    public static void main(String[] arguments) throws IOException {
        write("accepted-assertion-signed", TestSaml.request(TestSaml.good()));
        ObjectNode both = TestSaml.request(TestSaml.signed(
                TestSaml.RESPONSE.replace("pwd</saml:AttributeValue><saml:AttributeValue>", "pwd, "),
                "Assertion",
                "Response"));
        both.putObject("expect")
                .put("audience", TestSaml.AUDIENCE)
                .put("recipient", TestSaml.ACS)
                .put("inResponseTo", "_request");
        both.set("rule", TestApi.json(RULE));
        write("accepted-both-signed", both);
        ObjectNode pem = TestSaml.request(
                TestSaml.sign(TestSaml.RESPONSE, "Response", How.of(Signer.EC, SignatureMethod.ECDSA_SHA256)));
        pem.putArray("certificates").add(Signer.EC.pem());
        write("accepted-response-signed-by-ecdsa", pem);
        write(
                "accepted-certificate-expired",
                TestSaml.request(
                        TestSaml.sign(
                                TestSaml.RESPONSE, "Assertion", How.of(Signer.EXPIRED, SignatureMethod.RSA_SHA256)),
                        Signer.EXPIRED));
        ObjectNode xml = TestSaml.posted(TestSaml.good().replace("><", ">\n<"));
        write("rejected-signature-invalid", xml);
        ObjectNode oidc = TestSaml.request(TestSaml.good());
        ((ObjectNode) oidc.path("idp")).put("type", "OIDC");
        write("rejected-idp-not-saml", oidc);
        write("rejected-malformed", TestSaml.posted("<!DOCTYPE a []>" + TestSaml.good()));
        changed("rejected-encrypted", "</saml:Attribute>", "</saml:Attribute><saml:EncryptedAttribute/>");
        write("rejected-signature-wrapped", TestSaml.request(wrapped()));
        write("rejected-signature-missing", TestSaml.request(TestSaml.RESPONSE));
        write(
                "rejected-algorithm",
                TestSaml.request(
                        TestSaml.sign(TestSaml.RESPONSE, "Assertion", How.of(Signer.RSA, SignatureMethod.RSA_SHA1))));
        changed("rejected-status", "status:Success", "status:Responder");
        changed("rejected-issuer", "saml.example.com</saml:Issuer>", "saml.example.com/</saml:Issuer>");
        changed("rejected-audience", "saml2/sp</saml:Audience>", "saml2/other</saml:Audience>");
        expecting("rejected-recipient", "recipient", "https://okta.example.com/sso/saml2/other");
        expecting("rejected-in-response-to", "inResponseTo", "_other");
        changed("rejected-expired", "2026-11-24T12:05:00Z", "2026-11-24T11:58:00Z");
        changed("rejected-not-yet-valid", "2026-11-24T11:59:00Z", "2026-11-24T12:02:01Z");
        changed("rejected-amr-missing", "session.amr", "amr");
        changed(
                "step-up-okta-to-okta",
                "</saml:AuthnContext>",
                "<saml:AuthnContextDecl><AuthenticationContextDeclaration xmlns=\"urn:okta:saml:2.0:OktaAuth\">"
                        + "<Extension><OktaAuth>{}</OktaAuth></Extension></AuthenticationContextDeclaration>"
                        + "</saml:AuthnContextDecl></saml:AuthnContext>");
        sample();
        example();
    }

    /** XSW3: another assertion before the one that is signed. */
    private static String wrapped() {
        Document document = TestSaml.parse(TestSaml.good());
        Element assertion = (Element)
                document.getElementsByTagNameNS(TestSaml.ASSERTION, "Assertion").item(0);
        Element evil = (Element) assertion.cloneNode(true);
        evil.removeChild(evil.getElementsByTagNameNS(TestSaml.DSIG, "Signature").item(0));
        evil.setAttribute("ID", "_evil");
        assertion.getParentNode().insertBefore(evil, assertion);
        return TestSaml.text(document);
    }

    private static void changed(String name, String from, String to) throws IOException {
        write(name, TestSaml.request(TestSaml.signed(TestSaml.RESPONSE.replace(from, to), "Assertion")));
    }

    private static void expecting(String name, String member, String value) throws IOException {
        ObjectNode request = TestSaml.request(TestSaml.good());
        request.putObject("expect").put(member, value);
        write(name, request);
    }

    private static void write(String name, ObjectNode request) throws IOException {
        request.put("at", TestApi.NOW.toString());
        golden("saml-" + name, "POST /v1/saml-verdicts", request);
    }

    /** Evidence about a configuration. */
    private static void sample() throws IOException {
        ObjectNode change = TestApi.JSON.createObjectNode();
        change.set("after", TestSaml.idp());
        change.putObject("evidence").put("samlResponse", TestSaml.RESPONSE);
        golden("idp-safe-saml-response", "POST /v1/idp-verdicts", change);
    }

    private static void golden(String name, String route, JsonNode request) throws IOException {
        Path folder = Files.createDirectories(GOLDEN.resolve(name));
        Files.writeString(folder.resolve("route.txt"), route + "\n");
        Files.writeString(folder.resolve("request.json"), pretty(request));
    }

    /** A response that is good for twenty years. */
    private static void example() throws IOException {
        String xml = TestSaml.RESPONSE
                .replace("2026-11-24T12:0", "2046-11-24T12:0")
                .replace("2026-11-24T11:59", "2026-11-24T00:00");
        ObjectNode request = TestApi.JSON.createObjectNode();
        request.put(
                "samlResponse",
                Base64.getEncoder()
                        .encodeToString(TestSaml.signed(xml, "Assertion").getBytes(StandardCharsets.UTF_8)));
        request.set("idp", TestSaml.idp());
        request.putArray("certificates").add(Signer.RSA.base64());
        request.set("rule", TestApi.json(RULE));
        request.putObject("expect").put("recipient", TestSaml.ACS).put("inResponseTo", "_request");
        Files.writeString(Path.of("examples/saml-response.json"), pretty(request));
    }

    private static String pretty(JsonNode json) throws IOException {
        return TestApi.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    }
}
