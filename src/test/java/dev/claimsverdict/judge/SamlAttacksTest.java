package dev.claimsverdict.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestSaml;
import dev.claimsverdict.testing.TestSaml.How;
import dev.claimsverdict.testing.TestSaml.Signer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.Transform;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * SAML responses that are made to deceive. The eight ways to wrap a signature are those of Somorovsky and others, "On
 * Breaking SAML: Be Whoever You Want to Be" (2012), as SAML Raider numbers them.
 */
class SamlAttacksTest {

    private static final String SIGNED_ASSERTION = TestSaml.good();
    private static final String SIGNED_RESPONSE = TestSaml.signed(TestSaml.RESPONSE, "Response");

    private static final String EXCLUSIVE = CanonicalizationMethod.EXCLUSIVE;

    /** A document that is taken apart and put together again. */
    private record Attack(Document document) {

        Element response() {
            return document.getDocumentElement();
        }

        Element assertion() {
            return (Element) document.getElementsByTagNameNS(TestSaml.ASSERTION, "Assertion")
                    .item(0);
        }

        Element signature() {
            return (Element)
                    document.getElementsByTagNameNS(TestSaml.DSIG, "Signature").item(0);
        }

        /** A copy without its signature. */
        static Element unsigned(Element element) {
            Element copy = (Element) element.cloneNode(true);
            Node signature =
                    copy.getElementsByTagNameNS(TestSaml.DSIG, "Signature").item(0);
            signature.getParentNode().removeChild(signature);
            return copy;
        }

        /** Makes it say what the attacker wants. */
        static Element evil(Element element) {
            element.setAttribute("ID", "_evil");
            element.getElementsByTagNameNS(TestSaml.ASSERTION, "AttributeValue")
                    .item(0)
                    .setTextContent("mfa");
            return element;
        }

        Element object() {
            return document.createElementNS(TestSaml.DSIG, "ds:Object");
        }
    }

    private static void xsw1(Attack attack) {
        Element original = Attack.unsigned(attack.response());
        Attack.evil(attack.response());
        attack.signature().appendChild(original);
    }

    private static void xsw2(Attack attack) {
        Element original = Attack.unsigned(attack.response());
        Attack.evil(attack.response());
        attack.response().insertBefore(original, attack.signature());
    }

    private static void xsw3(Attack attack) {
        Element evil = Attack.evil(Attack.unsigned(attack.assertion()));
        attack.response().insertBefore(evil, attack.assertion());
    }

    private static void xsw4(Attack attack) {
        Element original = attack.assertion();
        Element evil = Attack.evil(Attack.unsigned(original));
        attack.response().replaceChild(evil, original);
        evil.appendChild(original);
    }

    private static void xsw5(Attack attack) {
        Element original = Attack.unsigned(attack.assertion());
        Attack.evil(attack.assertion());
        attack.response().appendChild(original);
    }

    private static void xsw6(Attack attack) {
        Element original = Attack.unsigned(attack.assertion());
        Attack.evil(attack.assertion());
        attack.signature().appendChild(original);
    }

    private static void xsw7(Attack attack) {
        Element extensions = attack.document().createElementNS(TestSaml.PROTOCOL, "samlp:Extensions");
        extensions.appendChild(Attack.evil(Attack.unsigned(attack.assertion())));
        attack.response().insertBefore(extensions, attack.assertion());
    }

    private static void xsw8(Attack attack) {
        Element original = Attack.unsigned(attack.assertion());
        Attack.evil(attack.assertion());
        attack.signature().appendChild(attack.object()).appendChild(original);
    }

    /** The original is under Advice. */
    private static void advice(Attack attack) {
        Element original = attack.assertion();
        Element evil = Attack.evil(Attack.unsigned(original));
        attack.response().replaceChild(evil, original);
        evil.appendChild(attack.document().createElementNS(TestSaml.ASSERTION, "saml:Advice"))
                .appendChild(original);
    }

    /** The evil one has the original's ID, and stands before or behind it. */
    private static void sameIdBefore(Attack attack) {
        Element evil = Attack.evil(Attack.unsigned(attack.assertion()));
        evil.setAttribute("ID", "_assertion");
        attack.response().insertBefore(evil, attack.assertion());
    }

    private static void sameIdBehind(Attack attack) {
        Element evil = Attack.evil(Attack.unsigned(attack.assertion()));
        evil.setAttribute("ID", "_assertion");
        attack.response().appendChild(evil);
    }

    /** Another element claims the ID of the assertion. */
    private static void idTwice(Attack attack) {
        Element extensions = attack.document().createElementNS(TestSaml.PROTOCOL, "samlp:Extensions");
        extensions.setAttribute("Id", "_assertion");
        attack.response().insertBefore(extensions, attack.assertion());
    }

    /** The signature is moved out to the response. */
    private static void movedToResponse(Attack attack) {
        attack.response().insertBefore(attack.signature(), attack.assertion());
    }

    /** The signature is moved into the subject. */
    private static void movedDown(Attack attack) {
        attack.document()
                .getElementsByTagNameNS(TestSaml.ASSERTION, "Subject")
                .item(0)
                .appendChild(attack.signature());
    }

    /** A second signature beside the good one. */
    private static void second(Attack attack) {
        attack.assertion().appendChild(attack.signature().cloneNode(true));
    }

    /** The good assertion is put where no assertion belongs. */
    private static void movedAssertion(Attack attack) {
        Element extensions = attack.document().createElementNS(TestSaml.PROTOCOL, "samlp:Extensions");
        attack.response().appendChild(extensions).appendChild(attack.assertion());
    }

    /** An object in the signature, which could hold anything. */
    private static void objectInSignature(Attack attack) {
        attack.signature().appendChild(attack.object());
    }

    /** The reference leads to the response, where the assertion is signed. */
    private static void otherReference(Attack attack) {
        reference(attack).setAttribute("URI", "#_response");
    }

    private static void wholeDocument(Attack attack) {
        reference(attack).setAttribute("URI", "");
    }

    private static void xpointer(Attack attack) {
        reference(attack).setAttribute("URI", "#xpointer(id('_assertion'))");
    }

    private static void elsewhere(Attack attack) {
        reference(attack).setAttribute("URI", "https://attacker.example.com/assertion.xml");
    }

    private static void file(Attack attack) {
        reference(attack).setAttribute("URI", "file:///etc/hostname");
    }

    private static void noReference(Attack attack) {
        reference(attack).removeAttribute("URI");
    }

    private static void twoReferences(Attack attack) {
        reference(attack).getParentNode().appendChild(reference(attack).cloneNode(true));
    }

    private static Element reference(Attack attack) {
        return (Element) attack.document()
                .getElementsByTagNameNS(TestSaml.DSIG, "Reference")
                .item(0);
    }

    @TestFactory
    @DisplayName(
            "a wrapped or moved signature, with the response, the assertion or both signed, is SAML_SIGNATURE_WRAPPED")
    Stream<DynamicTest> wrapped() {
        String response = TestSaml.signed(TestSaml.RESPONSE, "Response");
        String assertion = TestSaml.good();
        return Stream.of(
                attack("XSW1", response, SamlAttacksTest::xsw1),
                attack("XSW1 of the assertion's signature", assertion, SamlAttacksTest::xsw1),
                attack("XSW2", response, SamlAttacksTest::xsw2),
                attack("XSW3", assertion, SamlAttacksTest::xsw3),
                attack("XSW3 with the response signed", response, attack -> {
                    Element evil = (Element) attack.assertion().cloneNode(true);
                    attack.response().insertBefore(Attack.evil(evil), attack.assertion());
                }),
                attack("XSW4", assertion, SamlAttacksTest::xsw4),
                attack("XSW5", assertion, SamlAttacksTest::xsw5),
                attack("XSW6", assertion, SamlAttacksTest::xsw6),
                attack("XSW7", assertion, SamlAttacksTest::xsw7),
                attack("XSW8", assertion, SamlAttacksTest::xsw8),
                attack("under Advice", assertion, SamlAttacksTest::advice),
                attack("same ID before", assertion, SamlAttacksTest::sameIdBefore),
                attack("same ID behind", assertion, SamlAttacksTest::sameIdBehind),
                attack("ID twice", assertion, SamlAttacksTest::idTwice),
                attack("signature moved to the response", assertion, SamlAttacksTest::movedToResponse),
                attack("signature moved into the subject", assertion, SamlAttacksTest::movedDown),
                attack("second signature", assertion, SamlAttacksTest::second),
                attack("assertion moved", assertion, SamlAttacksTest::movedAssertion),
                attack("object in the signature", assertion, SamlAttacksTest::objectInSignature),
                attack("reference to the response", assertion, SamlAttacksTest::otherReference),
                attack("reference to the whole document", assertion, SamlAttacksTest::wholeDocument),
                attack("XPointer", assertion, SamlAttacksTest::xpointer),
                attack("reference to a web page", assertion, SamlAttacksTest::elsewhere),
                attack("reference to a file", assertion, SamlAttacksTest::file),
                attack("reference without a URI", assertion, SamlAttacksTest::noReference),
                attack("two references", assertion, SamlAttacksTest::twoReferences));
    }

    private static DynamicTest attack(String name, String xml, Consumer<Attack> attack) {
        return DynamicTest.dynamicTest(name, () -> {
            Document document = TestSaml.parse(xml);
            attack.accept(new Attack(document));
            refused(TestSaml.text(document), "SAML_SIGNATURE_WRAPPED");
        });
    }

    @Test
    @DisplayName("what is not changed is accepted, so the refusals are the attacks'")
    void unchanged() {
        for (String xml : List.of(
                TestSaml.good(),
                TestSaml.signed(TestSaml.RESPONSE, "Response"),
                TestSaml.signed(TestSaml.RESPONSE, "Assertion", "Response"))) {
            assertEquals(
                    "ACCEPTED",
                    TestSaml.verdict(TestSaml.request(xml)).path("verdict").asText());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<saml:AttributeValue>hwk</saml:AttributeValue>;<saml:AttributeValue>mfa</saml:AttributeValue>",
                "<saml:NameID>user@example.com;<saml:NameID>admin@example.com",
                "2026-11-24T12:05:00Z;2036-11-24T12:05:00Z",
                "saml2/sp</saml:Audience>;saml2/sp2</saml:Audience>",
            })
    @DisplayName("whatever is changed under the signature makes it SAML_SIGNATURE_INVALID")
    void changed(String change) {
        String[] parts = change.split(";");
        for (String xml : List.of(TestSaml.good(), TestSaml.signed(TestSaml.RESPONSE, "Response"))) {
            refused(xml.replace(parts[0], parts[1]), "SAML_SIGNATURE_INVALID");
        }
    }

    @Test
    @DisplayName("of two signatures both must be good")
    void both() {
        String signed = TestSaml.signed(TestSaml.RESPONSE, "Assertion", "Response");
        refused(signed.replace("Destination=\"https://okta", "Destination=\"https://okto"), "SAML_SIGNATURE_INVALID");
        String attackers = TestSaml.sign(TestSaml.good(), "Response", How.of(Signer.OTHER, SignatureMethod.RSA_SHA256));
        refused(attackers, "SAML_SIGNATURE_INVALID");
        String inner = TestSaml.sign(
                TestSaml.sign(TestSaml.RESPONSE, "Assertion", How.of(Signer.OTHER, SignatureMethod.RSA_SHA256)),
                "Response",
                How.RSA);
        refused(inner, "SAML_SIGNATURE_INVALID");
    }

    @Test
    @DisplayName("a signature over another document, or by another key, is SAML_SIGNATURE_INVALID")
    void foreign() {
        Document document = TestSaml.parse(TestSaml.RESPONSE);
        Document other = TestSaml.parse(TestSaml.signed(TestSaml.RESPONSE.replace("pwd", "kba"), "Assertion"));
        Element assertion = (Element)
                document.getElementsByTagNameNS(TestSaml.ASSERTION, "Assertion").item(0);
        Node signature =
                other.getElementsByTagNameNS(TestSaml.DSIG, "Signature").item(0);
        assertion.insertBefore(
                document.importNode(signature, true), assertion.getFirstChild().getNextSibling());
        refused(TestSaml.text(document), "SAML_SIGNATURE_INVALID");
        refused(
                TestSaml.sign(TestSaml.RESPONSE, "Assertion", How.of(Signer.OTHER, SignatureMethod.RSA_SHA256)),
                "SAML_SIGNATURE_INVALID");
        assertEquals(
                "SAML_SIGNATURE_INVALID", first(TestSaml.request(TestSaml.good(), Signer.EC)), "another kind of key");
    }

    @Test
    @DisplayName("a certificate in KeyInfo is never used, and one that can't be read does no harm")
    void keyInfo() {
        String attackers =
                TestSaml.sign(TestSaml.RESPONSE, "Assertion", How.of(Signer.OTHER, SignatureMethod.RSA_SHA256));
        refused(withKeyInfo(attackers, Signer.OTHER.base64()), "SAML_SIGNATURE_INVALID");
        for (String certificate : List.of(Signer.RSA.base64(), Signer.OTHER.base64(), "", "no certificate")) {
            assertEquals(
                    "ACCEPTED",
                    TestSaml.verdict(TestSaml.request(withKeyInfo(TestSaml.good(), certificate)))
                            .path("verdict")
                            .asText());
        }
        String both = TestSaml.sign(withKeyInfo(TestSaml.good(), "no certificate"), "Response", How.RSA);
        assertEquals(
                "ACCEPTED",
                TestSaml.verdict(TestSaml.request(both)).path("verdict").asText(),
                "what the response's signature covers is not changed before it is verified");
    }

    private static String withKeyInfo(String xml, String certificate) {
        return xml.replace(
                "</ds:Signature>",
                "<ds:KeyInfo><ds:X509Data><ds:X509Certificate>" + certificate
                        + "</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature>");
    }

    @TestFactory
    @DisplayName("other algorithms and transforms are SAML_ALGORITHM_REFUSED, however well they are signed")
    Stream<DynamicTest> algorithms() {
        How rsa = How.RSA;
        return Stream.of(
                        rsa.digest(DigestMethod.SHA1),
                        How.of(Signer.RSA, SignatureMethod.RSA_SHA1),
                        How.of(Signer.EC, SignatureMethod.ECDSA_SHA1),
                        How.of(Signer.RSA, SignatureMethod.RSA_SHA224),
                        How.of(Signer.RSA, "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1"),
                        rsa.digest(DigestMethod.SHA224),
                        rsa.canonicalization(CanonicalizationMethod.INCLUSIVE),
                        rsa.transforms(Transform.ENVELOPED, CanonicalizationMethod.INCLUSIVE),
                        rsa.transforms(Transform.ENVELOPED),
                        rsa.transforms(EXCLUSIVE, Transform.ENVELOPED),
                        rsa.transforms(Transform.ENVELOPED, EXCLUSIVE, EXCLUSIVE),
                        rsa.transforms(Transform.ENVELOPED, Transform.ENVELOPED, EXCLUSIVE),
                        rsa.transforms(Transform.ENVELOPED, Transform.XPATH, EXCLUSIVE),
                        rsa.transforms(Transform.XPATH, Transform.ENVELOPED, EXCLUSIVE))
                .map(how -> DynamicTest.dynamicTest(
                        how.algorithm() + " " + how.digest() + " " + how.canonicalization() + " " + how.transforms(),
                        () -> assertEquals(
                                "SAML_ALGORITHM_REFUSED",
                                first(TestSaml.request(
                                        TestSaml.sign(TestSaml.RESPONSE, "Assertion", how), Signer.RSA, Signer.EC)))));
    }

    @Test
    @DisplayName("an HMAC with the public key, XSLT and a Manifest are refused")
    void rewritten() {
        refused(
                TestSaml.good().replace(SignatureMethod.RSA_SHA256, SignatureMethod.HMAC_SHA256),
                "SAML_ALGORITHM_REFUSED");
        refused(
                TestSaml.good()
                        .replace(
                                "<ds:Transform Algorithm=\"" + Transform.ENVELOPED + "\"/>",
                                "<ds:Transform Algorithm=\"" + Transform.XSLT + "\"/>"),
                "SAML_ALGORITHM_REFUSED");
        refused(
                TestSaml.good()
                        .replace(
                                "URI=\"#_assertion\"",
                                "Type=\"http://www.w3.org/2000/09/xmldsig#Manifest\" URI=\"#_assertion\""),
                "SAML_SIGNATURE_INVALID");
    }

    @Test
    @DisplayName("a key that is too weak, or of another kind, is SAML_ALGORITHM_REFUSED")
    void weak() {
        String weak = TestSaml.sign(TestSaml.RESPONSE, "Assertion", How.of(Signer.WEAK, SignatureMethod.RSA_SHA256));
        assertEquals("SAML_ALGORITHM_REFUSED", first(TestSaml.request(weak, Signer.WEAK)));
        assertEquals("SAML_SIGNATURE_INVALID", first(TestSaml.request(weak, Signer.WEAK, Signer.RSA)));
        assertEquals("SAML_ALGORITHM_REFUSED", first(TestSaml.request(TestSaml.good(), Signer.EDDSA)));
    }

    @TestFactory
    @DisplayName("XML that could bring in something, or hide something, is SAML_MALFORMED")
    Stream<DynamicTest> hostileXml() {
        String good = TestSaml.good();
        String laughs = "<!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
                + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>";
        return Stream.of(
                        "<!DOCTYPE samlp:Response>" + good,
                        laughs + good.replace("hwk", "&c;"),
                        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>" + good.replace("hwk", "&x;"),
                        "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/a.dtd\">" + good,
                        "<!DOCTYPE a [<!ATTLIST samlp:Response ID ID #IMPLIED>]>" + good,
                        good.replace("hwk", "&x;"),
                        good.replace("hwk", "h<!-- -->wk"),
                        good.replace("user@example.com<", "user@example.com<!-- -->.evil<"),
                        good.replace("<saml:Subject>", "<!-- --><saml:Subject>"),
                        "<!-- -->" + good,
                        good + "<!-- -->",
                        good.replace("hwk", "h<?a b?>wk"),
                        "<?xml-stylesheet href=\"a.xsl\"?>" + good,
                        good + good,
                        good + "x",
                        good.substring(0, good.length() - 1),
                        good.replace("<saml:Subject>", "<evil:Subject>"),
                        good.replaceFirst("Version=\"2.0\"", "Version=\"2.0\" Version=\"2.0\""),
                        "<?xml version=\"1.1\"?>" + good,
                        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + good,
                        good.replace("hwk", "hwk\u0000"),
                        good.replaceFirst("Version=\"2.0\"", "Version=\"1.1\""),
                        good.replace("<saml:Subject>", "<a>".repeat(70) + "</a>".repeat(70) + "<saml:Subject>"),
                        good.replace("SignatureValue>", "SignatureValues>"),
                        good.replace("ds:SignedInfo>", "ds:SignedInfos>"),
                        good.replace(" ID=\"_assertion\"", ""),
                        good.replace(" ID=\"_assertion\"", " IntD=\"_assertion\""),
                        good.replace("samlp:Response", "samlp:ArtifactResponse"),
                        good.replace("SAML:2.0:protocol", "SAML:1.0:protocol"),
                        "<Response/>",
                        "<a/>")
                .map(xml -> DynamicTest.dynamicTest(
                        xml.substring(0, Math.min(80, xml.length())), () -> refused(xml, "SAML_MALFORMED")));
    }

    @Test
    @DisplayName("what is neither base64 nor XML nor UTF-8 is SAML_MALFORMED")
    void noXml() {
        byte[] utf8 = TestSaml.good().getBytes(StandardCharsets.UTF_8);
        String base64 = Base64.getEncoder().encodeToString(utf8);
        for (String posted : List.of(
                "",
                " ",
                "%",
                "SAMLResponse=" + base64,
                base64.substring(1),
                base64 + "=",
                base64.replace("A", "%41"),
                base64.substring(0, 100) + "*" + base64.substring(100),
                Base64.getEncoder().encodeToString(new byte[] {'<', 'a', (byte) 0xFF, '/', '>'}),
                Base64.getEncoder().encodeToString(TestSaml.good().getBytes(StandardCharsets.UTF_16)))) {
            assertEquals("SAML_MALFORMED", first(TestSaml.posted(posted)));
        }
    }

    @Test
    @DisplayName(
            "256 KiB is the limit, and smaller responses are judged: 10,000 attributes, long names; 40,000 values are too many")
    void sizes() {
        String padding = "<saml:Attribute Name=\"a\"/>";
        String many = TestSaml.RESPONSE.replace(
                "<saml:AttributeStatement>", "<saml:AttributeStatement>" + padding.repeat(11_000));
        assertEquals("SAML_TOO_LARGE", direct(many));
        String fits = TestSaml.RESPONSE.replace(
                "<saml:AttributeStatement>", "<saml:AttributeStatement>" + "<saml:Attribute/>".repeat(10_000));
        assertEquals("AMR_USABLE", direct(TestSaml.signed(fits, "Assertion")));
        String attributes = "";
        for (int i = 0; i < 10_000; i++) {
            attributes += " a" + i + "=\"\"";
        }
        assertEquals(
                "SAML_MALFORMED",
                direct(TestSaml.RESPONSE.replace("<saml:Subject>", "<saml:Subject" + attributes + ">")));
        String values =
                TestSaml.RESPONSE.replace("<saml:AttributeValue>hwk", "<saml:AttributeValue>" + "hwk,".repeat(40_000));
        assertEquals("AMR_TOO_MANY_VALUES", direct(TestSaml.signed(values, "Assertion")));
        String good = TestSaml.good();
        String exactly = good.replace("<samlp:Status>", "<samlp:Status>" + " ".repeat(256 * 1024 - good.length()));
        assertEquals("AMR_USABLE", direct(exactly), "256 KiB");
        assertEquals("SAML_TOO_LARGE", direct(exactly.replace("<samlp:Status>", "<samlp:Status> ")));
    }

    /** The same 3,000 changes in each run. */
    @Test
    @DisplayName("a piece that is cut out, doubled, moved or changed never gets another AMR accepted, and never fails")
    void mutations() {
        Random random = new Random(20261124);
        JsonNode good = TestSaml.verdict(TestSaml.request(TestSaml.good()));
        int rejected = 0;
        for (int i = 0; i < 3_000; i++) {
            String xml = i % 2 == 0 ? SIGNED_ASSERTION : SIGNED_RESPONSE;
            int from = random.nextInt(xml.length());
            int to = Math.min(xml.length(), from + 1 + random.nextInt(i % 3 == 0 ? 400 : 8));
            int where = random.nextInt(xml.length());
            String piece = xml.substring(from, to);
            String changed = switch (random.nextInt(4)) {
                case 0 -> xml.substring(0, from) + xml.substring(to);
                case 1 -> xml.substring(0, where) + piece + xml.substring(where);
                case 2 -> xml.substring(0, from) + piece + xml.substring(from);
                default -> xml.substring(0, from) + (char) (' ' + random.nextInt(95)) + xml.substring(from + 1);
            };
            JsonNode verdict = TestSaml.verdict(TestSaml.request(changed));
            if (verdict.path("verdict").asText().equals("REJECTED")) {
                rejected++;
            } else {
                assertEquals(good.path("amr"), verdict.path("amr"), changed);
                assertEquals(good.at("/token/audience"), verdict.at("/token/audience"), changed);
                assertEquals(good.at("/token/expiresAt"), verdict.at("/token/expiresAt"), changed);
            }
        }
        assertTrue(rejected > 2_000, () -> "most are refused");
    }

    /** Over HTTP a body of that size is refused before. */
    private static String direct(String xml) {
        ObjectNode request = TestSaml.request(xml).put("kind", "saml");
        return TestApi.first(TestApi.invoke(request.toString()));
    }

    private static void refused(String xml, String code) {
        ObjectNode request = TestSaml.request(xml);
        JsonNode verdict = TestSaml.verdict(request);
        assertEquals(code, TestApi.first(verdict), verdict::toString);
        assertEquals("REJECTED", verdict.path("verdict").asText());
        for (String member : List.of("token", "amr", "assurance")) {
            assertFalse(verdict.has(member), () -> member + " in " + verdict);
        }
        assertFalse(verdict.toString().contains("example.com"), verdict::toString);
        // The same as XML, as people paste it.
        assertEquals(code, first(request.put("samlResponse", xml)));
    }

    private static String first(ObjectNode request) {
        return TestApi.first(TestSaml.verdict(request));
    }
}
