package dev.claimsverdict.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.json.Field;
import dev.claimsverdict.json.FieldError;
import dev.claimsverdict.judge.RequestFacts;
import dev.claimsverdict.judge.RuleRequest.Subject;
import dev.claimsverdict.policy.OrgRule;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads policy rules to judge. A rule's faults become findings, because the request asks for them. */
public final class RuleChangeReader {

    private final RequestMembers members;

    RuleChangeReader(RequestMembers members) {
        this.members = members;
    }

    /**
     * Reads a whole rule, as the Management API returns it.
     *
     * @param pointer where it is in the request
     */
    public Subject rule(JsonNode rule, String pointer) {
        List<FieldError> faults = new ArrayList<>();
        Optional<OrgRule> read = RuleReader.inOrg(Field.of(rule, pointer, faults));
        if (faults.isEmpty() && read.isPresent()) {
            return new Subject.Readable(read.get(), pointer);
        }
        return new Subject.Unreadable(faults.stream()
                .map(fault -> Finding.at(fault.pointer(), FindingCode.RULE_MALFORMED, fault.detail()))
                .toList());
    }

    /**
     * The facts of a change that is part of something larger.
     *
     * @param change what identifies the change
     * @param rest the fingerprint of the rest, as far as the verdict depends on it
     */
    public RequestFacts facts(JsonNode change, String rest) {
        return members.facts(change, rest);
    }
}
