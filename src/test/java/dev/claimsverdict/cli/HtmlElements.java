package dev.claimsverdict.cli;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import nu.validator.htmlparser.common.XmlViolationPolicy;
import nu.validator.htmlparser.sax.HtmlParser;
import org.xml.sax.Attributes;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads HTML as the standard says, and refuses what it calls an error. */
final class HtmlElements {

    private HtmlElements() {}

    /** The elements with their attributes, in their order. Fails at the first error. */
    static List<String> of(String html) {
        List<String> elements = new ArrayList<>();
        HtmlParser parser = new HtmlParser(XmlViolationPolicy.FATAL);
        parser.setContentHandler(new DefaultHandler() {
            @Override
            public void startElement(String uri, String name, String qualified, Attributes attributes) {
                StringBuilder element = new StringBuilder(name);
                for (int i = 0; i < attributes.getLength(); i++) {
                    element.append(' ')
                            .append(attributes.getLocalName(i))
                            .append('=')
                            // Where a name is an attribute's value, only that it is one matters.
                            .append(attributes.getLocalName(i).equals("data-policy") ? "" : attributes.getValue(i));
                }
                elements.add(element.toString());
            }
        });
        parser.setErrorHandler(new ErrorHandler() {
            @Override
            public void warning(SAXParseException e) {
                throw new AssertionError(e);
            }

            @Override
            public void error(SAXParseException e) {
                throw new AssertionError("line " + e.getLineNumber() + ": " + e.getMessage(), e);
            }

            @Override
            public void fatalError(SAXParseException e) {
                throw new AssertionError("line " + e.getLineNumber() + ": " + e.getMessage(), e);
            }
        });
        try {
            parser.parse(new InputSource(new StringReader(html)));
        } catch (SAXException e) {
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return elements;
    }
}
