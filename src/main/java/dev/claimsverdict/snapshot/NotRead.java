package dev.claimsverdict.snapshot;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A list that is not in the snapshot. Its texts may have names and explanations of the org in them, with any characters.
 *
 * @param call the path and query of the call
 * @param title the list's name for people
 * @param status the answer's HTTP status, if there was an answer
 * @param errorCode Okta's code, such as E0000006
 * @param detail sentences that say why
 */
public record NotRead(
        String call, String title, Reason reason, OptionalInt status, Optional<String> errorCode, String detail) {

    /** The most characters of a name or an explanation that the org wrote. */
    private static final int SHOWN = 300;

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
        /** The org doesn't have such a list, or shows it to nobody with these credentials although no judgement needs it. */
        NOT_IN_ORG;

        /** Whether a snapshot without the list is incomplete. */
        public boolean incomplete() {
            return this != NOT_IN_ORG;
        }
    }

    /** The same as sentences. */
    public String sentence() {
        return sentence(title + " (GET " + call + ")", status, errorCode, detail);
    }

    static String sentence(String subject, OptionalInt status, Optional<String> errorCode, String detail) {
        String code = errorCode.map(each -> " " + each).orElse("");
        String answer = status.isPresent() ? "status " + status.getAsInt() + code + ". " : "";
        return subject + ": " + answer + detail;
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) > SHOWN
                ? text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…"
                : text;
    }
}
