package dev.claimsverdict.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.RequestReading;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.json.SystemLogReading;
import dev.claimsverdict.json.TokenHookReading;
import dev.claimsverdict.json.TokenHookWriter;
import dev.claimsverdict.json.VerdictWriter;
import dev.claimsverdict.judge.IdpReference;
import dev.claimsverdict.judge.Route;
import dev.claimsverdict.judge.TokenRequest;
import dev.claimsverdict.verdict.ConfigurationVerdict;
import dev.claimsverdict.verdict.PlanVerdict;
import dev.claimsverdict.verdict.SignInVerdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** From a request's JSON to a verdict's, one for each kind of request; every edge goes through here. */
final class Verdicts {

    private final Judges judges;
    private final DecisionLog log;

    Verdicts(Judges judges, DecisionLog log) {
        this.judges = judges;
        this.log = log;
    }

    /** A verdict, or why there is none. */
    sealed interface Answer {

        record Verdict(ObjectNode json) implements Answer {}

        /** Nothing that is judged here; the reason is a sentence without the caller's text. */
        record Ignored(String why) implements Answer {

            /** What a caller gets instead of a verdict. */
            ObjectNode json() {
                return JsonNodeFactory.instance.objectNode().put("ignored", why);
            }
        }

        record Refused(Problem problem) implements Answer {}

        /** What to say of several where there is room for one: the first that can't be read, if there is one. */
        static Answer overall(List<Answer> answers) {
            return answers.stream()
                    .filter(Refused.class::isInstance)
                    .findFirst()
                    .orElse(new Ignored("Each event was judged by itself."));
        }
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

    Answer judge(Kind kind, StrictTree request, Origin origin) {
        long start = System.nanoTime();
        return switch (kind) {
            case TOKEN ->
                answer(
                        judges.reader().token(request),
                        origin,
                        each -> signIn(judges.token().judge(each), each.idp(), origin, start));
            case AMR ->
                answer(
                        judges.reader().amr(request),
                        origin,
                        each -> signIn(judges.amr().judge(each), each.idp(), origin, start));
            case IDP -> idp(request, origin, start);
        };
    }

    private Answer idp(StrictTree request, Origin origin, long start) {
        return switch (new IdpVerdicts(judges.reader(), judges.idp()).judge(request)) {
            case IdpVerdicts.Answer.Configuration(ConfigurationVerdict verdict, Optional<String> idpId) ->
                configuration(verdict, idpId, origin, start);
            case IdpVerdicts.Answer.Plan(PlanVerdict plan) -> {
                Duration took = since(start);
                plan.changes().forEach(each -> log.decided(Decision.of(origin, each.verdict(), each.idpId(), took)));
                yield new Answer.Verdict(VerdictWriter.write(plan));
            }
            case IdpVerdicts.Answer.Refused(Problem problem) -> refused(problem, origin);
        };
    }

    /** Judges what an event of Okta's System Log tells. */
    Answer systemLog(StrictTree event, Origin origin) {
        long start = System.nanoTime();
        return switch (judges.reader().systemLog(event)) {
            case SystemLogReading.Change(var request) ->
                configuration(judges.idp().judge(request), request.idpId(), origin, start);
            case SystemLogReading.Notice(var notice) ->
                configuration(judges.idp().judge(notice), notice.id(), origin, start);
            case SystemLogReading.Ignored(String why) -> ignored(why, origin);
            case SystemLogReading.Refused(Problem problem) -> refused(problem, origin);
        };
    }

    /** Judges what Okta's token inline hook tells; the verdict's JSON is the commands or the error for Okta. */
    Answer tokenHook(StrictTree hook, Origin origin) {
        long start = System.nanoTime();
        return switch (judges.reader().tokenHook(hook)) {
            case TokenHookReading.SignIn(var request, var tokens) -> {
                SignInVerdict verdict = judges.amr().judge(request);
                ObjectNode json = TokenHookWriter.write(verdict, tokens);
                log.decided(Decision.of(origin, verdict, request.idp(), since(start)));
                yield new Answer.Verdict(json);
            }
            case TokenHookReading.Ignored(String why) -> ignored(why, origin);
            case TokenHookReading.Refused(Problem problem) -> refused(problem, origin);
        };
    }

    /** A verdict on a sign-in, and the id of the IdP in the registry. */
    record KnownSignIn(SignInVerdict verdict, Optional<String> idpId) {}

    /**
     * Judges a token by the registry alone.
     *
     * @param idpId the IdP's id, if it was named; else the token's {@code iss} tells which it is
     */
    KnownSignIn token(String idToken, Optional<String> idpId, Route route, Origin origin) {
        long start = System.nanoTime();
        TokenRequest request = judges.reader().token(idToken, idpId, route);
        SignInVerdict verdict = judges.token().judge(request);
        log.decided(Decision.of(origin, verdict, request.idp(), since(start)));
        return new KnownSignIn(
                verdict,
                request.idp() instanceof IdpReference.Found found ? found.idp().id() : Optional.empty());
    }

    private Answer ignored(String why, Origin origin) {
        undecided(origin, DecisionLog.Undecided.IGNORED, why);
        return new Answer.Ignored(why);
    }

    /** What can't be read; told of where nobody may be waiting for an answer. */
    Answer refused(Problem problem, Origin origin) {
        undecided(origin, DecisionLog.Undecided.UNREADABLE, problem.sentence());
        return new Answer.Refused(problem);
    }

    /** A hook's delivery without its secret. */
    void unauthorized(Problem problem, Origin origin) {
        undecided(origin, DecisionLog.Undecided.WRONG_HOOK_SECRET, problem.sentence());
    }

    /**
     * An answer, or, when this program has a fault, a problem (R5.5: a decision that can't be made is never a verdict).
     */
    Answer guarded(Origin origin, Supplier<Answer> answer) {
        return guarded(origin, answer, () -> new Answer.Refused(Problem.of(500, "No decision could be made.")));
    }

    /** A decision, or, when this program has a fault, what is to be said instead. */
    <T> T guarded(Origin origin, Supplier<T> decision, Supplier<T> instead) {
        try {
            return decision.get();
        } catch (RuntimeException fault) {
            failed(fault, origin);
            return instead.get();
        }
    }

    /** Tells of a fault of this program. Its message may have text of the request in it, so it is not told. */
    void failed(RuntimeException fault, Origin origin) {
        String place = Stream.of(fault.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("dev.claimsverdict."))
                .findFirst()
                .map(frame -> " at " + frame)
                .orElse("");
        undecided(origin, DecisionLog.Undecided.FAILED, fault.getClass().getName() + place);
    }

    private void undecided(Origin origin, DecisionLog.Undecided outcome, String why) {
        log.undecided(origin.requestId(), origin.shape().name(), outcome, why);
    }

    private <T> Answer answer(RequestReading<T> reading, Origin origin, Function<T, Answer> judge) {
        return switch (reading) {
            case RequestReading.Request<T>(T request) -> judge.apply(request);
            case RequestReading.Refused<T>(Problem problem) -> refused(problem, origin);
        };
    }

    private Answer signIn(SignInVerdict verdict, IdpReference idp, Origin origin, long start) {
        ObjectNode json = VerdictWriter.write(verdict);
        log.decided(Decision.of(origin, verdict, idp, since(start)));
        return new Answer.Verdict(json);
    }

    private Answer configuration(ConfigurationVerdict verdict, Optional<String> idpId, Origin origin, long start) {
        ObjectNode json = VerdictWriter.write(verdict);
        log.decided(Decision.of(origin, verdict, idpId, since(start)));
        return new Answer.Verdict(json);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
