package dev.claimsverdict.saml;

import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import java.util.List;
import java.util.Optional;

/** The {@code session.amr} of a response that isn't verified: a sample that shows what an IdP sends. */
public sealed interface UnverifiedResponse {

    /**
     * The response can be read.
     *
     * @param sessionAmr the attribute's values; absent if there is no such attribute
     */
    record Sample(Optional<List<String>> sessionAmr) implements UnverifiedResponse {}

    /** The response can't be read. The finding says why. */
    record Unreadable(Finding finding) implements UnverifiedResponse {}

    /**
     * Reads a sample.
     *
     * @param posted base64 as it was posted, or XML
     */
    static UnverifiedResponse read(String posted) {
        return switch (SamlDocument.read(posted)) {
            case SamlDocument.Read.Refused(Finding finding) -> new Unreadable(finding);
            case SamlDocument.Read.Document(SamlDocument document) ->
                document.assertion()
                        .map(SessionAmr::of)
                        .map(reading -> switch (reading) {
                            case SessionAmr.Reading.Values(Optional<List<String>> values) ->
                                (UnverifiedResponse) new Sample(values);
                            case SessionAmr.Reading.NotText() -> malformed("A value of session.amr isn't text.");
                        })
                        .orElseGet(() -> malformed("The response has no assertion."));
        };
    }

    private static Unreadable malformed(String sentence) {
        return new Unreadable(Finding.at(SamlDocument.POINTER, FindingCode.SAML_MALFORMED, sentence));
    }
}
