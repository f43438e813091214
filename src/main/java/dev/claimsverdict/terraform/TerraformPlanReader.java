package dev.claimsverdict.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.claimsverdict.json.Field;
import dev.claimsverdict.json.FieldError;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.request.IdpRequestReader;
import dev.claimsverdict.verdict.PlanVerdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what {@code terraform show -json} writes (<a
 * href="https://developer.hashicorp.com/terraform/internals/json-format">format 1.x</a>): of a plan, the changes of IdPs,
 * policy rules, routing rules and SAML signing keys; of a state, its IdPs and rules as they are. These parts are read
 * strictly; the rest may be anything.
 *
 * <p>Creations, updates, deletions and replacements are judged. {@code no-op}, {@code read} and {@code forget} change
 * nothing in Okta and are left out. So are data sources, {@code resource_drift} (it already happened) and {@code
 * deferred_changes} (a later plan will contain them). Resources that don't change are the context of those that do. They
 * are in {@code resource_changes}, {@code planned_values} or {@code prior_state}.
 */
public final class TerraformPlanReader {

    private static final String PLANNED = "planned_values";
    private static final String PRIOR = "prior_state";
    private static final String CONFIGURATION = "configuration";
    private static final String VALUES = "values";
    private static final String VERSION = "format_version";

    /** The member with a plan's changes. */
    public static final String CHANGES = ResourceReader.CHANGES;

    /** The members of a plan or a state that are read. */
    public static final Set<String> MEMBERS =
            Set.of(VERSION, "errored", CHANGES, PLANNED, PRIOR, CONFIGURATION, VALUES);

    /** The members of a state: an empty one has only the first. */
    private static final Set<String> STATE = Set.of(VERSION, "terraform_version", VALUES, "checks");

    /** More changes would exceed Lambda's limit for an answer. An org has far fewer IdPs. */
    static final int MAX_CHANGES = 1000;

    private final IdpRequestReader reader;

    /** Creates a reader that reads each IdP and rule with {@code reader}, so that all are judged the same way. */
    public TerraformPlanReader(IdpRequestReader reader) {
        this.reader = reader;
    }

    /** Whether resources of this type are read. */
    public static boolean reads(String resource) {
        return ResourceType.of(resource).isPresent();
    }

    /** Whether an object with these members is a plan or a state. */
    public static boolean isTerraform(Collection<String> members) {
        return isPlan(members) || isState(members);
    }

    /** Whether the JSON is a plan or a state, and not a request or an IdP object. */
    public static boolean isTerraform(StrictTree tree) {
        return isTerraform(members(tree));
    }

    /** Terraform omits {@code resource_changes} if there is no resource at all. */
    private static boolean isPlan(Collection<String> members) {
        return members.contains(CHANGES) || members.contains(VERSION) && members.contains(PLANNED);
    }

    static boolean isState(Collection<String> members) {
        return members.contains(VERSION) && STATE.containsAll(members);
    }

    private static List<String> members(StrictTree tree) {
        List<String> members = new ArrayList<>();
        tree.root().fieldNames().forEachRemaining(members::add);
        return members;
    }

    /** Reads a plan or a state. */
    public Reading<TerraformPlan> read(StrictTree tree) {
        Optional<Problem> duplicate = duplicate(tree);
        if (duplicate.isPresent()) {
            return new Reading.Refused<>(duplicate.get());
        }
        List<FieldError> errors = new ArrayList<>();
        Field root = Field.of(tree.root(), "", errors);
        version(root.member(VERSION));
        TerraformPlan read = isState(members(tree)) ? state(root, errors) : plan(root, errors);
        return errors.isEmpty() ? new Reading.Read<>(read) : new Reading.Refused<>(Problem.fields(errors));
    }

    static Optional<Problem> duplicate(StrictTree tree) {
        return tree.duplicates().stream()
                .filter(each -> MEMBERS.contains(each.split("/", 3)[1]))
                .findFirst()
                .map(Problem::duplicate);
    }

    /** Follows Terraform's rule: ignore additions within a major version, and reject other major versions. */
    static void version(Field version) {
        version.string()
                .filter(text -> !text.matches("[01]\\.\\d{1,9}"))
                .ifPresent(_ -> version.error("must be 0.x or 1.x"));
    }

    private static void rejectErrored(Field errored) {
        errored.bool()
                .filter(Boolean::booleanValue)
                .ifPresent(_ -> errored.error("is true: Terraform failed, so this is not the whole plan"));
    }

    private TerraformPlan plan(Field root, List<FieldError> errors) {
        rejectErrored(root.member("errored"));
        ResourceReader resources = new ResourceReader(errors);
        List<ResourceChange> changes = resources.changes(root);
        List<StateResource> planned = resources.resources(root.member(PLANNED));
        List<StateResource> prior = resources.resources(root.member(PRIOR).member(VALUES));
        JsonNode configuration =
                root.member(CONFIGURATION).object().map(Field::node).orElse(MissingNode.getInstance());
        long judged = changes.stream().filter(each -> each.effect().judged()).count()
                + resources.unread().size();
        if (judged > MAX_CHANGES) {
            root.member(CHANGES).error("has more than " + MAX_CHANGES + " changes of IdPs, rules and keys");
        }
        if (!errors.isEmpty()) {
            return new TerraformPlan(PlanVerdict.Source.PLAN, List.of(), List.of(), Set.of());
        }
        return new PlanBuilder(
                        reader, remaining(changes, planned, prior), changes, prior, new References(configuration))
                .plan(resources.unread());
    }

    private TerraformPlan state(Field root, List<FieldError> errors) {
        List<StateResource> resources = new ResourceReader(errors).resources(root.member(VALUES));
        long judged = resources.stream().filter(each -> !each.data()).count();
        if (judged > MAX_CHANGES) {
            root.member(VALUES).error("has more than " + MAX_CHANGES + " IdPs, rules and keys");
        }
        if (!errors.isEmpty()) {
            return new TerraformPlan(PlanVerdict.Source.STATE, List.of(), List.of(), Set.of());
        }
        return new PlanBuilder(reader, resources, List.of(), List.of(), new References(MissingNode.getInstance()))
                .state();
    }

    /** The resources that Okta has after the apply: what the changes leave, and what they don't mention. */
    private static List<StateResource> remaining(
            List<ResourceChange> changes, List<StateResource> planned, List<StateResource> prior) {
        List<StateResource> remaining = new ArrayList<>();
        Set<String> mentioned = new HashSet<>();
        for (ResourceChange change : changes) {
            for (Attributes attributes : change.remaining()) {
                remaining.add(new StateResource(change.type(), change.address(), false, change.deposed(), attributes));
            }
            if (!change.deposed()) {
                mentioned.add(change.address());
            }
            change.previousAddress().ifPresent(mentioned::add);
        }
        for (List<StateResource> values : List.of(planned, prior)) {
            values.stream()
                    .filter(each -> !each.deposed() && !mentioned.contains(each.address()))
                    .forEach(remaining::add);
            values.forEach(each -> mentioned.add(each.address()));
        }
        return remaining;
    }
}
