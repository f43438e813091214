package dev.claimsverdict.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.json.TreeBytes;
import dev.claimsverdict.judge.Fingerprint;
import dev.claimsverdict.judge.IdpRequest;
import dev.claimsverdict.judge.PlanNotice;
import dev.claimsverdict.judge.RuleRequest;
import dev.claimsverdict.judge.RuleRequest.Subject;
import dev.claimsverdict.request.IdpRequestReader;
import dev.claimsverdict.request.RuleChangeReader;
import dev.claimsverdict.terraform.PlannedIdps.PlannedIdp;
import dev.claimsverdict.terraform.ResourceChange.Effect;
import dev.claimsverdict.terraform.ResourceType.Kind;
import dev.claimsverdict.terraform.ResourceType.Maps;
import dev.claimsverdict.terraform.TerraformPlan.Change;
import dev.claimsverdict.terraform.TerraformPlan.IdpChange;
import dev.claimsverdict.terraform.TerraformPlan.OtherChange;
import dev.claimsverdict.terraform.TerraformPlan.RuleChange;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import dev.claimsverdict.verdict.PlanVerdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Turns a plan's resources into requests to the judges. The rest of the plan is the context of each request. */
final class PlanBuilder {

    private final IdpRequestReader reader;
    private final RuleChangeReader ruleReader;
    private final List<StateResource> remaining;
    private final List<ResourceChange> changes;
    private final PlannedIdps idps;
    private final IdpIds idpIds;
    private final RuleAttributes ruleAttributes;

    /** The rules of each side of a change, and of each resource that doesn't change. */
    private final Map<Attributes, List<PlannedRule>> rules = new IdentityHashMap<>();

    /** All rules, by the pointers of their attributes. */
    private final Map<String, PlannedRule> rulesByPointer = new HashMap<>();

    private final PlannedOrg org;
    private final List<Routing> routings;
    private final RoutingChanges routingChanges;
    private final PlanPointers pointers;
    private final SamlKeys keys;

    /** The ids of the IdPs through which nobody can sign in after the apply. */
    private final Set<String> unusableIdpIds = new HashSet<>();

    /** The fingerprint of the org after the apply, which each verdict depends on. */
    private final String orgFingerprint;

    PlanBuilder(
            IdpRequestReader reader,
            List<StateResource> remaining,
            List<ResourceChange> changes,
            List<StateResource> prior,
            References references) {
        this.reader = reader;
        this.ruleReader = reader.rules();
        this.remaining = remaining;
        this.changes = changes;
        this.idps = new PlannedIdps(remaining);
        this.idpIds = new IdpIds(references, idps);
        this.ruleAttributes = new RuleAttributes(ruleReader, idpIds);
        List<PlannedRule> inForce = readRules();
        this.org = new PlannedOrg(idps, inForce);
        this.routings = remaining.stream()
                .filter(each -> each.type().kind() == Kind.ROUTING_RULE)
                .map(each -> Routing.of(each.address(), each.attributes(), idpIds))
                .toList();
        this.routingChanges = new RoutingChanges(routings, unusableIdpIds, idpIds);
        this.pointers = new PlanPointers(org, rulesByPointer);
        this.keys = new SamlKeys(remaining, changes, prior);
        findUnusableIdps();
        this.orgFingerprint = fingerprint(inForce);
    }

    /** Reads all rules, and returns those that hold after the apply. */
    private List<PlannedRule> readRules() {
        Map<Attributes, Attributes> before = new IdentityHashMap<>();
        for (ResourceChange change : changes) {
            if (change.type().kind() == Kind.RULE) {
                change.before().ifPresent(attributes -> read(change.type(), change.address(), attributes));
                change.after().ifPresent(after -> change.before().ifPresent(was -> before.put(after, was)));
            }
        }
        List<PlannedRule> inForce = new ArrayList<>();
        for (StateResource resource : remaining) {
            if (resource.type().kind() == Kind.RULE) {
                List<PlannedRule> was = Optional.ofNullable(before.get(resource.attributes()))
                        .map(rules::get)
                        .orElse(List.of());
                for (PlannedRule rule : read(resource.type(), resource.address(), resource.attributes())) {
                    inForce.add(rule.subject() instanceof Subject.Readable ? rule : asBefore(rule, was));
                }
            }
        }
        return inForce;
    }

    /** The rule before the change, if there is one. It replaces a rule that can't be read in the context of other changes. */
    private static PlannedRule asBefore(PlannedRule rule, List<PlannedRule> before) {
        return before.stream()
                .filter(was -> rule.type() != ResourceType.APP_RULES || was.hasSame("name", rule))
                .findFirst()
                .orElse(rule);
    }

    private List<PlannedRule> read(ResourceType type, String address, Attributes attributes) {
        return rules.computeIfAbsent(attributes, each -> {
            List<PlannedRule> read = ruleAttributes.of(type, address, each);
            read.forEach(rule -> rulesByPointer.put(rule.attributes().pointer(), rule));
            return read;
        });
    }

    private void findUnusableIdps() {
        for (ResourceChange change : changes) {
            if (change.type().kind() == Kind.IDP && change.effect().hasBefore()) {
                change.before().map(was -> was.text("id")).ifPresent(unusableIdpIds::add);
            }
        }
        for (PlannedIdp idp : idps.all()) {
            if (idp.isActive()) {
                unusableIdpIds.remove(idp.id());
            } else {
                unusableIdpIds.add(idp.id());
            }
        }
        unusableIdpIds.remove("");
    }

    private String fingerprint(List<PlannedRule> inForce) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        idps.all().forEach(each -> all.add(each.object()));
        inForce.forEach(each -> all.add(each.object()));
        routings.forEach(each -> all.add(each.object()));
        return Fingerprint.of(TreeBytes.of(all));
    }

    /** The changes of a plan. */
    TerraformPlan plan(List<ResourceReader.Unread> unread) {
        List<Change> read = new ArrayList<>();
        Iterator<ResourceReader.Unread> others = unread.iterator();
        Optional<ResourceReader.Unread> next = next(others);
        for (int i = 0; i <= changes.size(); i++) {
            for (; next.isPresent() && next.get().position() == i; next = next(others)) {
                read.add(unread(next.get()));
            }
            if (i < changes.size() && changes.get(i).effect().judged()) {
                change(changes.get(i)).ifPresent(read::add);
            }
        }
        return new TerraformPlan(PlanVerdict.Source.PLAN, read, org.neighbours(), ruleIds());
    }

    private Set<String> ruleIds() {
        Set<String> ids = new HashSet<>();
        rulesByPointer.values().forEach(rule -> ids.add(rule.attributes().text("id")));
        ids.remove("");
        return ids;
    }

    private static <T> Optional<T> next(Iterator<T> iterator) {
        return iterator.hasNext() ? Optional.of(iterator.next()) : Optional.empty();
    }

    private Change unread(ResourceReader.Unread each) {
        return other(
                each.address(),
                PlanVerdict.Kind.IDP,
                List.of(Finding.at(each.pointer(), FindingCode.RESOURCE_NOT_READ)),
                JsonNodeFactory.instance.objectNode());
    }

    private Optional<Change> change(ResourceChange change) {
        return switch (change.type().kind()) {
            case IDP -> Optional.of(idp(change));
            case RULE -> Optional.of(rule(change));
            case ROUTING_RULE -> Optional.of(routing(routingChanges.of(change)));
            case SAML_KEY -> key(change);
        };
    }

    /** The IdPs and rules of a state. */
    TerraformPlan state() {
        List<Change> read = new ArrayList<>();
        for (StateResource resource : remaining) {
            if (!resource.data()) {
                switch (resource.type().kind()) {
                    case IDP -> idps.with(resource.attributes()).ifPresent(idp -> read.add(idp(idp)));
                    case RULE -> read.add(rules(resource));
                    case ROUTING_RULE -> read.add(routing(routingChanges.of(resource)));
                    case SAML_KEY -> {}
                }
            }
        }
        return new TerraformPlan(PlanVerdict.Source.STATE, read, org.neighbours(), ruleIds());
    }

    private Change idp(ResourceChange change) {
        Effect effect = change.effect();
        Optional<Attributes> before = effect.hasBefore() ? change.before() : Optional.empty();
        Optional<Attributes> after = effect.hasAfter() ? change.after() : Optional.empty();
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        before.ifPresent(attributes -> request.set("before", PlannedIdps.object(change.type(), attributes)));
        Optional<PlannedIdp> planned = after.flatMap(idps::with);
        planned.ifPresent(idp -> request.set("after", after(idp, effect, before)));
        Optional<String> idpId = planned.filter(PlannedIdp::idKnown)
                .map(PlannedIdp::id)
                .or(() -> before.map(was -> was.text("id")))
                .filter(id -> !id.isEmpty());
        String own = planned.map(PlannedIdp::id).or(() -> idpId).orElse("");
        boolean trusted = after.filter(PlanBuilder::mayBeTrusted).isPresent();
        IdpRequest read = reader.read(request, org.contextOf(own, trusted), orgFingerprint);
        return new IdpChange(
                change.address(),
                read,
                idpId,
                finding -> pointers.ofIdp(finding, change.type(), before, after, change.pointer()),
                pointers::named,
                notes(change, before, after));
    }

    /** Whether the IdP may be trusted, so that the rules matter. */
    private static boolean mayBeTrusted(Attributes idp) {
        return idp.isActive()
                && (idp.isUnknown(Maps.TRUST_CLAIMS)
                        || idp.get(Maps.TRUST_CLAIMS).booleanValue());
    }

    /** The object after the change. Terraform shows the id of an updated IdP as unknown, but an update keeps the id. */
    private static JsonNode after(PlannedIdp idp, Effect effect, Optional<Attributes> before) {
        String was = before.map(attributes -> attributes.text("id")).orElse("");
        return effect == Effect.CHANGED && !idp.idKnown() && !was.isEmpty()
                ? idp.object().deepCopy().put("id", was)
                : idp.object();
    }

    private Change idp(PlannedIdp idp) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.set("after", idp.object());
        StateResource resource = idp.resource();
        return new IdpChange(
                resource.address(),
                reader.read(request, org.contextOf(idp.id(), mayBeTrusted(resource.attributes())), orgFingerprint),
                idp.idKnown() ? Optional.of(idp.id()) : Optional.empty(),
                finding -> pointers.ofIdp(
                        finding,
                        resource.type(),
                        Optional.empty(),
                        Optional.of(resource.attributes()),
                        resource.attributes().pointer()),
                pointers::named,
                List.of());
    }

    /** The findings that only the plan shows, and not the IdP before and after the change. */
    private List<Finding> notes(ResourceChange change, Optional<Attributes> before, Optional<Attributes> after) {
        List<Finding> notes = new ArrayList<>();
        after.filter(attributes -> attributes.isUnknown(Maps.TRUST_CLAIMS))
                .ifPresent(attributes -> notes.add(Finding.at(
                        attributes.unknownPointer() + "/" + Maps.TRUST_CLAIMS, FindingCode.TRUST_CLAIMS_UNKNOWN)));
        Optional<Attributes> active = before.filter(Attributes::isActive);
        if (active.isEmpty()) {
            return notes;
        }
        if (change.effect() == Effect.REPLACED
                && after.filter(Attributes::isActive).isPresent()) {
            notes.add(Finding.at(change.pointer() + "/actions", FindingCode.IDP_REPLACED));
        }
        routingChanges.sendingTo(active.get(), after).ifPresent(notes::add);
        after.filter(Attributes::isActive)
                .filter(attributes -> change.type() == ResourceType.SAML_IDP && keyChanges(active.get(), attributes))
                .ifPresent(attributes ->
                        notes.add(Finding.at(attributes.pointer() + "/kid", FindingCode.SAML_KEY_CHANGES)));
        return notes;
    }

    private static boolean keyChanges(Attributes before, Attributes after) {
        return after.isUnknown("kid") || !before.text("kid").equals(after.text("kid"));
    }

    private Change rule(ResourceChange change) {
        Effect effect = change.effect();
        List<PlannedRule> before = effect.hasBefore() ? rulesOf(change.before()) : List.of();
        List<PlannedRule> after = effect.hasAfter() ? rulesOf(change.after()) : List.of();
        boolean moved = effect == Effect.REPLACED && movesToOtherPolicy(change.before(), change.after());
        Map<PlannedRule, PlannedRule> counterparts = moved ? Map.of() : counterparts(before, after, change.type());
        List<RuleRequest.Change> pairs = new ArrayList<>();
        Map<String, String> changed = new HashMap<>();
        for (PlannedRule rule : after) {
            Optional<PlannedRule> was = Optional.ofNullable(counterparts.get(rule));
            was.flatMap(rule::changedFrom)
                    .ifPresent(place -> changed.put(rule.attributes().pointer(), place));
            pairs.add(RuleRequest.Change.of(was.map(PlannedRule::subject), Optional.of(rule.subject())));
        }
        before.stream()
                .filter(rule -> !counterparts.containsValue(rule))
                .forEach(rule -> pairs.add(RuleRequest.Change.of(Optional.of(rule.subject()), Optional.empty())));
        String pointer = (effect.hasAfter() ? change.after() : change.before())
                .map(Attributes::pointer)
                .orElse(change.pointer());
        return rule(change.address(), pointer, pairs, before, after, changed);
    }

    /** The rule before the change, for each rule after it. The provider matches the rules of one resource by name, then by id. */
    private static Map<PlannedRule, PlannedRule> counterparts(
            List<PlannedRule> before, List<PlannedRule> after, ResourceType type) {
        Map<PlannedRule, PlannedRule> counterparts = new IdentityHashMap<>();
        if (type != ResourceType.APP_RULES) {
            after.forEach(rule -> before.forEach(was -> counterparts.put(rule, was)));
            return counterparts;
        }
        List<PlannedRule> unmatched = new ArrayList<>(before);
        for (String attribute : List.of("name", "id")) {
            for (PlannedRule rule : after) {
                if (!counterparts.containsKey(rule)) {
                    Optional<PlannedRule> was = unmatched.stream()
                            .filter(each -> each.hasSame(attribute, rule))
                            .findFirst();
                    was.ifPresent(each -> {
                        counterparts.put(rule, each);
                        unmatched.remove(each);
                    });
                }
            }
        }
        return counterparts;
    }

    private List<PlannedRule> rulesOf(Optional<Attributes> attributes) {
        return attributes.map(rules::get).filter(Objects::nonNull).orElse(List.of());
    }

    /** Whether a replaced rule moves to another policy, so that its old policy loses it. */
    private static boolean movesToOtherPolicy(Optional<Attributes> before, Optional<Attributes> after) {
        String was = before.map(attributes -> attributes.text("policy_id")).orElse("");
        String is = after.map(attributes -> attributes.text("policy_id")).orElse("");
        return !was.isEmpty() && !is.isEmpty() && !was.equals(is);
    }

    private Change rule(
            String address,
            String pointer,
            List<RuleRequest.Change> pairs,
            List<PlannedRule> before,
            List<PlannedRule> after,
            Map<String, String> changed) {
        ObjectNode basis = JsonNodeFactory.instance.objectNode();
        ArrayNode objectsBefore = basis.putArray("before");
        before.forEach(each -> objectsBefore.add(each.object()));
        ArrayNode objectsAfter = basis.putArray("after");
        after.forEach(each -> objectsAfter.add(each.object()));
        List<Finding> notes =
                after.stream().flatMap(each -> each.notes().stream()).toList();
        return new RuleChange(
                address,
                new RuleRequest(ruleReader.facts(basis, orgFingerprint), pointer, pairs),
                // A finding about the whole rule points to the changed attribute, which causes it.
                finding -> finding.movedTo(pointers.ofRule(finding, pointer)
                        .map(place -> finding.code() == FindingCode.NO_RELEVANT_CHANGE
                                ? place
                                : changed.getOrDefault(place, place))),
                notes);
    }

    private Change rules(StateResource resource) {
        List<PlannedRule> all = rules.getOrDefault(resource.attributes(), List.of());
        List<RuleRequest.Change> asTheyAre = all.stream()
                .map(PlannedRule::subject)
                .map(RuleRequest.Change::none)
                .toList();
        return rule(resource.address(), resource.attributes().pointer(), asTheyAre, List.of(), all, Map.of());
    }

    private Change routing(RoutingChanges.Judged judged) {
        return other(judged.address(), PlanVerdict.Kind.ROUTING_RULE, judged.findings(), judged.basis());
    }

    private Optional<Change> key(ResourceChange change) {
        return keys.finding(change)
                .map(finding -> other(
                        change.address(),
                        PlanVerdict.Kind.SAML_KEY,
                        List.of(finding),
                        JsonNodeFactory.instance.objectNode().put("key", keys.id(change))));
    }

    private Change other(String address, PlanVerdict.Kind kind, List<Finding> findings, JsonNode basis) {
        return new OtherChange(address, kind, new PlanNotice(ruleReader.facts(basis, orgFingerprint), findings));
    }
}
