package dev.claimsverdict.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.idp.IdpConfiguration;
import dev.claimsverdict.judge.DecisionBasis;
import dev.claimsverdict.judge.IdpNotice;
import dev.claimsverdict.judge.IdpRequest;
import dev.claimsverdict.judge.IdpRequest.Subject;
import dev.claimsverdict.judge.Registry;
import dev.claimsverdict.judge.RequestFacts;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import dev.claimsverdict.verdict.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one event of Okta's System Log, a LogEvent
 * (<a href="https://developer.okta.com/docs/api/openapi/okta-management/management/tag/SystemLog/">source</a>). Such an
 * event names the IdP that changed. Its configuration is what {@code target[].changeDetails} has of it, else the
 * registry's, else nothing.
 */
final class SystemLogReader {

    private static final String ABOUT_IDPS = "system.idp.";
    private static final String READ_SECRET = "system.idp.lifecycle.read_client_secret";
    private static final String DELETE = "system.idp.lifecycle.delete";
    private static final String DEACTIVATE = "system.idp.lifecycle.deactivate";
    private static final String ACTIVATE = "system.idp.lifecycle.activate";
    private static final Set<String> CHANGED_NOTHING = Set.of("FAILURE", "DENY");

    private final RequestReader requests;
    private final RequestSettings settings;
    private final Registry registry;

    SystemLogReader(RequestReader requests, RequestSettings settings, Registry registry) {
        this.requests = requests;
        this.settings = settings;
        this.registry = registry;
    }

    SystemLogReading read(StrictTree event) {
        List<FieldError> errors = new ArrayList<>();
        Field log = Field.of(event.root(), "", errors);
        Optional<String> type = log.member("eventType").required().string();
        Optional<String> result = log.member("outcome").member("result").string();
        List<Field> targets = log.member("target").objects();
        if (!errors.isEmpty()) {
            return new SystemLogReading.Refused(Problem.fields(errors));
        }
        if (!type.orElseThrow().startsWith(ABOUT_IDPS)) {
            return new SystemLogReading.Ignored("The System Log event is of a type that is not about IdPs.");
        }
        if (type.get().equals(READ_SECRET)) {
            return new SystemLogReading.Ignored("Somebody read a client secret, which changes nothing.");
        }
        if (result.filter(CHANGED_NOTHING::contains).isPresent()) {
            return new SystemLogReading.Ignored("The change failed or was denied, so nothing has changed.");
        }
        SystemLogReading reading = change(event, type.get(), idp(targets));
        return errors.isEmpty() ? reading : new SystemLogReading.Refused(Problem.fields(errors));
    }

    /** No publication says how the target of an IdP's events is typed; whichever has details says more than another. */
    private static Optional<Field> idp(List<Field> targets) {
        return targets.stream()
                .filter(target -> "IdentityProvider"
                        .equalsIgnoreCase(target.node().path("type").asText()))
                .findFirst()
                .or(() -> targets.stream()
                        .filter(target -> target.node().path("changeDetails").isObject())
                        .findFirst())
                .or(() -> targets.stream().findFirst());
    }

    private SystemLogReading change(StrictTree event, String type, Optional<Field> target) {
        Optional<String> id = target.flatMap(each -> each.member("id").string());
        // Okta publishes no schema of the details, so what is no object in them is passed over.
        Optional<Field> details =
                target.map(each -> each.member("changeDetails")).filter(Field::isObject);
        Optional<Field> from = details.map(each -> each.member("from")).filter(Field::isObject);
        Optional<Field> to = details.map(each -> each.member("to")).filter(Field::isObject);
        boolean deletes = type.equals(DELETE);
        if ((deletes ? from : to).filter(SystemLogReader::isWhole).isPresent()) {
            return whole(event, id, from.filter(SystemLogReader::isWhole), deletes ? Optional.empty() : to);
        }
        Optional<Boolean> trustedBefore = from.flatMap(SystemLogReader::trustClaims);
        Optional<Boolean> trustedAfter = to.flatMap(SystemLogReader::trustClaims);
        String pointer = target.map(Field::pointer).orElse("/target");
        Optional<Registry.Entry> known = id.flatMap(registry::ofId);
        // Not the whole event, whose details may have secrets in them.
        String decidedOn = String.join(
                "\n",
                event.root().path("uuid").asText(),
                type,
                id.orElse(""),
                trustedBefore.toString(),
                trustedAfter.toString());
        RequestFacts facts = new RequestFacts(
                known.flatMap(Registry.Entry::org).orElse(settings.org()),
                settings.amrTable(),
                new DecisionBasis(decidedOn.getBytes(StandardCharsets.UTF_8), known),
                known.map(_ -> judgedByRegistry(pointer)).stream().toList());
        IdpNotice notice = new IdpNotice(facts, id, pointer, trustedBefore, trustedAfter);
        return known.<SystemLogReading>map(entry -> new SystemLogReading.Change(registered(notice, type, entry.idp())))
                .orElseGet(() -> new SystemLogReading.Notice(notice));
    }

    private static Finding judgedByRegistry(String pointer) {
        return Finding.at(
                        pointer,
                        FindingCode.CONFIG_NOT_IN_EVENT,
                        FindingCode.CONFIG_NOT_IN_EVENT.sentence() + " What is judged is the deployment's registry.")
                .as(Level.INFO);
    }

    /** What the event says of an IdP of the registry, as a change of what the registry has. */
    private IdpRequest registered(IdpNotice notice, String type, IdpConfiguration idp) {
        Optional<IdpConfiguration> before = switch (type) {
            case DELETE -> Optional.of(idp);
            case DEACTIVATE -> Optional.of(idp.withStatus(true));
            case ACTIVATE -> Optional.of(idp.withStatus(false));
            default -> notice.trustedBefore().map(idp::withTrustClaims);
        };
        Optional<IdpConfiguration> after = switch (type) {
            case DELETE -> Optional.empty();
            case DEACTIVATE -> Optional.of(idp.withStatus(false));
            case ACTIVATE -> Optional.of(idp.withStatus(true));
            default ->
                Optional.of(notice.trustedAfter().map(idp::withTrustClaims).orElse(idp));
        };
        return new IdpRequest(
                notice.facts(),
                before.map(each -> new Subject.Readable(each, notice.pointer())),
                after.map(each -> new Subject.Readable(each, notice.pointer())),
                IdpRequest.Evidence.NONE,
                registry.around(notice.id()));
    }

    /** The same as the request {@code {before, after}} with these objects, and the org that the deployment knows. */
    private SystemLogReading whole(StrictTree event, Optional<String> id, Optional<Field> from, Optional<Field> to) {
        LinkedHashMap<String, StrictTree> members = new LinkedHashMap<>();
        from.ifPresent(field -> members.put("before", event.at(field.pointer())));
        to.ifPresent(field -> members.put("after", event.at(field.pointer())));
        return switch (requests.idp(StrictTree.of(members))) {
            case RequestReading.Request<IdpRequest>(IdpRequest request) ->
                new SystemLogReading.Change(new IdpRequest(
                        request.facts(),
                        request.before(),
                        request.after(),
                        request.evidence(),
                        registry.around(id.or(request::idpId))));
            case RequestReading.Refused<IdpRequest>(Problem problem) -> new SystemLogReading.Refused(problem);
        };
    }

    private static boolean isWhole(Field idp) {
        return RequestReader.isIdp(idp.node());
    }

    /** The property as it stands in an IdP, or alone. */
    private static Optional<Boolean> trustClaims(Field details) {
        JsonNode policy = details.node().path("policy").path("trustClaims");
        JsonNode flag = policy.isBoolean() ? policy : details.node().path("trustClaims");
        return flag.isBoolean() ? Optional.of(flag.booleanValue()) : Optional.empty();
    }
}
