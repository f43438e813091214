package dev.claimsverdict.saml;

import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * Takes a SAML response as it was posted and finds out whether it is genuine and meant for this sign-in. Everything is
 * refused that isn't known to be in order. Nothing of XML is loaded before the first call.
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
     * @param trusted the IdP's certificates, at least one: no other key is ever used
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
            // What an IdP answers when it signs nobody in often is unsigned. To believe a refusal lets nobody in.
            return refused(AssertionCheck.status(response)
                    .orElse(Finding.at(SamlSignature.POINTER, FindingCode.SAML_SIGNATURE_MISSING)));
        }
        if (!document.signatures().stream().allMatch(this::standsWhereItSigns)) {
            return refused(
                    Finding.at(
                            SamlSignature.POINTER,
                            FindingCode.SAML_SIGNATURE_WRAPPED,
                            "A signature isn't a child of the response or the assertion, or one of them has two. The response is refused."));
        }
        // The response's first: it covers the assertion's, which is changed when it is verified.
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

    /** The assertion that a verified signature covers: what it refers to itself, or a child of that. */
    private static Optional<Element> assertion(Element covered) {
        return Elements.is(covered, Elements.ASSERTION, "Assertion")
                ? Optional.of(covered)
                : Elements.child(covered, Elements.ASSERTION, "Assertion");
    }

    private boolean standsWhereItSigns(Element signature) {
        return signature.getParentNode() instanceof Element parent
                && (parent == document.response()
                        || document.assertion().filter(each -> each == parent).isPresent())
                && Elements.children(parent, Elements.SIGNATURE, "Signature").size() == 1;
    }

    private static Optional<SamlSignature.Result> signature(Element signed, List<SamlCertificate> trusted) {
        return Elements.child(signed, Elements.SIGNATURE, "Signature")
                .map(signature -> SamlSignature.verify(signature, signed, trusted));
    }

    /** A certificate is a container of a key here, whose dates decide nothing; that it has expired is worth knowing. */
    private static List<Finding> expired(SamlCertificate certificate, Instant now) {
        return now.isAfter(certificate.expires())
                ? List.of(Finding.at(SamlSignature.POINTER, FindingCode.SAML_CERTIFICATE_EXPIRED))
                : List.of();
    }

    private static SamlVerification refused(Finding finding) {
        return new SamlVerification.Refused(List.of(finding));
    }
}
