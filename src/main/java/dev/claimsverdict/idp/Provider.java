package dev.claimsverdict.idp;

import dev.claimsverdict.verdict.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A product that IdPs run on, and what its publications say about the AMR values that it sends: a row of
 * {@code providers.table}.
 *
 * @param page the file in {@code docs/providers}, without its extension, that tells how to make it send more
 * @param name as its maker writes it
 * @param source where it was published: a URL
 * @param words its own words for methods, each with the AMR value to send instead
 */
public record Provider(String page, String name, Sends sends, String source, Map<String, Word> words) {

    public Provider {
        words = Map.copyOf(words);
    }

    /**
     * A word for a method that isn't a value of the AMR table.
     *
     * @param value the AMR value to send instead; absent if there is none
     */
    public record Word(Optional<String> value) {}

    /** What a provider sends. */
    public sealed interface Sends {

        /** No {@code amr}, whatever is configured. */
        record Never() implements Sends {}

        /** No {@code amr} from these endpoints, but one from the endpoints of version 1.0. */
        record OnlyFromV1() implements Sends {}

        /** What its administrator configures; until then nothing, or words of its own. */
        record Configured() implements Sends {}

        /** These values and no others, as far as is published. */
        record Values(List<String> known) implements Sends {
            public Values {
                known = List.copyOf(known);
            }
        }
    }

    /** The values that it is known to send; absent if it sends none, or only what its administrator configures. */
    public Optional<List<String>> knownValues() {
        return switch (sends) {
            case Sends.Values(List<String> known) -> Optional.of(known);
            case Sends.Never _, Sends.OnlyFromV1 _, Sends.Configured _ -> Optional.empty();
        };
    }

    /** All values that it can send; absent if its administrator can configure any. */
    public Optional<List<String>> sendsAtMost() {
        return switch (sends) {
            case Sends.Values(List<String> known) -> Optional.of(known);
            case Sends.Never _, Sends.OnlyFromV1 _ -> Optional.of(List.of());
            case Sends.Configured _ -> Optional.empty();
        };
    }

    /** The finding with a sentence that names this provider's page, and with the provider's publication as its help URL. */
    public Finding advise(Finding finding) {
        return finding.withSentence("For " + name + " see docs/providers/" + page + ".md.", source);
    }
}
