package dev.claimsverdict.request;

import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.idp.Org;

/**
 * A deployment's settings for requests.
 *
 * @param atAllowed whether a request may name the instant to evaluate at
 * @param amrTable the edition for requests that name none
 * @param org the org for requests that bring none
 */
public record RequestSettings(boolean atAllowed, AmrTable amrTable, Org org) {

    /** No configuration at all: the seed's table, a default org, and only the present. */
    public static final RequestSettings DEFAULT = new RequestSettings(false, AmrTable.DEFAULT, Org.DEFAULT);
}
