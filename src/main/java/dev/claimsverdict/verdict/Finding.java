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
 * @param level usually the code's level; some callers lower it
 * @param message what happened and what to do; it never contains a value of an unverified token or a secret
 * @param pointer JSON pointer (RFC 6901) of the field in the request. It continues into a token as if the decoded token
 *     stood there: {@code /idToken/header/alg}, {@code /idToken/claims/exp}
 * @param help URL of the publication that the finding is based on
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

    /** The most findings of a verdict, including {@link FindingCode#FINDINGS_OMITTED}: Lambda limits an answer to 6 MB. */
    public static final int MOST = 100;

    public Finding {
        Objects.requireNonNull(code);
        Objects.requireNonNull(level);
        Objects.requireNonNull(message);
        Objects.requireNonNull(pointer);
        Objects.requireNonNull(help);
        if (omitted != 0 && code != FindingCode.FINDINGS_OMITTED) {
            throw new IllegalArgumentException("only FINDINGS_OMITTED stands for other findings");
        }
    }

    /** A finding with the catalogue's help URL. */
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

    /** The same finding with another pointer, or with none. */
    public Finding movedTo(Optional<String> newPointer) {
        return new Finding(code, level, message, newPointer, help, omitted);
    }

    /** The same finding with one more sentence. */
    public Finding withSentence(String sentence) {
        return withSentence(sentence, help);
    }

    /** The same finding with one more sentence and another help URL. */
    public Finding withSentence(String sentence, String newHelp) {
        return new Finding(code, level, message + " " + sentence, pointer, newHelp, omitted);
    }

    /** The finding that stands for this many milder ones. */
    private static Finding omitting(int count) {
        FindingCode code = FindingCode.FINDINGS_OMITTED;
        String sentence =
                count + " more findings are left out to keep the answer small. None of them is worse than those shown.";
        return new Finding(code, code.level(), sentence + " " + code.remedy(), Optional.empty(), code.help(), count);
    }

    /**
     * The worst of these findings.
     *
     * @param ordered worst first
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

    /** How many findings this one stands for: itself, or those that it counts. */
    private int count() {
        return Math.max(1, omitted);
    }

    /**
     * The findings sorted worst first, without duplicates. If there are more than {@link #MOST}, the worst are kept and the
     * last one counts the others.
     */
    public static List<Finding> ordered(List<Finding> findings) {
        if (findings.size() < 2) {
            return List.copyOf(findings);
        }
        // There may be tens of thousands. Most of them cost only one comparison: with the mildest of those kept so far.
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
