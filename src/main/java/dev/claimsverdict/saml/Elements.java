package dev.claimsverdict.saml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Elements of a SAML document, found by namespace and local name; prefixes mean nothing. */
final class Elements {

    static final String PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol";
    static final String ASSERTION = "urn:oasis:names:tc:SAML:2.0:assertion";
    static final String SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";

    private Elements() {}

    static boolean is(Node node, String namespace, String name) {
        return node instanceof Element && namespace.equals(node.getNamespaceURI()) && name.equals(node.getLocalName());
    }

    /** The element's own children that are elements, in their order. */
    static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    /** Its own children of that name. */
    static List<Element> children(Element parent, String namespace, String name) {
        return children(parent).stream()
                .filter(each -> is(each, namespace, name))
                .toList();
    }

    /** The first of them. */
    static Optional<Element> child(Element parent, String namespace, String name) {
        return children(parent, namespace, name).stream().findFirst();
    }

    /** An attribute without a namespace. */
    static Optional<String> attribute(Element element, String name) {
        return element.hasAttributeNS(null, name) ? Optional.of(element.getAttributeNS(null, name)) : Optional.empty();
    }

    /** The text of an element that has nothing but text in it. */
    static Optional<String> text(Element element) {
        // A document with a comment or a processing instruction is refused before, so no text is in pieces.
        return children(element).isEmpty() ? Optional.of(element.getTextContent()) : Optional.empty();
    }
}
