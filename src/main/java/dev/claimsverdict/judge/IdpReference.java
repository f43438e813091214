package dev.claimsverdict.judge;

import dev.claimsverdict.idp.IdpConfiguration;

/** The IdP of a request. */
public sealed interface IdpReference {

    /**
     * The request contains the IdP in {@code idp}, or names one of the registry in {@code idpId}.
     *
     * @param pointer {@code /idp}, or {@code /idpId}, which continues into the object as if it stood there
     */
    record Found(IdpConfiguration idp, String pointer) implements IdpReference {}

    /** An {@code idpId} that this deployment doesn't know. */
    record Unknown(String id) implements IdpReference {}
}
