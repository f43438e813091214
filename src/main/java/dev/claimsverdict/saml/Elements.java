package dev.claimsverdict.saml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Finds elements of a SAML document by namespace and local name, whatever their prefixes. */
final class Elements {

    static final String PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol";
    static final String ASSERTION = "urn:oasis:names:tc:SAML:2.0:assertion";
    static final String SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";

    private Elements() {}

    static boolean is(Node node, String namespace, String name) {
        return node instanceof Element && namespace.equals(node.getNamespaceURI()) && name.equals(node.getLocalName());
    }

    /** The child elements, in their order. */
    static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    /** The child elements with this name, in their order. */
    static List<Element> children(Element parent, String namespace, String name) {
        return children(parent).stream()
                .filter(each -> is(each, namespace, name))
                .toList();
    }

    /** The first child element with this name. */
    static Optional<Element> child(Element parent, String namespace, String name) {
        return children(parent, namespace, name).stream().findFirst();
    }

    /** The value of an attribute without a namespace. */
    static Optional<String> attribute(Element element, String name) {
        return element.hasAttributeNS(null, name) ? Optional.of(element.getAttributeNS(null, name)) : Optional.empty();
    }

    /** The text of the element; absent if it contains elements. */
    static Optional<String> text(Element element) {
        // SamlDocument refuses comments and processing instructions, so nothing else can split the text.
        return children(element).isEmpty() ? Optional.of(element.getTextContent()) : Optional.empty();
    }
}
