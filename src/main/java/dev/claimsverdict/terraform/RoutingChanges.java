package dev.claimsverdict.terraform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.judge.Neighbour;
import dev.claimsverdict.terraform.ResourceChange.Effect;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Findings about changed routing rules, which send people to IdPs, and about IdPs that routing rules send people to. */
final class RoutingChanges {

    private final List<Routing> routings;
    private final Set<String> unusableIdpIds;
    private final IdpIds idpIds;

    /**
     * Prepares the findings about the routing rules of an org.
     *
     * @param routings the routing rules after the apply
     * @param unusableIdpIds the ids of the IdPs through which nobody can sign in after the apply
     */
    RoutingChanges(List<Routing> routings, Set<String> unusableIdpIds, IdpIds idpIds) {
        this.routings = routings;
        this.unusableIdpIds = unusableIdpIds;
        this.idpIds = idpIds;
    }

    /**
     * A routing rule and the findings about it.
     *
     * @param basis what the verdict depends on
     */
    record Judged(String address, ObjectNode basis, List<Finding> findings) {}

    /** The findings about a routing rule of a state. */
    Judged of(StateResource resource) {
        return judged(Routing.of(resource.address(), resource.attributes(), idpIds), Optional.empty());
    }

    /** The findings about a changed routing rule. */
    Judged of(ResourceChange change) {
        Effect effect = change.effect();
        Optional<Routing> before = side(change, effect.hasBefore() ? change.before() : Optional.empty());
        Optional<Routing> after = side(change, effect.hasAfter() ? change.after() : Optional.empty());
        return after.map(routing -> judged(routing, before))
                .or(() -> before.map(RoutingChanges::deleted))
                .orElseThrow(() -> new IllegalStateException("a change needs a before or an after"));
    }

    private Optional<Routing> side(ResourceChange change, Optional<Attributes> attributes) {
        return attributes.map(each -> Routing.of(change.address(), each, idpIds));
    }

    private static Judged deleted(Routing routing) {
        List<Finding> findings =
                routing.active() ? List.of(ends(routing.attributes().pointer())) : List.of();
        return new Judged(routing.address(), routing.object(), findings);
    }

    private static Finding ends(String pointer) {
        return Finding.at(
                pointer,
                FindingCode.RULE_ENDS,
                "The change deletes or deactivates an active routing rule: the next routing rule that fits now decides where"
                        + " its users sign in.");
    }

    private Judged judged(Routing after, Optional<Routing> before) {
        List<Finding> findings = new ArrayList<>(after.faults());
        findings.addAll(after.notes());
        if (before.filter(Routing::active).isPresent() && !after.active()) {
            findings.add(ends(after.attributes().pointer() + "/status"));
        }
        if (after.active()) {
            for (Routing.Target target : after.targets()) {
                if (unusableIdpIds.contains(target.id())) {
                    findings.add(Finding.at(target.pointer(), FindingCode.ROUTED_TO_INACTIVE_IDP));
                }
            }
        }
        if (findings.isEmpty() && before.filter(after::sendsLike).isPresent()) {
            findings.add(Finding.at(
                    after.attributes().pointer(),
                    FindingCode.NO_RELEVANT_CHANGE,
                    "The change doesn't affect which IdPs the routing rule sends people to."));
        }
        return new Judged(after.address(), after.object(), findings);
    }

    /** A finding if nobody can sign in through this IdP after the apply, but routing rules still send people to it. */
    Optional<Finding> sendingTo(Attributes before, Optional<Attributes> after) {
        String id = before.text("id");
        if (!unusableIdpIds.contains(id)) {
            return Optional.empty();
        }
        List<String> senders = routings.stream()
                .filter(Routing::active)
                .filter(each ->
                        each.targets().stream().anyMatch(target -> target.id().equals(id)))
                .map(each -> Names.shown(each.address()))
                .toList();
        String pointer = after.filter(attributes -> !attributes.isActive())
                .map(attributes -> attributes.pointer() + "/status")
                .orElse(before.pointer());
        return senders.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.at(
                        pointer,
                        FindingCode.ROUTED_TO_INACTIVE_IDP,
                        "After the change, a routing rule still sends people to this IdP, where they can't sign in: "
                                + Neighbour.names(senders) + "."));
    }
}
