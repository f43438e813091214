package dev.claimsverdict.audit;

import dev.claimsverdict.json.StrictTree;
import java.util.Objects;

/**
 * A file of an org, read as JSON.
 *
 * @param name the file's name for people
 */
public record Document(String name, Kind kind, StrictTree tree) {

    public Document {
        Objects.requireNonNull(name);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(tree);
    }

    /** What a file is for. */
    public enum Kind {
        /** Objects of Okta's Management API. Their kinds are recognized by their members. */
        OBJECTS,
        /** Such objects, made from a Terraform state. Their members aren't in the file by these names. */
        STATE,
        /** The org's settings, as a request's {@code org}. */
        ORG,
        /** Evidence of what each IdP sends, by the IdP's id. */
        EVIDENCE
    }
}
