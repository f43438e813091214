package dev.claimsverdict.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.json.Field;
import dev.claimsverdict.json.FieldError;
import dev.claimsverdict.json.JsonObject;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.judge.IdpReference;
import dev.claimsverdict.judge.RequestFacts;
import dev.claimsverdict.judge.TokenRequest;
import dev.claimsverdict.policy.PolicyRule;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.registry.Route;
import dev.claimsverdict.token.JwksByValue;
import dev.claimsverdict.token.KeySource;
import dev.claimsverdict.token.UnverifiedToken;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads requests to judge a token. */
public final class TokenRequestReader {

    private static final Set<String> MEMBERS =
            Set.of("idToken", "accessToken", "idp", "idpId", "jwks", "rule", "org", "expect", "amrTable", "at");
    private static final Set<String> EXPECT = Set.of("nonce", "maxAge", "audiences", "checkAzp", "sameTokenResponse");
    private static final long MAX_AGE_SECONDS = Integer.MAX_VALUE;

    private final RequestMembers members;

    /** A reader that reads the common members with this one. */
    public TokenRequestReader(RequestMembers members) {
        this.members = members;
    }

    /** Reads a request. */
    public Reading<TokenRequest> read(StrictTree request) {
        ClientSecrets secrets = ClientSecrets.takenOutOf(request, List.of("/idp"));
        StrictTree tree = secrets.tree();
        return RequestMembers.read(tree, List.of("/idp/"), field -> {
            field.onlyMembers(MEMBERS);
            Optional<String> idToken = field.member("idToken").required().string();
            Optional<String> accessToken = field.member("accessToken").string();
            Optional<IdpReference> idp = members.idp(field, secrets);
            Optional<Registry.Entry> known = members.known(field);
            Optional<JwksByValue> jwks = jwks(field.member("jwks")).or(() -> known.flatMap(Registry.Entry::jwks));
            Optional<PolicyRule> rule = RequestMembers.rule(field);
            TokenRequest.Expect expect = expect(field.member("expect"));
            Optional<Instant> at = members.at(field.member("at"));
            RequestFacts facts = members.facts(tree, field, known, List.of("/idp/"));
            return new TokenRequest(
                    facts, idToken.orElse(""), accessToken, idp.orElse(RequestMembers.NO_IDP), jwks, rule, expect, at);
        });
    }

    /**
     * The request for a token that came with a call to an API. Everything but the token comes from the registry.
     *
     * @param idpId the IdP's id, if the caller named one; otherwise the token's {@code iss} selects the IdP
     */
    public TokenRequest registered(String idToken, Optional<String> idpId, Route route) {
        Registry registry = members.registry();
        Optional<Registry.Entry> known = idpId.isPresent()
                ? idpId.flatMap(registry::ofId)
                : UnverifiedToken.issuer(idToken).flatMap(registry::byIssuer);
        String decidedOn = String.join("\n", idToken, idpId.orElse(""), route.toString());
        return new TokenRequest(
                members.registered(known, decidedOn, List.of()),
                idToken,
                Optional.empty(),
                known.map(Registry.Entry::id).map(members::registered).orElse(RequestMembers.NO_IDP),
                known.flatMap(Registry.Entry::jwks),
                known.flatMap(entry -> entry.ruleFor(route)),
                TokenRequest.Expect.NOTHING_MORE,
                Optional.empty());
    }

    static Optional<JwksByValue> jwks(Field jwks) {
        return jwks.object().map(set -> {
            Field keys = set.member("keys").required();
            if (keys.present() && !keys.node().isArray()) {
                keys.error(FieldError.Code.WRONG_TYPE, "must be an array of JWKs");
            }
            if (keys.node().size() > KeySource.MAX_KEYS) {
                keys.error(FieldError.Code.TOO_MANY, "must have at most " + KeySource.MAX_KEYS + " keys");
            }
            keys.elements().forEach(key -> key.required().object());
            return JwksByValue.of(JsonObject.of((ObjectNode) set.node()));
        });
    }

    private static TokenRequest.Expect expect(Field expect) {
        expect.object().ifPresent(field -> field.onlyMembers(EXPECT));
        OptionalLong maxAge = expect.member("maxAge").integer(0, MAX_AGE_SECONDS);
        return new TokenRequest.Expect(
                expect.member("nonce").string(),
                maxAge.isPresent() ? Optional.of(Duration.ofSeconds(maxAge.getAsLong())) : Optional.empty(),
                new HashSet<>(expect.member("audiences").strings().orElse(List.of())),
                expect.member("checkAzp").bool().orElse(true),
                expect.member("sameTokenResponse").bool().orElse(false));
    }
}
