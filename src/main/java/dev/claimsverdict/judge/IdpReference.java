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
     * @param pointer {@code /idp}, or {@code /idpId}, which continues into the object as if it stood there
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

        /** The form of Okta's ids. Other text of a caller doesn't go into a message. */
        private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

        /** Says which id it is, if it can be one. */
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
