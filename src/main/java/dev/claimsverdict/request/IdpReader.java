package dev.claimsverdict.request;

import dev.claimsverdict.idp.IdpConfiguration;
import dev.claimsverdict.json.Field;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads Okta's IdentityProvider object. Members that no rule reads may have any value. */
final class IdpReader {

    /** The most members of {@code protocol.endpoints}. Okta's objects have at most eight. */
    static final int MAX_ENDPOINTS = 100;

    private IdpReader() {}

    private enum Status {
        ACTIVE,
        INACTIVE
    }

    /**
     * Reads an IdP as Okta returns it: always with {@code protocol}. Its faults become the field's errors.
     *
     * @param secrets the secrets that were removed from the request
     */
    static IdpConfiguration whole(Field idp, ClientSecrets secrets) {
        return read(idp, idp.member("protocol").required(), secrets);
    }

    /** Reads an IdP that may be cut down to what the rules read: {@code protocol} may be absent. */
    static IdpConfiguration partial(Field idp, ClientSecrets secrets) {
        return read(idp, idp.member("protocol"), secrets);
    }

    private static IdpConfiguration read(Field idp, Field protocol, ClientSecrets secrets) {
        Optional<String> type = idp.member("type").required().nonEmptyString();
        Field client = protocol.member("credentials").member("client");
        Field trust = protocol.member("credentials").member("trust");
        Field policy = idp.member("policy");
        Optional<Status> status = idp.member("status").word(Status.class);
        Optional<Set<String>> scopes = protocol.member("scopes").strings().map(HashSet::new);
        OptionalLong skew = policy.member("maxClockSkew").integer(Long.MIN_VALUE, Long.MAX_VALUE);
        // The secret is still there only if it isn't a string, which is an error.
        client.member("client_secret").string();
        boolean secret = secrets.had(idp.pointer());
        return new IdpConfiguration(
                idp.member("id").string(),
                type.orElse(""),
                status.orElse(Status.ACTIVE) == Status.ACTIVE,
                new IdpConfiguration.Protocol(
                        protocol.member("type").string(),
                        protocol.member("issuer").member("url").nonEmptyString(),
                        new IdpConfiguration.SamlTrust(
                                trust.member("issuer").nonEmptyString(),
                                trust.member("audience").nonEmptyString()),
                        client.member("client_id").nonEmptyString(),
                        protocol.member("endpoints")
                                .member("jwks")
                                .member("url")
                                .nonEmptyString(),
                        scopes,
                        secret),
                new IdpConfiguration.Policy(
                        policy.member("trustClaims").bool().orElse(false),
                        policy.member("mapAMRClaims").bool().orElse(false),
                        skew),
                hygiene(idp, protocol, client, policy));
    }

    private static IdpConfiguration.Hygiene hygiene(Field idp, Field protocol, Field client, Field policy) {
        LinkedHashMap<String, String> urls = new LinkedHashMap<>();
        LinkedHashMap<String, String> signatures = new LinkedHashMap<>();
        url(idp, protocol.member("issuer"), urls);
        protocol.member("endpoints").object().ifPresent(endpoints -> {
            if (endpoints.node().size() > MAX_ENDPOINTS) {
                endpoints.error("must have at most " + MAX_ENDPOINTS + " members");
            } else {
                endpoints.entries().values().forEach(endpoint -> url(idp, endpoint, urls));
            }
        });
        for (String message : new String[] {"request", "response"}) {
            Field algorithm = protocol.member("algorithms")
                    .member(message)
                    .member("signature")
                    .member("algorithm");
            algorithm.string().ifPresent(name -> signatures.put(within(idp, algorithm), name));
        }
        return new IdpConfiguration.Hygiene(
                urls,
                signatures,
                isTrue(client.member("pkce_required")),
                policy.member("accountLink").member("action").string().equals(Optional.of("AUTO")),
                policy.member("subject").member("filter").nonEmptyString().isPresent());
    }

    private static void url(Field idp, Field endpoint, Map<String, String> urls) {
        Field url = endpoint.member("url");
        url.nonEmptyString().ifPresent(text -> urls.put(within(idp, url), text));
    }

    /** One of Okta's examples has the string "true". */
    private static boolean isTrue(Field flag) {
        return flag.node().asBoolean(false);
    }

    private static String within(Field idp, Field field) {
        return field.pointer().substring(idp.pointer().length());
    }
}
