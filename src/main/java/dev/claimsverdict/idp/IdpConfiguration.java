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
 * @param active {@code status} is not INACTIVE
 * @param hygiene what decides no verdict on trust, but weakens the IdP
 */
public record IdpConfiguration(
        Optional<String> id, String type, boolean active, Protocol protocol, Policy policy, Hygiene hygiene) {

    /** JSON pointers within the object, for findings. */
    public static final String ISSUER_POINTER = "/protocol/issuer/url";

    public static final String CLIENT_ID_POINTER = "/protocol/credentials/client/client_id";
    public static final String CLIENT_SECRET_POINTER = "/protocol/credentials/client/client_secret";
    public static final String TRUST_CLAIMS_POINTER = "/policy/trustClaims";
    public static final String JWKS_POINTER = "/protocol/endpoints/jwks/url";

    /** The widest skew that is honoured: 5 minutes (R5.4). */
    static final long MAX_SKEW_MILLIS = Duration.ofMinutes(5).toMillis();

    /**
     * The member {@code protocol}.
     *
     * @param type {@code OIDC}, {@code SAML2}, {@code OAUTH2}, {@code MTLS}, {@code ID_PROOFING}
     * @param scopes absent when the object has none
     * @param clientSecretPresent a {@code client_secret} stands in the object
     */
    public record Protocol(
            Optional<String> type,
            Optional<String> issuer,
            Optional<String> clientId,
            Optional<String> jwksUrl,
            Optional<Set<String>> scopes,
            boolean clientSecretPresent) {

        public Protocol {
            scopes = scopes.map(Set::copyOf);
        }
    }

    /**
     * The member {@code policy}.
     *
     * @param trustClaims absent and null are false
     * @param mapAmrClaims {@code mapAMRClaims}; absent and null are false
     * @param maxClockSkewMillis {@code maxClockSkew} as it stands, in milliseconds
     */
    public record Policy(boolean trustClaims, boolean mapAmrClaims, OptionalLong maxClockSkewMillis) {}

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
        Policy changed = new Policy(trust, policy.mapAmrClaims(), policy.maxClockSkewMillis());
        return new IdpConfiguration(id, type, active, protocol, changed, hygiene);
    }

    /** The same, active or not. */
    public IdpConfiguration withStatus(boolean nowActive) {
        return new IdpConfiguration(id, type, nowActive, protocol, policy, hygiene);
    }

    /** The same as if no secret had come with it. */
    public IdpConfiguration withoutClientSecret() {
        Protocol without = new Protocol(
                protocol.type(), protocol.issuer(), protocol.clientId(), protocol.jwksUrl(), protocol.scopes(), false);
        return new IdpConfiguration(id, type, active, without, policy, hygiene);
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
        return Duration.ofMillis(Math.clamp(policy.maxClockSkewMillis().orElse(0), 0L, MAX_SKEW_MILLIS));
    }
}
