package dev.claimsverdict.audit;

import dev.claimsverdict.json.StrictTree;
import java.util.Objects;

/**
 * A file of an org, read as JSON.
 *
 * @param name its path as people know it
 */
public record Document(String name, Kind kind, StrictTree tree) {

    public Document {
        Objects.requireNonNull(name);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(tree);
    }

    /** What a file is for. */
    public enum Kind {
        /** Objects of Okta's, recognised by what they are. */
        OBJECTS,
        /** Objects as Okta has them, made of something else, so that they stand nowhere in the file. */
        STATE,
        /** The org's settings, as a request's {@code org}. */
        ORG,
        /** What is known about the tokens of each IdP, by the IdP's id. */
        EVIDENCE
    }
}
