package dev.claimsverdict.saml;

import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * Verifies that a SAML response is genuine and meant for this sign-in. Refuses everything that it doesn't know to be in
 * order. No XML class is loaded before the first call.
 */
public final class SamlVerifier {

    private final SamlDocument document;

    private SamlVerifier(SamlDocument document) {
        this.document = document;
    }

    /**
     * Verifies a response.
     *
     * @param posted base64 as the browser posted it, or XML
     * @param trusted the IdP's certificates, at least one; no other key is ever used
     */
    public static SamlVerification verify(
            String posted, List<SamlCertificate> trusted, SamlExpectations expect, Instant now) {
        return switch (SamlDocument.read(posted)) {
            case SamlDocument.Read.Refused(Finding finding) -> refused(finding);
            case SamlDocument.Read.Document(SamlDocument document) ->
                new SamlVerifier(document).verify(trusted, expect, now);
        };
    }

    private SamlVerification verify(List<SamlCertificate> trusted, SamlExpectations expect, Instant now) {
        Element response = document.response();
        if (document.signatures().isEmpty()) {
            // A response that says that the sign-in failed is often unsigned. Believing it lets nobody in.
            return refused(AssertionCheck.status(response)
                    .orElse(Finding.at(SamlSignature.POINTER, FindingCode.SAML_SIGNATURE_MISSING)));
        }
        if (!document.signatures().stream().allMatch(this::isInPlace)) {
            return refused(
                    Finding.at(
                            SamlSignature.POINTER,
                            FindingCode.SAML_SIGNATURE_WRAPPED,
                            "A signature isn't a child of the response or the assertion, or one of them has two. The response is refused."));
        }
        // The response's signature comes first: it covers the assertion's signature, and verifying that one changes it.
        Optional<SamlSignature.Result> ofResponse = signature(response, trusted);
        Optional<SamlSignature.Result> ofAssertion = ofResponse
                        .filter(SamlSignature.Result.Refused.class::isInstance)
                        .isPresent()
                ? Optional.empty()
                : document.assertion().flatMap(assertion -> signature(assertion, trusted));
        return ofAssertion
                .or(() -> ofResponse)
                .map(result -> verify(result, expect, now))
                .orElseGet(() -> refused(Finding.at(SamlSignature.POINTER, FindingCode.SAML_SIGNATURE_MISSING)));
    }

    private SamlVerification verify(SamlSignature.Result result, SamlExpectations expect, Instant now) {
        return switch (result) {
            case SamlSignature.Result.Refused(Finding finding) -> refused(finding);
            case SamlSignature.Result.Good(Element covered, SamlCertificate certificate, String algorithm) ->
                assertion(covered)
                        .map(assertion -> switch (AssertionCheck.of(document.response(), assertion, expect, now)) {
                            case AssertionCheck.Result.Fails(List<Finding> findings) ->
                                (SamlVerification) new SamlVerification.Refused(findings);
                            case AssertionCheck.Result.Holds(AssertionValues values) ->
                                new SamlVerification.Verified(
                                        new VerifiedResponse(values, certificate, algorithm),
                                        expired(certificate, now));
                        })
                        .orElseGet(() -> refused(AssertionCheck.status(document.response())
                                .orElse(Finding.at(
                                        SamlDocument.POINTER,
                                        FindingCode.SAML_MALFORMED,
                                        "The response has no assertion."))));
        };
    }

    /** The assertion that a verified signature covers: the covered element itself or a child of it. */
    private static Optional<Element> assertion(Element covered) {
        return Elements.is(covered, Elements.ASSERTION, "Assertion")
                ? Optional.of(covered)
                : Elements.child(covered, Elements.ASSERTION, "Assertion");
    }

    /** Whether the signature is the only one in the response itself or in its assertion. */
    private boolean isInPlace(Element signature) {
        return signature.getParentNode() instanceof Element parent
                && (parent == document.response()
                        || document.assertion().filter(each -> each == parent).isPresent())
                && Elements.children(parent, Elements.SIGNATURE, "Signature").size() == 1;
    }

    private static Optional<SamlSignature.Result> signature(Element signed, List<SamlCertificate> trusted) {
        return Elements.child(signed, Elements.SIGNATURE, "Signature")
                .map(signature -> SamlSignature.verify(signature, signed, trusted));
    }

    /** Information if the certificate has expired, which refuses nothing (see {@link SamlCertificate}). */
    private static List<Finding> expired(SamlCertificate certificate, Instant now) {
        return now.isAfter(certificate.expires())
                ? List.of(Finding.at(SamlSignature.POINTER, FindingCode.SAML_CERTIFICATE_EXPIRED))
                : List.of();
    }

    private static SamlVerification refused(Finding finding) {
        return new SamlVerification.Refused(List.of(finding));
    }
}
