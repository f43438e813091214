package dev.claimsverdict.verdict;

import static dev.claimsverdict.verdict.FindingCode.Effect.ACCEPTS;
import static dev.claimsverdict.verdict.FindingCode.Effect.EXPLAINS;
import static dev.claimsverdict.verdict.FindingCode.Effect.INVALIDATES;
import static dev.claimsverdict.verdict.Level.ERROR;
import static dev.claimsverdict.verdict.Level.INFO;
import static dev.claimsverdict.verdict.Level.WARNING;

/**
 * The catalogue of findings: what happened, what to do, the rule, and where Okta or a standard published it. The order
 * is precedence: of two findings of one level the earlier code decides the verdict, so causes come before effects.
 */
public enum FindingCode {
    // Errors that leave no IdP configuration to judge (section 6: INVALID).
    IDP_MALFORMED(
            ERROR,
            INVALIDATES,
            "6",
            Source.IDP_API,
            "This is not an identity provider as Okta's Management API gives it.",
            "Send the object that GET /api/v1/idps/{id} answers with."),
    OIDC_ISSUER_MISSING(
            ERROR,
            INVALIDATES,
            "6",
            Source.IDP_API,
            "The OIDC IdP has no issuer, so none of its ID tokens can be verified.",
            "Set protocol.issuer.url to the iss value of the IdP's ID tokens."),
    OIDC_CLIENT_ID_MISSING(
            ERROR,
            INVALIDATES,
            "6",
            Source.IDP_API,
            "The OIDC IdP has no client id, so no ID token can be addressed to it.",
            "Set protocol.credentials.client.client_id to the client id that the IdP gave to Okta."),
    OIDC_JWKS_MISSING(
            ERROR,
            INVALIDATES,
            "6",
            Source.IDP_API,
            "The OIDC IdP has no JWKS endpoint, so no signature can be verified.",
            "Set protocol.endpoints.jwks.url to the jwks_uri of the IdP's discovery document."),
    OPENID_SCOPE_MISSING(
            ERROR,
            INVALIDATES,
            "6",
            Source.IDP_API,
            "The OIDC IdP does not ask for the scope openid, so it gets no ID token.",
            "Add openid to protocol.scopes."),

    // Errors: nobody signs in.
    IDP_UNKNOWN(
            ERROR,
            EXPLAINS,
            "5",
            Source.IDP_API,
            "This deployment knows no identity provider by that id.",
            "Send the IdP itself in idp, or add it to the deployment's registry."),
    IDP_INACTIVE(
            ERROR,
            EXPLAINS,
            "R2.3",
            Source.IDP_API,
            "The IdP is inactive and signs nobody in.",
            "Activate the IdP, or take it out of the routing rules."),
    TOKEN_NOT_OIDC(
            ERROR,
            EXPLAINS,
            "R3.1",
            Source.GUIDE,
            "The IdP is not an OIDC one, so no ID token of its can be verified.",
            "For a SAML IdP send the values of session.amr to /v1/amr-verdicts."),
    TOKEN_TOO_LARGE(
            ERROR,
            EXPLAINS,
            "R5.1",
            Source.JWS,
            "The token is larger than 16 KiB.",
            "Let the IdP send fewer claims in it."),
    TOKEN_MALFORMED(
            ERROR,
            EXPLAINS,
            "R5.1",
            Source.JWS,
            "The token is not a well-formed signed JWT.",
            "Send the id_token of the IdP's token response as it came."),
    TOKEN_CRITICAL_HEADER(
            ERROR,
            EXPLAINS,
            "R5.1",
            Source.JWS_CRIT,
            "The token's header asks for an extension that must be understood, and none is.",
            "Let the IdP sign without crit and b64."),
    TOKEN_ALGORITHM_REFUSED(
            ERROR,
            EXPLAINS,
            "R5.2",
            Source.JWT_BCP,
            "The token's algorithm is not accepted: only RS, PS and ES with 256, 384 and 512 bits, and Ed25519 are.",
            "Let the IdP sign with RS256 or ES256."),
    ACCESS_TOKEN_AS_ID_TOKEN(
            ERROR,
            EXPLAINS,
            "R3.2",
            Source.JWT_BCP,
            "The header's typ says that this is an access token, not an ID token.",
            "Send the id_token of the token response, not the access_token."),
    KEYS_UNAVAILABLE(
            ERROR,
            EXPLAINS,
            "R5.3",
            Source.JWK,
            "There are no keys to verify the token with.",
            "Send the IdP's JWKS in jwks."),
    TOKEN_KEY_NOT_FOUND(
            ERROR,
            EXPLAINS,
            "R5.3",
            Source.JWK,
            "The IdP's JWKS has no key for this token.",
            "Compare the token's kid with the JWKS: the IdP may have rotated its keys."),
    TOKEN_KEY_AMBIGUOUS(
            ERROR,
            EXPLAINS,
            "R5.3",
            Source.JWK,
            "More than one key of the IdP's JWKS could have signed the token.",
            "Let the IdP name one key by a unique kid."),
    TOKEN_KEY_UNSUITABLE(
            ERROR,
            EXPLAINS,
            "R5.3",
            Source.JWK,
            "The key of the token must not verify this signature.",
            "Let the IdP publish a public signature key that fits the token's algorithm."),
    TOKEN_SIGNATURE_INVALID(
            ERROR,
            EXPLAINS,
            "R5.2",
            Source.JWS,
            "The signature does not fit the token and the key.",
            "Take the token for forged, unless the JWKS is another IdP's."),
    TOKEN_ISSUER_MISMATCH(
            ERROR,
            EXPLAINS,
            "R5.4",
            Source.OIDC_VALIDATION,
            "The token's iss is not the IdP's protocol.issuer.url.",
            "Make the two the same, character by character."),
    TOKEN_AUDIENCE_MISMATCH(
            ERROR,
            EXPLAINS,
            "R5.4",
            Source.OIDC_VALIDATION,
            "The token's aud does not have the IdP's client id.",
            "Check protocol.credentials.client.client_id; the token may be meant for another application."),
    TOKEN_AUDIENCE_UNTRUSTED(
            ERROR,
            EXPLAINS,
            "R5.4",
            Source.OIDC_VALIDATION,
            "The token's aud has an audience beside the client id that is not trusted.",
            "Let the IdP issue the token to Okta alone, or name the audience in expect.audiences."),
    TOKEN_AZP_MISMATCH(
            ERROR,
            EXPLAINS,
            "R5.4",
            Source.OIDC_VALIDATION,
            "The token's azp is not the IdP's client id: it was issued to another party.",
            "Let the IdP issue the token to Okta's client, or switch the check off with expect.checkAzp."),
    TOKEN_CLAIM_MISSING(
            ERROR,
            EXPLAINS,
            "R5.4",
            Source.OIDC_ID_TOKEN,
            "The token lacks a claim that an ID token needs.",
            "Let the IdP send it."),
    TOKEN_EXPIRED(
            ERROR,
            EXPLAINS,
            "R5.4",
            Source.OIDC_VALIDATION,
            "The token has expired.",
            "Sign in again; if fresh tokens expire, compare the IdP's clock with Okta's."),
    TOKEN_NOT_YET_VALID(
            ERROR,
            EXPLAINS,
            "R5.4",
            Source.JWT,
            "The token's nbf lies in the future.",
            "Compare the IdP's clock with Okta's, or widen policy.maxClockSkew."),
    TOKEN_ISSUED_IN_FUTURE(
            ERROR,
            EXPLAINS,
            "R5.4",
            Source.OIDC_VALIDATION,
            "The token says that it was made in the future.",
            "Compare the IdP's clock with Okta's, or widen policy.maxClockSkew."),
    TOKEN_NONCE_MISMATCH(
            ERROR,
            EXPLAINS,
            "R5.4",
            Source.OIDC_VALIDATION,
            "The token's nonce is not the one that was sent.",
            "Take the token for replayed and start the sign-in again."),
    TOKEN_AUTH_TOO_OLD(
            ERROR,
            EXPLAINS,
            "R5.4",
            Source.OIDC_VALIDATION,
            "The user signed in at the IdP longer ago than expect.maxAge allows.",
            "Let the user sign in again."),
    AT_HASH_MISMATCH(
            ERROR,
            EXPLAINS,
            "R5.4",
            Source.OIDC_AT_HASH,
            "The ID token's at_hash is not that of the access token: they don't belong together.",
            "Send the two tokens of one token response."),
    ACCESS_TOKEN_INVALID(
            ERROR,
            EXPLAINS,
            "R3.2",
            Source.ENTRA_KB,
            "The ID token has no AMR values and the access token that Okta reads instead fails verification.",
            "Let the IdP send amr in the ID token; for Entra ID use the v1.0 endpoints."),
    ACCESS_TOKEN_NOT_BOUND(
            ERROR,
            EXPLAINS,
            "R3.2",
            Source.OIDC_AT_HASH,
            "Nothing shows that the access token was issued with this ID token: no at_hash, and another sub.",
            "Send the two tokens of one token response. If you took both from one response yourself, set"
                    + " expect.sameTokenResponse to true."),
    RULE_DENIES(
            ERROR,
            EXPLAINS,
            "R4.1",
            Source.POLICY_API,
            "The policy rule denies access, whatever the AMR.",
            "Change the rule's access to ALLOW if this user should get in."),
    AMR_NOT_ARRAY(
            ERROR,
            EXPLAINS,
            "R3.1",
            Source.OIDC_ID_TOKEN,
            "The amr claim is not an array of strings.",
            "Let the IdP send a JSON array of strings, also for one value."),
    AMR_MISSING(
            ERROR,
            EXPLAINS,
            "R3.5",
            Source.GUIDE,
            "Claims sharing is on and the IdP sent no amr claim: the sign-in flow is broken.",
            "Let the IdP send amr in the ID token, or set trustClaims to false."),
    AMR_EMPTY(
            ERROR,
            EXPLAINS,
            "R3.5",
            Source.GUIDE,
            "Claims sharing is on and the IdP sent no AMR value: the sign-in flow is broken.",
            "Let the IdP say how the user signed in, or set trustClaims to false."),
    AMR_ALL_UNSUPPORTED(
            ERROR,
            EXPLAINS,
            "R3.5",
            Source.GUIDE,
            "Claims sharing is on and Okta supports none of the AMR values that the IdP sent (that this breaks the flow"
                    + " as no value does is this project's decision; Okta publishes nothing).",
            "Let the IdP map its methods to values of the AMR table, or set trustClaims to false."),
    AMR_ALL_DROPPED(
            ERROR,
            EXPLAINS,
            "R3.5",
            Source.GUIDE,
            "The IdP is used as a factor only, which drops kba and pwd, and it sent nothing else that counts.",
            "Let the IdP send a possession or biometric value, or use it for SSO."),

    // Errors of a configuration: sign-in through the IdP breaks.
    FLOW_BREAKS_NO_AMR(
            ERROR,
            EXPLAINS,
            "6",
            Source.GUIDE,
            "Claims sharing is on and the evidence shows no usable AMR value: nobody can sign in through this IdP.",
            "Let the IdP send amr before trustClaims is set to true."),

    PROVIDER_SENDS_NO_AMR(
            ERROR,
            EXPLAINS,
            "6",
            Source.GUIDE,
            "trustClaims is true, and this provider is known never to send amr: nobody could sign in through it.",
            "Set trustClaims to false, or put an IdP between that says how the user signed in."),
    ENTRA_V2_ENDPOINTS(
            ERROR,
            EXPLAINS,
            "6",
            Source.ENTRA_KB,
            "trustClaims is true with Entra ID's v2.0 endpoints, whose ID tokens have no amr and whose access tokens"
                    + " have another issuer: sign-in breaks.",
            "Use Entra ID's v1.0 endpoints (without /v2.0) and their issuer."),
    LAST_TRUSTED_IDP(
            ERROR,
            EXPLAINS,
            "6",
            Source.OKTA_TO_OKTA,
            "This is the last active IdP whose claims are trusted, and a policy rule needs trusted claims (it asks for a"
                    + " second factor type or has a constraint, and AMR values can satisfy it): Okta refuses the change.",
            "Trust another active IdP first, or change the rule."),

    // Warnings of a sign-in: Okta challenges the user itself.
    TRUST_OFF(
            WARNING,
            EXPLAINS,
            "R4.16",
            Source.GUIDE,
            "Okta does not read this IdP's AMR claims, so they satisfy nothing.",
            "Mend what the other findings say of the IdP or the org; if they say nothing, set policy.trustClaims to"
                    + " true."),
    OKTA_TO_OKTA_OPAQUE(
            INFO,
            EXPLAINS,
            "R2.1",
            Source.OKTA_TO_OKTA,
            "The IdP is an Okta org. Between two Okta orgs the claims travel in the opaque claim okta_auth, which can't be"
                    + " judged from outside; the IdP needs to send no amr.",
            "Read the result in the System Log of the org that signs its users in through this IdP."),
    METHOD_CHAIN(
            WARNING,
            EXPLAINS,
            "R4.2",
            Source.GUIDE,
            "The rule asks for a chain of authentication methods, which AMR claims can't satisfy: Okta challenges"
                    + " locally.",
            "Use an assurance rule (any 1 or 2 factor types) for apps meant for this IdP."),
    VERIFICATION_METHOD_NOT_ASSURANCE(
            WARNING,
            EXPLAINS,
            "R4.2",
            Source.POLICY_API,
            "The rule's verification method is not ASSURANCE, so AMR claims can't satisfy it: Okta challenges locally.",
            "Use an assurance rule (any 1 or 2 factor types) for apps meant for this IdP."),
    METHOD_LIST(
            WARNING,
            EXPLAINS,
            "R4.3",
            Source.GUIDE,
            "The rule allows or disallows specific methods or authenticator types, which AMR claims can't tell: Okta"
                    + " challenges locally.",
            "Choose \"Allow any method that can be used to meet the requirement\" for apps meant for this IdP."),
    PIN_NOT_EXPRESSIBLE(
            WARNING,
            EXPLAINS,
            "R4.9",
            Source.POLICY_API,
            "The rule asks for user verification by PIN, which no AMR value expresses: Okta challenges locally.",
            "Allow user verification by biometrics as well."),
    SECURITY_QUESTION_IN_MFA(
            WARNING,
            EXPLAINS,
            "R4.4",
            Source.GUIDE,
            "The org uses the security question for MFA, so AMR claims satisfy no factor type other than Knowledge.",
            "Take the security question out of MFA in the authenticator's settings."),
    CLASSIC_NEEDS_PWD_OR_MFA(
            WARNING,
            EXPLAINS,
            "R4.13",
            Source.GUIDE,
            "Classic Engine needs pwd or mfa among the AMR values, whatever else there is.",
            "Let the IdP send pwd or mfa as well."),
    MFA_ONLY_UNDER_CONSTRAINT(
            WARNING,
            EXPLAINS,
            "R4.8",
            Source.GUIDE,
            "The value mfa never stands in for a constraint, nor for the open factor beside one.",
            "Let the IdP name the methods behind mfa, such as otp or hwk."),
    CHARACTERISTICS_MISSING(
            WARNING,
            EXPLAINS,
            "R4.9",
            Source.GUIDE,
            "No counted value has every characteristic that the rule asks for: Okta challenges locally.",
            "Let the IdP send values that have them: wouldSatisfy lists some, unless no AMR value does."),
    FACTORS_MISSING(
            WARNING,
            EXPLAINS,
            "R4.6",
            Source.GUIDE,
            "The counted values are fewer factor types than are asked for: Okta challenges locally for the rest.",
            "Let the IdP send more: where a rule was sent, wouldSatisfy lists values that would do, if any would."),

    LEGACY_ACCESS_DENIED(
            WARNING,
            EXPLAINS,
            "R2.2",
            Source.LEGACY_GUIDE,
            "The claims come by legacy AMR claims mapping. Its guide says that users whose claims don't satisfy the rule"
                    + " can't sign in to the application (\"Access denied\"), so there may be no prompt for what is"
                    + " missing.",
            "Let the IdP ask for all that the rule needs, or move the org to third-party claims sharing (trustClaims)."),
    OKTA_CUSTOM_DOMAIN(
            WARNING,
            EXPLAINS,
            "R2.1",
            Source.OKTA_TO_OKTA,
            "The IdP is an Okta org that sends okta_auth from a custom domain. Without a certificate that Okta manages,"
                    + " claims sharing fails there without an error, and users are asked for factors again.",
            "In the IdP's org, give the custom domain a certificate that Okta manages, or use the org's own Okta"
                    + " domain."),

    // Warnings of a configuration.
    SIGN_IN_ENDS(
            WARNING,
            EXPLAINS,
            "6",
            Source.IDP_API,
            "An active IdP is deactivated or deleted: everybody who signs in through it no longer can.",
            "Before that, move its users to another way of signing in and take the IdP out of the routing rules."),
    CLAIMS_SHARING_FEATURE_OFF(
            WARNING,
            EXPLAINS,
            "2",
            Source.GUIDE,
            "trustClaims is true, but the org's third-party claims sharing is off, so nothing is trusted.",
            "Switch the feature on, or set trustClaims to false."),
    AMR_MAPPING_FEATURE_OFF(
            WARNING,
            EXPLAINS,
            "2",
            Source.LEGACY_GUIDE,
            "mapAMRClaims is true, but both of the org's features are off, so nothing is mapped.",
            "Switch third-party claims sharing on and use trustClaims."),
    MAP_AMR_CLAIMS_IGNORED(
            WARNING,
            EXPLAINS,
            "2",
            Source.GUIDE,
            "mapAMRClaims is ignored: Okta only considers trustClaims.",
            "Remove mapAMRClaims, and set trustClaims to true if the IdP's AMR claims should count."),
    TYPE_NOT_DOCUMENTED(
            WARNING,
            EXPLAINS,
            "R2.1",
            Source.GUIDE,
            "Trusting AMR claims is not documented for this type of IdP, so nothing is counted.",
            "Use an IdP of type OIDC or SAML2."),
    TRUST_TURNED_OFF(
            WARNING,
            EXPLAINS,
            "6",
            Source.GUIDE,
            "The change stops Okta from trusting this IdP's AMR claims: its users will be asked for factors in Okta.",
            "Make sure that these users have authenticators in Okta, or leave trustClaims true."),
    TRUST_CLAIMS_UNKNOWN(
            WARNING,
            EXPLAINS,
            "6",
            Source.GUIDE,
            "Whether the IdP's claims will be trusted is known only after the apply, so it was judged as if they were.",
            "Give trust_claims a value that the plan knows."),
    RULE_OUT_OF_REACH(
            WARNING,
            EXPLAINS,
            "6",
            Source.GUIDE,
            "No set of AMR values can satisfy this policy rule: users of the IdP will always be challenged in Okta.",
            "Use an assurance rule without lists of methods for apps meant for this IdP."),
    PROVIDER_OUT_OF_REACH(
            WARNING,
            EXPLAINS,
            "6",
            Source.GUIDE,
            "AMR values could satisfy this policy rule, but none of those that the IdP's provider is known to send: its"
                    + " users will always be challenged in Okta.",
            "Let the provider send more, or use a rule that its values can satisfy for apps meant for this IdP."),
    CONFIG_NOT_IN_EVENT(
            WARNING,
            EXPLAINS,
            "6",
            Source.SYSTEM_LOG,
            "The event names the IdP that changed, but not how it is configured now.",
            "Send the IdP's configuration to /v1/idp-verdicts, or add it to the deployment's registry."),
    ENDPOINT_NOT_HTTPS(
            WARNING,
            EXPLAINS,
            "6",
            Source.IDP_API,
            "A URL of the IdP is not https, so what comes from there can be forged on the way.",
            "Use the IdP's https URL."),
    SAML_SHA1(
            WARNING,
            EXPLAINS,
            "6",
            Source.IDP_API,
            "A SAML signature uses SHA-1, for which collisions can be made.",
            "Set the algorithm to SHA-256."),
    CLOCK_SKEW_TOO_WIDE(
            WARNING,
            EXPLAINS,
            "6",
            Source.IDP_API,
            "policy.maxClockSkew is more than 5 minutes (it counts milliseconds), so expired tokens are taken for"
                    + " long.",
            "Set it to 120000 or less."),
    AMR_NOT_ADVERTISED(
            WARNING,
            EXPLAINS,
            "6",
            Source.GUIDE,
            "Claims sharing is on and the IdP's claims_supported does not name amr; such lists are often incomplete, so"
                    + " this is no proof.",
            "Look for amr in a real ID token and send that as evidence.idToken."),
    AMR_EVIDENCE_MISSING(
            WARNING,
            EXPLAINS,
            "6",
            Source.GUIDE,
            "Claims sharing is on and nothing shows whether the IdP sends amr: without it, sign-in breaks.",
            "Send a sample ID token as evidence.idToken, or its amr as evidence.amr."),

    // Information.
    RULE_SATISFIED(
            INFO,
            ACCEPTS,
            "R4.11",
            Source.GUIDE,
            "The counted AMR values satisfy the policy rule.",
            "Nothing is to be done."),
    AMR_USABLE(
            INFO,
            ACCEPTS,
            "R4.15",
            Source.GUIDE,
            "The AMR claims are usable: at least one value counts.",
            "Send the policy rule as well to see whether they satisfy it."),
    UNION_WOULD_SATISFY(
            INFO,
            EXPLAINS,
            "R4.9",
            Source.GUIDE,
            "Several possession values together have what the rule asks for, but no single one has (that one must is"
                    + " this project's decision, the stricter reading).",
            "Let the IdP send one value that has all of it, if there is one."),
    LEGACY_SAML_UNDOCUMENTED(
            INFO,
            EXPLAINS,
            "R2.2",
            Source.RELEASE_NOTES_2024,
            "Legacy AMR claims mapping of a SAML2 IdP is in a release note of Okta's (2024.08.2) and in no guide. The"
                    + " attribute session.amr is read by the legacy table.",
            "Test it in a preview org, or use third-party claims sharing (trustClaims), which is documented for SAML2."),
    EDITIONS_DISAGREE(
            INFO,
            EXPLAINS,
            "R1.4",
            Source.GUIDE,
            "Another edition of the AMR table decides otherwise.",
            "Edition 2026-07 is Okta's guide of today; 2025-04 is the draft of it that this project goes by unless told"
                    + " otherwise. Choose the edition with amrTable, or let the IdP send values that both count alike."),
    AMR_EVIDENCE_PRESENT(
            INFO, EXPLAINS, "6", Source.GUIDE, "The evidence shows that the IdP sends amr.", "Nothing is to be done."),
    FACTOR_ONLY_DROPS_KNOWLEDGE(
            INFO,
            EXPLAINS,
            "6",
            Source.GUIDE,
            "The IdP is used as a factor only, so the pwd and kba that it sends are dropped.",
            "Use the IdP for SSO if its password should count."),
    PKCE_NOT_REQUIRED(
            INFO,
            EXPLAINS,
            "6",
            Source.IDP_API,
            "The OIDC IdP is used without PKCE.",
            "Set protocol.credentials.client.pkce_required to true if the IdP supports it."),
    SUBJECT_FILTER_MISSING(
            INFO,
            EXPLAINS,
            "6",
            Source.IDP_API,
            "Accounts are linked automatically and no filter says which usernames this IdP may assert.",
            "Set policy.subject.filter to a regular expression for the IdP's own usernames."),
    NO_RELEVANT_CHANGE(
            INFO,
            EXPLAINS,
            "6",
            Source.GUIDE,
            "Before and after differ in nothing that decides whether claims are trusted.",
            "Nothing is to be done."),
    REAUTHENTICATION_LOCAL(
            INFO,
            EXPLAINS,
            "R4.14",
            Source.CLAIMS_SOURCING,
            "The rule asks for reauthentication, which claims sharing does not do: the IdP's factors hold until the end"
                    + " of the session, or Okta prompts itself.",
            "Use an identity claims sourcing policy with redirect type FIXED to go back to the IdP."),
    SAML_TOKEN_EXCHANGE(
            INFO,
            EXPLAINS,
            "6",
            Source.SAML_KB,
            "Claims sharing also holds for token exchanges with a SAML assertion of this IdP: without session.amr in the"
                    + " assertion they fail (\"SAML Assertion credentials cannot be used with MFA enabled\").",
            "If clients exchange its assertions for tokens, let the IdP send session.amr in these as well."),
    KEYS_STALE(
            INFO,
            EXPLAINS,
            "R5.3",
            Source.JWK,
            "The IdP's JWKS host is down, so keys were used that were fetched before and are due to be fetched again.",
            "Look after that host: 24 hours after the last fetch every token is refused."),
    DUPLICATE_MEMBER(
            INFO,
            EXPLAINS,
            "6",
            Source.JSON,
            "A member stands twice in one object of the IdP; the last one counts.",
            "Remove the other."),
    SECRET_IN_EVENT(
            INFO,
            EXPLAINS,
            "6",
            Source.IDP_API,
            "A client secret came with the request; it was not kept and is not shown.",
            "Leave protocol.credentials.client.client_secret out: no rule needs it.");

    private final Level level;
    private final Effect effect;
    private final String rule;
    private final String help;
    private final String sentence;
    private final String remedy;
    private final String message;

    FindingCode(Level level, Effect effect, String rule, String help, String sentence, String remedy) {
        this.level = level;
        this.effect = effect;
        this.rule = rule;
        this.help = help;
        this.sentence = sentence;
        this.remedy = remedy;
        this.message = sentence + " " + remedy;
    }

    /** Its level, unless the place where it is found changes that. */
    public Level level() {
        return level;
    }

    /** The rule behind it: its number, such as {@code R4.9}, or its section. */
    public String rule() {
        return rule;
    }

    /** Where the rule was published: a URL. */
    public String help() {
        return help;
    }

    /** What happened, and whom it hits. */
    public String sentence() {
        return sentence;
    }

    /** What to do. */
    public String remedy() {
        return remedy;
    }

    /** The sentence and the remedy. */
    String message() {
        return message;
    }

    /** Whether a sign-in verdict is ACCEPTED when this code decides it. */
    public boolean accepts() {
        return effect == ACCEPTS;
    }

    /** Whether a configuration verdict is INVALID, and not BREAKING, when this code decides it as an error. */
    public boolean invalidates() {
        return effect == INVALIDATES;
    }

    /** What a finding does to the verdict besides its level. */
    enum Effect {
        ACCEPTS,
        INVALIDATES,
        EXPLAINS
    }

    /**
     * Where the rules were published. This is a separate class because an enum's constants can't read the enum's own
     * static fields.
     */
    private static final class Source {
        static final String GUIDE =
                "https://developer.okta.com/docs/guides/configure-claims-sharing/thirdpartyoidc/main/";
        static final String OKTA_TO_OKTA =
                "https://developer.okta.com/docs/guides/configure-claims-sharing/oktaoidc/main/";
        static final String LEGACY_GUIDE = "https://developer.okta.com/docs/guides/configure-amr-claims-mapping/main/";
        static final String RELEASE_NOTES_2024 =
                "https://developer.okta.com/docs/release-notes/2024-okta-identity-engine/";
        static final String CLAIMS_SOURCING =
                "https://developer.okta.com/docs/guides/configure-identity-claims-sourcing-policy/main/";
        static final String IDP_API =
                "https://developer.okta.com/docs/api/openapi/okta-management/management/tag/IdentityProvider/";
        static final String POLICY_API =
                "https://developer.okta.com/docs/api/openapi/okta-management/management/tag/Policy/";
        static final String SYSTEM_LOG =
                "https://developer.okta.com/docs/api/openapi/okta-management/management/tag/SystemLog/";
        static final String ENTRA_KB = "https://support.okta.com/help/s/article/claims-sharing-and-entra";
        static final String SAML_KB =
                "https://support.okta.com/help/s/article/saml-assertion-token-exchange-flow-receives-saml-assertion-credentials-cannot-be-used-with-mfa-enabled";
        static final String OIDC_ID_TOKEN = "https://openid.net/specs/openid-connect-core-1_0.html#IDToken";
        static final String OIDC_VALIDATION = "https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation";
        static final String OIDC_AT_HASH =
                "https://openid.net/specs/openid-connect-core-1_0.html#CodeFlowTokenValidation";
        static final String JWS = "https://www.rfc-editor.org/rfc/rfc7515#section-5.2";
        static final String JWS_CRIT = "https://www.rfc-editor.org/rfc/rfc7515#section-4.1.11";
        static final String JWK = "https://www.rfc-editor.org/rfc/rfc7517#section-4";
        static final String JWT = "https://www.rfc-editor.org/rfc/rfc7519#section-4.1";
        static final String JWT_BCP = "https://www.rfc-editor.org/rfc/rfc8725#section-3";
        static final String JSON = "https://www.rfc-editor.org/rfc/rfc8259#section-4";

        private Source() {}
    }
}
