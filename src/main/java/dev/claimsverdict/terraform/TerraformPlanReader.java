package dev.claimsverdict.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.json.Field;
import dev.claimsverdict.json.FieldError;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.judge.IdpRequest;
import dev.claimsverdict.request.IdpRequestReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the plan that {@code terraform show -json} writes (<a
 * href="https://developer.hashicorp.com/terraform/internals/json-format">format 1.x</a>): the changes of its managed
 * {@code okta_idp_oidc} and {@code okta_idp_saml} resources, each as a request to judge a change of an IdP. These parts
 * are read strictly; the rest of a plan may be anything.
 *
 * <p>Creations, updates, deletions and replacements are judged. {@code no-op}, {@code read} and {@code forget} change
 * nothing in Okta and are left out. So are data sources, {@code resource_drift} (it already happened) and {@code
 * deferred_changes} (a later plan will contain them).
 */
public final class TerraformPlanReader {

    /** The members of a plan that are read. */
    public static final Set<String> MEMBERS = Set.of("format_version", "errored", "resource_changes");

    /** More changes would exceed Lambda's limit for an answer. An org has far fewer IdPs. */
    static final int MAX_CHANGES = 1000;

    private static final String CHANGES = "resource_changes";

    /** Ten trusted IdPs are enough: the rules only ask whether there is another one. */
    private static final int MAX_OTHERS = 10;

    private final IdpRequestReader reader;

    /** A reader that reads each change with this one, so that all IdPs are judged the same way. */
    public TerraformPlanReader(IdpRequestReader reader) {
        this.reader = reader;
    }

    /**
     * Whether an object with these members is a plan. Terraform omits {@code resource_changes} if there is no resource
     * at all.
     */
    public static boolean isPlan(Collection<String> members) {
        return members.contains(CHANGES) || members.contains("format_version") && members.contains("planned_values");
    }

    /** Whether it is a plan, and not a request or an IdP object. */
    public static boolean isPlan(StrictTree tree) {
        List<String> members = new ArrayList<>();
        tree.root().fieldNames().forEachRemaining(members::add);
        return isPlan(members);
    }

    /** What happens to an IdP in Okta. */
    private enum Effect {
        CREATED(false, true),
        CHANGED(true, true),
        DELETED(true, false),
        /** The IdP stays as it is. */
        KEPT(false, false),
        /** The IdP stays as it is, but Terraform no longer manages it. */
        FORGOTTEN(false, false);

        private final boolean before;
        private final boolean after;

        Effect(boolean before, boolean after) {
            this.before = before;
            this.after = after;
        }

        boolean judged() {
            return before || after;
        }
    }

    /** All combinations that Terraform writes. An IdP that is created while another is forgotten is new. */
    private static final Map<List<String>, Effect> ACTIONS = Map.of(
            List.of("create"), Effect.CREATED,
            List.of("create", "forget"), Effect.CREATED,
            List.of("update"), Effect.CHANGED,
            List.of("delete", "create"), Effect.CHANGED,
            List.of("create", "delete"), Effect.CHANGED,
            List.of("delete"), Effect.DELETED,
            List.of("no-op"), Effect.KEPT,
            List.of("read"), Effect.KEPT,
            List.of("forget"), Effect.FORGOTTEN);

    /** A resource of the plan that is an IdP. */
    private record Resource(
            TerraformIdp type, String address, String pointer, Effect effect, JsonNode change, Set<String> unknown) {

        /** The attributes after the apply, if the IdP still exists in Okta then. */
        Optional<JsonNode> remaining() {
            JsonNode attributes = change.path(effect == Effect.FORGOTTEN ? "before" : "after");
            return effect != Effect.DELETED && attributes.isObject() ? Optional.of(attributes) : Optional.empty();
        }

        /** The IdP, if it is certainly active and trusted after the apply. Only such an IdP can replace another. */
        Optional<ObjectNode> trusted() {
            return remaining()
                    .filter(each -> !unknown.contains(TerraformIdp.TRUST_CLAIMS) && !unknown.contains("status"))
                    .filter(each -> each.path(TerraformIdp.TRUST_CLAIMS).booleanValue())
                    .filter(each -> each.path("status").asText("ACTIVE").equals("ACTIVE"))
                    .map(each -> inContext(type.idp(each, unknown)));
        }

        /**
         * The members of an IdP that matter for judging another one, with the right types, since this IdP isn't judged
         * itself.
         */
        private static ObjectNode inContext(ObjectNode idp) {
            ObjectNode other = JsonNodeFactory.instance.objectNode();
            if (idp.path("id").isTextual()) {
                other.set("id", idp.get("id"));
            }
            other.set("type", idp.get("type"));
            other.putObject("policy").put("trustClaims", true);
            return other;
        }
    }

    /** A resource that is trusted, as the others see it. */
    private record Trusted(Resource resource, ObjectNode idp) {}

    /** Reads a plan. */
    public Reading<TerraformPlan> read(StrictTree tree) {
        Optional<String> duplicate = tree.duplicates().stream()
                .filter(each -> MEMBERS.contains(each.split("/", 3)[1]))
                .findFirst();
        if (duplicate.isPresent()) {
            return new Reading.Refused<>(Problem.duplicate(duplicate.get()));
        }
        List<FieldError> errors = new ArrayList<>();
        Field plan = Field.of(tree.root(), "", errors);
        version(plan.member("format_version"));
        whole(plan.member("errored"));
        List<Resource> resources = resources(plan, errors);
        return errors.isEmpty() ? requests(resources) : new Reading.Refused<>(Problem.fields(errors));
    }

    /** Terraform's rule: ignore additions within a major version, reject other major versions. */
    private static void version(Field version) {
        version.string()
                .filter(text -> !text.matches("[01]\\.\\d{1,9}"))
                .ifPresent(_ -> version.error("must be 0.x or 1.x"));
    }

    private static void whole(Field errored) {
        errored.bool()
                .filter(Boolean::booleanValue)
                .ifPresent(_ -> errored.error("is true: Terraform failed, so this is not the whole plan"));
    }

    private static List<Resource> resources(Field plan, List<FieldError> errors) {
        Field changes = plan.member(CHANGES);
        if (plan.node().path(CHANGES).isNull()) {
            changes.error(FieldError.Code.WRONG_TYPE, "must be an array of objects");
        }
        List<Resource> resources = new ArrayList<>();
        for (Field change : changes.objects()) {
            if (change.enoughErrors()) {
                break;
            }
            if (change.isObject()) {
                resource(change, errors).ifPresent(resources::add);
            }
        }
        if (resources.stream().filter(each -> each.effect.judged()).count() > MAX_CHANGES) {
            changes.error(FieldError.Code.TOO_MANY, "has more than " + MAX_CHANGES + " changes of IdPs");
        }
        return resources;
    }

    private static Optional<Resource> resource(Field resource, List<FieldError> errors) {
        Optional<TerraformIdp> type =
                resource.member("type").required().string().flatMap(TerraformIdp::of);
        if (type.isEmpty() || isData(resource.member("mode"))) {
            return Optional.empty();
        }
        int before = errors.size();
        Optional<String> address = resource.member("address").required().string();
        Field change = resource.member("change").required();
        Optional<Effect> effect = effect(change);
        Set<String> unknown = unknown(change.member("after_unknown"), type.get());
        if (effect.isPresent()) {
            side(change.member("before"), effect.get().before);
            // Terraform writes nothing for a resource whose values are all unknown.
            side(
                    change.member("after"),
                    effect.get().after && !change.node().path("after_unknown").booleanValue());
        }
        return errors.size() > before || effect.isEmpty()
                ? Optional.empty()
                : Optional.of(new Resource(
                        type.get(), address.orElse(""), change.pointer(), effect.get(), change.node(), unknown));
    }

    private static boolean isData(Field mode) {
        Optional<String> word = mode.string();
        if (word.isPresent() && !word.get().equals("managed") && !word.get().equals("data")) {
            mode.error(FieldError.Code.UNKNOWN_VALUE, "must be managed or data");
        }
        return word.equals(Optional.of("data"));
    }

    private static Optional<Effect> effect(Field change) {
        Field actions = change.member("actions");
        Optional<List<String>> words = change.isObject() ? actions.required().strings() : Optional.empty();
        Optional<Effect> effect = words.map(ACTIONS::get);
        if (words.isPresent() && effect.isEmpty()) {
            actions.error(
                    FieldError.Code.UNKNOWN_VALUE,
                    "must be one of no-op, create, read, update, delete and forget, or a"
                            + " replacement such as delete and create");
        }
        return effect;
    }

    private static void side(Field side, boolean required) {
        if (required) {
            side.required();
        }
        side.object();
    }

    /** The attributes whose values are known only after the apply, wholly or in part. */
    private static Set<String> unknown(Field afterUnknown, TerraformIdp type) {
        if (afterUnknown.node().isBoolean()) {
            return afterUnknown.node().booleanValue() ? Set.copyOf(type.attributes()) : Set.of();
        }
        Set<String> unknown = new HashSet<>();
        for (String attribute : type.attributes()) {
            Field flag = afterUnknown.member(attribute);
            if (flag.present() && !flag.node().isBoolean() && !flag.node().isContainerNode()) {
                flag.error(FieldError.Code.WRONG_TYPE, "must be true, false, or a structure of them");
            }
            if (hasTrue(flag.node())) {
                unknown.add(attribute);
            }
        }
        return unknown;
    }

    private static boolean hasTrue(JsonNode node) {
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        for (JsonNode child : node) {
            if (hasTrue(child)) {
                return true;
            }
        }
        return false;
    }

    private Reading<TerraformPlan> requests(List<Resource> resources) {
        List<Trusted> trusted = resources.stream()
                .flatMap(each -> each.trusted().map(idp -> new Trusted(each, idp)).stream())
                .toList();
        List<TerraformPlan.Change> changes = new ArrayList<>();
        for (Resource resource : resources) {
            if (!resource.effect.judged()) {
                continue;
            }
            List<ObjectNode> others = trusted.stream()
                    .filter(other -> other.resource != resource)
                    .limit(MAX_OTHERS)
                    .map(Trusted::idp)
                    .toList();
            switch (reader.read(request(resource, others))) {
                case Reading.Read<IdpRequest>(IdpRequest request) -> changes.add(change(resource, request));
                case Reading.Refused<IdpRequest>(Problem problem) -> {
                    return new Reading.Refused<>(problem);
                }
            }
        }
        return new Reading.Read<>(new TerraformPlan(changes));
    }

    private static StrictTree request(Resource resource, List<ObjectNode> others) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        if (resource.effect.before) {
            request.set("before", resource.type.idp(resource.change.path("before"), Set.of()));
        }
        if (resource.effect.after) {
            request.set("after", resource.type.idp(resource.change.path("after"), resource.unknown));
        }
        request.putObject("context").putArray("idps").addAll(others);
        return new StrictTree(request, List.of(), 0);
    }

    private static TerraformPlan.Change change(Resource resource, IdpRequest request) {
        boolean trustUnknown = resource.effect.after && resource.unknown.contains(TerraformIdp.TRUST_CLAIMS);
        return new TerraformPlan.Change(resource.address, request, resource.type, resource.pointer, trustUnknown);
    }
}
