package dev.claimsverdict.idp;

/**
 * The settings of an Okta org that IdP objects don't show.
 *
 * @param claimsSharing whether the feature Third-party IdP claims sharing is on
 * @param amrClaimsMapping whether the legacy feature AMR Claims Mapping is on
 * @param securityQuestionForMfa whether the security question may satisfy additional factor types (R4.4)
 * @param claimsSourcingFixed whether an identity claims sourcing policy redirects users back to the IdP (R4.14)
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

    /** The Admin Console's field "IdP Usage". The Management API doesn't show it. */
    public enum IdpUsage {
        SSO,
        FACTOR_ONLY
    }

    /** Whether the IdP is used only as a factor, so that Okta drops its knowledge values (R3.4). */
    public boolean factorOnly() {
        return idpUsage == IdpUsage.FACTOR_ONLY;
    }
}
