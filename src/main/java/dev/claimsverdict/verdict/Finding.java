package dev.claimsverdict.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * One statement of a verdict.
 *
 * @param level usually the code's level; some places lower it
 * @param message what happened and what to do; it never contains a value of an unverified token or a secret
 * @param pointer JSON pointer (RFC 6901) of the field in the request. It continues into a token as if the decoded token
 *     stood there: {@code /idToken/header/alg}, {@code /idToken/claims/exp}
 * @param help URL of the publication that the finding rests on
 * @param omitted how many findings a {@link FindingCode#FINDINGS_OMITTED} stands for; 0 for any other code
 */
public record Finding(
        FindingCode code, Level level, String message, Optional<String> pointer, String help, int omitted) {

    /**
     * Worst first. Within a level, a finding that accepts comes first, so that plain information can't keep it from
     * deciding; then the catalogue's order, which puts causes before effects; then the pointer.
     */
    public static final Comparator<Finding> WORST_FIRST = Comparator.comparing(Finding::level)
            .thenComparing(finding -> !finding.code().accepts())
            .thenComparing(Finding::code)
            .thenComparing(finding -> finding.pointer().orElse(""))
            .thenComparing(Finding::message)
            .thenComparing(Finding::help);

    /** The most findings of a verdict, {@link FindingCode#FINDINGS_OMITTED} counted in. Lambda lets an answer have 6 MB. */
    public static final int MOST = 100;

    public Finding {
        Objects.requireNonNull(code);
        Objects.requireNonNull(level);
        Objects.requireNonNull(message);
        Objects.requireNonNull(pointer);
        Objects.requireNonNull(help);
        if (omitted != 0 && code != FindingCode.FINDINGS_OMITTED) {
            throw new IllegalArgumentException("a finding about something stands for no others");
        }
    }

    /** A finding whose rule was published where the catalogue says. */
    public Finding(FindingCode code, Level level, String message, Optional<String> pointer) {
        this(code, level, message, pointer, code.help(), 0);
    }

    /** A finding about the whole request, in the catalogue's words. */
    public static Finding of(FindingCode code) {
        return new Finding(code, code.level(), code.message(), Optional.empty());
    }

    /** A finding about one field, in the catalogue's words. */
    public static Finding at(String pointer, FindingCode code) {
        return new Finding(code, code.level(), code.message(), Optional.of(pointer));
    }

    /** A finding about one field, with its own sentence and the catalogue's remedy. */
    public static Finding at(String pointer, FindingCode code, String sentence) {
        return new Finding(code, code.level(), sentence + " " + code.remedy(), Optional.of(pointer));
    }

    /** The same finding at another level. */
    public Finding as(Level other) {
        return new Finding(code, other, message, pointer, help, omitted);
    }

    /** The same finding about another place, or about none. */
    public Finding elsewhere(Optional<String> place) {
        return new Finding(code, level, message, place, help, omitted);
    }

    /** The same finding with a sentence behind its message, and another place to read on. */
    public Finding readOn(String sentence, String url) {
        return new Finding(code, level, message + " " + sentence, pointer, url, omitted);
    }

    /** The same finding about another place. */
    public Finding movedTo(Optional<String> place) {
        return new Finding(code, level, message, place, help, omitted);
    }

    /** The finding that stands for so many others, none of which is worse than those beside it. */
    private static Finding omitting(int count) {
        FindingCode code = FindingCode.FINDINGS_OMITTED;
        String sentence =
                count + " more findings are left out to keep the answer small. None of them is worse than those shown.";
        return new Finding(code, code.level(), sentence + " " + code.remedy(), Optional.empty(), code.help(), count);
    }

    /**
     * The worst of findings that are sorted already.
     *
     * @param most how many to keep, at least 1; if there are more, the last one counts those that are left out
     */
    public static List<Finding> worst(List<Finding> ordered, int most) {
        if (ordered.size() <= most) {
            return ordered;
        }
        return cut(
                ordered.subList(0, most - 1),
                ordered.subList(most - 1, ordered.size()).stream()
                        .mapToInt(Finding::count)
                        .sum());
    }

    private static List<Finding> cut(List<Finding> shown, int omitted) {
        List<Finding> cut = new ArrayList<>(shown);
        cut.add(omitting(omitted));
        return List.copyOf(cut);
    }

    /** How many findings it is. */
    private int count() {
        return Math.max(1, omitted);
    }

    /**
     * The findings sorted worst first, without duplicates. Of more than {@link #MOST} the worst are kept, so the first one
     * is always the worst of all, and the last one counts the others.
     */
    public static List<Finding> ordered(List<Finding> findings) {
        if (findings.size() < 2) {
            return List.copyOf(findings);
        }
        // A request can lead to tens of thousands: most of them are compared with the mildest of the worst, and that is
        // all.
        TreeSet<Finding> worst = new TreeSet<>(WORST_FIRST);
        int omitted = 0;
        for (Finding finding : findings) {
            if (worst.size() < MOST || WORST_FIRST.compare(finding, worst.last()) < 0) {
                worst.add(finding);
                omitted += worst.size() > MOST ? worst.pollLast().count() : 0;
            } else if (!finding.equals(worst.last())) {
                omitted += finding.count();
            }
        }
        return omitted == 0
                ? List.copyOf(worst)
                : cut(
                        List.copyOf(worst).subList(0, MOST - 1),
                        omitted + worst.last().count());
    }
}
