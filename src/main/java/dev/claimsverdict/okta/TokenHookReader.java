package dev.claimsverdict.okta;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.amr.AmrClaim;
import dev.claimsverdict.json.Field;
import dev.claimsverdict.json.FieldError;
import dev.claimsverdict.json.JsonObject;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.judge.AmrRequest;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.registry.Route;
import dev.claimsverdict.request.RequestMembers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what Okta's token inline hook sends before it issues tokens (<a
 * href="https://developer.okta.com/docs/api/openapi/okta-management/management/tags/inlinehook/webhooks/createtokeninlinehook">source</a>).
 * The request names the session's IdP and contains the {@code amr} that Okta will put into the ID token. It doesn't
 * contain the IdP's token, so nothing is verified and no key is needed.
 */
public final class TokenHookReader {

    private static final String EVENT_TYPE = "com.okta.oauth2.tokens.transform";

    private final RequestMembers members;

    /** Creates a reader that looks up IdPs in the registry of {@code members}. */
    public TokenHookReader(RequestMembers members) {
        this.members = members;
    }

    /** Reads a request of the hook. */
    public Reading<TokenHookReading> read(StrictTree tree) {
        Optional<String> twice = tree.duplicateOutside(List.of());
        if (twice.isPresent()) {
            return new Reading.Refused<>(Problem.duplicate(twice.get()));
        }
        List<FieldError> errors = new ArrayList<>();
        Field hook = Field.of(tree.root(), "", errors).required();
        Field eventType = hook.member("eventType");
        if (eventType.string().filter(type -> !type.equals(EVENT_TYPE)).isPresent()) {
            eventType.error(FieldError.Code.UNKNOWN_VALUE, "must be " + EVENT_TYPE);
        }
        Field data = hook.member("data").required();
        Optional<String> idp = data.member("context")
                .required()
                .member("session")
                .member("idp")
                .member("id")
                .string();
        Field identity = data.member("identity");
        TokenHookReading.Tokens tokens = new TokenHookReading.Tokens(
                identity.object().isPresent(), data.member("access").object().isPresent());
        AmrClaim amr = AmrClaim.of(
                JsonObject.value(identity.member("claims").member("amr").node()));
        if (!errors.isEmpty()) {
            return new Reading.Refused<>(Problem.fields(errors));
        }
        if (idp.isEmpty()) {
            return new Reading.Read<>(new TokenHookReading.Ignored("The session isn't from an IdP."));
        }
        return new Reading.Read<>(members.registry()
                .ofId(idp.get())
                .<TokenHookReading>map(entry -> new TokenHookReading.SignIn(request(entry, amr, tree.root()), tokens))
                .orElseGet(
                        () -> new TokenHookReading.Ignored("The session is from an IdP that is not in the registry.")));
    }

    private AmrRequest request(Registry.Entry entry, AmrClaim amr, JsonNode request) {
        return new AmrRequest(
                members.registered(Optional.of(entry), request.toString(), List.of()),
                amr,
                members.registered(entry.id()),
                // There is no API route, so the IdP's own rule applies.
                entry.ruleFor(Route.NONE));
    }
}
