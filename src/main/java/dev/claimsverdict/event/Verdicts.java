package dev.claimsverdict.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.RequestReading;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.json.VerdictWriter;
import dev.claimsverdict.verdict.ConfigurationVerdict;
import dev.claimsverdict.verdict.PlanVerdict;
import java.util.Optional;
import java.util.function.Function;

/** From a request's JSON to a verdict's, one for each kind of request; every edge goes through here. */
final class Verdicts {

    private final Judges judges;

    Verdicts(Judges judges) {
        this.judges = judges;
    }

    /** A verdict, or why there is none. */
    sealed interface Answer {
        record Verdict(ObjectNode json) implements Answer {}

        record Refused(Problem problem) implements Answer {}
    }

    /** Which kind of request it is. */
    enum Kind {
        TOKEN,
        AMR,
        IDP;

        /** The kind that a direct invocation names. */
        static Optional<Kind> of(String word) {
            return switch (word) {
                case "token" -> Optional.of(TOKEN);
                case "amr" -> Optional.of(AMR);
                case "idp" -> Optional.of(IDP);
                default -> Optional.empty();
            };
        }
    }

    Answer judge(Kind kind, StrictTree request) {
        return switch (kind) {
            case TOKEN ->
                answer(
                        judges.reader().token(request),
                        each -> VerdictWriter.write(judges.token().judge(each)));
            case AMR ->
                answer(
                        judges.reader().amr(request),
                        each -> VerdictWriter.write(judges.amr().judge(each)));
            case IDP -> idp(request);
        };
    }

    private Answer idp(StrictTree request) {
        return switch (new IdpVerdicts(judges.reader(), judges.idp()).judge(request)) {
            case IdpVerdicts.Answer.Configuration(ConfigurationVerdict verdict) ->
                new Answer.Verdict(VerdictWriter.write(verdict));
            case IdpVerdicts.Answer.Plan(PlanVerdict verdict) -> new Answer.Verdict(VerdictWriter.write(verdict));
            case IdpVerdicts.Answer.Refused(Problem problem) -> new Answer.Refused(problem);
        };
    }

    private static <T> Answer answer(RequestReading<T> reading, Function<T, ObjectNode> judge) {
        return switch (reading) {
            case RequestReading.Request<T>(T request) -> new Answer.Verdict(judge.apply(request));
            case RequestReading.Refused<T>(Problem problem) -> new Answer.Refused(problem);
        };
    }
}
