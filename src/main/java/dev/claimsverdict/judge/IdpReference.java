package dev.claimsverdict.judge;

import dev.claimsverdict.idp.IdpConfiguration;

/** The IdP of a request. */
public sealed interface IdpReference {

    /**
     * Its object came with the request, in {@code idp}, or the deployment knows it by {@code idpId}.
     *
     * @param pointer {@code /idp}; or {@code /idpId}, which goes on into the object as if it stood there
     */
    record Found(IdpConfiguration idp, String pointer) implements IdpReference {}

    /** An {@code idpId} that this deployment doesn't know. */
    record Unknown(String id) implements IdpReference {}
}
