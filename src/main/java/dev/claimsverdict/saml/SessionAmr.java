package dev.claimsverdict.saml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/** The attribute {@code session.amr} of an assertion (R3.3). */
final class SessionAmr {

    private static final String NAME = "session.amr";

    private SessionAmr() {}

    /** What the attribute says. */
    sealed interface Reading {

        /**
         * Its values, unchanged.
         *
         * @param values absent if there is no such attribute
         */
        record Values(Optional<List<String>> values) implements Reading {}

        /** A value contains elements instead of text. */
        record NotText() implements Reading {}
    }

    static Reading of(Element assertion) {
        List<Element> attributes = Elements.children(assertion, Elements.ASSERTION, "AttributeStatement").stream()
                .flatMap(statement -> Elements.children(statement, Elements.ASSERTION, "Attribute").stream())
                .filter(attribute -> Elements.attribute(attribute, "Name").equals(Optional.of(NAME)))
                .toList();
        if (attributes.isEmpty()) {
            return new Reading.Values(Optional.empty());
        }
        List<String> values = new ArrayList<>();
        for (Element attribute : attributes) {
            for (Element value : Elements.children(attribute, Elements.ASSERTION, "AttributeValue")) {
                Optional<String> text = Elements.text(value);
                if (text.isEmpty()) {
                    return new Reading.NotText();
                }
                values.add(text.get());
            }
        }
        return new Reading.Values(Optional.of(values));
    }
}
