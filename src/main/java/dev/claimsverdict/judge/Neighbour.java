package dev.claimsverdict.judge;

import dev.claimsverdict.idp.IdpConfiguration;
import java.util.List;
import java.util.Objects;

/**
 * Another IdP of the org than the one that a verdict is about.
 *
 * @param name its name for people
 */
public record Neighbour(String name, IdpConfiguration idp) {

    private static final int SHOWN = 3;

    public Neighbour {
        Objects.requireNonNull(name);
        Objects.requireNonNull(idp);
    }

    /** The first names, and how many more there are. */
    public static String names(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
        return names.size() <= SHOWN ? first : first + " and " + (names.size() - SHOWN) + " more";
    }
}
