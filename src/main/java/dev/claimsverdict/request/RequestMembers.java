package dev.claimsverdict.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.idp.Org;
import dev.claimsverdict.json.Field;
import dev.claimsverdict.json.FieldError;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.json.TreeBytes;
import dev.claimsverdict.judge.DecisionBasis;
import dev.claimsverdict.judge.IdpReference;
import dev.claimsverdict.judge.RequestFacts;
import dev.claimsverdict.policy.PolicyRule;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The members that several kinds of request share. Objects of this API allow only known members; Okta's objects may
 * have others.
 */
public final class RequestMembers {

    static final IdpReference NO_IDP = new IdpReference.Unknown("");

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private final RequestSettings settings;
    private final Registry registry;

    /** Reads members with a deployment's settings and registry. */
    public RequestMembers(RequestSettings settings, Registry registry) {
        this.settings = settings;
        this.registry = registry;
    }

    /** The registry. */
    public Registry registry() {
        return registry;
    }

    /**
     * Reads a request. Refuses it if it has a duplicate member or a wrong field.
     *
     * @param oktaObjects prefixes of JSON pointers to Okta's objects: only in them may a member occur twice
     */
    static <T> Reading<T> read(StrictTree tree, List<String> oktaObjects, Function<Field, T> reader) {
        Optional<String> duplicate = tree.duplicateOutside(oktaObjects);
        if (duplicate.isPresent()) {
            return new Reading.Refused<>(Problem.duplicate(duplicate.get()));
        }
        List<FieldError> errors = new ArrayList<>();
        Field request = Field.of(tree.root(), "", errors);
        if (!request.isObject()) {
            return new Reading.Refused<>(
                    Problem.field("", FieldError.Code.WRONG_TYPE, "The request must be a JSON object."));
        }
        T value = reader.apply(request);
        return errors.isEmpty() ? new Reading.Read<>(value) : new Reading.Refused<>(Problem.fields(errors));
    }

    Optional<IdpReference> idp(Field request, ClientSecrets secrets) {
        Field idp = request.member("idp");
        Field idpId = request.member("idpId");
        if (idp.present() == idpId.present()) {
            if (idp.present()) {
                idp.error(FieldError.Code.CONFLICT, "is sent together with idpId; send only one of them");
            } else {
                idp.error(FieldError.Code.MISSING, "is missing, and so is idpId");
            }
            return Optional.empty();
        }
        return idpId.present()
                ? idpId.string().map(this::registered)
                : idp.object().map(object -> new IdpReference.Found(IdpReader.partial(object, secrets), "/idp"));
    }

    /** A reference to the registry's IdP with this id, known or not. */
    public IdpReference registered(String id) {
        return registry.ofId(id)
                .map(Registry.Entry::idp)
                .<IdpReference>map(idp -> new IdpReference.Found(idp, "/idpId"))
                .orElse(new IdpReference.Unknown(id));
    }

    /** The registry's entry for the IdP that the request names, if any. */
    Optional<Registry.Entry> known(Field request) {
        return Optional.ofNullable(request.member("idpId").node().textValue()).flatMap(registry::ofId);
    }

    static Optional<PolicyRule> rule(Field request) {
        return request.member("rule").object().flatMap(RuleReader::read);
    }

    Optional<Instant> at(Field at) {
        Optional<Instant> instant = at.string().flatMap(text -> {
            try {
                return Optional.of(Instant.parse(text));
            } catch (DateTimeException _) {
                return Optional.empty();
            }
        });
        if (at.present() && !settings.atAllowed()) {
            at.error(FieldError.Code.NOT_ALLOWED, "is not allowed in this deployment, which judges only as of now");
        } else if (at.present()
                && instant.filter(time -> !time.isBefore(Instant.EPOCH) && !time.isAfter(LAST))
                        .isEmpty()) {
            at.error("must be an instant such as 2026-11-24T00:00:00Z, from 1970 to 9999");
        }
        return instant;
    }

    private AmrTable amrTable(Field amrTable) {
        Optional<String> edition = amrTable.string();
        Optional<AmrTable> table = edition.flatMap(AmrTable::edition);
        if (edition.isPresent() && table.isEmpty()) {
            amrTable.error(FieldError.Code.UNKNOWN_VALUE, "must be one of " + AmrTable.EDITIONS);
        }
        return table.orElse(settings.amrTable());
    }

    /** The facts of a request. The deployment's settings apply where {@code org} or {@code amrTable} is absent. */
    RequestFacts facts(StrictTree tree, Field request, Optional<Registry.Entry> known, List<String> notedIn) {
        Org org = known.flatMap(Registry.Entry::org).orElse(settings.org());
        return new RequestFacts(
                OrgReader.read(request.member("org"), org),
                amrTable(request.member("amrTable")),
                new DecisionBasis(TreeBytes.of(tree.root()), fingerprint(known)),
                duplicates(tree, notedIn));
    }

    /** The facts of a request that is just one of Okta's objects. */
    RequestFacts facts(StrictTree tree, List<String> notedIn) {
        return new RequestFacts(
                settings.org(),
                settings.amrTable(),
                new DecisionBasis(TreeBytes.of(tree.root()), fingerprint(Optional.empty())),
                duplicates(tree, notedIn));
    }

    /**
     * The facts of a change that is part of something larger.
     *
     * @param rest the fingerprint of the rest, as far as the verdict depends on it
     */
    RequestFacts facts(JsonNode change, String rest) {
        return new RequestFacts(
                settings.org(), settings.amrTable(), new DecisionBasis(TreeBytes.of(change), rest), List.of());
    }

    /**
     * The facts of an input that isn't a request object.
     *
     * @param known the registry's entry for its IdP
     * @param decidedOn the input of the decision, as text
     */
    public RequestFacts registered(Optional<Registry.Entry> known, String decidedOn, List<Finding> notes) {
        return new RequestFacts(
                known.flatMap(Registry.Entry::org).orElse(settings.org()),
                settings.amrTable(),
                new DecisionBasis(decidedOn.getBytes(StandardCharsets.UTF_8), fingerprint(known)),
                notes);
    }

    private static String fingerprint(Optional<Registry.Entry> known) {
        return known.map(Registry.Entry::fingerprint).orElse("");
    }

    /** A note for each duplicate member whose pointer begins with one of these prefixes. */
    static List<Finding> duplicates(StrictTree tree, List<String> notedIn) {
        return tree.duplicates().stream()
                .filter(duplicate -> notedIn.stream().anyMatch(duplicate::startsWith))
                .map(duplicate -> Finding.at(duplicate, FindingCode.DUPLICATE_MEMBER))
                .toList();
    }
}
