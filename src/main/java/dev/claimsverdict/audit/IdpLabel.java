package dev.claimsverdict.audit;

import java.util.List;
import java.util.Objects;

/**
 * An IdP as people know it.
 *
 * @param name its name, or its id if it has none; not yet {@link Printable}
 * @param type its {@code type}, such as OIDC or SAML2
 * @param routedBy the names of the active routing rules that send users to it
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
