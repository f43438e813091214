package dev.claimsverdict.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.crypto.dsig.spec.XPathFilterParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** SAML responses for the tests: good ones, and what attackers make of them. */
public final class TestSaml {

    public static final String PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol";
    public static final String ASSERTION = "urn:oasis:names:tc:SAML:2.0:assertion";
    public static final String DSIG = "http://www.w3.org/2000/09/xmldsig#";
    public static final String ISSUER = "https://saml.example.com";
    public static final String AUDIENCE = "https://okta.example.com/saml2/sp";
    public static final String ACS = "https://okta.example.com/sso/saml2/0oa2";

    /** A response without a signature, made ten seconds before {@link TestApi#NOW}; it is good for five minutes. */
    public static final String RESPONSE = """
            <samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" \
            xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_response" Version="2.0" \
            IssueInstant="2026-11-24T11:59:50Z" Destination="https://okta.example.com/sso/saml2/0oa2" \
            InResponseTo="_request"><saml:Issuer>https://saml.example.com</saml:Issuer>\
            <samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>\
            <saml:Assertion ID="_assertion" Version="2.0" IssueInstant="2026-11-24T11:59:50Z">\
            <saml:Issuer>https://saml.example.com</saml:Issuer>\
            <saml:Subject><saml:NameID>user@example.com</saml:NameID>\
            <saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">\
            <saml:SubjectConfirmationData Recipient="https://okta.example.com/sso/saml2/0oa2" \
            NotOnOrAfter="2026-11-24T12:05:00Z" InResponseTo="_request"/></saml:SubjectConfirmation></saml:Subject>\
            <saml:Conditions NotBefore="2026-11-24T11:59:00Z" NotOnOrAfter="2026-11-24T12:06:00Z">\
            <saml:AudienceRestriction><saml:Audience>https://okta.example.com/saml2/sp</saml:Audience>\
            </saml:AudienceRestriction></saml:Conditions>\
            <saml:AuthnStatement AuthnInstant="2026-11-24T11:59:40Z" SessionIndex="s1"><saml:AuthnContext>\
            <saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport\
            </saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>\
            <saml:AttributeStatement><saml:Attribute Name="session.amr"><saml:AttributeValue>pwd\
            </saml:AttributeValue><saml:AttributeValue>hwk</saml:AttributeValue></saml:Attribute>\
            </saml:AttributeStatement></saml:Assertion></samlp:Response>""";

    private static final String PASSWORD = "changeit";

    private TestSaml() {}

    /** A key and its certificate, made by the JDK's keytool and thrown away with the test. */
    public enum Signer {
        RSA("-keyalg", "RSA", "-keysize", "2048"),
        EC("-keyalg", "EC", "-groupname", "secp256r1"),
        P384("-keyalg", "EC", "-groupname", "secp384r1"),
        /** Of the attacker. */
        OTHER("-keyalg", "RSA", "-keysize", "2048"),
        WEAK("-keyalg", "RSA", "-keysize", "1024"),
        /** Its certificate expired in 2020. */
        EXPIRED("-keyalg", "RSA", "-keysize", "2048", "-startdate", "2019/01/01", "-validity", "365"),
        EDDSA("-keyalg", "Ed25519");

        private final String[] arguments;
        private KeyStore keys;

        Signer(String... arguments) {
            this.arguments = arguments;
        }

        private synchronized KeyStore keys() {
            if (keys == null) {
                keys = keyStore(arguments);
            }
            return keys;
        }

        PrivateKey key() {
            try {
                return (PrivateKey) keys().getKey("saml", PASSWORD.toCharArray());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        public Certificate certificate() {
            try {
                return keys().getCertificate("saml");
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        /** The base64 of its DER, as SAML metadata have it. */
        public String base64() {
            try {
                return Base64.getEncoder().encodeToString(certificate().getEncoded());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        public String pem() {
            try {
                return "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(certificate().getEncoded())
                        + "\n-----END CERTIFICATE-----\n";
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** How something is signed. */
    public record How(
            Signer signer, String algorithm, String digest, String canonicalization, List<String> transforms) {

        public static final How RSA = of(Signer.RSA, SignatureMethod.RSA_SHA256);

        public static How of(Signer signer, String algorithm) {
            return new How(
                    signer,
                    algorithm,
                    DigestMethod.SHA256,
                    CanonicalizationMethod.EXCLUSIVE,
                    List.of(Transform.ENVELOPED, CanonicalizationMethod.EXCLUSIVE));
        }

        public How digest(String other) {
            return new How(signer, algorithm, other, canonicalization, transforms);
        }

        public How canonicalization(String other) {
            return new How(signer, algorithm, digest, other, transforms);
        }

        public How transforms(String... others) {
            return new How(signer, algorithm, digest, canonicalization, List.of(others));
        }
    }

    /** A good response whose assertion is signed. */
    public static String good() {
        return signed(RESPONSE, "Assertion");
    }

    /** Signs the elements of these names, in this order, with the RSA key. */
    public static String signed(String xml, String... elements) {
        String signed = xml;
        for (String element : elements) {
            signed = sign(signed, element, How.RSA);
        }
        return signed;
    }

    /** Signs the first Response or Assertion; the signature stands behind its Issuer. */
    public static String sign(String xml, String element, How how) {
        Document document = parse(xml);
        Element signed = (Element) document.getElementsByTagNameNS("*", element).item(0);
        signed.setIdAttribute("ID", true);
        XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
        try {
            List<Transform> transforms = new ArrayList<>();
            for (String transform : how.transforms()) {
                TransformParameterSpec parameters = transform.equals(Transform.XPATH)
                        ? new XPathFilterParameterSpec("not(ancestor-or-self::*[local-name()='AttributeStatement'])")
                        : null;
                transforms.add(factory.newTransform(transform, parameters));
            }
            Reference reference = factory.newReference(
                    "#" + signed.getAttribute("ID"),
                    factory.newDigestMethod(how.digest(), null),
                    transforms,
                    null,
                    null);
            SignedInfo info = factory.newSignedInfo(
                    factory.newCanonicalizationMethod(how.canonicalization(), (C14NMethodParameterSpec) null),
                    factory.newSignatureMethod(how.algorithm(), null),
                    List.of(reference));
            DOMSignContext context = new DOMSignContext(how.signer().key(), signed, behindIssuer(signed));
            context.setDefaultNamespacePrefix("ds");
            context.setProperty("org.jcp.xml.dsig.secureValidation", false);
            factory.newXMLSignature(info, null).sign(context);
        } catch (GeneralSecurityException | MarshalException | XMLSignatureException e) {
            throw new IllegalStateException(e);
        }
        return text(document);
    }

    private static Node behindIssuer(Element signed) {
        Node first = signed.getFirstChild();
        return "Issuer".equals(first.getLocalName()) ? first.getNextSibling() : first;
    }

    /** The request to judge a response, by a SAML IdP that is trusted and has two minutes of clock skew. */
    public static ObjectNode request(String xml, Signer... trusted) {
        return posted(Base64.getEncoder().encodeToString(xml.getBytes(StandardCharsets.UTF_8)), trusted);
    }

    /** The request with this text as the response. */
    public static ObjectNode posted(String samlResponse, Signer... trusted) {
        ObjectNode request = TestApi.JSON.createObjectNode().put("samlResponse", samlResponse);
        request.set("idp", idp());
        Stream.of(trusted.length == 0 ? new Signer[] {Signer.RSA} : trusted)
                .map(Signer::base64)
                .forEach(request.putArray("certificates")::add);
        return request;
    }

    public static ObjectNode idp() {
        ObjectNode idp = TestIdp.saml();
        ((ObjectNode) idp.at("/protocol/credentials/trust")).put("audience", AUDIENCE);
        return idp;
    }

    public static JsonNode verdict(ObjectNode request) {
        return TestApi.verdict("/v1/saml-verdicts", request.toString());
    }

    public static Document parse(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String text(Document document) {
        try {
            Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            StringWriter text = new StringWriter();
            transformer.transform(new DOMSource(document), new StreamResult(text));
            return text.toString();
        } catch (TransformerException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore keyStore(String... arguments) {
        try {
            Path file = Files.createTempDirectory("saml").resolve("saml.p12");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "saml",
                    "-dname",
                    "CN=saml.example.com",
                    "-keystore",
                    file.toString(),
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    PASSWORD));
            command.addAll(Arrays.asList(arguments));
            if (!command.contains("-validity")) {
                command.addAll(List.of("-validity", "7300"));
            }
            Process keytool = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                throw new IllegalStateException("keytool made no certificate");
            }
            return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        } catch (IOException | GeneralSecurityException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
