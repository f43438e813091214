package dev.claimsverdict.judge;

import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.idp.Org;
import dev.claimsverdict.verdict.Finding;
import java.time.Instant;
import java.util.List;

/**
 * The part that all kinds of request have.
 *
 * @param basis what identifies this request
 * @param notes findings about the request itself, such as a duplicate member
 */
public record RequestFacts(Org org, AmrTable amrTable, DecisionBasis basis, List<Finding> notes) {

    public RequestFacts {
        notes = List.copyOf(notes);
    }

    /** The same facts by another edition of the AMR table. */
    RequestFacts by(AmrTable table) {
        return new RequestFacts(org, table, basis, notes);
    }

    /** The same facts, with one more thing that the decision depends on: {@link DecisionBasis#besides}. */
    RequestFacts besides(String fingerprint) {
        return new RequestFacts(org, amrTable, basis.besides(fingerprint), notes);
    }

    /** The same facts with these notes instead. */
    RequestFacts with(List<Finding> others) {
        return new RequestFacts(org, amrTable, basis, others);
    }

    /** The id of a decision on this request: {@link DecisionBasis#decisionId}. */
    String decisionId(Instant at) {
        return basis.decisionId(amrTable, at);
    }
}
