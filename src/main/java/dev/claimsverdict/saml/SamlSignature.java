package dev.claimsverdict.saml;

import dev.claimsverdict.saml.SamlCertificate.KeyType;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.xml.crypto.Data;
import javax.xml.crypto.KeySelector;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.NodeSetData;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import org.w3c.dom.Element;

/**
 * Verifies one enveloped signature (SAML V2.0 Core section 5.4) with the JDK's XML Signature and its secure validation. The
 * signature must have one reference, to the element that contains it, and the transforms enveloped-signature and exclusive
 * canonicalization. Only trusted keys are used; {@code KeyInfo} is never read.
 */
final class SamlSignature {

    static final String POINTER = SamlDocument.POINTER + "/Signature";

    private static final int TRANSFORMS = 2;

    private final Element signature;
    private final Element signed;

    private SamlSignature(Element signature, Element signed) {
        this.signature = signature;
        this.signed = signed;
    }

    /** The result of verifying a signature. */
    sealed interface Result {

        /**
         * The signature is valid.
         *
         * @param element the element that it covers, taken from its reference
         * @param algorithm the URI of its algorithm
         */
        record Good(Element element, SamlCertificate certificate, String algorithm) implements Result {}

        /** The signature isn't valid, or isn't accepted. */
        record Refused(Finding finding) implements Result {}
    }

    /**
     * Verifies a signature.
     *
     * @param signature a Signature element
     * @param signed the parent of the signature: the Response or the Assertion
     * @param trusted the certificates to try, at least one
     */
    static Result verify(Element signature, Element signed, List<SamlCertificate> trusted) {
        return new SamlSignature(signature, signed).verify(trusted);
    }

    private Result verify(List<SamlCertificate> trusted) {
        Optional<Element> signedInfo = Elements.child(signature, Elements.SIGNATURE, "SignedInfo");
        if (signedInfo.isEmpty()) {
            return refused(FindingCode.SAML_MALFORMED, "A signature has no SignedInfo.");
        }
        // The JDK would refuse most of these, too, but without saying that the algorithm is the reason.
        if (!algorithmsAllowed(signedInfo.get())) {
            return refused(FindingCode.SAML_ALGORITHM_REFUSED);
        }
        if (!signed.hasAttributeNS(null, "ID")) {
            // SAML Core 2.0 section 5.4.2: the signature refers to its parent by this attribute.
            return refused(FindingCode.SAML_MALFORMED, "A signed element has no ID.");
        }
        removeKeyInfo();
        signed.setIdAttributeNS(null, "ID", true);
        try {
            return verifyWithJdk(trusted);
        } catch (XMLSignatureException _) {
            return refused(FindingCode.SAML_SIGNATURE_INVALID);
        } catch (MarshalException | RuntimeException _) {
            // For odd XML, the JDK's reader of signatures throws ClassCastException, NullPointerException and others.
            return refused(FindingCode.SAML_MALFORMED, "A signature doesn't have the form of XML Signature.");
        }
    }

    private Result verifyWithJdk(List<SamlCertificate> trusted) throws MarshalException, XMLSignatureException {
        // Read once to check its form. An XMLSignature caches its result, so it is read again for each key.
        XMLSignature read = unmarshalled(context(trusted.getFirst()));
        Optional<Finding> fault = formFault(read);
        if (fault.isPresent()) {
            return new Result.Refused(fault.get());
        }
        String algorithm = read.getSignedInfo().getSignatureMethod().getAlgorithm();
        KeyType type = SamlAlgorithms.keyType(algorithm);
        List<SamlCertificate> fitting =
                trusted.stream().filter(each -> each.keyType() == type).toList();
        if (fitting.isEmpty() && trusted.stream().anyMatch(each -> each.keyType() == KeyType.REFUSED)) {
            return refused(
                    FindingCode.SAML_ALGORITHM_REFUSED,
                    "The certificate's key is not accepted, so the response is refused. RSA keys need 2,048 bits or more, EC keys need a NIST curve.");
        }
        for (SamlCertificate certificate : fitting) {
            DOMValidateContext context = context(certificate);
            XMLSignature candidate = unmarshalled(context);
            if (candidate.validate(context)) {
                return covered(candidate)
                        .<Result>map(element -> new Result.Good(element, certificate, algorithm))
                        .orElseGet(() -> refused(FindingCode.SAML_SIGNATURE_WRAPPED));
            }
        }
        return refused(FindingCode.SAML_SIGNATURE_INVALID);
    }

    private static boolean algorithmsAllowed(Element parent) {
        return Elements.children(parent).stream()
                .allMatch(child -> Elements.attribute(child, "Algorithm")
                                .map(algorithm -> SamlAlgorithms.allowed(child.getLocalName(), algorithm))
                                .orElse(true)
                        && algorithmsAllowed(child));
    }

    /** Removes the KeyInfo, which the signature doesn't cover, so that nothing can trust it. */
    private void removeKeyInfo() {
        Elements.children(signature, Elements.SIGNATURE, "KeyInfo").forEach(signature::removeChild);
    }

    private DOMValidateContext context(SamlCertificate trusted) {
        DOMValidateContext context = new DOMValidateContext(KeySelector.singletonKeySelector(trusted.key()), signature);
        context.setProperty("org.jcp.xml.dsig.secureValidation", true);
        // Keeps the element that the reference led to, for covered().
        context.setProperty("javax.xml.crypto.dsig.cacheReference", true);
        context.setIdAttributeNS(signed, null, "ID");
        return context;
    }

    private static XMLSignature unmarshalled(DOMValidateContext context) throws MarshalException {
        return XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context);
    }

    /** What is wrong with the form of the signature, read from the same objects that the JDK computes with. */
    private Optional<Finding> formFault(XMLSignature read) {
        List<Reference> references = read.getSignedInfo().getReferences();
        String id = Elements.attribute(signed, "ID").orElse("");
        if (!read.getObjects().isEmpty() || references.size() != 1) {
            return wrapped("A signature contains an Object, or not exactly one Reference. The response is refused.");
        }
        Reference reference = references.getFirst();
        if (id.isEmpty() || !("#" + id).equals(reference.getURI())) {
            return wrapped(
                    "A signature refers to an element other than the one that contains it. The response is refused.");
        }
        List<Transform> transforms = reference.getTransforms();
        boolean allowed = transforms.size() == TRANSFORMS
                && transforms.getFirst().getAlgorithm().equals(Transform.ENVELOPED)
                && SamlAlgorithms.canonicalizes(transforms.getLast().getAlgorithm());
        return allowed
                ? Optional.empty()
                : Optional.of(
                        Finding.at(
                                POINTER,
                                FindingCode.SAML_ALGORITHM_REFUSED,
                                "The signature's transforms aren't enveloped-signature and then exclusive canonicalization, so the response is refused."));
    }

    /** The element that the verified reference led to, if it is the one that contains the signature. */
    private Optional<Element> covered(XMLSignature verified) {
        Data data = verified.getSignedInfo().getReferences().getFirst().getDereferencedData();
        if (data instanceof NodeSetData<?> nodes) {
            for (Iterator<?> each = nodes.iterator(); each.hasNext(); ) {
                if (each.next() instanceof Element first) {
                    return first == signed ? Optional.of(first) : Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Finding> wrapped(String sentence) {
        return Optional.of(Finding.at(POINTER, FindingCode.SAML_SIGNATURE_WRAPPED, sentence));
    }

    private static Result refused(FindingCode code) {
        return new Result.Refused(Finding.at(POINTER, code));
    }

    private static Result refused(FindingCode code, String sentence) {
        return new Result.Refused(Finding.at(POINTER, code, sentence));
    }
}
