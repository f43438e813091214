package dev.claimsverdict.saml;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.Transform;

/**
 * The transforms of XML Signature in the native executable: those that {@link SamlSignature} accepts. The JDK registers all
 * of them, and with XPath and XSLT come an XPath engine and a compiler of style sheets, a fifth of the executable
 * (docs/adr/0012). native-image replaces the method at build time, and stops if the JDK no longer has it. A JVM never uses
 * this class.
 */
@TargetClass(className = "com.sun.org.apache.xml.internal.security.transforms.Transform")
final class TransformsInNativeImages {

    private static final String IMPLEMENTATIONS =
            "com.sun.org.apache.xml.internal.security.transforms.implementations.";

    private TransformsInNativeImages() {}

    @Substitute
    public static void registerDefaultAlgorithms() {
        register(Transform.ENVELOPED, IMPLEMENTATIONS + "TransformEnvelopedSignature");
        register(CanonicalizationMethod.EXCLUSIVE, IMPLEMENTATIONS + "TransformC14NExclusive");
        register(
                CanonicalizationMethod.EXCLUSIVE_WITH_COMMENTS, IMPLEMENTATIONS + "TransformC14NExclusiveWithComments");
    }

    @Alias
    public static native void register(String algorithm, String implementation);
}
