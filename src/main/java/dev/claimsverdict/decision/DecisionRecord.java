package dev.claimsverdict.decision;

import dev.claimsverdict.judge.IdpReference;
import dev.claimsverdict.verdict.ConfigurationVerdict;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import dev.claimsverdict.verdict.OrgVerdict;
import dev.claimsverdict.verdict.SignInVerdict;
import dev.claimsverdict.verdict.TokenReport;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The allow-list of what may be logged about a decision. Text that a caller can choose is dropped if it doesn't have
 * the expected form.
 *
 * @param shape the shape of the event, such as {@code SQS}
 * @param verdict the verdict's outcome, such as {@code ACCEPTED}
 * @param findings the codes of its findings, worst first, at most {@link #MOST_FINDINGS}
 * @param findingsOmitted how many more findings the verdict is based on
 * @param issuer the issuer of a verified token
 * @param keyId the key ID of a verified token
 * @param algorithm the signature algorithm of a verified token
 * @param took the time from the request's JSON to the verdict's
 */
public record DecisionRecord(
        String requestId,
        String shape,
        String verdict,
        String decisionId,
        List<FindingCode> findings,
        int findingsOmitted,
        Optional<String> idpId,
        Optional<String> issuer,
        Optional<String> keyId,
        Optional<String> algorithm,
        Duration took) {

    /** The most finding codes in a record, including {@link FindingCode#FINDINGS_OMITTED}. */
    public static final int MOST_FINDINGS = 20;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9_=+/:-]{1,128}");
    // No query and no user info, the parts of a URL that may contain secrets.
    private static final Pattern ISSUER = Pattern.compile("https?://[A-Za-z0-9.:/_{}~-]{1,250}");

    public DecisionRecord {
        findings = List.copyOf(findings);
        idpId = idpId.filter(id -> ID.matcher(id).matches());
        keyId = keyId.filter(id -> KEY_ID.matcher(id).matches());
        issuer = issuer.filter(url -> ISSUER.matcher(url).matches());
    }

    static DecisionRecord of(Origin origin, SignInVerdict verdict, IdpReference idp, Duration took) {
        Optional<String> id = switch (idp) {
            case IdpReference.Found found -> found.idp().id();
            case IdpReference.Unknown(String unknown) -> Optional.of(unknown);
        };
        return of(origin, verdict.outcome(), verdict.decisionId(), verdict.findings(), id, verdict.token(), took);
    }

    static DecisionRecord of(Origin origin, ConfigurationVerdict verdict, Optional<String> idpId, Duration took) {
        return of(origin, verdict.outcome(), verdict.decisionId(), verdict.findings(), idpId, Optional.empty(), took);
    }

    /** The record of a verdict on an org. It has each code once, because most IdPs have the same ones. */
    static DecisionRecord of(Origin origin, OrgVerdict verdict, Duration took) {
        Map<FindingCode, Finding> worst = new EnumMap<>(FindingCode.class);
        Stream.concat(
                        verdict.findings().stream(),
                        verdict.idps().stream().flatMap(idp -> idp.verdict().findings().stream()))
                .forEach(finding -> worst.merge(
                        finding.code(),
                        finding,
                        (one, other) -> Finding.WORST_FIRST.compare(one, other) <= 0 ? one : other));
        List<Finding> findings = worst.values().stream()
                .filter(finding -> finding.code() != FindingCode.FINDINGS_OMITTED)
                .sorted(Finding.WORST_FIRST)
                .toList();
        return of(origin, verdict.outcome(), verdict.decisionId(), findings, Optional.empty(), Optional.empty(), took);
    }

    private static DecisionRecord of(
            Origin origin,
            Enum<?> outcome,
            String decisionId,
            List<Finding> findings,
            Optional<String> idpId,
            Optional<TokenReport> token,
            Duration took) {
        List<Finding> shown = Finding.worst(findings, MOST_FINDINGS);
        return new DecisionRecord(
                origin.requestId(),
                origin.shape(),
                outcome.name(),
                decisionId,
                shown.stream().map(Finding::code).toList(),
                shown.stream().mapToInt(Finding::omitted).sum(),
                idpId,
                token.map(TokenReport::issuer),
                token.flatMap(TokenReport::keyId),
                token.map(TokenReport::algorithm),
                took);
    }
}
