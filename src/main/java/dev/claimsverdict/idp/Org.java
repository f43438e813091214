package dev.claimsverdict.idp;

/**
 * The settings of the Okta org that no IdP object shows.
 *
 * @param claimsSharing the feature Third-party IdP claims sharing
 * @param amrClaimsMapping the legacy feature AMR Claims Mapping
 * @param securityQuestionForMfa the security question may satisfy additional factor types (R4.4)
 * @param claimsSourcingFixed an identity claims sourcing policy redirects back to the IdP (R4.14)
 */
public record Org(
        Engine engine,
        boolean claimsSharing,
        boolean amrClaimsMapping,
        boolean securityQuestionForMfa,
        IdpUsage idpUsage,
        boolean claimsSourcingFixed) {

    /** An Identity Engine org with both features on: claims sharing is generally available. */
    public static final Org DEFAULT = new Org(Engine.IDENTITY_ENGINE, true, true, false, IdpUsage.SSO, false);

    /** Okta's two generations. */
    public enum Engine {
        IDENTITY_ENGINE,
        CLASSIC
    }

    /** The Admin Console's field "IdP Usage", which the Management API does not show. */
    public enum IdpUsage {
        SSO,
        FACTOR_ONLY
    }

    /** Whether the IdP proves a factor only, and so forwards no knowledge (R3.4). */
    public boolean factorOnly() {
        return idpUsage == IdpUsage.FACTOR_ONLY;
    }
}
