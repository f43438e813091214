package dev.claimsverdict.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.json.StrictTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An org, gathered from files with what {@code GET /api/v1/idps}, {@code /policies?type=…} and {@code /policies/{id}/rules}
 * return: arrays and single objects in any mixture, policies with or without their rules.
 */
public final class OrgFiles {

    /** The most faults. More would hide the first ones. */
    private static final int MAX_FAULTS = 20;

    /** Finds the policy's id in a rule's link to itself. */
    private static final Pattern POLICY_IN_LINK = Pattern.compile("/api/v1/policies/([^/?#]+)/rules/");

    private final List<Found> idps = new ArrayList<>();
    private final List<Found> rules = new ArrayList<>();
    private final List<Found> routing = new ArrayList<>();
    private final Map<String, PolicyLabel> policies = new LinkedHashMap<>();
    private final Map<String, Place> policyPlaces = new HashMap<>();
    private final Map<String, Found> evidence = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private Optional<Document> org = Optional.empty();
    private boolean objectsAreWrong;
    private int depth;

    /**
     * An object of Okta's Management API.
     *
     * @param place where it is in the files
     * @param hasPointers whether its members are in the file, too; an object made from a Terraform state has other names there
     * @param duplicates pointers of its duplicate members
     * @param policyId the id of the policy that contains it
     */
    private record Found(
            ObjectNode json, Place place, boolean hasPointers, List<String> duplicates, Optional<String> policyId) {

        Place within(String rest) {
            return hasPointers ? place.within(rest) : place;
        }

        String id() {
            return json.path("id").asText();
        }

        String name() {
            String name = json.path("name").asText();
            return name.isBlank() ? id() : name;
        }

        boolean active() {
            return !json.path("status").asText().equalsIgnoreCase("INACTIVE");
        }
    }

    /** An org, or why the files aren't one. */
    public sealed interface Gathered {
        /** The files are an org. */
        record Whole(OrgFiles org) implements Gathered {}

        /**
         * The files aren't an org.
         *
         * @param faults sentences that name the file and the place in it; not {@link Printable} yet
         * @param ofObjects whether any fault is in the org's objects, and not only in its evidence or settings
         */
        record Faulty(List<String> faults, boolean ofObjects) implements Gathered {
            public Faulty {
                faults = List.copyOf(faults);
            }
        }
    }

    private OrgFiles() {}

    /** Gathers an org. */
    public static Gathered of(List<Document> documents) {
        OrgFiles org = new OrgFiles();
        documents.forEach(org::document);
        if (org.faults.isEmpty()) {
            org.check();
        }
        return org.faults.isEmpty() ? new Gathered.Whole(org) : new Gathered.Faulty(org.faults, org.objectsAreWrong);
    }

    private void document(Document document) {
        depth = Math.max(depth, document.tree().depth());
        JsonNode root = document.tree().root();
        Place whole = new Place(document.name(), "");
        switch (document.kind()) {
            case ORG -> {
                if (org.isPresent()) {
                    faultBesides(
                            whole,
                            "has settings of the org, and so has " + org.get().name() + ". Give only one of them.");
                }
                org = Optional.of(document);
            }
            case EVIDENCE -> evidence(document, whole);
            case OBJECTS, STATE -> {
                if (root.isEmpty() && root.isArray()) {
                    // An org may have no IdPs, or no policies of a type.
                    return;
                }
                objects(document, root, whole, Optional.empty());
            }
        }
    }

    private void objects(Document document, JsonNode node, Place place, Optional<String> policyId) {
        if (faults.size() >= MAX_FAULTS) {
            return;
        }
        switch (node) {
            case ArrayNode array -> {
                int index = 0;
                for (JsonNode element : array) {
                    boolean hasPointers = document.kind() == Document.Kind.OBJECTS;
                    objects(document, element, hasPointers ? place.within("/" + index++) : place, policyId);
                }
            }
            case ObjectNode object -> object(document, object, place, policyId);
            default -> fault(place, "isn't an object of Okta's API.");
        }
    }

    private void object(Document document, ObjectNode object, Place place, Optional<String> policyId) {
        Found found =
                new Found(object, place, document.kind() != Document.Kind.STATE, within(document, place), policyId);
        switch (OrgObject.of(object)) {
            case IDP -> idps.add(found);
            case RULE -> rule(found);
            case POLICY -> policy(document, found);
            case ORG_REQUEST -> {
                objects(document, object.path("idps"), place.within("/idps"), Optional.empty());
                objects(document, object.path("rules"), place.within("/rules"), Optional.empty());
            }
            case SNAPSHOT_NOTE -> incomplete(object);
            case NOT_NEEDED -> {}
            case ERROR -> fault(place, "is an error message from Okta. Get the object again.");
            case TERRAFORM ->
                fault(
                        place,
                        "is a Terraform file without a state. Judge a plan with claims-verdict lint, or give the state:"
                                + " terraform show -json.");
            case UNKNOWN ->
                fault(place, "is neither an IdP, a policy nor a policy rule of Okta's Management API. Leave it out.");
        }
    }

    private void incomplete(ObjectNode note) {
        if (note.path("whole").asBoolean(true)) {
            return;
        }
        List<String> titles = new ArrayList<>();
        for (JsonNode each : note.path("notRead")) {
            if (!each.path("reason").asText().equals("NOT_IN_ORG")) {
                titles.add(each.path("title").asText());
            }
        }
        notes.add("The snapshot is incomplete, so something may be missing here. It could not read: "
                + Words.names(titles, 5) + ".");
    }

    private static List<String> within(Document document, Place place) {
        return document.tree().duplicates().stream()
                .filter(duplicate -> duplicate.startsWith(place.pointer() + "/"))
                .map(duplicate -> duplicate.substring(place.pointer().length()))
                .toList();
    }

    private void rule(Found rule) {
        JsonNode actions = rule.json.path("actions");
        if (actions.has("appSignOn") || actions.has("signon")) {
            rules.add(rule);
        } else if (actions.has("idp")) {
            routing.add(rule);
        }
        // Rules of other policies ask nothing of a sign-in.
    }

    private void policy(Document document, Found policy) {
        String id = policy.id();
        if (id.isEmpty()) {
            fault(policy.place, "is a policy without an id.");
            return;
        }
        PolicyLabel label = new PolicyLabel(
                id,
                policy.name(),
                policy.json.path("type").asText(),
                policy.json.path("priority").asInt(Integer.MAX_VALUE),
                policy.active(),
                true);
        PolicyLabel other = policies.putIfAbsent(id, label);
        if (other != null && !other.equals(label)) {
            fault(
                    policy.place,
                    "is a policy with the same id as the one of " + policyPlaces.get(id) + ", but differs.");
        }
        policyPlaces.putIfAbsent(id, policy.place);
        JsonNode embedded = policy.json.path("_embedded").path("rules");
        if (!embedded.isMissingNode() && !embedded.isNull()) {
            objects(document, embedded, policy.place.within("/_embedded/rules"), Optional.of(id));
        }
    }

    private void evidence(Document document, Place whole) {
        if (!(document.tree().root() instanceof ObjectNode byId)) {
            faultBesides(whole, "must be an object with a member for each IdP, named by the IdP's id.");
            return;
        }
        for (var member : byId.properties()) {
            Place place = new Place(document.name(), StrictTree.pointer("", member.getKey()));
            if (!(member.getValue() instanceof ObjectNode known)) {
                faultBesides(place, "must be an object with idToken, samlResponse, amr or claimsSupported.");
            } else if (evidence.put(member.getKey(), new Found(known, place, true, List.of(), Optional.empty()))
                    != null) {
                faultBesides(place, "has evidence about an IdP, and another file has evidence about the same IdP.");
            }
        }
    }

    /** Notes a fault of the org's objects. */
    private void fault(Place place, String predicate) {
        objectsAreWrong = true;
        faultBesides(place, predicate);
    }

    /** Notes a fault of the evidence or the settings. */
    private void faultBesides(Place place, String predicate) {
        if (faults.size() < MAX_FAULTS) {
            faults.add(place + " " + predicate);
        }
    }

    private void check() {
        unique(idps, "IdP");
        unique(rules, "rule");
        unique(routing, "routing rule");
        if (faults.isEmpty() && idps.isEmpty()) {
            objectsAreWrong = true;
            faults.add("The files have no IdP. Get them from /api/v1/idps.");
        }
        Set<String> unknownIds = new HashSet<>(evidence.keySet());
        idps.forEach(idp -> unknownIds.remove(idp.id()));
        if (!evidence.isEmpty() && unknownIds.size() == evidence.size()) {
            Place first = evidence.values().iterator().next().place();
            faults.add(first.file() + " has evidence by id, but none of its ids is the id of an IdP in the files.");
        }
        unknownIds.forEach(evidence::remove);
        if (!unknownIds.isEmpty()) {
            notes.add(counted(unknownIds.size(), "member") + " of the evidence "
                    + (unknownIds.size() == 1 ? "isn't" : "aren't") + " used, because the files have no such IdP.");
        }
        if (org.isEmpty()) {
            notes.add("No file has the org's settings (org.json), so CLAIMS_ORG applies, or else the defaults: Identity"
                    + " Engine with claims sharing. Use --org to set them.");
        }
        long alone = rules.stream()
                .filter(rule -> !policies.containsKey(policyId(rule)))
                .count();
        if (alone > 0) {
            notes.add(counted(alone, "rule") + (alone == 1 ? " belongs" : " belong")
                    + " to no policy in the files. The policy is assumed to be active.");
        }
        if (rules.isEmpty()) {
            notes.add("The files have no rule, so only the IdPs are judged.");
        }
    }

    /** Keeps one of several equal objects. Different objects with the same id are a fault. */
    private void unique(List<Found> found, String kind) {
        Map<String, Found> byId = new LinkedHashMap<>();
        for (Found each : found) {
            if (each.id().isEmpty()) {
                fault(each.place, "is " + (kind.equals("IdP") ? "an " : "a ") + kind + " without an id.");
                continue;
            }
            Found other = byId.putIfAbsent(each.id(), each);
            if (other != null && !comparable(other.json).equals(comparable(each.json))) {
                fault(each.place, "is another " + kind + " with the same id as the one of " + other.place + ".");
            } else if (other != null && policyId(other).isEmpty()) {
                byId.put(each.id(), each);
            }
        }
        found.clear();
        found.addAll(byId.values());
    }

    /** The object without the members in which two answers for the same object may differ. */
    private static ObjectNode comparable(ObjectNode json) {
        ObjectNode comparable = json.objectNode();
        comparable.setAll(json);
        return comparable.without(List.of("_links", "_embedded", "policyId"));
    }

    private static String policyId(Found rule) {
        String own = rule.json.path("policyId").asText();
        if (!own.isEmpty()) {
            return own;
        }
        Matcher link = POLICY_IN_LINK.matcher(
                rule.json.path("_links").path("self").path("href").asText());
        return rule.policyId.orElse(link.find() ? link.group(1) : "");
    }

    /** Sentences about the files that the reader of a report should know. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** The request for a verdict on this org, without an {@code amrTable}. */
    public StrictTree request() {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        List<String> duplicates = new ArrayList<>();
        ArrayNode allIdps = request.putArray("idps");
        for (Found idp : idps) {
            String pointer = "/idps/" + allIdps.size();
            idp.duplicates.forEach(each -> duplicates.add(pointer + each));
            allIdps.add(idp.json);
        }
        ArrayNode allRules = request.putArray("rules");
        for (Found rule : rules) {
            String pointer = "/rules/" + allRules.size();
            rule.duplicates.forEach(each -> duplicates.add(pointer + each));
            allRules.add(policy(rule).active() ? rule.json : inactive(rule.json));
        }
        if (!evidence.isEmpty()) {
            ObjectNode known = request.putObject("evidence");
            evidence.forEach((id, each) -> known.set(id, each.json));
        }
        org.ifPresent(each -> request.set("org", each.tree().root()));
        return new StrictTree(request, duplicates, depth + 2);
    }

    /** The rules of an inactive policy aren't in force, whatever their own status is. */
    private static ObjectNode inactive(ObjectNode rule) {
        ObjectNode inactive = rule.objectNode();
        inactive.setAll(rule);
        return inactive.put("status", "INACTIVE");
    }

    /** Where a field of the request is in the files; empty if no file has it. */
    public Optional<Place> place(String pointer) {
        String[] steps = pointer.split("/", 4);
        if (steps.length < 3) {
            return Optional.empty();
        }
        String rest = steps.length > 3 ? "/" + steps[3] : "";
        return switch (steps[1]) {
            case "idps" -> at(idps, steps[2]).map(found -> found.within(rest));
            case "rules" -> at(rules, steps[2]).map(found -> found.within(rest));
            case "evidence" ->
                Optional.ofNullable(evidence.get(steps[2].replace("~1", "/").replace("~0", "~")))
                        .map(found -> found.within(rest));
            case "org" -> org.map(each -> new Place(each.name(), "/" + steps[2] + rest));
            default -> Optional.empty();
        };
    }

    /** The id of the rule that contains the place of a pointer into the request; empty if no rule does. */
    Optional<String> ruleId(String pointer) {
        String[] steps = pointer.split("/", 4);
        return steps.length > 2 && steps[1].equals("rules")
                ? at(rules, steps[2]).map(Found::id)
                : Optional.empty();
    }

    private static Optional<Found> at(List<Found> found, String index) {
        return index.matches("[0-9]{1,9}") && Integer.parseInt(index) < found.size()
                ? Optional.of(found.get(Integer.parseInt(index)))
                : Optional.empty();
    }

    /** The IdPs, in the order of the files. */
    public List<IdpLabel> idps() {
        Map<String, List<String>> routes = new HashMap<>();
        for (Found rule : routing) {
            if (rule.active() && policy(rule).active()) {
                for (JsonNode provider : rule.json.path("actions").path("idp").path("providers")) {
                    routes.computeIfAbsent(provider.path("id").asText(), _ -> new ArrayList<>())
                            .add(rule.name());
                }
            }
        }
        return idps.stream()
                .map(idp -> new IdpLabel(
                        idp.id(),
                        idp.name(),
                        idp.json.path("type").asText(),
                        idp.active(),
                        routes.getOrDefault(idp.id(), List.of()),
                        idp.place))
                .toList();
    }

    /** The rules of access policies and global session policies, in the order in which Okta tries them. */
    public List<RuleLabel> rules() {
        return rules.stream().map(this::label).sorted(RuleLabel.ORDER).toList();
    }

    private RuleLabel label(Found rule) {
        PolicyLabel policy = policy(rule);
        return new RuleLabel(
                rule.id(),
                rule.name(),
                policy,
                rule.json.path("priority").asInt(Integer.MAX_VALUE),
                rule.json.path("system").asBoolean(),
                rule.active() && policy.active(),
                Conditions.of(rule.json.path("conditions")),
                rule.place);
    }

    private PolicyLabel policy(Found rule) {
        String id = policyId(rule);
        JsonNode actions = rule.json.path("actions");
        String type = actions.has("signon")
                ? PolicyLabel.GLOBAL_SESSION
                : actions.has("idp") ? PolicyLabel.ROUTING : PolicyLabel.ACCESS;
        return Optional.ofNullable(policies.get(id)).orElseGet(() -> PolicyLabel.unknown(id, type));
    }

    /** The IdPs as the files contain them, by id. */
    public SequencedMap<String, ObjectNode> idpsById() {
        return byId(idps);
    }

    /** The rules of access policies and global session policies as the files contain them, by id. */
    public SequencedMap<String, ObjectNode> rulesById() {
        return byId(rules);
    }

    private static SequencedMap<String, ObjectNode> byId(List<Found> found) {
        SequencedMap<String, ObjectNode> byId = new LinkedHashMap<>();
        found.forEach(each -> byId.put(each.id(), each.json));
        return byId;
    }

    /** The org's settings in the form of a request; an empty object if no file has them. */
    public ObjectNode org() {
        return org.map(each -> each.tree().root())
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .orElseGet(JsonNodeFactory.instance::objectNode);
    }

    static String counted(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
