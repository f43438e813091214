package dev.claimsverdict.audit;

import dev.claimsverdict.verdict.ConfigurationVerdict;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import dev.claimsverdict.verdict.OrgVerdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An org's verdict with the names of its IdPs and rules.
 *
 * @param idps in the order of the files
 * @param rules in the order in which Okta tries them
 * @param notes sentences that the reader of a report should know
 */
public record OrgAudit(
        OrgFiles files, OrgVerdict verdict, List<IdpLabel> idps, List<RuleLabel> rules, List<String> notes) {

    public OrgAudit {
        Objects.requireNonNull(files);
        Objects.requireNonNull(verdict);
        idps = List.copyOf(idps);
        rules = List.copyOf(rules);
        notes = List.copyOf(notes);
    }

    /**
     * The audit of an org.
     *
     * @param verdict the verdict on {@link OrgFiles#request}
     */
    public static OrgAudit of(OrgFiles files, OrgVerdict verdict) {
        List<IdpLabel> idps = files.idps();
        List<RuleLabel> rules = files.rules();
        List<String> notes = new ArrayList<>(files.notes());
        inactive(idps.stream().filter(idp -> !idp.active()).count(), "IdP").ifPresent(notes::add);
        inactive(rules.stream().filter(rule -> !rule.active()).count(), "rule").ifPresent(notes::add);
        Set<String> readable = readable(verdict);
        long unreadable = rules.stream()
                .filter(rule -> rule.active() && !readable.contains(rule.id()))
                .count();
        if (unreadable > 0) {
            notes.add(OrgFiles.counted(unreadable, "rule") + " can't be read, and " + (unreadable == 1 ? "is" : "are")
                    + " not in the table. The findings say why.");
        }
        return new OrgAudit(files, verdict, idps, rules, notes);
    }

    private static Optional<String> inactive(long number, String noun) {
        return number == 0
                ? Optional.empty()
                : Optional.of(OrgFiles.counted(number, noun) + (number == 1 ? " is" : " are")
                        + " inactive, and not in the table.");
    }

    private static Set<String> readable(OrgVerdict verdict) {
        return verdict.rules().stream().map(OrgVerdict.Rule::ruleId).collect(Collectors.toSet());
    }

    /** The table of the IdPs and rules that are active and can be read. */
    Matrix matrix() {
        Set<String> unreadable = verdict.idps().stream()
                .filter(idp -> idp.verdict().findings().stream()
                        .anyMatch(finding -> finding.code() == FindingCode.IDP_MALFORMED))
                .map(OrgVerdict.Idp::idpId)
                .collect(Collectors.toSet());
        Set<String> readable = readable(verdict);
        return Matrix.of(
                verdict,
                idps.stream()
                        .filter(idp -> idp.active() && !unreadable.contains(idp.id()))
                        .toList(),
                rules.stream()
                        .filter(rule -> rule.active() && readable.contains(rule.id()))
                        .toList());
    }

    /** The verdict on each IdP, by its id. */
    Map<String, ConfigurationVerdict> verdicts() {
        Map<String, ConfigurationVerdict> verdicts = new HashMap<>();
        verdict.idps().forEach(idp -> verdicts.put(idp.idpId(), idp.verdict()));
        return verdicts;
    }

    /**
     * A finding, and all IdPs that have it, because one change often fixes all of them.
     *
     * @param idps empty for a finding about the org as a whole
     * @param rules the rules that it points to
     * @param place where it is in the files; absent if it is in several places
     */
    record GroupedFinding(Finding finding, List<IdpLabel> idps, List<RuleLabel> rules, Optional<Place> place) {
        GroupedFinding {
            idps = List.copyOf(idps);
            rules = List.copyOf(rules);
        }
    }

    /** Collects where a finding occurs. */
    private static final class Occurrences {
        private final Set<IdpLabel> idps = new LinkedHashSet<>();
        private final Set<RuleLabel> rules = new LinkedHashSet<>();
        private final Set<Optional<Place>> places = new HashSet<>();

        GroupedFinding of(Finding finding) {
            return new GroupedFinding(
                    finding,
                    List.copyOf(idps),
                    List.copyOf(rules),
                    places.size() == 1 ? places.iterator().next() : Optional.empty());
        }
    }

    /** All findings, worst first. Within a level, first those about the org, then those that most IdPs have. */
    List<GroupedFinding> findings() {
        Map<String, RuleLabel> ruleOf = new HashMap<>();
        rules.forEach(rule -> ruleOf.put(rule.id(), rule));
        Map<Finding, Occurrences> found = new LinkedHashMap<>();
        for (Finding finding : verdict.findings()) {
            occurrence(found, ruleOf, finding);
        }
        Map<String, ConfigurationVerdict> verdicts = verdicts();
        for (IdpLabel idp : idps) {
            Optional.ofNullable(verdicts.get(idp.id()))
                    .ifPresent(each -> each.findings()
                            .forEach(finding ->
                                    occurrence(found, ruleOf, finding).idps.add(idp)));
        }
        List<GroupedFinding> grouped = new ArrayList<>();
        found.forEach((finding, occurrences) -> grouped.add(occurrences.of(finding)));
        grouped.sort(
                Comparator.comparing((GroupedFinding each) -> each.finding().level())
                        .thenComparing(each -> !each.idps().isEmpty())
                        .thenComparing(each -> -each.idps().size())
                        .thenComparing(each -> each.finding().code())
                        .thenComparing(each -> each.finding().message()));
        return grouped;
    }

    private Occurrences occurrence(Map<Finding, Occurrences> found, Map<String, RuleLabel> ruleOf, Finding finding) {
        Occurrences occurrences = found.computeIfAbsent(placeless(finding), _ -> new Occurrences());
        occurrences.places.add(finding.pointer().flatMap(files::place));
        finding.pointer().flatMap(files::ruleId).map(ruleOf::get).ifPresent(occurrences.rules::add);
        return occurrences;
    }

    private static Finding placeless(Finding finding) {
        return finding.movedTo(Optional.empty());
    }
}
