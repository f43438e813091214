package dev.claimsverdict.idp;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Okta's IdentityProvider object as far as the rules read it
 * (<a href="https://developer.okta.com/docs/api/openapi/okta-management/management/tag/IdentityProvider/">source</a>).
 * No secret is kept, only whether one came.
 *
 * @param type {@code OIDC}, {@code SAML2}, {@code OKTA_INTEGRATION}, {@code GOOGLE} and so on
 * @param protocolType {@code OIDC}, {@code SAML2}, {@code OAUTH2}, {@code MTLS}, {@code ID_PROOFING}
 * @param active {@code status} is not INACTIVE
 * @param trustClaims {@code policy.trustClaims}; absent and null are false
 * @param mapAmrClaims {@code policy.mapAMRClaims}; absent and null are false
 * @param maxClockSkewMillis {@code policy.maxClockSkew} as it stands, in milliseconds
 * @param scopes {@code protocol.scopes}; absent when the object has none
 * @param clientSecretPresent a {@code client_secret} stands in the object
 * @param samlTrust what the responses of a SAML IdP must say
 * @param hygiene what decides no verdict on trust, but weakens the IdP
 */
public record IdpConfiguration(
        Optional<String> id,
        String type,
        Optional<String> protocolType,
        boolean active,
        boolean trustClaims,
        boolean mapAmrClaims,
        Optional<String> issuer,
        Optional<String> clientId,
        Optional<String> jwksUrl,
        Optional<Set<String>> scopes,
        OptionalLong maxClockSkewMillis,
        boolean clientSecretPresent,
        SamlTrust samlTrust,
        Hygiene hygiene) {

    /** JSON pointers within the object, for findings. */
    public static final String ISSUER_POINTER = "/protocol/issuer/url";

    public static final String CLIENT_ID_POINTER = "/protocol/credentials/client/client_id";
    public static final String CLIENT_SECRET_POINTER = "/protocol/credentials/client/client_secret";
    public static final String SAML_ISSUER_POINTER = "/protocol/credentials/trust/issuer";
    public static final String SAML_AUDIENCE_POINTER = "/protocol/credentials/trust/audience";
    public static final String TRUST_CLAIMS_POINTER = "/policy/trustClaims";
    public static final String JWKS_POINTER = "/protocol/endpoints/jwks/url";

    /** The widest skew that is honoured: 5 minutes (R5.4). */
    static final long MAX_SKEW_MILLIS = Duration.ofMinutes(5).toMillis();

    public IdpConfiguration {
        scopes = scopes.map(Set::copyOf);
    }

    /**
     * {@code protocol.credentials.trust} of a SAML IdP.
     *
     * @param issuer the IdP's entity id
     * @param audience the entity id that the IdP knows Okta by
     */
    public record SamlTrust(Optional<String> issuer, Optional<String> audience) {

        /** Nothing is said. */
        public static final SamlTrust NOTHING = new SamlTrust(Optional.empty(), Optional.empty());
    }

    /**
     * The parts of the object that security hygiene looks at.
     *
     * @param urls the URLs of the issuer and the endpoints by their pointers in the object, as they stand
     * @param samlSignatures the SAML signature algorithms by their pointers in the object
     * @param pkceRequired {@code pkce_required} is true
     * @param linksAccounts {@code policy.accountLink.action} is AUTO
     * @param filtersSubjects {@code policy.subject.filter} says something
     */
    public record Hygiene(
            SequencedMap<String, String> urls,
            SequencedMap<String, String> samlSignatures,
            boolean pkceRequired,
            boolean linksAccounts,
            boolean filtersSubjects) {

        /** Nothing to look at. */
        public static final Hygiene NOTHING =
                new Hygiene(new LinkedHashMap<>(), new LinkedHashMap<>(), false, false, false);

        public Hygiene {
            urls = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(urls));
            samlSignatures = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(samlSignatures));
        }
    }

    /** The same with another {@code policy.trustClaims}. */
    public IdpConfiguration withTrustClaims(boolean trust) {
        return with(active, trust, clientSecretPresent);
    }

    /** The same, active or not. */
    public IdpConfiguration withStatus(boolean nowActive) {
        return with(nowActive, trustClaims, clientSecretPresent);
    }

    /** The same as if no secret had come with it. */
    public IdpConfiguration withoutClientSecret() {
        return with(active, trustClaims, false);
    }

    private IdpConfiguration with(boolean nowActive, boolean trust, boolean secret) {
        return new IdpConfiguration(
                id,
                type,
                protocolType,
                nowActive,
                trust,
                mapAmrClaims,
                issuer,
                clientId,
                jwksUrl,
                scopes,
                maxClockSkewMillis,
                secret,
                samlTrust,
                hygiene);
    }

    /** Whether it is an OIDC IdP that the org configured itself; the social ones have types of their own. */
    public boolean isOidc() {
        return type.equals("OIDC");
    }

    /** Whether AMR values come in a SAML attribute, where commas part them (R3.3). */
    public boolean isSaml() {
        return type.equals("SAML2");
    }

    /** How far two clocks may be apart: {@code policy.maxClockSkew}, at least none and at most 5 minutes (R5.4). */
    public Duration clockSkew() {
        return Duration.ofMillis(Math.clamp(maxClockSkewMillis.orElse(0), 0L, MAX_SKEW_MILLIS));
    }
}
