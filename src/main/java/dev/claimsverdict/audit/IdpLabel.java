package dev.claimsverdict.audit;

import java.util.List;
import java.util.Objects;

/**
 * What reports show about an IdP.
 *
 * @param name its name, or its id if it has none; not {@link Printable} yet
 * @param type its {@code type}, such as OIDC or SAML2; not {@link Printable} yet
 * @param routedBy the names of the active routing rules that send users to it; not {@link Printable} yet
 * @param place where it is in the files
 */
public record IdpLabel(String id, String name, String type, boolean active, List<String> routedBy, Place place) {

    public IdpLabel {
        Objects.requireNonNull(id);
        Objects.requireNonNull(name);
        Objects.requireNonNull(type);
        routedBy = List.copyOf(routedBy);
        Objects.requireNonNull(place);
    }
}
