package dev.claimsverdict.cli;

import dev.claimsverdict.verdict.FindingCode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The codes of findings, as users write them. */
final class Codes {

    static final List<String> NAMES =
            Arrays.stream(FindingCode.values()).map(Enum::name).toList();

    private Codes() {}

    /** The code with exactly that name. */
    static Optional<FindingCode> of(String name) {
        return NAMES.contains(name) ? Optional.of(FindingCode.valueOf(name)) : Optional.empty();
    }
}
