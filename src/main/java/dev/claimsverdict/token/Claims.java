package dev.claimsverdict.token;

import dev.claimsverdict.json.JsonObject;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the claims of a token with a valid signature. Each wrong claim becomes a finding (R5.4). */
final class Claims {

    /** 9999-12-31T23:59:59Z, the last second that ISO 8601 writes with a four-digit year. */
    private static final BigDecimal LAST_SECOND = BigDecimal.valueOf(253_402_300_799L);

    private static final BigDecimal NANOSECOND = BigDecimal.ONE.movePointLeft(9);

    private final JsonObject claims;
    private final String pointer;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * Claims to read.
     *
     * @param pointer where the token is in the request
     */
    Claims(JsonObject claims, String pointer) {
        this.claims = claims;
        this.pointer = pointer + "/claims/";
    }

    List<Finding> findings() {
        return findings;
    }

    void require(boolean holds, String claim, FindingCode code) {
        if (!holds) {
            findings.add(Finding.at(pointer + claim, code));
        }
    }

    boolean has(String claim) {
        return claims.get(claim).isPresent();
    }

    /** A required string. If it is missing, notes that and returns an empty string. */
    String string(String claim) {
        Optional<String> value = claims.string(claim);
        if (value.isEmpty()) {
            missingOrMalformed(claim, "a string");
        }
        return value.orElse("");
    }

    /** Notes a claim that is there and isn't a string. */
    void optionalString(String claim) {
        if (has(claim)) {
            string(claim);
        }
    }

    /**
     * The {@code aud}: a string or an array of strings (RFC 7519 section 4.1.3). If it is wrong, notes that and returns
     * an empty list.
     */
    List<String> audience() {
        return switch (claims.get("aud").orElse(JsonObject.NULL)) {
            case String one -> List.of(one);
            case List<?> several
            when several.stream().allMatch(String.class::isInstance) ->
                several.stream().map(String.class::cast).toList();
            default -> {
                missingOrMalformed("aud", "a string or an array of strings");
                yield List.of();
            }
        };
    }

    /** A required NumericDate. If it is missing or wrong, notes that and returns nothing. */
    Optional<Instant> time(String claim) {
        Optional<Instant> time = claims.get(claim)
                .filter(BigDecimal.class::isInstance)
                .map(BigDecimal.class::cast)
                // Compared before the conversion, since 1e400 is a number too.
                .filter(seconds -> seconds.signum() >= 0 && seconds.compareTo(LAST_SECOND) <= 0)
                .map(Claims::instant);
        if (time.isEmpty()) {
            missingOrMalformed(claim, "a number of seconds since 1970");
        }
        return time;
    }

    /** An optional NumericDate. */
    Optional<Instant> optionalTime(String claim) {
        return has(claim) ? time(claim) : Optional.empty();
    }

    /** The claim must lie in the future, within the clock skew: {@code exp}. */
    void notPast(String claim, Instant time, Instant now, Duration skew) {
        require(now.isBefore(time.plus(skew)), claim, FindingCode.TOKEN_EXPIRED);
    }

    /** The claim must not lie in the future, within the clock skew. */
    void notFuture(String claim, Instant time, Instant now, Duration skew, FindingCode code) {
        require(!time.isAfter(now.plus(skew)), claim, code);
    }

    private void missingOrMalformed(String claim, String type) {
        findings.add(
                has(claim)
                        ? Finding.at(
                                pointer + claim,
                                FindingCode.TOKEN_MALFORMED,
                                "The token's claim " + claim + " is not " + type + ", so the token is refused.")
                        : Finding.at(
                                pointer + claim,
                                FindingCode.TOKEN_CLAIM_MISSING,
                                "The token lacks the claim " + claim + ", so it is refused."));
    }

    private static Instant instant(BigDecimal seconds) {
        // The usual case.
        if (seconds.scale() == 0) {
            return Instant.ofEpochSecond(seconds.longValueExact());
        }
        // Compared first, since rounding 1e-2000000000 would need two billion digits.
        if (seconds.compareTo(NANOSECOND) < 0) {
            return Instant.EPOCH;
        }
        BigDecimal nanos = seconds.setScale(9, RoundingMode.DOWN).movePointRight(9);
        BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000L));
        return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
    }
}
