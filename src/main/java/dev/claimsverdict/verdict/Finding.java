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
 * @param help where to read on: a URL
 */
public record Finding(FindingCode code, Level level, String message, Optional<String> pointer, String help) {

    /**
     * Worst first; within a level what accepts, since no mere information may keep it from deciding, then the
     * catalogue's order, which puts causes before effects; then by pointer.
     */
    public static final Comparator<Finding> WORST_FIRST = Comparator.comparing(Finding::level)
            .thenComparing(finding -> !finding.code().accepts())
            .thenComparing(Finding::code)
            .thenComparing(finding -> finding.pointer().orElse(""))
            .thenComparing(Finding::message);

    public Finding {
        Objects.requireNonNull(code);
        Objects.requireNonNull(level);
        Objects.requireNonNull(message);
        Objects.requireNonNull(pointer);
        Objects.requireNonNull(help);
    }

    /** A finding whose rule was published where the catalogue says. */
    public Finding(FindingCode code, Level level, String message, Optional<String> pointer) {
        this(code, level, message, pointer, code.help());
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
        return new Finding(code, other, message, pointer, help);
    }

    /** The same finding with a sentence behind its message, and another place to read on. */
    public Finding readOn(String sentence, String url) {
        return new Finding(code, level, message + " " + sentence, pointer, url);
    }

    /** The same findings, ordered worst first, without repetitions. */
    public static List<Finding> ordered(List<Finding> findings) {
        if (findings.size() < 2) {
            return List.copyOf(findings);
        }
        List<Finding> ordered = new ArrayList<>(new LinkedHashSet<>(findings));
        ordered.sort(WORST_FIRST);
        return List.copyOf(ordered);
    }
}
