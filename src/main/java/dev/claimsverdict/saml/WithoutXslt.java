package dev.claimsverdict.saml;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.io.OutputStream;
import org.w3c.dom.Element;

/**
 * Leaves the transforms that run XSLT and XPath out of the native executable. {@link SamlAlgorithms} refuses every signature
 * that names one, but native-image can't know that and would include the JDK's XSLT compiler and XPath engine
 * (docs/adr/0011). Each target needs a class of its own. native-image replaces the methods at build time and fails if one doesn't exist. A JVM never uses this
 * class.
 */
final class WithoutXslt {

    private static final String TRANSFORMS =
            "com.sun.org.apache.xml.internal.security.transforms.implementations.Transform";

    private WithoutXslt() {}

    private static UnsupportedOperationException leftOut() {
        return new UnsupportedOperationException("This executable has no XSLT and no XPath.");
    }

    /** What the JDK passes from one transform to the next. */
    @TargetClass(className = "com.sun.org.apache.xml.internal.security.signature.XMLSignatureInput")
    static final class Content {

        private Content() {}
    }

    @TargetClass(className = TRANSFORMS + "XSLT")
    static final class Xslt {

        private Xslt() {}

        @Substitute
        Content enginePerformTransform(
                Content content, OutputStream output, Element transform, String baseUri, boolean secureValidation) {
            throw leftOut();
        }
    }

    @TargetClass(className = TRANSFORMS + "XPath")
    static final class XPath {

        private XPath() {}

        @Substitute
        Content enginePerformTransform(
                Content content, OutputStream output, Element transform, String baseUri, boolean secureValidation) {
            throw leftOut();
        }
    }

    @TargetClass(className = TRANSFORMS + "XPath2Filter")
    static final class XPathFilter {

        private XPathFilter() {}

        @Substitute
        Content enginePerformTransform(
                Content content, OutputStream output, Element transform, String baseUri, boolean secureValidation) {
            throw leftOut();
        }
    }
}
