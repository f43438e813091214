package dev.claimsverdict.policy;

import dev.claimsverdict.verdict.Characteristic;
import dev.claimsverdict.verdict.FactorType;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import dev.claimsverdict.verdict.RuleReport.SatisfiedBy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One alternative of a rule, compared with counted values: what they satisfied and what is still missing. Findings are
 * created only on request, because the search for the smallest sets creates thousands of matches, and only once, because
 * many rules may share a match. Nothing may be added after the first result was read.
 */
final class Match {

    /** What remains when a rule names methods: Okta itself must check them. */
    static final String METHODS = "AUTHENTICATION_METHODS";

    private final String pointer;
    private final EnumSet<FactorType> given = EnumSet.noneOf(FactorType.class);
    private final EnumSet<FactorType> missing = EnumSet.noneOf(FactorType.class);
    private final List<Credit> credits = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private boolean unreachable;
    private boolean multiFactor;
    private boolean mfaIgnored;
    private boolean unionWouldSatisfy;
    private Optional<List<String>> remaining = Optional.empty();
    private Optional<List<SatisfiedBy>> satisfiedBy = Optional.empty();
    private Optional<List<Finding>> findings = Optional.empty();

    Match(String pointer) {
        this.pointer = pointer;
    }

    /** Notes that the value satisfies these factor types and, for possession, these characteristics of the constraint. */
    void credit(String value, Set<FactorType> types, Set<Characteristic> characteristics) {
        if (!types.isEmpty()) {
            given.addAll(types);
            credits.add(new Credit(value, types, characteristics));
        }
    }

    /** Notes that the value mfa satisfies the whole rule (R4.6). */
    void noteSatisfiedByMfa() {
        multiFactor = true;
    }

    /** Notes that the value mfa is present, but doesn't satisfy a constraint (R4.8). */
    void noteMfaIgnored() {
        mfaIgnored = true;
    }

    /** Notes a part that no AMR value can satisfy. */
    void noteUnreachable(FindingCode code, String remaining) {
        unreachable = true;
        gaps.add(new Gap(code, "", List.of(remaining)));
    }

    /** Requires this factor type. */
    void require(FactorType type) {
        if (!given.contains(type)) {
            noteMissing(type, FindingCode.FACTORS_MISSING);
        }
    }

    /** Notes that this factor type is missing, for the reason of the code. */
    void noteMissing(FactorType type, FindingCode code) {
        missing.add(type);
        gaps.add(new Gap(code, "", List.of(type.name())));
    }

    /** Notes that the possession values together have what is asked of one of them (R4.9). */
    void noteUnionWouldSatisfy() {
        unionWouldSatisfy = true;
    }

    /** Notes that there is a possession value, but that the closest one lacks these characteristics. */
    void noteLacking(Set<Characteristic> characteristics) {
        missing.add(FactorType.POSSESSION);
        gaps.add(new Gap(FindingCode.CHARACTERISTICS_MISSING, "/possession", names(characteristics)));
    }

    /** Requires this many different factor types. Those that were already found missing count. */
    void requireTypes(int factors) {
        EnumSet<FactorType> open = EnumSet.complementOf(given);
        open.removeAll(missing);
        int more = factors - given.size() - missing.size();
        if (more > 0) {
            String anyOf = String.join("|", names(open));
            gaps.add(new Gap(
                    FindingCode.FACTORS_MISSING,
                    "",
                    Stream.generate(() -> anyOf).limit(more).toList()));
        }
    }

    boolean has(FactorType type) {
        return given.contains(type);
    }

    boolean unreachable() {
        return unreachable;
    }

    boolean satisfied() {
        return multiFactor || gaps.isEmpty();
    }

    List<String> remaining() {
        if (remaining.isEmpty()) {
            remaining = Optional.of(
                    satisfied()
                            ? List.of()
                            : gaps.stream()
                                    .flatMap(gap -> gap.remaining().stream())
                                    .toList());
        }
        return remaining.get();
    }

    /** How many of {@link #remaining} there are. */
    int missingCount() {
        int missing = 0;
        for (Gap gap : gaps) {
            missing += gap.remaining().size();
        }
        return satisfied() ? 0 : missing;
    }

    /** Each value that helped, and what it satisfied. */
    List<SatisfiedBy> satisfiedBy() {
        if (satisfiedBy.isEmpty()) {
            satisfiedBy = Optional.of(List.copyOf(createSatisfiedBy()));
        }
        return satisfiedBy.get();
    }

    /** Why the alternative isn't satisfied. */
    List<Finding> findings() {
        if (findings.isEmpty()) {
            findings = Optional.of(List.copyOf(createFindings()));
        }
        return findings.get();
    }

    private List<SatisfiedBy> createSatisfiedBy() {
        List<SatisfiedBy> satisfied = new ArrayList<>(credits.size() + 1);
        for (Credit credit : credits) {
            List<String> gives = names(credit.types());
            gives.addAll(names(credit.characteristics()));
            satisfied.add(new SatisfiedBy(credit.value(), gives));
        }
        if (multiFactor) {
            satisfied.add(new SatisfiedBy("mfa", List.of("MULTI_FACTOR")));
        }
        return satisfied;
    }

    private List<Finding> createFindings() {
        List<Finding> created = new ArrayList<>();
        for (Gap gap : gaps) {
            created.add(Finding.at(pointer + gap.field(), gap.code(), sentence(gap)));
        }
        if (mfaIgnored && !unreachable) {
            created.add(Finding.at(pointer, FindingCode.MFA_ONLY_UNDER_CONSTRAINT));
        }
        if (unionWouldSatisfy && onlyPossessionIsMissing()) {
            created.add(Finding.at(pointer + "/possession", FindingCode.UNION_WOULD_SATISFY));
        }
        return created;
    }

    private boolean onlyPossessionIsMissing() {
        if (given.contains(FactorType.POSSESSION) || gaps.size() != 1) {
            return false;
        }
        Gap gap = gaps.getFirst();
        return gap.code() == FindingCode.CHARACTERISTICS_MISSING
                || gap.remaining().size() == 1
                        && List.of(gap.remaining().getFirst().split("\\|")).contains(FactorType.POSSESSION.name());
    }

    private String sentence(Gap gap) {
        String have = given.isEmpty() ? "no factor type" : String.join(", ", names(given));
        return switch (gap.code()) {
            case FACTORS_MISSING ->
                "The rule needs " + String.join(" and ", gap.remaining()).replace("|", " or ")
                        + ", but the counted values give " + have + ": Okta challenges the user for the rest.";
            case CHARACTERISTICS_MISSING ->
                "No counted possession value has all characteristics that the rule asks for: Okta challenges the user"
                        + " itself. Missing: " + String.join(", ", gap.remaining()) + ".";
            default -> gap.code().sentence();
        };
    }

    private static List<String> names(Collection<? extends Enum<?>> words) {
        List<String> names = new ArrayList<>(words.size());
        for (Enum<?> word : words) {
            names.add(word.name());
        }
        return names;
    }

    private record Credit(String value, Set<FactorType> types, Set<Characteristic> characteristics) {}

    private record Gap(FindingCode code, String field, List<String> remaining) {}
}
