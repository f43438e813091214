package dev.claimsverdict.okta;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.idp.IdpConfiguration;
import dev.claimsverdict.json.Field;
import dev.claimsverdict.json.FieldError;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.judge.IdpNotice;
import dev.claimsverdict.judge.IdpRequest;
import dev.claimsverdict.judge.IdpRequest.Subject;
import dev.claimsverdict.judge.RequestFacts;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.request.IdpRequestReader;
import dev.claimsverdict.request.RequestMembers;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import dev.claimsverdict.verdict.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one event of Okta's System Log, a LogEvent (<a
 * href="https://developer.okta.com/docs/api/openapi/okta-management/management/tag/SystemLog/">source</a>). The event
 * names the IdP that changed. The configuration comes from {@code target[].changeDetails}, or else from the registry;
 * otherwise the configuration is unknown.
 */
public final class SystemLogReader {

    private static final String ABOUT_IDPS = "system.idp.";
    private static final String READ_SECRET = "system.idp.lifecycle.read_client_secret";
    private static final String DELETE = "system.idp.lifecycle.delete";
    private static final String DEACTIVATE = "system.idp.lifecycle.deactivate";
    private static final String ACTIVATE = "system.idp.lifecycle.activate";
    private static final Set<String> CHANGED_NOTHING = Set.of("FAILURE", "DENY");

    private final RequestMembers members;
    private final IdpRequestReader requests;

    /** Creates a reader that looks up IdPs in the registry of {@code members}. */
    public SystemLogReader(RequestMembers members) {
        this.members = members;
        this.requests = new IdpRequestReader(members);
    }

    /** Reads an event. */
    public Reading<SystemLogReading> read(StrictTree event) {
        List<FieldError> errors = new ArrayList<>();
        Field log = Field.of(event.root(), "", errors);
        Optional<String> type = log.member("eventType").required().string();
        Optional<String> result = log.member("outcome").member("result").string();
        List<Field> targets = log.member("target").objects();
        if (!errors.isEmpty()) {
            return new Reading.Refused<>(Problem.fields(errors));
        }
        if (!type.orElseThrow().startsWith(ABOUT_IDPS)) {
            return ignored("The System Log event isn't about an IdP.");
        }
        if (type.get().equals(READ_SECRET)) {
            return ignored("Somebody read a client secret, which changes nothing.");
        }
        if (result.filter(CHANGED_NOTHING::contains).isPresent()) {
            return ignored("The change failed or was denied, so nothing changed.");
        }
        Reading<SystemLogReading> reading = change(event, type.get(), idp(targets));
        return errors.isEmpty() ? reading : new Reading.Refused<>(Problem.fields(errors));
    }

    private static Reading<SystemLogReading> ignored(String why) {
        return new Reading.Read<>(new SystemLogReading.Ignored(why));
    }

    /**
     * The target that is the IdP. Okta doesn't publish the type of that target, so a target with details comes next, and then
     * the first one.
     */
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

    private Reading<SystemLogReading> change(StrictTree event, String type, Optional<Field> target) {
        Optional<String> id = target.flatMap(each -> each.member("id").string());
        // Okta publishes no schema of the details, so members that aren't objects are ignored.
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
        Optional<Registry.Entry> known = id.flatMap(members.registry()::ofId);
        // Not the whole event, since its details may contain secrets.
        String decidedOn = String.join(
                "\n",
                event.root().path("uuid").asText(),
                type,
                id.orElse(""),
                trustedBefore.toString(),
                trustedAfter.toString());
        RequestFacts facts = members.registered(
                known,
                decidedOn,
                known.map(_ -> judgedByRegistry(pointer)).stream().toList());
        IdpNotice notice = new IdpNotice(facts, id, pointer, trustedBefore, trustedAfter);
        return new Reading.Read<>(
                known.<SystemLogReading>map(entry -> new SystemLogReading.Change(registered(notice, type, entry.idp())))
                        .orElseGet(() -> new SystemLogReading.Notice(notice)));
    }

    private static Finding judgedByRegistry(String pointer) {
        return Finding.at(
                        pointer,
                        FindingCode.CONFIG_NOT_IN_EVENT,
                        FindingCode.CONFIG_NOT_IN_EVENT.sentence()
                                + " The IdP in the deployment's registry was judged instead.")
                .as(Level.INFO);
    }

    /** The event as a change of the IdP in the registry. */
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
                IdpRequest.Context.of(members.registry(), notice.id()));
    }

    /** The event as a request with these objects as {@code before} and {@code after}. The registry is the rest of the org. */
    private Reading<SystemLogReading> whole(
            StrictTree event, Optional<String> id, Optional<Field> from, Optional<Field> to) {
        LinkedHashMap<String, StrictTree> change = new LinkedHashMap<>();
        from.ifPresent(field -> change.put("before", event.at(field.pointer())));
        to.ifPresent(field -> change.put("after", event.at(field.pointer())));
        return switch (requests.read(StrictTree.of(change))) {
            case Reading.Read<IdpRequest>(IdpRequest request) ->
                new Reading.Read<>(new SystemLogReading.Change(new IdpRequest(
                        request.facts(),
                        request.before(),
                        request.after(),
                        request.evidence(),
                        IdpRequest.Context.of(members.registry(), id.or(request::idpId)))));
            case Reading.Refused<IdpRequest>(Problem problem) -> new Reading.Refused<>(problem);
        };
    }

    private static boolean isWhole(Field idp) {
        return IdpRequestReader.isIdp(idp.node());
    }

    /** Reads {@code trustClaims} inside {@code policy}, as in an IdP, or at the top level. */
    private static Optional<Boolean> trustClaims(Field details) {
        JsonNode policy = details.node().path("policy").path("trustClaims");
        JsonNode flag = policy.isBoolean() ? policy : details.node().path("trustClaims");
        return flag.isBoolean() ? Optional.of(flag.booleanValue()) : Optional.empty();
    }
}
