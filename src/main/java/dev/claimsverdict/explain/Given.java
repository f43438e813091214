package dev.claimsverdict.explain;

import dev.claimsverdict.json.StrictTree;
import java.util.List;
import java.util.Optional;

/** What is known of the claims of a sign-in. */
public sealed interface Given {

    /**
     * An ID token.
     *
     * @param jwks the keys of the IdP; without them the token can't be verified
     */
    record IdToken(String token, Optional<StrictTree> jwks) implements Given {}

    /**
     * A SAML response, as it was posted or as XML.
     *
     * @param certificates the IdP's; without any the response can't be verified
     */
    record SamlResponse(String response, List<String> certificates) implements Given {
        public SamlResponse {
            certificates = List.copyOf(certificates);
        }
    }

    /** AMR values alone. */
    record Amr(List<String> values) implements Given {
        public Amr {
            values = List.copyOf(values);
        }
    }
}
