package dev.claimsverdict.testing;

import dev.claimsverdict.audit.Document;
import dev.claimsverdict.audit.OrgFiles;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictTree;
import java.util.List;

/** Files of an org for tests. */
public final class TestDocuments {

    private TestDocuments() {}

    /** A file with objects of Okta's. */
    public static Document objects(String name, String json) {
        return document(name, Document.Kind.OBJECTS, json);
    }

    /** A file that says what the IdPs send. */
    public static Document evidence(String name, String json) {
        return document(name, Document.Kind.EVIDENCE, json);
    }

    /** A file with the org's settings. */
    public static Document org(String name, String json) {
        return document(name, Document.Kind.ORG, json);
    }

    private static Document document(String name, Document.Kind kind, String json) {
        return switch (StrictTree.read(json)) {
            case Reading.Read<StrictTree>(StrictTree tree) -> new Document(name, kind, tree);
            case Reading.Refused<StrictTree>(var problem) -> throw new AssertionError(problem.detail());
        };
    }

    /** The org of files that are one. */
    public static OrgFiles gathered(Document... documents) {
        return switch (OrgFiles.of(List.of(documents))) {
            case OrgFiles.Gathered.Whole(OrgFiles org) -> org;
            case OrgFiles.Gathered.Faulty(List<String> faults) -> throw new AssertionError(faults);
        };
    }

    /** What is wrong with files. */
    public static List<String> faults(Document... documents) {
        return switch (OrgFiles.of(List.of(documents))) {
            case OrgFiles.Gathered.Whole _ -> throw new AssertionError("nothing is wrong");
            case OrgFiles.Gathered.Faulty(List<String> faults) -> faults;
        };
    }

    /** An OIDC IdP, with more members behind its own. */
    public static String idp(String id, String more) {
        return """
                {"id": "%s", "name": "IdP %s", "type": "OIDC", "status": "ACTIVE",
                 "protocol": {"type": "OIDC", "issuer": {"url": "https://%s.example"}, "scopes": ["openid"],
                   "endpoints": {"jwks": {"url": "https://%s.example/keys"}},
                   "credentials": {"client": {"client_id": "okta", "pkce_required": true}}},
                 "policy": {"trustClaims": true}%s}""".formatted(id, id, id, id, more);
    }

    /** An access policy rule that asks for so many factors, with more members behind its own. */
    public static String rule(String id, String factorMode, String more) {
        return """
                {"id": "%s", "name": "Rule %s", "status": "ACTIVE", "priority": 1,
                 "actions": {"appSignOn": {"access": "ALLOW",
                   "verificationMethod": {"type": "ASSURANCE", "factorMode": "%s"}}}%s}""".formatted(id, id, factorMode, more);
    }

    /** A policy. */
    public static String policy(String id, String type, String more) {
        return """
                {"id": "%s", "name": "Policy %s", "type": "%s", "status": "ACTIVE", "priority": 1, "system": false%s}""".formatted(id, id, type, more);
    }
}
