package dev.claimsverdict.judge;

import dev.claimsverdict.idp.IdpConfiguration;

/** The IdP of a request: the object itself, or the id of one that the deployment knows. */
public sealed interface IdpReference {

    /** The object came with the request, in {@code idp}. */
    record Given(IdpConfiguration idp) implements IdpReference {}

    /** Only an id came, in {@code idpId}. */
    record Named(String id) implements IdpReference {}
}
