package dev.claimsverdict.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.amr.AmrClaim;
import dev.claimsverdict.idp.IdpConfiguration;
import dev.claimsverdict.json.Field;
import dev.claimsverdict.json.FieldError;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.json.TreeBytes;
import dev.claimsverdict.judge.Fingerprint;
import dev.claimsverdict.judge.IdpRequest;
import dev.claimsverdict.judge.OrgKnowledge;
import dev.claimsverdict.policy.OrgRule;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;

/** Reads requests to judge an IdP configuration, or a change of one. */
public final class IdpRequestReader {

    private static final Set<String> MEMBERS = Set.of("after", "before", "org", "evidence", "context", "amrTable");
    private static final Set<String> EVIDENCE = Set.of("idToken", "samlResponse", "amr", "claimsSupported");
    private static final Set<String> CONTEXT = Set.of("idps", "rules");

    /** More IdPs or rules than any org has; a file of 64 MiB could bring millions. */
    static final int MAX_CONTEXT = 50_000;

    /** The pointers to the IdPs of a change. */
    private static final List<String> IDPS = List.of("/after", "/before", "/context/idps/*");

    /** The pointer to a snapshot's rules. Findings about them point to {@code /snapshot/rules/…}. */
    public static final String SNAPSHOT_RULES = "/snapshot/rules";

    /** The pointer to the evidence, whether it is in the request or in a file beside it. */
    public static final String EVIDENCE_POINTER = "/evidence";

    private final RequestMembers members;

    /** A reader that reads the common members with this one. */
    public IdpRequestReader(RequestMembers members) {
        this.members = members;
    }

    /** Whether JSON is an IdP object: it has the two members that all of them have. */
    public static boolean isIdp(JsonNode json) {
        return json.path("protocol").isObject() && json.has("type");
    }

    /** Reads a request; a bare IdP object is read as {@code after}. */
    public Reading<IdpRequest> read(StrictTree request) {
        return isIdp(request.root()) ? bare(request) : change(request);
    }

    /**
     * Reads a change of an IdP that is a part of something larger.
     *
     * @param change an object with {@code before}, {@code after} or both, without client secrets
     * @param context the rest of the org
     * @param rest the fingerprint of the context
     */
    public IdpRequest read(JsonNode change, IdpRequest.Context context, String rest) {
        Field field = Field.of(change, "", new ArrayList<>());
        ClientSecrets none = new ClientSecrets(new StrictTree(change, List.of(), 0), Set.of());
        return new IdpRequest(
                members.facts(change, rest),
                field.member("before").object().map(idp -> subject(idp, none)),
                field.member("after").object().map(idp -> subject(idp, none)),
                IdpRequest.Evidence.NONE,
                context);
    }

    /** An IdP that the verdict isn't about; empty if it has a fault. */
    public static Optional<IdpConfiguration> neighbour(JsonNode idp) {
        List<FieldError> faults = new ArrayList<>();
        ClientSecrets none = new ClientSecrets(new StrictTree(idp, List.of(), 0), Set.of());
        IdpConfiguration read = IdpReader.partial(Field.of(idp, "", faults), none);
        return faults.isEmpty() ? Optional.of(read) : Optional.empty();
    }

    /** A reader of changes of the org's policy rules. */
    public RuleChangeReader rules() {
        return new RuleChangeReader(members);
    }

    private Reading<IdpRequest> bare(StrictTree idp) {
        ClientSecrets secrets = ClientSecrets.takenOutOf(idp, List.of(""));
        return RequestMembers.read(
                secrets.tree(),
                List.of("/"),
                field -> new IdpRequest(
                        members.facts(secrets.tree(), List.of("/")),
                        Optional.empty(),
                        Optional.of(subject(field, secrets)),
                        IdpRequest.Evidence.NONE,
                        IdpRequest.Context.NONE));
    }

    private Reading<IdpRequest> change(StrictTree request) {
        ClientSecrets secrets = ClientSecrets.takenOutOf(request, IDPS);
        StrictTree tree = secrets.tree();
        return RequestMembers.read(tree, List.of("/after/", "/before/", "/context/idps/"), field -> {
            field.onlyMembers(MEMBERS);
            Field after = field.member("after");
            Field before = field.member("before");
            if (!after.present() && !before.present()) {
                after.error(FieldError.Code.MISSING, "is missing, and so is before");
            }
            return new IdpRequest(
                    members.facts(tree, field, Optional.empty(), List.of("/after/", "/before/")),
                    before.object().map(idp -> subject(idp, secrets)),
                    after.object().map(idp -> subject(idp, secrets)),
                    evidence(field.member("evidence")),
                    context(field.member("context"), secrets, _ -> true));
        });
    }

    /** Whether this pointer of a planned change's finding leads to something outside the plan. */
    public static boolean isBesideRequest(String pointer) {
        return pointer.startsWith(SNAPSHOT_RULES + "/") || pointer.startsWith(EVIDENCE_POINTER + "/");
    }

    /**
     * Reads what a request may leave out about its org. Errors have pointers under {@code /snapshot/idps}, {@link
     * #SNAPSHOT_RULES} and {@link #EVIDENCE_POINTER}. Rules that don't ask for factors, such as routing rules, are left
     * out, and so are rules of an inactive policy: they aren't in force.
     *
     * @param idps an array of IdPs, as {@code GET /api/v1/idps} gives them
     * @param policies an array of policies, as {@code GET /api/v1/policies} gives them
     * @param rules an array of policy rules, as {@code GET /api/v1/policies/{id}/rules} gives them
     * @param evidence evidence by the id of an IdP, or by the address of its resource in a Terraform plan
     */
    public static Reading<OrgKnowledge> orgKnowledge(
            StrictTree idps, StrictTree policies, StrictTree rules, StrictTree evidence) {
        Set<String> inactive = inactive(policies.root());
        SequencedMap<String, StrictTree> snapshot = new LinkedHashMap<>();
        snapshot.put("idps", idps);
        snapshot.put("rules", rules);
        SequencedMap<String, StrictTree> all = new LinkedHashMap<>();
        all.put("snapshot", StrictTree.of(snapshot));
        all.put("policies", policies);
        all.put("evidence", evidence);
        ClientSecrets secrets = ClientSecrets.takenOutOf(StrictTree.of(all), List.of("/snapshot/idps/*"));
        StrictTree tree = secrets.tree();
        return RequestMembers.read(
                tree,
                List.of("/snapshot/"),
                field -> new OrgKnowledge(
                        context(
                                field.member("snapshot"),
                                secrets,
                                rule -> !RuleReader.decidesSomethingElse(rule)
                                        && !inactive.contains(
                                                rule.node().path("policyId").asText())),
                        evidenceByName(field.member("evidence")),
                        Fingerprint.of(TreeBytes.of(tree.root()))));
    }

    private static Set<String> inactive(JsonNode policies) {
        Set<String> inactive = new HashSet<>();
        for (JsonNode policy : policies) {
            if (policy.path("status").asText().equals("INACTIVE")
                    && policy.path("id").isTextual()) {
                inactive.add(policy.path("id").textValue());
            }
        }
        return inactive;
    }

    private static Map<String, IdpRequest.Evidence> evidenceByName(Field evidence) {
        Map<String, IdpRequest.Evidence> byName = new LinkedHashMap<>();
        evidence.object()
                .ifPresent(all -> all.entries().forEach((name, each) -> byName.put(name, evidence(each.required()))));
        return byName;
    }

    /** Reads what is known about the tokens of one IdP. */
    static IdpRequest.Evidence evidence(Field evidence) {
        evidence.object().ifPresent(field -> field.onlyMembers(EVIDENCE));
        return new IdpRequest.Evidence(
                evidence.member("idToken").string(),
                evidence.member("samlResponse").string(),
                evidence.member("amr").strings(AmrClaim.MAX_VALUES),
                evidence.member("claimsSupported").strings().map(HashSet::new),
                evidence.pointer());
    }

    private static IdpRequest.Context context(Field context, ClientSecrets secrets, Predicate<Field> judged) {
        context.object().ifPresent(field -> field.onlyMembers(CONTEXT));
        List<IdpConfiguration> idps = objects(context.member("idps")).stream()
                .takeWhile(idp -> !idp.enoughErrors())
                .filter(Field::isObject)
                .map(idp -> IdpReader.partial(idp, secrets))
                .toList();
        List<OrgRule> rules = objects(context.member("rules")).stream()
                .takeWhile(rule -> !rule.enoughErrors())
                .filter(Field::isObject)
                .filter(judged)
                .flatMap(rule -> RuleReader.inOrg(rule).stream())
                .toList();
        return new IdpRequest.Context(idps, rules, IdpRequest.Source.REQUEST);
    }

    /** The elements of an array of Okta's objects. Records an error if there are more than {@link #MAX_CONTEXT}. */
    static List<Field> objects(Field list) {
        if (list.node().size() > MAX_CONTEXT) {
            list.error(FieldError.Code.TOO_MANY, "must have at most " + MAX_CONTEXT + " objects");
            return List.of();
        }
        return list.objects();
    }

    /** Reads an IdP. Its faults become findings, not errors of the request, because the request asks for them. */
    static IdpRequest.Subject subject(Field idp, ClientSecrets secrets) {
        List<FieldError> faults = new ArrayList<>();
        IdpConfiguration configuration = IdpReader.whole(Field.of(idp.node(), idp.pointer(), faults), secrets);
        if (faults.isEmpty()) {
            return new IdpRequest.Subject.Readable(configuration, idp.pointer());
        }
        return new IdpRequest.Subject.Unreadable(faults.stream()
                .map(fault -> Finding.at(fault.pointer(), FindingCode.IDP_MALFORMED, fault.detail()))
                .toList());
    }
}
