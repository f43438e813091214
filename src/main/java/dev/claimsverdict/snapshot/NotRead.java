package dev.claimsverdict.snapshot;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A list that isn't in the snapshot. Its texts may contain names and explanations from the org, with any characters.
 *
 * @param call the path and query of the call
 * @param title the list's name for people
 * @param status the answer's HTTP status, if there was an answer
 * @param errorCode Okta's code, such as E0000006
 * @param detail sentences that explain the reason
 */
public record NotRead(
        String call, String title, Reason reason, OptionalInt status, Optional<String> errorCode, String detail) {

    /** The most characters of a name or an explanation that the org wrote. */
    private static final int MAX_CHARACTERS = 300;

    public NotRead {
        title = cut(title);
        detail = cut(detail);
    }

    /** Why a list is not in the snapshot. */
    public enum Reason {
        /** The credentials don't suffice. */
        REFUSED,
        /** The call failed. */
        FAILED,
        /** The org has no such list, or it doesn't show the list to these credentials, but no verdict needs it. */
        NOT_IN_ORG;

        /** Whether a snapshot without the list is incomplete. */
        public boolean incomplete() {
            return this != NOT_IN_ORG;
        }
    }

    /** The call, the answer's status and the reason, in sentences. */
    public String sentence() {
        return sentence(title + " (GET " + call + ")", status, errorCode, detail);
    }

    static String sentence(String subject, OptionalInt status, Optional<String> errorCode, String detail) {
        String code = errorCode.map(each -> " " + each).orElse("");
        String answer = status.isPresent() ? "status " + status.getAsInt() + code + ". " : "";
        return subject + ": " + answer + detail;
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) > MAX_CHARACTERS
                ? text.substring(0, text.offsetByCodePoints(0, MAX_CHARACTERS)) + "…"
                : text;
    }
}
