package dev.claimsverdict.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing that a verdict has to say.
 *
 * @param level usually that of the code; the same fact can weigh differently in another place
 * @param message what is the case, then what to do about it; never a value of an unverified token, never a secret
 * @param pointer JSON pointer (RFC 6901) of the field in the request. Into a token it goes on as if the token stood
 *     there decoded: {@code /idToken/header/alg}, {@code /idToken/claims/exp}
 */
public record Finding(FindingCode code, Level level, String message, Optional<String> pointer) {

    /**
     * Worst first; within a level what accepts, since no mere information may keep it from deciding, then the
     * catalogue's order, which puts causes before effects; then by pointer.
     */
    public static final Comparator<Finding> WORST_FIRST = Comparator.comparing(Finding::level)
            .thenComparing(finding -> !finding.code().accepts())
            .thenComparing(Finding::code)
            .thenComparing(finding -> finding.pointer().orElse(""))
            .thenComparing(Finding::message);

    /** The most findings of a verdict, {@link FindingCode#FINDINGS_OMITTED} counted in. Lambda lets an answer have 6 MB. */
    public static final int MOST = 100;

    public Finding {
        Objects.requireNonNull(code);
        Objects.requireNonNull(level);
        Objects.requireNonNull(message);
        Objects.requireNonNull(pointer);
    }

    /** The catalogue's sentence, about the request as a whole. */
    public static Finding of(FindingCode code) {
        return new Finding(code, code.level(), code.message(), Optional.empty());
    }

    /** The catalogue's sentence, about one field. */
    public static Finding at(String pointer, FindingCode code) {
        return new Finding(code, code.level(), code.message(), Optional.of(pointer));
    }

    /** A sentence of its own about one field, with the catalogue's remedy behind it. */
    public static Finding at(String pointer, FindingCode code, String sentence) {
        return new Finding(code, code.level(), sentence + " " + code.remedy(), Optional.of(pointer));
    }

    /** The same finding at another level. */
    public Finding as(Level other) {
        return new Finding(code, other, message, pointer);
    }

    /** How many findings this one stands for: none, but for {@link FindingCode#FINDINGS_OMITTED}. */
    public int omitted() {
        return code == FindingCode.FINDINGS_OMITTED ? Integer.parseInt(message.substring(0, message.indexOf(' '))) : 0;
    }

    /**
     * The worst of findings that are ordered already.
     *
     * @param most how many, at least 1; when there are more, the last counts those that are left out
     */
    public static List<Finding> worst(List<Finding> ordered, int most) {
        if (ordered.size() <= most) {
            return ordered;
        }
        List<Finding> worst = new ArrayList<>(ordered.subList(0, most - 1));
        int rest = ordered.size() - worst.size();
        Finding last = ordered.getLast();
        int omitted = last.omitted() > 0 ? rest - 1 + last.omitted() : rest;
        FindingCode code = FindingCode.FINDINGS_OMITTED;
        worst.add(new Finding(
                code,
                code.level(),
                omitted + " more findings were left out, none of them worse than those told. " + code.remedy(),
                Optional.empty()));
        return List.copyOf(worst);
    }

    /**
     * The same findings, ordered worst first, without repetitions; of more than {@link #MOST} the worst, so that the first
     * one is the worst of all.
     */
    public static List<Finding> ordered(List<Finding> findings) {
        if (findings.size() < 2) {
            return List.copyOf(findings);
        }
        List<Finding> ordered = new ArrayList<>(new LinkedHashSet<>(findings));
        ordered.sort(WORST_FIRST);
        return List.copyOf(worst(ordered, MOST));
    }
}
