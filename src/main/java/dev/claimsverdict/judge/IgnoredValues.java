package dev.claimsverdict.judge;

import dev.claimsverdict.amr.CountedAmr;
import dev.claimsverdict.idp.IdpConfiguration;
import dev.claimsverdict.idp.Provider;
import dev.claimsverdict.idp.Providers;
import dev.claimsverdict.verdict.AmrReport.Ignored;
import dev.claimsverdict.verdict.AmrReport.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Names the AMR values that Okta ignores, and what to send instead of those whose meaning is published. */
final class IgnoredValues {

    private static final int AT_MOST = 10;
    private static final int LONGEST = 80;

    private IgnoredValues() {}

    /**
     * Sentences to append to a message, each with a space before it; an empty text if no value is unsupported. They
     * contain values that the caller sent, so they may go into the answer only, never into a log: at most 10, each with
     * at most 80 characters of printable ASCII. They are sorted, because the order of {@code amr} means nothing (R1.2).
     */
    static String sentences(CountedAmr amr, IdpConfiguration idp) {
        List<String> values = amr.ignored().stream()
                .filter(ignored -> ignored.why() == Why.UNSUPPORTED)
                .map(Ignored::value)
                .sorted()
                .toList();
        if (values.isEmpty()) {
            return "";
        }
        List<String> named = values.subList(0, Math.min(AT_MOST, values.size()));
        String more = values.size() > named.size() ? " and " + (values.size() - named.size()) + " more" : "";
        return " It sent " + named.stream().map(IgnoredValues::quoted).collect(Collectors.joining(", ")) + more + "."
                + instead(named, idp);
    }

    private static String instead(List<String> values, IdpConfiguration idp) {
        Optional<Provider> provider = Providers.of(idp).map(Providers.Recognized::provider);
        List<String> sentences = new ArrayList<>();
        for (String value : values) {
            Providers.word(value, idp, provider).ifPresent(word -> sentences.add(sentence(value, word)));
        }
        return String.join("", sentences);
    }

    private static String sentence(String value, Provider.Word word) {
        return word.value()
                .map(supported -> " Instead of " + quoted(value) + ", it should send " + supported + ".")
                .orElse(" No value that Okta supports stands for " + quoted(value) + ".");
    }

    private static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        value.chars().limit(LONGEST).forEach(c -> quoted.append(c < ' ' || c > '~' || c == '"' ? '?' : (char) c));
        return quoted.append(value.length() > LONGEST ? "…\"" : "\"").toString();
    }
}
