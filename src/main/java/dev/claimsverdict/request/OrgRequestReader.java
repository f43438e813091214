package dev.claimsverdict.request;

import dev.claimsverdict.json.Field;
import dev.claimsverdict.json.FieldError;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.judge.IdpRequest;
import dev.claimsverdict.judge.OrgRequest;
import dev.claimsverdict.policy.OrgRule;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import dev.claimsverdict.verdict.Level;
import dev.claimsverdict.verdict.OrgVerdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads requests to judge an org: its IdPs and rules, as the Management API lists them. */
public final class OrgRequestReader {

    private static final Set<String> MEMBERS = Set.of("idps", "rules", "evidence", "org", "amrTable");

    /** The most pairs of an IdP and a rule. A matrix of this size takes some 300 MB of memory. */
    private static final int MOST_PAIRS = 10_000_000;

    /** Okta's ids have 20 characters. Each cell of the matrix repeats two of them. */
    private static final int LONGEST_ID = 100;

    private final RequestMembers members;

    /** A reader that reads the common members with this one. */
    public OrgRequestReader(RequestMembers members) {
        this.members = members;
    }

    /** Reads a request. */
    public Reading<OrgRequest> read(StrictTree request) {
        ClientSecrets secrets = ClientSecrets.takenOutOf(request, List.of("/idps/*"));
        StrictTree tree = secrets.tree();
        return RequestMembers.read(tree, List.of("/idps/"), field -> {
            field.onlyMembers(MEMBERS);
            Map<String, String> idps = new HashMap<>();
            List<Subject> subjects = subjects(field.member("idps").required(), secrets, idps);
            Map<String, IdpRequest.Evidence> evidence = evidence(field.member("evidence"), idps);
            List<Finding> notes = new ArrayList<>();
            List<OrgRequest.Rule> rules = rules(field.member("rules"), notes);
            if ((long) subjects.size() * rules.size() > MOST_PAIRS) {
                field.member("rules")
                        .error("and idps make more than " + MOST_PAIRS
                                + " pairs of an IdP and a rule; send fewer of them");
            }
            return new OrgRequest(
                    members.facts(tree, field, Optional.empty(), List.of()),
                    subjects.stream()
                            .map(subject -> subject.idp(evidence, tree))
                            .toList(),
                    rules,
                    notes);
        });
    }

    /** An IdP before its evidence is known. */
    private record Subject(
            String id, Optional<String> name, Optional<String> type, IdpRequest.Subject idp, String pointer) {

        OrgRequest.Idp idp(Map<String, IdpRequest.Evidence> evidence, StrictTree tree) {
            return new OrgRequest.Idp(
                    id,
                    name,
                    type,
                    idp,
                    evidence.getOrDefault(id, IdpRequest.Evidence.NONE),
                    RequestMembers.duplicates(tree, List.of(pointer + "/")));
        }
    }

    private static List<Subject> subjects(Field idps, ClientSecrets secrets, Map<String, String> ids) {
        List<Subject> subjects = new ArrayList<>();
        for (Field idp : IdpRequestReader.objects(idps)) {
            if (idp.enoughErrors()) {
                break;
            }
            if (idp.isObject()) {
                id(idp, ids)
                        .ifPresent(id -> subjects.add(new Subject(
                                id,
                                text(idp.member("name")),
                                text(idp.member("type")),
                                IdpRequestReader.subject(idp, secrets),
                                idp.pointer())));
            }
        }
        return subjects;
    }

    /**
     * The object's id. Each object needs one of its own, because the matrix names its rows and columns by id.
     *
     * @param taken the pointers of the objects so far, by their ids
     */
    private static Optional<String> id(Field object, Map<String, String> taken) {
        Field field = object.member("id").required();
        Optional<String> id = field.string();
        if (id.filter(text -> text.isBlank() || text.codePointCount(0, text.length()) > LONGEST_ID)
                .isPresent()) {
            field.error("must be an id of 1 to " + LONGEST_ID + " characters");
            return Optional.empty();
        }
        Optional<String> other = id.map(text -> taken.putIfAbsent(text, object.pointer()));
        other.ifPresent(first -> field.error("is also the id of " + first + "; send each object once"));
        return other.isPresent() ? Optional.empty() : id;
    }

    /** A member's text, if it is text. No rule reads the member, so any other value is no error. */
    private static Optional<String> text(Field member) {
        return Optional.ofNullable(member.node().textValue());
    }

    private static Map<String, IdpRequest.Evidence> evidence(Field evidence, Map<String, String> idps) {
        if (evidence.node().size() > IdpRequestReader.MAX_CONTEXT) {
            evidence.error("must have at most " + IdpRequestReader.MAX_CONTEXT + " members");
            return Map.of();
        }
        Map<String, IdpRequest.Evidence> byIdp = new HashMap<>();
        evidence.object()
                .map(Field::entries)
                .ifPresent(entries -> entries.forEach((id, field) -> {
                    if (!idps.containsKey(id)) {
                        field.error("names none of the request's idps: its name must be the id of one of them");
                    } else {
                        byIdp.put(id, IdpRequestReader.evidence(field));
                    }
                }));
        return byIdp;
    }

    /**
     * Reads the rules. A rule that can't be read, or that decides something other than how users sign in, gets a note
     * and is left out, so that it doesn't hide the others.
     */
    private static List<OrgRequest.Rule> rules(Field list, List<Finding> notes) {
        Map<String, String> ids = new HashMap<>();
        List<OrgRequest.Rule> rules = new ArrayList<>();
        for (Field rule : IdpRequestReader.objects(list)) {
            if (rule.enoughErrors()) {
                break;
            }
            Optional<String> id = rule.isObject() ? id(rule, ids) : Optional.empty();
            if (id.isEmpty()) {
                continue;
            }
            if (RuleReader.decidesSomethingElse(rule)) {
                notes.add(Finding.at(rule.pointer(), FindingCode.RULE_NOT_JUDGED));
                continue;
            }
            List<FieldError> faults = new ArrayList<>();
            Field alone = Field.of(rule.node(), rule.pointer(), faults);
            OptionalLong priority = alone.member("priority").integer(0, Integer.MAX_VALUE);
            Optional<OrgRule> read = RuleReader.asListed(alone);
            if (read.isPresent() && faults.isEmpty()) {
                rules.add(new OrgRequest.Rule(
                        new OrgVerdict.Rule(
                                id.get(), text(rule.member("policyId")), text(rule.member("name")), priority),
                        read.get()));
            } else {
                notes.add(unreadable(faults));
            }
        }
        return rules;
    }

    /** Describes only the first fault: a file may have millions. */
    private static Finding unreadable(List<FieldError> faults) {
        FieldError first = faults.getFirst();
        String more = faults.size() == 1 ? "" : " More of its fields are wrong.";
        return Finding.at(
                        first.pointer(),
                        FindingCode.RULE_MALFORMED,
                        FindingCode.RULE_MALFORMED.sentence() + " " + first.detail() + more)
                .as(Level.WARNING);
    }
}
