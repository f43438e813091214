package dev.claimsverdict.idp;

import dev.claimsverdict.verdict.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A product that IdPs run on, and what its publications say of the AMR values that it sends: a row of
 * {@code providers.table}.
 *
 * @param page the file in {@code docs/providers}, without its ending, that tells how to make it send more
 * @param name as its maker writes it
 * @param source where it was published: a URL
 * @param words its own words for methods, by themselves
 */
public record Provider(String page, String name, Sends sends, String source, Map<String, Word> words) {

    public Provider {
        words = Map.copyOf(words);
    }

    /**
     * A word for a method that is no value of the AMR table.
     *
     * @param value the value to send instead; absent where none stands for it
     */
    public record Word(Optional<String> value) {}

    /** What a provider sends. */
    public sealed interface Sends {

        /** No {@code amr}, whatever is configured. */
        record Never() implements Sends {}

        /** No {@code amr} from these endpoints, but from those of its version 1.0. */
        record OnlyFromV1() implements Sends {}

        /** What its administrator configures; nothing, or words of its own, until then. */
        record Configured() implements Sends {}

        /** These values and no others, as far as is published. */
        record Values(List<String> known) implements Sends {
            public Values {
                known = List.copyOf(known);
            }
        }
    }

    /** The values that it is known to send, if no configuration adds others. */
    public Optional<List<String>> knownValues() {
        return switch (sends) {
            case Sends.Values(List<String> known) -> Optional.of(known);
            case Sends.Never _, Sends.OnlyFromV1 _, Sends.Configured _ -> Optional.empty();
        };
    }

    /** All values that it can send, however it is configured; absent for a provider that sends what it is configured to. */
    public Optional<List<String>> sendsAtMost() {
        return switch (sends) {
            case Sends.Values(List<String> known) -> Optional.of(known);
            case Sends.Never _, Sends.OnlyFromV1 _ -> Optional.of(List.of());
            case Sends.Configured _ -> Optional.empty();
        };
    }

    /** The finding with this provider's page named in it, and its publication as the place to read on. */
    public Finding advise(Finding finding) {
        return finding.readOn("For " + name + " see docs/providers/" + page + ".md.", source);
    }
}
