package dev.claimsverdict.request;

import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.idp.Org;

/**
 * A deployment's settings for requests.
 *
 * @param atAllowed whether a request may set the instant to judge at
 * @param amrTable the edition for requests without one
 * @param org the org for requests without one
 */
public record RequestSettings(boolean atAllowed, AmrTable amrTable, Org org) {

    /** The settings when nothing is configured: the default table and org, and {@code at} not allowed. */
    public static final RequestSettings DEFAULT = new RequestSettings(false, AmrTable.DEFAULT, Org.DEFAULT);
}
