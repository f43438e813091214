package dev.claimsverdict.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.event.Events;
import dev.claimsverdict.testing.DryRun;
import dev.claimsverdict.testing.HttpResult;
import dev.claimsverdict.testing.TestSaml;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * SAML responses with changes before they are signed and after. Only AMR values that were there when the response was
 * signed are ever read.
 */
final class SamlFuzz {

    private static final Events EVENTS = Oracle.deployment();
    private static final String PATH = "/v1/saml-verdicts";

    /** What the signer may say. */
    private static final List<String> SIGNED = List.of(
            "<saml:AttributeValue>sms</saml:AttributeValue>",
            "<saml:AttributeValue xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"xs:string\">swk"
                    + "</saml:AttributeValue>",
            "<saml:AttributeValue>pwd, otp</saml:AttributeValue>",
            "<!-- comment -->",
            "<![CDATA[tel]]>",
            "<?target data?>",
            "&#x70;wd",
            "<saml:EncryptedAssertion/>",
            "<saml:Advice/>",
            " \n",
            "<x xmlns=\"urn:x\" ID=\"_assertion\"/>");

    /** What an attacker puts in afterwards: mfa and face are never signed. */
    private static final List<String> FORGED = List.of(
            "<saml:AttributeValue xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\">mfa</saml:AttributeValue>",
            "<saml:Attribute xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" Name=\"session.amr\">"
                    + "<saml:AttributeValue>face</saml:AttributeValue></saml:Attribute>",
            "mfa",
            ",mfa",
            "<!--mfa-->",
            "<!---->",
            "<![CDATA[mfa]]>",
            "<?mfa mfa?>",
            "&mfa;",
            "&#109;fa",
            "<!DOCTYPE a [<!ENTITY mfa \"mfa\">]>",
            "<!DOCTYPE a SYSTEM \"http://127.0.0.1:9/a.dtd\">",
            "<ds:Object xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">mfa</ds:Object>",
            "<ds:Reference xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" URI=\"\"/>",
            " ID=\"_evil\"",
            " xmlns:saml=\"urn:evil\"",
            " xml:base=\"http://127.0.0.1:9/\"",
            "</saml:Assertion>",
            TestSaml.RESPONSE.replace("pwd", "mfa").replace("hwk", "face"),
            assertion().replace("pwd", "mfa").replace("hwk", "face"),
            assertion().replace("pwd", "mfa").replace("hwk", "face").replace("\"_assertion\"", "\"_evil\""));

    private static final List<String> SIGNERS_CHOICE = List.of("Assertion", "Response");

    /** Signing takes longer than everything else. */
    private static final Map<String, String> KNOWN = new HashMap<>();

    private SamlFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        FuzzBytes bytes = new FuzzBytes(input);
        String plain = TestSaml.RESPONSE;
        for (int i = bytes.below(3); i > 0; i--) {
            plain = inserted(plain, bytes.one(SIGNED), bytes);
        }
        String signed = signed(plain, bytes);
        String sent = signed;
        for (int i = bytes.below(4); i > 0; i--) {
            sent = forged(sent, bytes);
        }
        ObjectNode request = bytes.below(16) == 1 ? TestSaml.posted(sent) : TestSaml.request(sent);
        String body = bytes.below(8) == 1 ? JsonMutations.mutate(request, bytes) : request.toString();
        HttpResult answer = Oracle.post(EVENTS, PATH, body);
        if (answer.status() == 200 && answer.json().has("token")) {
            JsonNode amr = answer.json().path("amr").path("received");
            for (String value : DryRun.strings(amr)) {
                Oracle.check(text(plain).contains(value), "an AMR value that was not signed is read");
            }
        }
    }

    private static String assertion() {
        String response = TestSaml.RESPONSE;
        return response.substring(
                        response.indexOf("<saml:Assertion"),
                        response.indexOf("</saml:Assertion>") + "</saml:Assertion>".length())
                .replaceFirst(
                        "<saml:Assertion", "<saml:Assertion xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\"");
    }

    /** Signed, unless what it was made to is no XML. */
    private static String signed(String plain, FuzzBytes bytes) {
        String first = bytes.one(SIGNERS_CHOICE);
        boolean both = bytes.below(4) == 1;
        if (KNOWN.size() > 10_000) {
            KNOWN.clear();
        }
        return KNOWN.computeIfAbsent(first + both + plain, _ -> {
            try {
                return both ? TestSaml.signed(plain, "Assertion", "Response") : TestSaml.signed(plain, first);
            } catch (IllegalStateException noXml) {
                return plain;
            }
        });
    }

    /** Text put in front of or behind a tag, or into one. */
    private static String inserted(String xml, String text, FuzzBytes bytes) {
        int at = tag(xml, bytes);
        return xml.substring(0, at) + text + xml.substring(at);
    }

    /** The place of one of the first tags: where it starts, or behind it. */
    private static int tag(String xml, FuzzBytes bytes) {
        int at = 0;
        for (int i = bytes.below(80); i >= 0; i--) {
            int next = xml.indexOf('<', at + 1);
            at = next < 0 ? xml.indexOf('<') : next;
        }
        return switch (bytes.below(4)) {
            case 0 -> Math.max(0, at);
            case 1 -> Math.max(0, xml.indexOf('>', at));
            default -> xml.indexOf('>', at) + 1;
        };
    }

    private static String forged(String xml, FuzzBytes bytes) {
        return switch (bytes.below(8)) {
            case 0, 1, 2 -> inserted(xml, bytes.one(FORGED), bytes);
            case 3 -> JsonMutations.spoiled(xml, bytes);
            case 4 -> moved(xml, bytes);
            case 5 -> xml.replace("pwd", "mfa");
            case 6 -> {
                int from = tag(xml, bytes);
                yield xml.substring(0, from) + xml.substring(Math.min(xml.length(), from + bytes.below(2_000)));
            }
            default -> inserted(xml, bytes.text(12), bytes);
        };
    }

    /** The signature, or the assertion, in another place, or in two. */
    private static String moved(String xml, FuzzBytes bytes) {
        boolean signature = bytes.flag();
        int from = xml.indexOf(signature ? "<ds:Signature" : "<saml:Assertion");
        String end = signature ? "</ds:Signature>" : "</saml:Assertion>";
        int to = xml.lastIndexOf(end) + end.length();
        if (from < 0 || to < from) {
            return xml;
        }
        String part = xml.substring(from, to);
        String rest = bytes.flag() ? xml : xml.substring(0, from) + xml.substring(to);
        return inserted(rest, part, bytes);
    }

    /** The text as a reader of XML sees it: whatever parts a text without changing it is gone. Empty for what is no XML. */
    private static String text(String xml) {
        try {
            DocumentBuilder reader = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            // Otherwise it writes to standard error.
            reader.setErrorHandler(new DefaultHandler());
            return reader.parse(new InputSource(new StringReader(xml)))
                    .getDocumentElement()
                    .getTextContent();
        } catch (SAXException _) {
            return "";
        } catch (IOException | ParserConfigurationException fault) {
            throw new IllegalStateException(fault);
        }
    }
}
