package dev.claimsverdict.explain;

import dev.claimsverdict.json.StrictTree;
import java.util.List;
import java.util.Optional;

/** The claims of a sign-in, in the form in which the caller has them. */
public sealed interface Given {

    /**
     * An ID token.
     *
     * @param jwks the IdP's keys; without them the token isn't verified
     */
    record IdToken(String token, Optional<StrictTree> jwks) implements Given {}

    /**
     * A SAML response, base64 as it was posted or XML.
     *
     * @param certificates the IdP's signing certificates; without any the response isn't verified
     */
    record SamlResponse(String response, List<String> certificates) implements Given {
        public SamlResponse {
            certificates = List.copyOf(certificates);
        }
    }

    /** Only AMR values. */
    record Amr(List<String> values) implements Given {
        public Amr {
            values = List.copyOf(values);
        }
    }
}
