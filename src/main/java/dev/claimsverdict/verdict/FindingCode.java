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
    // Errors that leave no IdP configuration to judge (docs/rules.md section 6: INVALID).
    IDP_MALFORMED(
            ERROR,
            INVALIDATES,
            "6",
            Source.IDP_API,
            "This isn't an identity provider as Okta's Management API returns it, so it can't be judged.",
            "Send the object that GET /api/v1/idps/{id} returns."),
    RULE_MALFORMED(
            ERROR,
            INVALIDATES,
            "4",
            Source.POLICY_API,
            "This policy rule can't be read, so sign-ins under it can't be judged.",
            "Send it as GET /api/v1/policies/{policyId}/rules/{ruleId} returns it, or write the Terraform resource as the"
                    + " provider documents it."),
    CONSTRAINT_UNKNOWN(
            ERROR,
            INVALIDATES,
            "4",
            Source.MISSPELT_CONSTRAINT,
            "A constraint of the policy rule has a member that Okta doesn't know. Many versions of Terraform's"
                    + " provider silently drop such members, so the rule may ask its users for less than the file"
                    + " says.",
            "Correct the name: a constraint has knowledge, possession or both, with the properties that Okta's Policy"
                    + " API lists."),
    OIDC_ISSUER_MISSING(
            ERROR,
            INVALIDATES,
            "6",
            Source.IDP_API,
            "The OIDC IdP has no issuer, so Okta can't verify its ID tokens and nobody can sign in through it.",
            "Set protocol.issuer.url to the iss value of the IdP's ID tokens."),
    OIDC_CLIENT_ID_MISSING(
            ERROR,
            INVALIDATES,
            "6",
            Source.IDP_API,
            "The OIDC IdP has no client ID, so no ID token can be meant for Okta and nobody can sign in through it.",
            "Set protocol.credentials.client.client_id to the client ID that the IdP gave to Okta."),
    OIDC_JWKS_MISSING(
            ERROR,
            INVALIDATES,
            "6",
            Source.IDP_API,
            "The OIDC IdP has no JWKS endpoint, so Okta can't verify its ID tokens and nobody can sign in through it.",
            "Set protocol.endpoints.jwks.url to the jwks_uri of the IdP's discovery document."),
    OPENID_SCOPE_MISSING(
            ERROR,
            INVALIDATES,
            "6",
            Source.IDP_API,
            "The OIDC IdP doesn't request the scope openid, so Okta gets no ID token and nobody can sign in through"
                    + " it.",
            "Add openid to protocol.scopes."),

    // Errors: nobody signs in.
    IDP_UNKNOWN(
            ERROR,
            EXPLAINS,
            "5",
            Source.IDP_API,
            "The registry of this deployment has no IdP with this ID, so the sign-in is rejected.",
            "Send the IdP itself in idp, or add it to the registry (CLAIMS_IDPS)."),
    IDP_INACTIVE(
            ERROR,
            EXPLAINS,
            "R2.3",
            Source.IDP_API,
            "The IdP is inactive, so nobody can sign in through it.",
            "Activate the IdP, or remove it from the routing rules."),
    TOKEN_NOT_OIDC(
            ERROR,
            EXPLAINS,
            "R3.1",
            Source.GUIDE,
            "The IdP isn't an OIDC IdP, so its ID tokens can't be verified.",
            "For a SAML IdP, send its response to /v1/saml-verdicts."),
    SAML_IDP_NOT_SAML2(
            ERROR,
            EXPLAINS,
            "R3.3",
            Source.SAML_GUIDE,
            "The IdP isn't of type SAML2, so its SAML responses can't be judged.",
            "Send an OIDC IdP's ID token to /v1/token-verdicts."),
    TOKEN_TOO_LARGE(
            ERROR,
            EXPLAINS,
            "R5.1",
            Source.JWS,
            "The token is larger than 16 KiB, so it is refused.",
            "Configure the IdP to put fewer claims into it."),
    TOKEN_MALFORMED(
            ERROR,
            EXPLAINS,
            "R5.1",
            Source.JWS,
            "The token isn't a well-formed signed JWT, so it is refused.",
            "Send the id_token of the IdP's token response unchanged."),
    TOKEN_CRITICAL_HEADER(
            ERROR,
            EXPLAINS,
            "R5.1",
            Source.JWS_CRIT,
            "The token's header requires an extension that isn't supported, so the token is refused.",
            "Configure the IdP to sign without the header members crit and b64."),
    TOKEN_ALGORITHM_REFUSED(
            ERROR,
            EXPLAINS,
            "R5.2",
            Source.JWT_BCP,
            "The token's signature algorithm isn't accepted, so the token is refused. Accepted are RS, PS and ES with"
                    + " 256, 384 and 512 bits, and Ed25519.",
            "Configure the IdP to sign with RS256 or ES256."),
    ACCESS_TOKEN_AS_ID_TOKEN(
            ERROR,
            EXPLAINS,
            "R3.2",
            Source.JWT_BCP,
            "The header's typ says that this is an access token and not an ID token, so it is refused.",
            "Send the id_token of the token response, not the access_token."),
    KEYS_UNAVAILABLE(
            ERROR,
            EXPLAINS,
            "R5.3",
            Source.JWK,
            "There are no keys to verify the token with, so the sign-in is rejected.",
            "Send the IdP's JWKS in jwks, or a SAML IdP's signing certificates in certificates, or add them to the"
                    + " deployment's registry."),
    TOKEN_KEY_NOT_FOUND(
            ERROR,
            EXPLAINS,
            "R5.3",
            Source.JWK,
            "The IdP's JWKS has no key for this token, so the token is refused.",
            "Compare the token's kid with the JWKS. The IdP may have rotated its keys."),
    TOKEN_KEY_AMBIGUOUS(
            ERROR,
            EXPLAINS,
            "R5.3",
            Source.JWK,
            "Several keys of the IdP's JWKS could have signed the token, so the token is refused.",
            "Configure the IdP to give each key a unique kid and to name it in its tokens."),
    TOKEN_KEY_UNSUITABLE(
            ERROR,
            EXPLAINS,
            "R5.3",
            Source.JWK,
            "The token's key must not be used to verify this signature, so the token is refused.",
            "Configure the IdP to publish a public signature key that fits the token's algorithm."),
    TOKEN_SIGNATURE_INVALID(
            ERROR,
            EXPLAINS,
            "R5.2",
            Source.JWS,
            "The IdP's key doesn't verify the token's signature, so the token is refused: it is forged, or the JWKS"
                    + " belongs to another IdP.",
            "Treat the token as forged, unless you sent the wrong JWKS."),
    TOKEN_ISSUER_MISMATCH(
            ERROR,
            EXPLAINS,
            "R5.4",
            Source.OIDC_VALIDATION,
            "The token's iss isn't the IdP's protocol.issuer.url, so the token is refused.",
            "Make both the same, character by character."),
    TOKEN_AUDIENCE_MISMATCH(
            ERROR,
            EXPLAINS,
            "R5.4",
            Source.OIDC_VALIDATION,
            "The token's aud doesn't contain the IdP's client ID, so the token may be meant for another application"
                    + " and is refused.",
            "Check protocol.credentials.client.client_id, and send a token that the IdP issued to Okta."),
    TOKEN_AUDIENCE_UNTRUSTED(
            ERROR,
            EXPLAINS,
            "R5.4",
            Source.OIDC_VALIDATION,
            "The token's aud has an untrusted audience besides the client ID. That party could reuse the token, so the"
                    + " token is refused.",
            "Configure the IdP to issue the token to Okta alone, or name the audience in expect.audiences."),
    TOKEN_AZP_MISMATCH(
            ERROR,
            EXPLAINS,
            "R5.4",
            Source.OIDC_VALIDATION,
            "The token's azp isn't the IdP's client ID: the IdP issued the token to another party, so it is refused.",
            "Configure the IdP to issue the token to Okta's client, or switch off this check with expect.checkAzp."),
    TOKEN_CLAIM_MISSING(
            ERROR,
            EXPLAINS,
            "R5.4",
            Source.OIDC_ID_TOKEN,
            "The token lacks a claim that every ID token needs, so it is refused.",
            "Configure the IdP to send it."),
    TOKEN_EXPIRED(
            ERROR,
            EXPLAINS,
            "R5.4",
            Source.OIDC_VALIDATION,
            "The token has expired, so it is refused.",
            "Ask the user to sign in again. If new tokens expire at once, compare the IdP's clock with Okta's."),
    TOKEN_NOT_YET_VALID(
            ERROR,
            EXPLAINS,
            "R5.4",
            Source.JWT,
            "The token isn't valid yet, because its nbf lies in the future, so it is refused.",
            "Compare the IdP's clock with Okta's, or raise policy.maxClockSkew."),
    TOKEN_ISSUED_IN_FUTURE(
            ERROR,
            EXPLAINS,
            "R5.4",
            Source.OIDC_VALIDATION,
            "The token says that it was issued in the future, so it is refused.",
            "Compare the IdP's clock with Okta's, or raise policy.maxClockSkew."),
    TOKEN_NONCE_MISMATCH(
            ERROR,
            EXPLAINS,
            "R5.4",
            Source.OIDC_VALIDATION,
            "The token's nonce isn't the one that was sent, so the token belongs to another sign-in and is refused.",
            "Treat the token as replayed, and start the sign-in again."),
    TOKEN_AUTH_TOO_OLD(
            ERROR,
            EXPLAINS,
            "R5.4",
            Source.OIDC_VALIDATION,
            "The user signed in at the IdP longer ago than expect.maxAge allows, so the token is refused.",
            "Ask the user to sign in again."),
    AT_HASH_MISMATCH(
            ERROR,
            EXPLAINS,
            "R5.4",
            Source.OIDC_AT_HASH,
            "The ID token's at_hash doesn't match the access token: the two tokens don't belong together, so the"
                    + " sign-in is rejected.",
            "Send the two tokens of one token response."),
    ACCESS_TOKEN_INVALID(
            ERROR,
            EXPLAINS,
            "R3.2",
            Source.ENTRA_KB,
            "The ID token has no AMR values, and the access token that Okta reads instead can't be verified, so the"
                    + " sign-in is rejected.",
            "Configure the IdP to send amr in the ID token. For Entra ID, use the v1.0 endpoints."),
    ACCESS_TOKEN_NOT_BOUND(
            ERROR,
            EXPLAINS,
            "R3.2",
            Source.OIDC_AT_HASH,
            "Nothing shows that the access token was issued together with this ID token: there is no at_hash, and sub"
                    + " differs. So the sign-in is rejected.",
            "Send the two tokens of one token response. If you took both from one response yourself, set"
                    + " expect.sameTokenResponse to true."),
    SAML_TOO_LARGE(
            ERROR,
            EXPLAINS,
            "5",
            Source.SAML_CORE,
            "The SAML response is larger than 256 KiB, so it isn't read.",
            "Configure the IdP to send fewer attributes."),
    SAML_MALFORMED(
            ERROR,
            EXPLAINS,
            "5",
            Source.SAML_CORE,
            "The SAML response isn't a well-formed SAML 2.0 response, so it can't be judged.",
            "Send the value of the form field SAMLResponse as the browser posted it, or the XML itself."),
    SAML_ENCRYPTED(
            ERROR,
            EXPLAINS,
            "5",
            Source.SAML_CORE,
            "The assertion, or one of its attributes, is encrypted for Okta, so only Okta can read it.",
            "For a test, switch off encryption at the IdP, or read the result in Okta's System Log."),
    SAML_SIGNATURE_WRAPPED(
            ERROR,
            EXPLAINS,
            "5",
            Source.SAML_CORE,
            "The signature may not cover the assertion that a reader would use. Forged responses look like this, so the sign-in is rejected.",
            "Treat the response as forged. If the IdP really sends several assertions, configure it to send one."),
    SAML_SIGNATURE_MISSING(
            ERROR,
            EXPLAINS,
            "5",
            Source.SAML_PROFILES,
            "Neither the SAML response nor its assertion is signed, so anybody could have made it, and it is refused.",
            "Configure the IdP to sign the response, the assertion or both."),
    SAML_ALGORITHM_REFUSED(
            ERROR,
            EXPLAINS,
            "5",
            Source.XML_ALGORITHMS,
            "The signature uses an algorithm that isn't accepted, so the response is refused. Accepted are RSA and"
                    + " ECDSA with SHA-256, SHA-384 or SHA-512, these digests, the enveloped-signature transform and"
                    + " exclusive canonicalization.",
            "Configure the IdP to sign with RSA and SHA-256, with a key of at least 2,048 bits."),
    SAML_SIGNATURE_INVALID(
            ERROR,
            EXPLAINS,
            "5",
            Source.XML_SIGNATURE,
            "None of the IdP's certificates verifies the signature of this response, so the response is refused.",
            "Compare the certificates with the IdP's: it may have a new one. Otherwise treat the response as changed"
                    + " on its way."),
    SAML_STATUS_NOT_SUCCESS(
            ERROR,
            EXPLAINS,
            "5",
            Source.SAML_CORE,
            "The IdP answered that it didn't sign in the user, so the user can't sign in.",
            "Look for the reason in the IdP's log."),
    SAML_ISSUER_MISMATCH(
            ERROR,
            EXPLAINS,
            "5",
            Source.SAML_PROFILES,
            "The Issuer of the response isn't the IdP's protocol.credentials.trust.issuer, so the response is refused.",
            "Make the two the same, character by character."),
    SAML_AUDIENCE_MISMATCH(
            ERROR,
            EXPLAINS,
            "5",
            Source.SAML_PROFILES,
            "The assertion isn't restricted to the expected audience, so the response may be meant for another"
                    + " application and is refused.",
            "Make the IdP's audience and protocol.credentials.trust.audience the same, unless the response is meant"
                    + " for another application."),
    SAML_RECIPIENT_MISMATCH(
            ERROR,
            EXPLAINS,
            "5",
            Source.SAML_PROFILES,
            "The response is meant for a URL other than expect.recipient, or has no Recipient, so it is refused.",
            "Set the assertion consumer service URL at the IdP to Okta's."),
    SAML_IN_RESPONSE_TO_MISMATCH(
            ERROR,
            EXPLAINS,
            "5",
            Source.SAML_PROFILES,
            "The response answers a request other than the one that was sent, so it is refused.",
            "Treat the response as replayed, and start the sign-in again."),
    SAML_EXPIRED(
            ERROR,
            EXPLAINS,
            "5",
            Source.SAML_PROFILES,
            "The assertion has expired, so the response is refused.",
            "Ask the user to sign in again. If new responses are already expired, compare the IdP's clock with Okta's."),
    SAML_NOT_YET_VALID(
            ERROR,
            EXPLAINS,
            "5",
            Source.SAML_PROFILES,
            "The assertion isn't valid yet, or was issued in the future, so the response is refused.",
            "Compare the IdP's clock with Okta's, or raise policy.maxClockSkew."),
    RULE_DENIES(
            ERROR,
            EXPLAINS,
            "R4.1",
            Source.POLICY_API,
            "The policy rule denies the user access, whatever the AMR values.",
            "Change the rule's access to ALLOW if this user should get in."),
    AMR_NOT_ARRAY(
            ERROR,
            EXPLAINS,
            "R3.1",
            Source.OIDC_ID_TOKEN,
            "The amr claim isn't an array of strings, so the sign-in is rejected.",
            "Configure the IdP to send a JSON array of strings, even for one value."),
    AMR_TOO_MANY_VALUES(
            ERROR,
            EXPLAINS,
            "R3.1",
            Source.OIDC_ID_TOKEN,
            "The IdP sent more than 1,000 AMR values. No real sign-in has that many, so they aren't judged and the sign-in"
                    + " is rejected.",
            "Configure the IdP to send only the methods of this sign-in."),
    AMR_MISSING(
            ERROR,
            EXPLAINS,
            "R3.5",
            Source.GUIDE,
            "Claims sharing is on, but the IdP sent no amr claim: the user can't sign in.",
            "Configure the IdP to send amr in the ID token or session.amr in the SAML assertion, or set trustClaims to"
                    + " false."),
    AMR_EMPTY(
            ERROR,
            EXPLAINS,
            "R3.5",
            Source.GUIDE,
            "Claims sharing is on, but the IdP sent no AMR value: the user can't sign in.",
            "Configure the IdP to say how the user signed in, or set trustClaims to false."),
    AMR_ALL_UNSUPPORTED(
            ERROR,
            EXPLAINS,
            "R3.5",
            Source.GUIDE,
            "Claims sharing is on, but Okta supports none of the AMR values that the IdP sent: the user can't sign"
                    + " in. Okta doesn't document this case; this project treats it like no value at all.",
            "Configure the IdP to map its methods to values of the AMR table, or set trustClaims to false."),
    AMR_ALL_DROPPED(
            ERROR,
            EXPLAINS,
            "R3.5",
            Source.GUIDE,
            "The IdP is used only as a factor, so Okta drops kba and pwd, and the IdP sent nothing else that counts:"
                    + " the user can't sign in.",
            "Configure the IdP to send a possession or biometric value, or use it for SSO."),

    // Errors of a configuration: sign-in through the IdP breaks.
    FLOW_BREAKS_NO_AMR(
            ERROR,
            EXPLAINS,
            "6",
            Source.GUIDE,
            "Claims sharing is on, but the evidence shows no usable AMR value: nobody can sign in through this IdP.",
            "Configure the IdP to send amr before you set trustClaims to true."),

    PROVIDER_SENDS_NO_AMR(
            ERROR,
            EXPLAINS,
            "6",
            Source.GUIDE,
            "trustClaims is true, but this provider never sends amr: nobody can sign in through it.",
            "Set trustClaims to false, or put an IdP in between that says how the user signed in."),
    ENTRA_V2_ENDPOINTS(
            ERROR,
            EXPLAINS,
            "6",
            Source.ENTRA_KB,
            "trustClaims is true with Entra ID's v2.0 endpoints. Their ID tokens have no amr and their access tokens"
                    + " have another issuer, so nobody can sign in through this IdP.",
            "Use Entra ID's v1.0 endpoints (without /v2.0) and their issuer."),
    LAST_TRUSTED_IDP(
            ERROR,
            EXPLAINS,
            "6",
            Source.OKTA_TO_OKTA,
            "This is the last active IdP with trusted claims, and a policy rule needs one: it asks for a second factor"
                    + " type or has a constraint, and AMR values can satisfy it. Okta refuses the change.",
            "Trust another active IdP first, or change the rule."),

    // Warnings of a sign-in: Okta challenges the user itself.
    TRUST_OFF(
            WARNING,
            EXPLAINS,
            "R4.16",
            Source.GUIDE,
            "Okta doesn't trust this IdP's AMR claims, so they satisfy nothing and Okta challenges the user itself.",
            "Fix what the other findings say about the IdP or the org. If there are none, set policy.trustClaims to"
                    + " true."),
    OKTA_TO_OKTA_OPAQUE(
            INFO,
            EXPLAINS,
            "R2.1",
            Source.OKTA_TO_OKTA,
            "The IdP is an Okta org. Between two Okta orgs the claims travel in okta_auth, which only Okta can read,"
                    + " so there is no verdict on the factors. The IdP doesn't need to send amr.",
            "Read the result in the System Log of the org that signs its users in through this IdP."),
    METHOD_CHAIN(
            WARNING,
            EXPLAINS,
            "R4.2",
            Source.GUIDE,
            "The rule requires a chain of authentication methods, which AMR claims can't satisfy: Okta challenges the"
                    + " user itself.",
            "For apps that users of this IdP need, use an assurance rule (any 1 or 2 factor types)."),
    VERIFICATION_METHOD_NOT_ASSURANCE(
            WARNING,
            EXPLAINS,
            "R4.2",
            Source.POLICY_API,
            "The rule's verification method isn't ASSURANCE, so AMR claims can't satisfy it: Okta challenges the user"
                    + " itself.",
            "For apps that users of this IdP need, use an assurance rule (any 1 or 2 factor types)."),
    METHOD_LIST(
            WARNING,
            EXPLAINS,
            "R4.3",
            Source.GUIDE,
            "The rule allows or disallows specific methods or authenticator types, which AMR claims can't express:"
                    + " Okta challenges the user itself.",
            "For apps that users of this IdP need, choose \"Allow any method that can be used to meet the"
                    + " requirement\"."),
    PIN_NOT_EXPRESSIBLE(
            WARNING,
            EXPLAINS,
            "R4.9",
            Source.POLICY_API,
            "The rule requires user verification by PIN, which no AMR value expresses: Okta challenges the user"
                    + " itself.",
            "Also allow user verification by biometrics."),
    SECURITY_QUESTION_IN_MFA(
            WARNING,
            EXPLAINS,
            "R4.4",
            Source.GUIDE,
            "The org allows the security question for MFA, so AMR claims can satisfy only the factor type Knowledge:"
                    + " Okta challenges the user for the rest.",
            "In the settings of the security question authenticator, allow it for recovery only."),
    CLASSIC_NEEDS_PWD_OR_MFA(
            WARNING,
            EXPLAINS,
            "R4.13",
            Source.GUIDE,
            "The org is on Classic Engine, which needs pwd or mfa among the AMR values, whatever else the IdP sends:"
                    + " Okta challenges the user itself.",
            "Configure the IdP to send pwd or mfa, too."),
    MFA_ONLY_UNDER_CONSTRAINT(
            WARNING,
            EXPLAINS,
            "R4.8",
            Source.GUIDE,
            "The value mfa satisfies neither a constraint nor the second factor that a rule asks for besides its"
                    + " constraint: Okta challenges the user itself.",
            "Configure the IdP to send the methods behind mfa, such as otp or hwk."),
    CHARACTERISTICS_MISSING(
            WARNING,
            EXPLAINS,
            "R4.9",
            Source.GUIDE,
            "No counted value has all characteristics that the rule asks for: Okta challenges the user itself.",
            "Configure the IdP to send values that have them. If there are such values, wouldSatisfy lists some."),
    FACTORS_MISSING(
            WARNING,
            EXPLAINS,
            "R4.6",
            Source.GUIDE,
            "The counted values cover fewer factor types than needed: Okta challenges the user for the rest.",
            "Configure the IdP to send more values. If you sent a rule that AMR values can satisfy, wouldSatisfy lists"
                    + " what would be enough."),

    LEGACY_ACCESS_DENIED(
            WARNING,
            EXPLAINS,
            "R2.2",
            Source.LEGACY_GUIDE,
            "Okta reads these claims through legacy AMR claims mapping. Its guide says that users whose claims don't"
                    + " satisfy the rule can't sign in to the application (\"Access denied\"), so Okta may not prompt for"
                    + " what is missing.",
            "Configure the IdP to ask for everything that the rule needs, or move the org to third-party claims sharing"
                    + " (trustClaims)."),
    OKTA_CUSTOM_DOMAIN(
            WARNING,
            EXPLAINS,
            "R2.1",
            Source.OKTA_TO_OKTA,
            "The IdP is an Okta org that sends okta_auth from a custom domain. Without a certificate that Okta manages,"
                    + " claims sharing fails without an error, and Okta asks users for factors again.",
            "In the IdP's org, give the custom domain a certificate that Okta manages, or use the org's own Okta"
                    + " domain."),

    // Warnings of a configuration.
    SIGN_IN_ENDS(
            WARNING,
            EXPLAINS,
            "6",
            Source.IDP_API,
            "The change deactivates or deletes an active IdP: nobody can sign in through it any more.",
            "First move its users to another way of signing in, and remove the IdP from the routing rules."),
    ROUTED_TO_INACTIVE_IDP(
            WARNING,
            EXPLAINS,
            "6",
            Source.POLICY_API,
            "The routing rule sends people to an IdP that is inactive, or that the change deactivates or deletes: they can't"
                    + " sign in there.",
            "Send these people to another IdP, or remove the routing rule, before the IdP goes."),
    RULE_WEAKENED(
            WARNING,
            EXPLAINS,
            "4",
            Source.POLICY_API,
            "After the change, sign-ins satisfy the policy rule that didn't satisfy it before, so users of trusted"
                    + " IdPs get in with less.",
            "Make sure that you want this."),
    RULE_ENDS(
            WARNING,
            EXPLAINS,
            "6",
            Source.POLICY_API,
            "The change deletes or deactivates an active policy rule. For its users, the next rule of the policy that"
                    + " fits then decides, and it may ask for less or deny access.",
            "Check what the next rules ask of these users, the catch-all rule included."),
    CLAIMS_SHARING_FEATURE_OFF(
            WARNING,
            EXPLAINS,
            "2",
            Source.GUIDE,
            "trustClaims is true, but third-party claims sharing is off in the org, so Okta trusts none of this IdP's"
                    + " claims.",
            "Switch on the feature, or set trustClaims to false."),
    AMR_MAPPING_FEATURE_OFF(
            WARNING,
            EXPLAINS,
            "2",
            Source.LEGACY_GUIDE,
            "mapAMRClaims is true, but both claims sharing and legacy mapping are off in the org, so Okta maps none of"
                    + " this IdP's claims.",
            "Switch on third-party claims sharing and use trustClaims."),
    MAP_AMR_CLAIMS_IGNORED(
            WARNING,
            EXPLAINS,
            "2",
            Source.GUIDE,
            "Okta ignores mapAMRClaims here: only trustClaims counts.",
            "Remove mapAMRClaims, and set trustClaims to true if the IdP's AMR claims should count."),
    TYPE_NOT_DOCUMENTED(
            WARNING,
            EXPLAINS,
            "R2.1",
            Source.GUIDE,
            "Okta documents trusted AMR claims only for IdPs of type OIDC and SAML2, so none of this IdP's values"
                    + " count.",
            "Use an IdP of type OIDC or SAML2."),
    TRUST_TURNED_OFF(
            WARNING,
            EXPLAINS,
            "6",
            Source.GUIDE,
            "The change stops Okta from trusting this IdP's AMR claims: Okta will challenge its users itself.",
            "Make sure that these users have authenticators in Okta, or leave trustClaims true."),
    TRUST_CLAIMS_UNKNOWN(
            WARNING,
            EXPLAINS,
            "6",
            Source.GUIDE,
            "The plan doesn't say yet whether Okta will trust the IdP's claims. This verdict assumes that it will.",
            "Give trust_claims a value that is known in the plan."),
    RULE_VALUE_UNKNOWN(
            WARNING,
            EXPLAINS,
            "6",
            Source.TERRAFORM_JSON,
            "The plan doesn't contain this value of the rule yet, so nobody can tell what the rule will do. If its"
                    + " IdPs are unknown, the rule was judged as one for all IdPs.",
            "Give it a value that is known in the plan, or judge the state after the apply."),
    IDP_REPLACED(
            WARNING,
            EXPLAINS,
            "6",
            Source.IDP_API,
            "Terraform deletes the IdP and creates another one in its place, with a new id. In between, nobody can"
                    + " sign in through it. The users' links to the IdP are lost, and whatever contains the old id"
                    + " stops working: the URL to which a SAML IdP posts its responses, conditions of policy rules,"
                    + " routing rules.",
            "Find out what forces the replacement and avoid it. Otherwise update the IdP's side, the rules and the"
                    + " users' links right after it."),
    SAML_KEY_CHANGES(
            WARNING,
            EXPLAINS,
            "6",
            Source.IDP_KEYS_API,
            "The signing key of a SAML IdP in use changes: Okta then refuses responses that are signed with the old"
                    + " key, so its users can't sign in until the IdP signs with the new one.",
            "Change the key at the IdP at the same time, and make sure that the new certificate really is the IdP's."),
    RESOURCE_NOT_READ(
            WARNING,
            EXPLAINS,
            "6",
            Source.TERRAFORM_JSON,
            "This resource seems to be an IdP, but this version of the program doesn't know its type, so the change"
                    + " wasn't judged.",
            "Judge the IdP itself, in a request or a file with before and after."),
    RULE_OUT_OF_REACH(
            WARNING,
            EXPLAINS,
            "6",
            Source.GUIDE,
            "No set of AMR values can satisfy this policy rule: Okta will always challenge users of this IdP.",
            "For apps that users of this IdP need, use an assurance rule without lists of methods."),
    PROVIDER_OUT_OF_REACH(
            WARNING,
            EXPLAINS,
            "6",
            Source.GUIDE,
            "AMR values could satisfy this policy rule, but not those that this IdP's provider is known to send: Okta will"
                    + " always challenge users of this IdP.",
            "Configure the provider to send more values, or use a rule that its values can satisfy for apps that users"
                    + " of this IdP need."),
    CONFIG_NOT_IN_EVENT(
            WARNING,
            EXPLAINS,
            "6",
            Source.SYSTEM_LOG,
            "The event names the IdP that changed, but doesn't contain its configuration, so the change can't be"
                    + " judged completely.",
            "Send the IdP's configuration to /v1/idp-verdicts, or add it to the deployment's registry."),
    ENDPOINT_NOT_HTTPS(
            WARNING,
            EXPLAINS,
            "6",
            Source.IDP_API,
            "A URL of the IdP isn't https, so somebody on the network can forge its answers.",
            "Use the IdP's https URL."),
    SAML_SHA1(
            WARNING,
            EXPLAINS,
            "6",
            Source.IDP_API,
            "A SAML signature uses SHA-1. Attackers can create two messages with the same SHA-1 hash, so the signature"
                    + " proves too little.",
            "Set the algorithm to SHA-256."),
    CLOCK_SKEW_TOO_WIDE(
            WARNING,
            EXPLAINS,
            "6",
            Source.IDP_API,
            "policy.maxClockSkew is more than 5 minutes (its unit is milliseconds), so expired tokens stay usable too"
                    + " long.",
            "Set it to 120000 or less."),
    AMR_NOT_ADVERTISED(
            WARNING,
            EXPLAINS,
            "6",
            Source.GUIDE,
            "Claims sharing is on, but the IdP's claims_supported doesn't list amr. Without amr, users can't sign in."
                    + " Such lists are often incomplete, so this is no proof.",
            "Look for amr in a real ID token and send that as evidence.idToken."),
    AMR_EVIDENCE_MISSING(
            WARNING,
            EXPLAINS,
            "6",
            Source.GUIDE,
            "Claims sharing is on, but nothing shows whether the IdP sends amr. If it doesn't, users can't sign in.",
            "Send a sample ID token as evidence.idToken, or its amr as evidence.amr."),

    // Information.
    RULE_SATISFIED(
            INFO,
            ACCEPTS,
            "R4.11",
            Source.GUIDE,
            "The counted AMR values satisfy the policy rule: Okta asks the user for nothing more.",
            "There is nothing to do."),
    AMR_USABLE(
            INFO,
            ACCEPTS,
            "R4.15",
            Source.GUIDE,
            "Okta can use the AMR claims: at least one value counts.",
            "Send the policy rule, too, to see whether they satisfy it."),
    UNION_WOULD_SATISFY(
            INFO,
            EXPLAINS,
            "R4.9",
            Source.GUIDE,
            "Several possession values together have all characteristics that the rule asks for, but no single value"
                    + " does. Okta doesn't document this case; this project requires a single value, the stricter"
                    + " reading.",
            "Configure the IdP to send one value that has all of them, if there is one."),
    LEGACY_SAML_UNDOCUMENTED(
            INFO,
            EXPLAINS,
            "R2.2",
            Source.RELEASE_NOTES_2024,
            "Okta mentions legacy AMR claims mapping of SAML2 IdPs only in a release note (2024.08.2). This verdict"
                    + " reads the attribute session.amr by the legacy table.",
            "Test it in a preview org, or use third-party claims sharing (trustClaims), which is documented for SAML2."),
    EDITIONS_DISAGREE(
            INFO,
            EXPLAINS,
            "R1.4",
            Source.GUIDE,
            "Another edition of the AMR table decides otherwise.",
            "Edition 2026-07 is Okta's current guide; 2025-04, the default, is a draft of it. Choose the edition with"
                    + " amrTable, or configure the IdP to send values that count the same in both."),
    AMR_EVIDENCE_PRESENT(
            INFO, EXPLAINS, "6", Source.GUIDE, "The evidence shows that the IdP sends amr.", "There is nothing to do."),
    FACTOR_ONLY_DROPS_KNOWLEDGE(
            INFO,
            EXPLAINS,
            "6",
            Source.GUIDE,
            "The IdP is used only as a factor, so Okta drops the values pwd and kba that it sends.",
            "Use the IdP for SSO if its password should count."),
    PKCE_NOT_REQUIRED(
            INFO,
            EXPLAINS,
            "6",
            Source.IDP_API,
            "The OIDC IdP is used without PKCE, so a stolen authorization code is easier to use.",
            "Set protocol.credentials.client.pkce_required to true if the IdP supports it."),
    SUBJECT_FILTER_MISSING(
            INFO,
            EXPLAINS,
            "6",
            Source.IDP_API,
            "Accounts are linked automatically, and no filter limits the usernames that this IdP may assert, so it may"
                    + " name any of your users.",
            "Set policy.subject.filter to a regular expression for the IdP's own usernames."),
    NO_RELEVANT_CHANGE(
            INFO,
            EXPLAINS,
            "6",
            Source.GUIDE,
            "The change affects nothing that decides whether Okta trusts the claims.",
            "There is nothing to do."),
    REAUTHENTICATION_LOCAL(
            INFO,
            EXPLAINS,
            "R4.14",
            Source.CLAIMS_SOURCING,
            "The rule asks for reauthentication, which claims sharing doesn't do: the IdP's factors count until the"
                    + " end of the session, or Okta prompts the user itself.",
            "Use an identity claims sourcing policy with redirect type FIXED to send users back to the IdP."),
    SAML_TOKEN_EXCHANGE(
            INFO,
            EXPLAINS,
            "6",
            Source.SAML_KB,
            "Claims sharing also applies when clients exchange a SAML assertion of this IdP for tokens. Without session.amr in"
                    + " the assertion the exchange fails (\"SAML Assertion credentials cannot be used with MFA enabled\").",
            "If clients exchange assertions, configure the IdP to send session.amr in these assertions, too."),
    KEYS_STALE(
            INFO,
            EXPLAINS,
            "R5.3",
            Source.JWK,
            "The IdP's JWKS host is down, so the token was verified with keys that should have been refreshed.",
            "Restore the host: 24 hours after the last fetch, every token is refused."),
    SAML_CERTIFICATE_EXPIRED(
            INFO,
            EXPLAINS,
            "5",
            Source.SAML_METADATA,
            "The certificate that verifies the response has expired. Its key still counts, as in SAML metadata.",
            "Renew the certificate at the IdP, and replace it in Okta and wherever else it is trusted."),
    SAML_AUTHN_CONTEXT_IGNORED(
            INFO,
            EXPLAINS,
            "R3.3",
            Source.SAML_GUIDE,
            "Okta ignores the assertion's AuthnContextClassRef: it reads how the user signed in from session.amr alone.",
            "Configure the IdP to send the same information in session.amr."),
    RULE_NOT_JUDGED(
            INFO,
            EXPLAINS,
            "6",
            Source.POLICY_API,
            "This policy rule doesn't say how users sign in, so AMR values don't affect it.",
            "There is nothing to do. Rules of access policies and of global session policies are judged."),
    DUPLICATE_MEMBER(
            INFO,
            EXPLAINS,
            "6",
            Source.JSON,
            "An object of the IdP has the same member twice; the last one counts.",
            "Remove one of them."),
    SECRET_IN_EVENT(
            INFO,
            EXPLAINS,
            "6",
            Source.IDP_API,
            "The request contains a client secret. It wasn't kept and isn't shown.",
            "Leave out protocol.credentials.client.client_secret: no rule needs it."),
    // The last, so that it comes after the findings that it counts.
    FINDINGS_OMITTED(
            INFO,
            EXPLAINS,
            "6",
            Source.LAMBDA_LIMITS,
            "There are more findings. They are left out to keep the answer small, and none of them is worse than those"
                    + " shown.",
            "Fix what the other findings say, then send the request again.");

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

    /** The usual level of its findings. */
    public Level level() {
        return level;
    }

    /** The number of its rule, such as {@code R4.9}, or of the section of rules (docs/rules.md). */
    public String rule() {
        return rule;
    }

    /** The URL of the publication that the rule is based on. */
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
        static final String MISSPELT_CONSTRAINT = "https://github.com/okta/terraform-provider-okta/issues/1242";
        static final String TERRAFORM_JSON = "https://developer.hashicorp.com/terraform/internals/json-format";
        static final String IDP_KEYS_API =
                "https://developer.okta.com/docs/api/openapi/okta-management/management/tag/IdentityProviderKeys/";
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
        static final String LAMBDA_LIMITS = "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html";
        static final String SAML_GUIDE =
                "https://developer.okta.com/docs/guides/configure-claims-sharing/thirdpartysaml/main/";
        static final String SAML_CORE = "https://docs.oasis-open.org/security/saml/v2.0/saml-core-2.0-os.pdf";
        static final String SAML_PROFILES = "https://docs.oasis-open.org/security/saml/v2.0/saml-profiles-2.0-os.pdf";
        static final String SAML_METADATA =
                "https://docs.oasis-open.org/security/saml/Post2.0/sstc-metadata-iop-os.html";
        static final String XML_SIGNATURE = "https://www.w3.org/TR/xmldsig-core1/#sec-CoreValidation";
        static final String XML_ALGORITHMS = "https://www.rfc-editor.org/rfc/rfc9231";
        static final String JSON = "https://www.rfc-editor.org/rfc/rfc8259#section-4";

        private Source() {}
    }
}
