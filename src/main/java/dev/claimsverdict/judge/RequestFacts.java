package dev.claimsverdict.judge;

import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.idp.Org;
import dev.claimsverdict.verdict.Finding;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * What every request has.
 *
 * @param fingerprint a hash of the request without its secrets
 * @param notes findings about the request itself, such as a member that stands twice
 */
public record RequestFacts(Org org, AmrTable amrTable, String fingerprint, List<Finding> notes) {

    /** Changes whenever a change of this program can change a verdict, so that decision ids change with it. */
    private static final String RULES = "2026-11-24";

    public RequestFacts {
        notes = List.copyOf(notes);
    }

    /** The id of a decision: the same for the same request, rules and second (contract section 4). 32 hex digits. */
    String decisionId(Instant at) {
        String decided = String.join("\n", RULES, amrTable.edition(), fingerprint, Long.toString(at.getEpochSecond()));
        return Fingerprint.of(decided.getBytes(StandardCharsets.UTF_8)).substring(0, 32);
    }
}
