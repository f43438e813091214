package dev.claimsverdict.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.amr.AmrClaim;
import dev.claimsverdict.judge.AmrRequest;
import dev.claimsverdict.judge.Registry;
import dev.claimsverdict.judge.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what Okta's token inline hook sends before it issues tokens
 * (<a
 * href="https://developer.okta.com/docs/api/openapi/okta-management/management/tags/inlinehook/webhooks/createtokeninlinehook">source</a>).
 * It tells which IdP the session is of, and the {@code amr} that Okta is about to put into the ID token; the IdP's own
 * token is not in it, so nothing is verified and no key is asked for.
 */
final class TokenHookReader {

    private static final String EVENT_TYPE = "com.okta.oauth2.tokens.transform";

    /** No API's route: the IdP's own rule holds. */
    private final RequestReader requests;

    private final Registry registry;

    TokenHookReader(RequestReader requests, Registry registry) {
        this.requests = requests;
        this.registry = registry;
    }

    TokenHookReading read(StrictTree tree) {
        Optional<String> twice = tree.duplicateOutside(List.of());
        if (twice.isPresent()) {
            return new TokenHookReading.Refused(Problem.duplicate(twice.get()));
        }
        List<FieldError> errors = new ArrayList<>();
        Field hook = Field.of(tree.root(), "", errors).required();
        Field eventType = hook.member("eventType");
        if (eventType.string().filter(type -> !type.equals(EVENT_TYPE)).isPresent()) {
            eventType.error("must be " + EVENT_TYPE);
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
        AmrClaim amr = AmrClaim.of(json(identity.member("claims").member("amr").node()));
        if (!errors.isEmpty()) {
            return new TokenHookReading.Refused(Problem.fields(errors));
        }
        if (idp.isEmpty()) {
            return new TokenHookReading.Ignored("The session is of no IdP.");
        }
        return registry.ofId(idp.get())
                .<TokenHookReading>map(entry -> new TokenHookReading.SignIn(request(entry, amr, tree.root()), tokens))
                .orElseGet(() -> new TokenHookReading.Ignored("The session is of an IdP that is not in the registry."));
    }

    private AmrRequest request(Registry.Entry entry, AmrClaim amr, JsonNode request) {
        return new AmrRequest(
                requests.registered(Optional.of(entry), request.toString()),
                amr,
                requests.registered(entry.id()),
                entry.ruleFor(Route.NONE));
    }

    /** As Java's own types, which is what is asked of a claim; what an object has in it doesn't matter. */
    private static Optional<Object> json(JsonNode node) {
        if (node.isArray()) {
            List<Object> elements = new ArrayList<>();
            node.forEach(element -> elements.add(json(element).orElse(Map.of())));
            return Optional.of(elements);
        }
        return switch (node.getNodeType()) {
            case MISSING, NULL -> Optional.empty();
            case STRING -> Optional.of(node.textValue());
            case NUMBER -> Optional.of(node.decimalValue());
            case BOOLEAN -> Optional.of(node.booleanValue());
            case ARRAY, OBJECT, BINARY, POJO -> Optional.of(Map.of());
        };
    }
}
