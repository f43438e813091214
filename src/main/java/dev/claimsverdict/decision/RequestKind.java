package dev.claimsverdict.decision;

import java.util.Optional;

/** The kinds of request. A direct invocation names its kind in the member {@code kind}. */
public enum RequestKind {
    TOKEN("token"),
    SAML("saml"),
    AMR("amr"),
    IDP("idp"),
    ORG("org");

    private final String word;

    RequestKind(String word) {
        this.word = word;
    }

    /** The kind with this word, if there is one. */
    public static Optional<RequestKind> of(String word) {
        for (RequestKind kind : values()) {
            if (kind.word.equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
