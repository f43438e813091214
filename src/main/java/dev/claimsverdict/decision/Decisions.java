package dev.claimsverdict.decision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.answer.JsonSize;
import dev.claimsverdict.answer.VerdictWriter;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.judge.IdpReference;
import dev.claimsverdict.judge.IdpRequest;
import dev.claimsverdict.judge.OrgKnowledge;
import dev.claimsverdict.judge.OrgRequest;
import dev.claimsverdict.judge.TokenRequest;
import dev.claimsverdict.okta.SystemLogReading;
import dev.claimsverdict.okta.TokenHookReading;
import dev.claimsverdict.okta.TokenHookWriter;
import dev.claimsverdict.registry.Route;
import dev.claimsverdict.terraform.TerraformPlan;
import dev.claimsverdict.terraform.TerraformPlanReader;
import dev.claimsverdict.verdict.ConfigurationVerdict;
import dev.claimsverdict.verdict.OrgVerdict;
import dev.claimsverdict.verdict.PlanVerdict;
import dev.claimsverdict.verdict.SignInVerdict;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads a request, judges it, writes the verdict and logs the decision. Every edge calls this. */
public final class Decisions {

    private static final Problem TOO_LARGE = Problem.of(
            422,
            "The answer would be larger than " + JsonSize.MAX_BYTES
                    + " bytes, because it has a cell for each IdP under each"
                    + " rule. Send fewer IdPs or rules, or judge the org on the command line with claims-verdict audit.");

    /**
     * The most pairs of an IdP and a rule in a request about an org. Each IdP is judged with all rules, even an inactive IdP,
     * which has no cells. Without this limit a request of 256 KiB would take seconds.
     */
    static final int MAX_PAIRS = 500_000;

    private static final Problem TOO_MANY_PAIRS = Problem.of(
            422,
            "The IdPs and rules make more than " + MAX_PAIRS
                    + " pairs. Send fewer IdPs or rules, or judge the org on the"
                    + " command line with claims-verdict audit.");

    private final Judges judges;
    private final OrgKnowledge known;
    private final DecisionLog log;

    /** Decides with these judges and writes the decisions to this log. */
    public Decisions(Judges judges, DecisionLog log) {
        this(judges, OrgKnowledge.NONE, log);
    }

    /**
     * Decides with these judges and writes the decisions to this log.
     *
     * @param known what is known about the org besides the requests
     */
    public Decisions(Judges judges, OrgKnowledge known, DecisionLog log) {
        this.judges = judges;
        this.known = known;
        this.log = log;
    }

    /** Whether JSON is meant for an IdP verdict, even if it has faults. */
    public static boolean isAboutIdps(StrictTree tree) {
        var root = tree.root();
        return root.has("after") || root.has("before") || root.has("protocol") || TerraformPlanReader.isTerraform(tree);
    }

    /** The answer to a request of this kind. */
    public Answer decide(RequestKind kind, StrictTree request, Origin origin) {
        long start = System.nanoTime();
        return switch (kind) {
            case TOKEN ->
                read(
                        judges.tokenReader().read(request),
                        origin,
                        each -> signIn(judges.tokenJudge().judge(each), each.idp(), origin, start));
            case SAML ->
                read(
                        judges.samlReader().read(request),
                        origin,
                        each -> signIn(judges.samlJudge().judge(each), each.idp(), origin, start));
            case AMR ->
                read(
                        judges.amrReader().read(request),
                        origin,
                        each -> signIn(judges.amrJudge().judge(each), each.idp(), origin, start));
            case IDP ->
                TerraformPlanReader.isTerraform(request)
                        ? read(
                                new TerraformPlanReader(judges.idpReader()).read(request),
                                origin,
                                plan -> plan(plan, origin, start))
                        : read(
                                judges.idpReader().read(request),
                                origin,
                                each -> configuration(known.completing(each), origin, start));
            case ORG -> read(judges.orgReader().read(request), origin, each -> org(each, origin, start));
        };
    }

    /** The verdict on an org of any size, for callers that don't need the JSON of {@link #decide}. */
    public Reading<OrgVerdict> org(StrictTree request, Origin origin) {
        long start = System.nanoTime();
        return switch (judges.orgReader().read(request)) {
            case Reading.Read<OrgRequest>(OrgRequest org) -> {
                OrgVerdict verdict = judges.orgJudge().judge(org);
                log.decided(DecisionRecord.of(origin, verdict, since(start)));
                yield new Reading.Read<>(verdict);
            }
            case Reading.Refused<OrgRequest>(Problem problem) -> {
                refused(problem, origin);
                yield new Reading.Refused<>(problem);
            }
        };
    }

    /** The answer to an event of Okta's System Log. */
    public Answer systemLog(StrictTree event, Origin origin) {
        long start = System.nanoTime();
        return read(judges.systemLogReader().read(event), origin, reading -> switch (reading) {
            case SystemLogReading.Change(var request) -> configuration(request, origin, start);
            case SystemLogReading.Notice(var notice) ->
                configuration(judges.idpJudge().judge(notice), notice.id(), origin, start);
            case SystemLogReading.Ignored(String why) -> ignored(why, origin);
        });
    }

    /** The answer to Okta's token inline hook. Its JSON is what Okta gets: commands or an error. */
    public Answer tokenHook(StrictTree hook, Origin origin) {
        long start = System.nanoTime();
        return read(judges.tokenHookReader().read(hook), origin, reading -> switch (reading) {
            case TokenHookReading.SignIn(var request, var tokens) -> {
                SignInVerdict verdict = judges.amrJudge().judge(request);
                yield signIn(verdict, TokenHookWriter.write(verdict, tokens), request.idp(), origin, start);
            }
            case TokenHookReading.Ignored(String why) -> ignored(why, origin);
        });
    }

    /** A verdict on a sign-in, and the IdP's id if the registry has the IdP. */
    public record KnownSignIn(SignInVerdict verdict, Optional<String> idpId) {}

    /**
     * Judges a token with the registry's data only.
     *
     * @param idpId the IdP's id, if the caller named one; otherwise the token's {@code iss} selects the IdP
     */
    public KnownSignIn token(String idToken, Optional<String> idpId, Route route, Origin origin) {
        long start = System.nanoTime();
        TokenRequest request = judges.tokenReader().registered(idToken, idpId, route);
        SignInVerdict verdict = judges.tokenJudge().judge(request);
        log.decided(DecisionRecord.of(origin, verdict, request.idp(), since(start)));
        return new KnownSignIn(
                verdict,
                request.idp() instanceof IdpReference.Found found ? found.idp().id() : Optional.empty());
    }

    /** Logs that a request can't be read, because perhaps nobody reads the answer. */
    public Answer refused(Problem problem, Origin origin) {
        undecided(origin, DecisionLog.Undecided.UNREADABLE, problem.sentence());
        return new Answer.Refused(problem);
    }

    /** Logs a request to a hook that came without the right secret. */
    public void unauthorized(Problem problem, Origin origin) {
        undecided(origin, DecisionLog.Undecided.WRONG_HOOK_SECRET, problem.sentence());
    }

    /** Returns the answer. An exception in this program becomes a problem, never a verdict (R5.5). */
    public Answer guarded(Origin origin, Supplier<Answer> answer) {
        return guarded(origin, answer, () -> new Answer.Refused(Problem.of(500, "No decision could be made.")));
    }

    /** Returns the decision, or the alternative after an exception in this program. */
    public <T> T guarded(Origin origin, Supplier<T> decision, Supplier<T> instead) {
        try {
            return decision.get();
        } catch (RuntimeException fault) {
            failed(fault, origin);
            return instead.get();
        }
    }

    /** Logs an exception in this program without its message, which may contain text of the request. */
    public void failed(RuntimeException fault, Origin origin) {
        String place = Stream.of(fault.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("dev.claimsverdict."))
                .findFirst()
                .map(frame -> " at " + frame)
                .orElse("");
        undecided(origin, DecisionLog.Undecided.FAILED, fault.getClass().getName() + place);
    }

    private <T> Answer read(Reading<T> reading, Origin origin, Function<T, Answer> judge) {
        return switch (reading) {
            case Reading.Read<T>(T value) -> judge.apply(value);
            case Reading.Refused<T>(Problem problem) -> refused(problem, origin);
        };
    }

    private Answer ignored(String why, Origin origin) {
        undecided(origin, DecisionLog.Undecided.IGNORED, why);
        return new Answer.Ignored(why);
    }

    private void undecided(Origin origin, DecisionLog.Undecided outcome, String why) {
        log.undecided(origin.requestId(), origin.shape(), outcome, why);
    }

    private Answer signIn(SignInVerdict verdict, IdpReference idp, Origin origin, long start) {
        return signIn(verdict, VerdictWriter.write(verdict), idp, origin, start);
    }

    private Answer signIn(SignInVerdict verdict, ObjectNode json, IdpReference idp, Origin origin, long start) {
        log.decided(DecisionRecord.of(origin, verdict, idp, since(start)));
        return new Answer.Judged(verdict, json);
    }

    private Answer configuration(IdpRequest request, Origin origin, long start) {
        return configuration(judges.idpJudge().judge(request), request.idpId(), origin, start);
    }

    private Answer configuration(ConfigurationVerdict verdict, Optional<String> idpId, Origin origin, long start) {
        ObjectNode json = VerdictWriter.write(verdict);
        log.decided(DecisionRecord.of(origin, verdict, idpId, since(start)));
        return new Answer.Judged(verdict, json);
    }

    private Answer plan(TerraformPlan plan, Origin origin, long start) {
        PlanVerdict verdict = plan.judgedBy(judges.idpJudge(), known);
        ObjectNode json = VerdictWriter.write(verdict);
        Duration took = since(start);
        verdict.changes().forEach(each -> log.decided(DecisionRecord.of(origin, each.verdict(), each.idpId(), took)));
        return new Answer.Judged(verdict, json);
    }

    private Answer org(OrgRequest request, Origin origin, long start) {
        if (request.pairs() > MAX_PAIRS) {
            return refused(TOO_MANY_PAIRS, origin);
        }
        if (request.cells() * VerdictWriter.LEAST_BYTES_OF_CELL > JsonSize.MAX_BYTES) {
            return refused(TOO_LARGE, origin);
        }
        OrgVerdict verdict = judges.orgJudge().judge(request);
        ObjectNode json = VerdictWriter.write(verdict);
        // The body of an HTTP answer has the JSON in quotes; that is the largest form.
        if (JsonSize.bytes(json.toString()) > JsonSize.MAX_BYTES) {
            return refused(TOO_LARGE, origin);
        }
        log.decided(DecisionRecord.of(origin, verdict, since(start)));
        return new Answer.Judged(verdict, json);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
