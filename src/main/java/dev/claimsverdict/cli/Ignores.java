package dev.claimsverdict.cli;

import dev.claimsverdict.verdict.ConfigurationVerdict;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import dev.claimsverdict.verdict.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The findings that the user wants to ignore. */
record Ignores(List<Ignore> all) {

    static final Ignores NONE = new Ignores(List.of());

    /**
     * Codes that can't be ignored. With the first two, the IdP or the rule wasn't judged; the last one stands for
     * findings that aren't shown.
     */
    static final Set<FindingCode> NEVER =
            Set.of(FindingCode.IDP_MALFORMED, FindingCode.RULE_MALFORMED, FindingCode.FINDINGS_OMITTED);

    Ignores {
        all = List.copyOf(all);
    }

    /**
     * A finding to ignore.
     *
     * @param reason why; for people
     * @param file whether it concerns the file with this name
     * @param idp the only IdP that it concerns: its id, or the address of its resource
     */
    record Ignore(FindingCode code, String reason, Predicate<String> file, Optional<String> idp) {

        private boolean concerns(String fileName, Set<String> names) {
            return file.test(fileName)
                    && idp.filter(each -> !names.contains(each)).isEmpty();
        }
    }

    /** An ignored finding, and why it is ignored. */
    record Ignored(Finding finding, String reason) {}

    /** The verdict by the other findings, and the ignored ones. */
    record Applied(ConfigurationVerdict verdict, List<Ignored> ignored) {
        Applied {
            ignored = List.copyOf(ignored);
        }
    }

    Ignores and(Ignores others) {
        List<Ignore> both = new ArrayList<>(all);
        both.addAll(others.all);
        return new Ignores(both);
    }

    /**
     * The verdict without the ignored findings.
     *
     * @param names the IdP's id and address
     */
    Applied apply(ConfigurationVerdict verdict, String file, Set<String> names) {
        List<Finding> counted = new ArrayList<>();
        List<Ignored> ignored = new ArrayList<>();
        for (Finding finding : verdict.findings()) {
            all.stream()
                    .filter(each -> each.code() == finding.code() && each.concerns(file, names))
                    .findFirst()
                    .ifPresentOrElse(
                            each -> ignored.add(new Ignored(finding, each.reason())), () -> counted.add(finding));
        }
        if (ignored.isEmpty()) {
            return new Applied(verdict, List.of());
        }
        ConfigurationVerdict rest = new ConfigurationVerdict(
                verdict.decisionId(), verdict.amrTable(), verdict.trust(), weighed(counted, verdict.findings()));
        return new Applied(rest, ignored);
    }

    /**
     * Findings that were omitted may be as bad as the last one that is shown, and might not be among the ignored ones.
     */
    private static List<Finding> weighed(List<Finding> counted, List<Finding> all) {
        Level worst = all.stream()
                .filter(finding -> finding.omitted() == 0)
                .map(Finding::level)
                .reduce((_, last) -> last)
                .orElse(Level.INFO);
        return counted.stream()
                .map(finding -> finding.omitted() > 0 ? finding.as(worst) : finding)
                .toList();
    }
}
