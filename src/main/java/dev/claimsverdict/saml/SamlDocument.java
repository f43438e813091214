package dev.claimsverdict.saml;

import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * An unverified SAML response whose form is safe to work with: UTF-8, at most 256 KiB, at most 64 levels, no DOCTYPE, no
 * comment, no processing instruction, no ID twice; the root is the only Response, and at most one assertion is a child of
 * it.
 */
final class SamlDocument {

    static final int MAX_BYTES = 256 * 1024;
    static final int MAX_DEPTH = 64;

    static final String POINTER = "/samlResponse";

    private static final String EXTERNAL = "http://xml.org/sax/features/external-";
    private static final int MAX_ATTRIBUTES = 200;

    private final Element response;
    private final List<Element> responses = new ArrayList<>();
    private final List<Element> assertions = new ArrayList<>();
    private final List<Element> signatures = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private boolean hasEncryption;
    private boolean hasAdvice;
    private boolean hasDuplicateId;
    private boolean hasComment;

    private SamlDocument(Element response) {
        this.response = response;
    }

    /** A document, or why there is none. */
    sealed interface Read {
        record Document(SamlDocument document) implements Read {}

        record Refused(Finding finding) implements Read {}
    }

    /**
     * Reads a response.
     *
     * @param posted base64 as the browser posted it, or XML
     */
    static Read read(String posted) {
        if (posted.length() > MAX_BYTES * 2) {
            return refused(FindingCode.SAML_TOO_LARGE);
        }
        String text = posted.strip();
        String xml;
        try {
            if (text.startsWith("<")) {
                xml = text;
                if (StandardCharsets.UTF_8
                                .newEncoder()
                                .encode(CharBuffer.wrap(xml))
                                .remaining()
                        > MAX_BYTES) {
                    return refused(FindingCode.SAML_TOO_LARGE);
                }
            } else {
                // Some IdPs break the base64 into lines. Nothing else may stand between its characters.
                byte[] bytes = Base64.getDecoder().decode(text.replaceAll("[ \t\r\n]", ""));
                if (bytes.length > MAX_BYTES) {
                    return refused(FindingCode.SAML_TOO_LARGE);
                }
                xml = withoutByteOrderMark(StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString());
            }
        } catch (IllegalArgumentException _) {
            return malformed("The SAML response is neither base64 nor XML.");
        } catch (CharacterCodingException _) {
            return malformed("The SAML response is not UTF-8.");
        }
        return parse(xml);
    }

    private static String withoutByteOrderMark(String xml) {
        return xml.startsWith("\uFEFF") ? xml.substring(1) : xml;
    }

    private static Read parse(String xml) {
        Document document;
        try {
            document = builder().parse(new InputSource(new StringReader(xml)));
        } catch (SAXException | IOException _) {
            return malformed(
                    xml.contains("<!DOCTYPE")
                            ? "The SAML response has a DOCTYPE, which SAML doesn't use and attackers do."
                            : "The SAML response is not well-formed XML, or it is nested deeper than " + MAX_DEPTH
                                    + " levels.");
        }
        String encoding = document.getXmlEncoding();
        if (!document.getXmlVersion().equals("1.0") || encoding != null && !encoding.equalsIgnoreCase("UTF-8")) {
            return malformed("The SAML response is not XML 1.0 in UTF-8.");
        }
        Element root = document.getDocumentElement();
        if (!Elements.is(root, Elements.PROTOCOL, "Response")) {
            return malformed("The root of the XML is not a Response of SAML 2.0.");
        }
        SamlDocument read = new SamlDocument(root);
        read.scan(document);
        return read.formFault().<Read>map(Read.Refused::new).orElseGet(() -> new Read.Document(read));
    }

    /** A new parser for each document, because a parser isn't thread-safe. */
    private static DocumentBuilder builder() {
        try {
            // The JDK's own, whatever else is on the class path.
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setCoalescing(true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(EXTERNAL + "general-entities", false);
            factory.setFeature(EXTERNAL + "parameter-entities", false);
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            factory.setFeature("http://apache.org/xml/features/dom/defer-node-expansion", false);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setAttribute("jdk.xml.maxElementDepth", String.valueOf(MAX_DEPTH));
            factory.setAttribute("jdk.xml.elementAttributeLimit", String.valueOf(MAX_ATTRIBUTES));
            DocumentBuilder builder = factory.newDocumentBuilder();
            // The default handler writes to standard error, which is the log.
            builder.setErrorHandler(new DefaultHandler());
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's parser has these features", e);
        }
    }

    private void scan(Node parent) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            switch (node.getNodeType()) {
                case Node.ELEMENT_NODE -> {
                    collect((Element) node);
                    scan(node);
                }
                case Node.TEXT_NODE -> {}
                default -> hasComment = true;
            }
        }
    }

    private void collect(Element element) {
        if (Elements.is(element, Elements.PROTOCOL, "Response")) {
            responses.add(element);
        } else if (Elements.is(element, Elements.ASSERTION, "Assertion")) {
            assertions.add(element);
        } else if (Elements.is(element, Elements.SIGNATURE, "Signature")) {
            signatures.add(element);
        }
        hasAdvice |= Elements.is(element, Elements.ASSERTION, "Advice");
        hasEncryption |= Elements.is(element, Elements.ASSERTION, "EncryptedAssertion")
                || Elements.is(element, Elements.ASSERTION, "EncryptedAttribute");
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Node attribute = attributes.item(i);
            boolean declaration = XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI());
            // Any spelling of the name counts as an ID, because another reader might take it for one. A declared prefix
            // doesn't.
            if (!declaration && attribute.getLocalName().equalsIgnoreCase("ID")) {
                hasDuplicateId |= !ids.add(attribute.getNodeValue());
            }
        }
    }

    private Optional<Finding> formFault() {
        if (hasComment) {
            return Optional.of(
                    finding(
                            FindingCode.SAML_MALFORMED,
                            "The SAML response has a comment or a processing instruction in it, which can hide a part of a value."));
        }
        if (responses.size() > 1 || assertions.size() > 1 || hasAdvice) {
            return wrapped("The SAML response has more than one response or assertion in it, or an Advice.");
        }
        if (assertions.stream().anyMatch(assertion -> assertion.getParentNode() != response)) {
            return wrapped("The assertion is not a child of the response.");
        }
        if (hasDuplicateId) {
            return wrapped("The SAML response has an ID twice.");
        }
        if (hasEncryption) {
            return Optional.of(Finding.at(POINTER, FindingCode.SAML_ENCRYPTED));
        }
        boolean version = Elements.attribute(response, "Version").equals(Optional.of("2.0"))
                && assertions.stream()
                        .allMatch(each -> Elements.attribute(each, "Version").equals(Optional.of("2.0")));
        return version
                ? Optional.empty()
                : Optional.of(
                        finding(FindingCode.SAML_MALFORMED, "The response or its assertion is not of Version 2.0."));
    }

    private static Optional<Finding> wrapped(String sentence) {
        return Optional.of(finding(FindingCode.SAML_SIGNATURE_WRAPPED, sentence));
    }

    private static Finding finding(FindingCode code, String sentence) {
        return Finding.at(POINTER, code, sentence);
    }

    private static Read refused(FindingCode code) {
        return new Read.Refused(Finding.at(POINTER, code));
    }

    private static Read malformed(String sentence) {
        return new Read.Refused(finding(FindingCode.SAML_MALFORMED, sentence));
    }

    /** The root element. */
    Element response() {
        return response;
    }

    /** The assertion, if there is one. */
    Optional<Element> assertion() {
        return assertions.stream().findFirst();
    }

    /** All signatures, wherever they are in the document. */
    List<Element> signatures() {
        return signatures;
    }
}
