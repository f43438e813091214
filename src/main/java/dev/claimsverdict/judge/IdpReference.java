package dev.claimsverdict.judge;

import dev.claimsverdict.idp.IdpConfiguration;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import java.util.Optional;

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
    record Unknown(String id) implements IdpReference {}
}
