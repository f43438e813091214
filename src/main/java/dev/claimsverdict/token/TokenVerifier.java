package dev.claimsverdict.token;

import dev.claimsverdict.json.JsonObject;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import dev.claimsverdict.verdict.TokenReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Verifies ID tokens and access tokens (R5.1 to R5.4). Refuses by default, and reports reasons as findings, never as
 * exceptions.
 */
public final class TokenVerifier {

    private final KeySource keySource;
    private final SignatureCheck signatureCheck;

    /** A verifier that uses these keys and this signature check. */
    public TokenVerifier(KeySource keySource, SignatureCheck signatureCheck) {
        this.keySource = keySource;
        this.signatureCheck = signatureCheck;
    }

    /** A verified token, or why the token is refused. */
    public sealed interface Verification {
        /**
         * The token is valid.
         *
         * @param notes further findings, none of them an error
         */
        record Verified(VerifiedToken token, List<Finding> notes) implements Verification {
            public Verified {
                notes = List.copyOf(notes);
            }
        }

        /** The token is refused, for the reasons in these findings. */
        record Refused(List<Finding> findings) implements Verification {
            public Refused {
                findings = List.copyOf(findings);
            }
        }

        /** A copy with this note added at the end. */
        private Verification noting(Finding note) {
            return switch (this) {
                case Verified(VerifiedToken token, List<Finding> notes) -> new Verified(token, with(notes, note));
                case Refused(List<Finding> findings) -> new Refused(with(findings, note));
            };
        }

        private static List<Finding> with(List<Finding> findings, Finding note) {
            return Stream.concat(findings.stream(), Stream.of(note)).toList();
        }
    }

    /** Where the IdP's keys are; see {@link KeySource#keys}. */
    public record KeyLocation(Optional<JwksByValue> jwks, Optional<String> jwksUrl) {}

    /**
     * Verifies an ID token.
     *
     * @param accessToken the access token of the same response, compared with {@code at_hash}
     * @param pointer where the ID token is in the request
     */
    public Verification verifyIdToken(
            String token,
            Optional<String> accessToken,
            Expectations expect,
            KeyLocation location,
            Instant now,
            String pointer) {
        return verify(token, CompactJws.Kind.ID_TOKEN, location, pointer, (jws, json) -> {
            Claims claims = new Claims(json, pointer);
            TokenReport report = idTokenClaims(claims, jws, expect, now);
            VerifiedToken verified = new VerifiedToken(jws, json, report);
            accessToken.ifPresent(
                    access -> claims.require(verified.matchesAtHash(access), "at_hash", FindingCode.AT_HASH_MISMATCH));
            return new Checked(claims, verified);
        });
    }

    /**
     * Verifies an access token that is read instead of the ID token (R3.2), with the same keys, issuer and times. Its
     * audience is a resource, not the client, so it isn't checked.
     */
    public Verification verifyAccessToken(
            String token, String issuer, Duration skew, KeyLocation location, Instant now, String pointer) {
        return verify(token, CompactJws.Kind.ACCESS_TOKEN, location, pointer, (jws, json) -> {
            Claims claims = new Claims(json, pointer);
            claims.require(claims.string("iss").equals(issuer), "iss", FindingCode.TOKEN_ISSUER_MISMATCH);
            Optional<Instant> exp = claims.time("exp");
            exp.ifPresent(time -> claims.notPast("exp", time, now, skew));
            notBefore(claims, now, skew);
            return new Checked(
                    claims,
                    new VerifiedToken(
                            jws,
                            json,
                            new TokenReport(
                                    issuer,
                                    List.of(),
                                    jws.kid(),
                                    jws.algorithmName(),
                                    Instant.EPOCH,
                                    exp.orElse(Instant.EPOCH))));
        });
    }

    /**
     * Whether the token has the form of a signed JWT. An opaque access token doesn't, so it has no claims to read
     * (R3.2).
     */
    public static boolean isSignedJwt(String token) {
        return CompactJws.Parts.of(token)
                .flatMap(parts -> Base64Url.decode(parts.header()))
                .flatMap(JsonObject::parse)
                .isPresent();
    }

    private Verification verify(
            String token, CompactJws.Kind kind, KeyLocation location, String pointer, ClaimCheck claimCheck) {
        return switch (CompactJws.parse(token, kind, pointer)) {
            case CompactJws.Parsed.Refused(Finding finding) -> refused(finding);
            case CompactJws.Parsed.Jws(CompactJws jws) ->
                switch (keySource.keys(location.jwks(), location.jwksUrl(), jws.kid())) {
                    case KeySource.Keys.Unavailable(String reason) ->
                        refused(Finding.at(
                                "/jwks",
                                FindingCode.KEYS_UNAVAILABLE,
                                reason + " So the token can't be verified and is refused."));
                    case KeySource.Keys.Available(List<VerificationKey> keys) -> verify(jws, keys, pointer, claimCheck);
                    case KeySource.Keys.Stale(List<VerificationKey> keys) ->
                        verify(jws, keys, pointer, claimCheck).noting(Finding.at("/jwks", FindingCode.KEYS_STALE));
                };
        };
    }

    private Verification verify(CompactJws jws, List<VerificationKey> keys, String pointer, ClaimCheck claimCheck) {
        return switch (KeySelection.select(jws, keys, pointer)) {
            case KeySelection.Refused(Finding finding) -> refused(finding);
            case KeySelection.Selected selected -> verify(jws, selected, pointer, claimCheck);
        };
    }

    private Verification verify(CompactJws jws, KeySelection.Selected selected, String pointer, ClaimCheck claimCheck) {
        if (!signatureCheck.verify(jws.algorithm(), selected.key(), jws.signingInput(), jws.signature())) {
            return refused(Finding.at(pointer, FindingCode.TOKEN_SIGNATURE_INVALID));
        }
        Optional<JsonObject> json = JsonObject.parse(jws.payload());
        if (json.isEmpty()) {
            return refused(Finding.at(
                    pointer + "/claims",
                    FindingCode.TOKEN_MALFORMED,
                    "The token's payload is not a JSON object with distinct members, so the token is refused."));
        }
        Checked checked = claimCheck.check(jws, json.get());
        return checked.claims().findings().isEmpty()
                ? new Verification.Verified(checked.token(), List.of())
                : new Verification.Refused(checked.claims().findings());
    }

    private static TokenReport idTokenClaims(Claims claims, CompactJws jws, Expectations expect, Instant now) {
        Duration skew = expect.skew();
        if (!claims.string("iss").equals(expect.issuer()) && claims.has("iss")) {
            claims.require(false, "iss", FindingCode.TOKEN_ISSUER_MISMATCH);
        }
        List<String> audience = claims.audience();
        if (claims.has("aud")) {
            claims.require(audience.contains(expect.clientId()), "aud", FindingCode.TOKEN_AUDIENCE_MISMATCH);
            claims.require(
                    audience.stream()
                            .allMatch(each -> each.equals(expect.clientId())
                                    || expect.trustedAudiences().contains(each)),
                    "aud",
                    FindingCode.TOKEN_AUDIENCE_UNTRUSTED);
        }
        if (expect.checkAzp() && claims.has("azp")) {
            claims.require(claims.string("azp").equals(expect.clientId()), "azp", FindingCode.TOKEN_AZP_MISMATCH);
        }
        // An empty sub doesn't identify a user (OIDC Core section 2).
        if (claims.string("sub").isEmpty() && claims.has("sub")) {
            claims.require(false, "sub", FindingCode.TOKEN_CLAIM_MISSING);
        }
        Optional<Instant> exp = claims.time("exp");
        exp.ifPresent(time -> claims.notPast("exp", time, now, skew));
        Optional<Instant> iat = claims.time("iat");
        iat.ifPresent(time -> claims.notFuture("iat", time, now, skew, FindingCode.TOKEN_ISSUED_IN_FUTURE));
        notBefore(claims, now, skew);
        claims.optionalString("jti");
        expect.nonce().ifPresent(nonce -> {
            String sent = claims.string("nonce");
            claims.require(!claims.has("nonce") || sent.equals(nonce), "nonce", FindingCode.TOKEN_NONCE_MISMATCH);
        });
        expect.maxAge().ifPresent(maxAge -> authTime(claims, maxAge, now, skew));
        return new TokenReport(
                expect.issuer(),
                audience,
                jws.kid(),
                jws.algorithmName(),
                iat.orElse(Instant.EPOCH),
                exp.orElse(Instant.EPOCH));
    }

    private static void notBefore(Claims claims, Instant now, Duration skew) {
        claims.optionalTime("nbf")
                .ifPresent(time -> claims.notFuture("nbf", time, now, skew, FindingCode.TOKEN_NOT_YET_VALID));
    }

    private static void authTime(Claims claims, Duration maxAge, Instant now, Duration skew) {
        claims.time("auth_time").ifPresent(time -> {
            claims.notFuture("auth_time", time, now, skew, FindingCode.TOKEN_ISSUED_IN_FUTURE);
            claims.require(!now.isAfter(time.plus(maxAge).plus(skew)), "auth_time", FindingCode.TOKEN_AUTH_TOO_OLD);
        });
    }

    private static Verification refused(Finding finding) {
        return new Verification.Refused(List.of(finding));
    }

    private record Checked(Claims claims, VerifiedToken token) {}

    @FunctionalInterface
    private interface ClaimCheck {
        Checked check(CompactJws jws, JsonObject claims);
    }
}
