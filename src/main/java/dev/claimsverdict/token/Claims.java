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

/** The claims of a token whose signature is valid, read one by one; whatever is wrong is kept as a finding (R5.4). */
final class Claims {

    /** 9999-12-31T23:59:59Z, the last second that ISO 8601 can write with four digits of a year. */
    private static final BigDecimal LAST_SECOND = BigDecimal.valueOf(253_402_300_799L);

    private static final BigDecimal NANOSECOND = BigDecimal.ONE.movePointLeft(9);

    private final JsonObject claims;
    private final String pointer;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * Claims to be read.
     *
     * @param pointer where the token stands in the request
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

    /** A string that must be there; empty once that is noted. */
    String string(String claim) {
        Optional<String> value = claims.string(claim);
        if (value.isEmpty()) {
            missingOrMalformed(claim, "a string");
        }
        return value.orElse("");
    }

    /** A string that may be there. */
    void optionalString(String claim) {
        if (has(claim)) {
            string(claim);
        }
    }

    /** An {@code aud}: a string, or an array of strings (RFC 7519 section 4.1.3); empty once it is noted as wrong. */
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

    /** A NumericDate that must be there; nothing once that is noted. */
    Optional<Instant> time(String claim) {
        Optional<Instant> time = claims.get(claim)
                .filter(BigDecimal.class::isInstance)
                .map(BigDecimal.class::cast)
                // Compared before anything is made of it: 1e400 is a number too.
                .filter(seconds -> seconds.signum() >= 0 && seconds.compareTo(LAST_SECOND) <= 0)
                .map(Claims::instant);
        if (time.isEmpty()) {
            missingOrMalformed(claim, "a number of seconds since 1970");
        }
        return time;
    }

    /** A NumericDate that may be there. */
    Optional<Instant> optionalTime(String claim) {
        return has(claim) ? time(claim) : Optional.empty();
    }

    /** The claim must lie in the future, give or take the skew: {@code exp}. */
    void notPast(String claim, Instant time, Instant now, Duration skew) {
        require(now.isBefore(time.plus(skew)), claim, FindingCode.TOKEN_EXPIRED);
    }

    /** The claim must not lie in the future, give or take the skew. */
    void notFuture(String claim, Instant time, Instant now, Duration skew, FindingCode code) {
        require(!time.isAfter(now.plus(skew)), claim, code);
    }

    private void missingOrMalformed(String claim, String type) {
        findings.add(
                has(claim)
                        ? Finding.at(
                                pointer + claim,
                                FindingCode.TOKEN_MALFORMED,
                                "The token's claim " + claim + " is not " + type + ".")
                        : Finding.at(
                                pointer + claim,
                                FindingCode.TOKEN_CLAIM_MISSING,
                                "The token lacks the claim " + claim + "."));
    }

    private static Instant instant(BigDecimal seconds) {
        // As nearly every token has it.
        if (seconds.scale() == 0) {
            return Instant.ofEpochSecond(seconds.longValueExact());
        }
        // Compared first: to round 1e-2000000000 would take that many digits.
        if (seconds.compareTo(NANOSECOND) < 0) {
            return Instant.EPOCH;
        }
        BigDecimal nanos = seconds.setScale(9, RoundingMode.DOWN).movePointRight(9);
        BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000L));
        return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
    }
}
