package dev.claimsverdict.terraform;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.json.Field;
import dev.claimsverdict.json.FieldError;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.terraform.ResourceType.Kind;
import dev.claimsverdict.terraform.ResourceType.Maps;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The IdPs and rules of a Terraform state, or of a plan before its changes ({@code prior_state}), as objects of the
 * Management API. They have no secrets. Faults stay in a rule, so that its reader reports them.
 *
 * @param idps as {@code GET /api/v1/idps} returns them
 * @param rules as {@code GET /api/v1/policies/{id}/rules} returns them, with their {@code policyId}; routing rules, too
 */
public record TerraformState(List<ObjectNode> idps, List<ObjectNode> rules) {

    public TerraformState {
        idps = List.copyOf(idps);
        rules = List.copyOf(rules);
    }

    /** Reads a state or a plan as {@code terraform show -json} writes it. */
    public static Reading<TerraformState> read(StrictTree tree) {
        Optional<Problem> duplicate = TerraformPlanReader.duplicate(tree);
        if (duplicate.isPresent()) {
            return new Reading.Refused<>(duplicate.get());
        }
        List<FieldError> errors = new ArrayList<>();
        Field root = Field.of(tree.root(), "", errors);
        TerraformPlanReader.version(root.member("format_version"));
        Field state = root.member("values").present() ? root : root.member("prior_state");
        List<StateResource> resources = new ResourceReader(errors).resources(state.member("values"));
        return errors.isEmpty() ? new Reading.Read<>(of(resources)) : new Reading.Refused<>(Problem.fields(errors));
    }

    private static TerraformState of(List<StateResource> resources) {
        IdpIds noReferences = new IdpIds(new References(MissingNode.getInstance()), new PlannedIdps(List.of()));
        List<ObjectNode> idps = new ArrayList<>();
        new PlannedIdps(resources).all().forEach(idp -> idps.add(idp.object()));
        List<ObjectNode> rules = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (StateResource resource : resources) {
            for (ObjectNode rule : rules(resource, noReferences)) {
                String id = rule.path("id").asText();
                if (id.isEmpty() || ids.add(id)) {
                    rules.add(rule);
                }
            }
        }
        return new TerraformState(idps, rules);
    }

    private static List<ObjectNode> rules(StateResource resource, IdpIds idpIds) {
        Attributes attributes = resource.attributes();
        if (resource.type().kind() == Kind.ROUTING_RULE) {
            return List.of(Routing.of(resource.address(), attributes, idpIds).object());
        }
        if (resource.type().kind() != Kind.RULE) {
            return List.of();
        }
        if (resource.type() != ResourceType.APP_RULES) {
            return List.of(TerraformRule.of(resource.type(), attributes, Optional.empty())
                    .object());
        }
        List<ObjectNode> rules = new ArrayList<>();
        for (int i = 0; i < attributes.get(Maps.RULE_BLOCKS).size(); i++) {
            ObjectNode rule = TerraformRule.of(resource.type(), attributes.block(Maps.RULE_BLOCKS, i), Optional.empty())
                    .object();
            if (attributes.get("policy_id").isTextual()) {
                rule.set("policyId", attributes.get("policy_id"));
            }
            rules.add(rule);
        }
        return rules;
    }
}
