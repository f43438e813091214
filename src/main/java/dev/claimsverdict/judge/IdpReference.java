package dev.claimsverdict.judge;

import dev.claimsverdict.idp.IdpConfiguration;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import java.util.Optional;

/** The IdP of a request. */
public sealed interface IdpReference {

    /**
     * Its object came with the request, in {@code idp}, or the deployment knows it by {@code idpId}.
     *
     * @param pointer {@code /idp}; or {@code /idpId}, which goes on into the object as if it stood there
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
