package dev.claimsverdict.idp;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The parts of Okta's IdentityProvider object that the rules read (<a
 * href="https://developer.okta.com/docs/api/openapi/okta-management/management/tag/IdentityProvider/">source</a>). No
 * secret is kept, only whether there was one.
 *
 * @param type {@code OIDC}, {@code SAML2}, {@code OKTA_INTEGRATION}, {@code GOOGLE} and so on
 * @param active whether {@code status} isn't INACTIVE
 * @param hygiene settings that don't affect trust but weaken the IdP
 */
public record IdpConfiguration(
        Optional<String> id, String type, boolean active, Protocol protocol, Policy policy, Hygiene hygiene) {

    // JSON pointers within the object, for findings.

    public static final String ISSUER_POINTER = "/protocol/issuer/url";

    public static final String CLIENT_ID_POINTER = "/protocol/credentials/client/client_id";
    public static final String CLIENT_SECRET_POINTER = "/protocol/credentials/client/client_secret";
    public static final String SAML_ISSUER_POINTER = "/protocol/credentials/trust/issuer";
    public static final String SAML_AUDIENCE_POINTER = "/protocol/credentials/trust/audience";
    public static final String TRUST_CLAIMS_POINTER = "/policy/trustClaims";
    public static final String SSO_POINTER = "/protocol/endpoints/sso/url";
    public static final String JWKS_POINTER = "/protocol/endpoints/jwks/url";

    /** The widest clock skew that is used: 5 minutes (R5.4). */
    static final long MAX_SKEW_MILLIS = Duration.ofMinutes(5).toMillis();

    /**
     * The member {@code protocol}.
     *
     * @param type {@code OIDC}, {@code SAML2}, {@code OAUTH2}, {@code MTLS}, {@code ID_PROOFING}
     * @param samlTrust what the responses of a SAML IdP must say
     * @param scopes absent if the object has none
     * @param clientSecretPresent whether the object has a {@code client_secret}
     */
    public record Protocol(
            Optional<String> type,
            Optional<String> issuer,
            SamlTrust samlTrust,
            Optional<String> clientId,
            Optional<String> jwksUrl,
            Optional<Set<String>> scopes,
            boolean clientSecretPresent) {

        public Protocol {
            scopes = scopes.map(Set::copyOf);
        }
    }

    /**
     * {@code protocol.credentials.trust} of a SAML IdP.
     *
     * @param issuer the IdP's entity id
     * @param audience the entity id by which the IdP knows Okta
     */
    public record SamlTrust(Optional<String> issuer, Optional<String> audience) {

        /** An object without these members. */
        public static final SamlTrust NOTHING = new SamlTrust(Optional.empty(), Optional.empty());
    }

    /**
     * The member {@code policy}.
     *
     * @param trustClaims absent and null are false
     * @param mapAmrClaims {@code mapAMRClaims}; absent and null are false
     * @param maxClockSkewMillis {@code maxClockSkew} as sent, in milliseconds
     */
    public record Policy(boolean trustClaims, boolean mapAmrClaims, OptionalLong maxClockSkewMillis) {}

    /**
     * The parts of the object that the security checks look at.
     *
     * @param urls the URLs of the issuer and the endpoints as sent, by their pointers in the object
     * @param samlSignatures the SAML signature algorithms by their pointers in the object
     * @param pkceRequired whether {@code pkce_required} is true
     * @param linksAccounts whether {@code policy.accountLink.action} is AUTO
     * @param filtersSubjects whether {@code policy.subject.filter} has a value
     */
    public record Hygiene(
            SequencedMap<String, String> urls,
            SequencedMap<String, String> samlSignatures,
            boolean pkceRequired,
            boolean linksAccounts,
            boolean filtersSubjects) {

        /** No such settings. */
        public static final Hygiene NOTHING =
                new Hygiene(new LinkedHashMap<>(), new LinkedHashMap<>(), false, false, false);

        public Hygiene {
            urls = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(urls));
            samlSignatures = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(samlSignatures));
        }
    }

    /** A copy with this {@code policy.trustClaims}. */
    public IdpConfiguration withTrustClaims(boolean trust) {
        Policy changed = new Policy(trust, policy.mapAmrClaims(), policy.maxClockSkewMillis());
        return new IdpConfiguration(id, type, active, protocol, changed, hygiene);
    }

    /** A copy with this status. */
    public IdpConfiguration withStatus(boolean nowActive) {
        return new IdpConfiguration(id, type, nowActive, protocol, policy, hygiene);
    }

    /** A copy without a secret. */
    public IdpConfiguration withoutClientSecret() {
        Protocol without = new Protocol(
                protocol.type(),
                protocol.issuer(),
                protocol.samlTrust(),
                protocol.clientId(),
                protocol.jwksUrl(),
                protocol.scopes(),
                false);
        return new IdpConfiguration(id, type, active, without, policy, hygiene);
    }

    /**
     * Whether the rules read the same from both configurations, so that a change from one to the other doesn't matter. Client
     * secrets are ignored, and so is a missing id, because objects that are sent to Okta need no id.
     */
    public boolean isEquivalentTo(IdpConfiguration other) {
        boolean sameId = id.equals(other.id) || id.isEmpty() || other.id.isEmpty();
        IdpConfiguration theirs = other.withoutClientSecret();
        return sameId
                && new IdpConfiguration(id, theirs.type, theirs.active, theirs.protocol, theirs.policy, theirs.hygiene)
                        .equals(withoutClientSecret());
    }

    /** Whether it is an OIDC IdP that the org configured itself. Social IdPs have their own types. */
    public boolean isOidc() {
        return type.equals("OIDC");
    }

    /** Whether AMR values come in a SAML attribute, separated by commas (R3.3). */
    public boolean isSaml() {
        return type.equals("SAML2");
    }

    /** The entity id of a SAML2 IdP: {@code protocol.credentials.trust.issuer}. */
    public Optional<String> samlIssuer() {
        return protocol.samlTrust().issuer();
    }

    /** Where a SAML2 IdP signs users in: {@code protocol.endpoints.sso.url}. */
    public Optional<String> ssoUrl() {
        return Optional.ofNullable(hygiene.urls().get(SSO_POINTER));
    }

    /** How far the IdP's clock may be off: {@code policy.maxClockSkew}, limited to 0 to 5 minutes (R5.4). */
    public Duration clockSkew() {
        return Duration.ofMillis(Math.clamp(policy.maxClockSkewMillis().orElse(0), 0L, MAX_SKEW_MILLIS));
    }
}
