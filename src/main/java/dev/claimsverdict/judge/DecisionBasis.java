package dev.claimsverdict.judge;

import dev.claimsverdict.amr.AmrTable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** The input of a decision: a request without its secrets, and everything else that the decision depends on. */
public final class DecisionBasis {

    /** Change this date whenever a change of this program can change a verdict: decision ids then change, too. */
    private static final String RULES = "2026-11-29";

    /** 16 of the hash's 32 bytes: 128 bits are enough to identify decisions. */
    private static final int ID_OCTETS = 16;

    private final byte[] request;
    private final String rest;

    /**
     * A basis of these bytes, which are unique to the request.
     *
     * @param request must not change afterwards: it isn't copied, because it may be large
     * @param rest the fingerprint of everything else that the decision depends on: the registry's IdP that the request
     *     is about, or the rest of a plan; empty if there is nothing else
     */
    public DecisionBasis(byte[] request, String rest) {
        this.request = request;
        this.rest = rest;
    }

    /** The same request, and one more thing that the decision depends on, by its fingerprint in hex. */
    DecisionBasis besides(String fingerprint) {
        return new DecisionBasis(request, rest + fingerprint);
    }

    /** The id of a decision, 32 hex digits. The same request, rules and second give the same id. */
    String decisionId(AmrTable table, Instant at) {
        // None of these contains a line feed, so the parts can't be confused.
        String head = String.join("\n", RULES, table.edition(), Long.toString(at.getEpochSecond()), rest, "");
        return Fingerprint.of(ID_OCTETS, head.getBytes(StandardCharsets.US_ASCII), request);
    }
}
