package dev.claimsverdict.judge;

import dev.claimsverdict.amr.AmrTable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** What a decision is made on: a request without its secrets, and what the registry knows of its IdP. */
public final class DecisionBasis {

    /** Changes whenever a change of this program can change a verdict, so that decision ids change with it. */
    private static final String RULES = "2026-11-24";

    /** Of a hash's 32: 128 bits are enough to tell decisions apart. */
    private static final int ID_OCTETS = 16;

    private final byte[] request;
    private final String registered;

    /**
     * A basis of these bytes, which no other request has.
     *
     * @param request not to be changed any more: it isn't copied, since it may be large
     * @param registered the fingerprint of the registry's IdP that the request is about; else empty
     */
    public DecisionBasis(byte[] request, String registered) {
        this.request = request;
        this.registered = registered;
    }

    /** The id of a decision, 32 hex digits. The same request, rules and second give the same id. */
    String decisionId(AmrTable table, Instant at) {
        // None of these has a line feed in it, so what follows them can't be taken for one of them.
        String head = String.join("\n", RULES, table.edition(), Long.toString(at.getEpochSecond()), registered, "");
        return Fingerprint.of(ID_OCTETS, head.getBytes(StandardCharsets.US_ASCII), request);
    }
}
