package dev.claimsverdict.audit;

import dev.claimsverdict.verdict.ConfigurationVerdict;
import dev.claimsverdict.verdict.OrgVerdict;
import java.util.Comparator;
import java.util.List;

/** The first line of a report. */
final class Summary {

    /** The order of outcomes in reports. */
    static final Comparator<OrgVerdict.Outcome> WORST_FIRST = Comparator.comparingInt(List.of(
            OrgVerdict.Outcome.REJECTED,
            OrgVerdict.Outcome.STEP_UP,
            OrgVerdict.Outcome.UNKNOWN,
            OrgVerdict.Outcome.ACCEPTED)::indexOf);

    private Summary() {}

    /** The org's verdict, what was judged, and how many IdPs and cells have each outcome. */
    static String of(OrgAudit audit, Matrix whole) {
        String idps = Words.counts(
                ConfigurationVerdict.Outcome.class,
                audit.verdict().idps().stream().map(idp -> idp.verdict().outcome()));
        String cells = Words.counts(whole.outcomes());
        return audit.verdict().outcome() + ": " + OrgFiles.counted(audit.idps().size(), "IdP") + " (" + idps + "), "
                + OrgFiles.counted(audit.rules().size(), "rule") + "."
                + (cells.isEmpty() ? "" : " Each rule for each IdP: " + cells + ".");
    }
}
