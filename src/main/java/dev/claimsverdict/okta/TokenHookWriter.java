package dev.claimsverdict.okta;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.answer.VerdictWriter;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.Level;
import dev.claimsverdict.verdict.SignInVerdict;
import java.util.List;

/**
 * Writes the answers to Okta's token inline hook, which are commands or an error (<a
 * href="https://developer.okta.com/docs/concepts/inline-hooks/">source</a>). After any other answer, or a status other
 * than 2xx, Okta continues with the unchanged tokens, so only an error object stops a sign-in.
 */
public final class TokenHookWriter {

    private static final String CLAIM = "/claims/amr_verdict";

    private TokenHookWriter() {}

    /** The answer for a verdict: REJECTED stops the sign-in; other verdicts become a claim in the tokens. */
    public static ObjectNode write(SignInVerdict verdict, TokenHookReading.Tokens tokens) {
        return switch (verdict.outcome()) {
            case ACCEPTED, STEP_UP -> commands(verdict, tokens);
            case REJECTED -> error(verdict);
        };
    }

    /**
     * The answer that changes nothing: no commands. It isn't a 204, because Okta doesn't list this hook among those that may
     * answer with one.
     */
    public static ObjectNode nothingToChange() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putArray("commands");
        return answer;
    }

    /** The answer to a request that can't be judged, which stops the sign-in, too. */
    public static ObjectNode error(Problem problem) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ObjectNode error = answer.putObject("error").put("errorSummary", "The sign-in can't be judged.");
        ArrayNode causes = error.putArray("errorCauses");
        cause(
                causes,
                problem.sentence(),
                problem.status() == 500 ? "FAILED" : "UNREADABLE",
                "data",
                "external-service");
        return answer;
    }

    private static ObjectNode error(SignInVerdict verdict) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        List<Finding> errors = verdict.findings().stream()
                .filter(finding -> finding.level() == Level.ERROR)
                .toList();
        ObjectNode error = answer.putObject("error")
                .put(
                        "errorSummary",
                        "The sign-in is rejected: " + errors.getFirst().code() + ".");
        ArrayNode causes = error.putArray("errorCauses");
        for (Finding finding : errors) {
            boolean amr = finding.pointer()
                    .filter(pointer -> pointer.startsWith("/amr"))
                    .isPresent();
            cause(
                    causes,
                    finding.message(),
                    finding.code().name(),
                    amr ? "data.identity.claims.amr" : "data.context.session.idp.id",
                    "identity-provider");
        }
        return answer;
    }

    private static void cause(ArrayNode causes, String summary, String reason, String location, String domain) {
        causes.addObject()
                .put("errorSummary", summary)
                .put("reason", reason)
                .put("locationType", "body")
                .put("location", location)
                .put("domain", domain);
    }

    private static ObjectNode commands(SignInVerdict verdict, TokenHookReading.Tokens tokens) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode commands = answer.putArray("commands");
        if (tokens.identity()) {
            patch(commands, "com.okta.identity.patch", verdict);
        }
        if (tokens.access()) {
            patch(commands, "com.okta.access.patch", verdict);
        }
        return answer;
    }

    /** The operation {@code add} replaces a claim that already exists, as in RFC 6902. */
    private static void patch(ArrayNode commands, String type, SignInVerdict verdict) {
        ObjectNode claim = commands.addObject()
                .put("type", type)
                .putArray("value")
                .addObject()
                .put("op", "add")
                .put("path", CLAIM)
                .putObject("value");
        claim.put("verdict", verdict.outcome().name());
        ArrayNode factorTypes = claim.putArray("factorTypes");
        verdict.assurance().ifPresent(assurance -> VerdictWriter.names(factorTypes, assurance.factorTypes()));
        claim.put("amrTable", verdict.amrTable());
    }
}
