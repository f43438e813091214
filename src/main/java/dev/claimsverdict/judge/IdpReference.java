package dev.claimsverdict.judge;

import dev.claimsverdict.idp.IdpConfiguration;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import java.util.Optional;
import java.util.regex.Pattern;

/** The IdP of a request. */
public sealed interface IdpReference {

    /**
     * The request contains the IdP in {@code idp}, or names one of the registry in {@code idpId}.
     *
     * @param pointer {@code /idp} or {@code /idpId}. Pointers to parts of the IdP continue from it, even though {@code
     *     idpId} has no parts in the request
     */
    record Found(IdpConfiguration idp, String pointer) implements IdpReference {

        /** R2.3: nobody signs in through an IdP that is switched off. */
        Optional<Finding> inactive() {
            return idp.active()
                    ? Optional.empty()
                    : Optional.of(Finding.at(pointer + "/status", FindingCode.IDP_INACTIVE));
        }
    }

    /** An {@code idpId} that this deployment doesn't know. */
    record Unknown(String id) implements IdpReference {

        /** The form of Okta's ids. A message repeats no other text of a caller. */
        private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

        /** The finding. It names the id if the id has the form of Okta's. */
        Finding finding() {
            return ID.matcher(id).matches()
                    ? Finding.at(
                            "/idpId",
                            FindingCode.IDP_UNKNOWN,
                            "The registry of this deployment has no IdP with the idpId " + id
                                    + ", so the sign-in is rejected.")
                    : Finding.at("/idpId", FindingCode.IDP_UNKNOWN);
        }
    }
}
