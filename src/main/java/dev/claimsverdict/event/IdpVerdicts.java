package dev.claimsverdict.event;

import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.RequestReader;
import dev.claimsverdict.json.RequestReading;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.json.TerraformPlan;
import dev.claimsverdict.json.TerraformPlanReader;
import dev.claimsverdict.judge.IdpJudge;
import dev.claimsverdict.judge.IdpRequest;
import dev.claimsverdict.verdict.ConfigurationVerdict;
import dev.claimsverdict.verdict.PlanVerdict;
import java.util.Optional;

/**
 * Judges whatever has IdP configurations in it: an IdP object, a change of one, a Terraform plan. Told apart by their
 * own members, and the same wherever they come from.
 */
public final class IdpVerdicts {

    private final RequestReader reader;
    private final IdpJudge judge;

    /** Verdicts by this judge on what this reader reads. */
    public IdpVerdicts(RequestReader reader, IdpJudge judge) {
        this.reader = reader;
        this.judge = judge;
    }

    /** A verdict, or why there is none. */
    public sealed interface Answer {

        /**
         * On an IdP object or a change of one.
         *
         * @param idpId the IdP's id, if it has one
         */
        record Configuration(ConfigurationVerdict verdict, Optional<String> idpId) implements Answer {}

        /** On the changes of a Terraform plan. */
        record Plan(PlanVerdict verdict) implements Answer {}

        /** It is none of the three. */
        record Refused(Problem problem) implements Answer {}
    }

    /** The verdict on a request. */
    public Answer judge(StrictTree request) {
        return TerraformPlanReader.isPlan(request) ? plan(request) : configuration(request);
    }

    private Answer configuration(StrictTree request) {
        return switch (reader.idp(request)) {
            case RequestReading.Request<IdpRequest>(IdpRequest change) ->
                new Answer.Configuration(judge.judge(change), change.idpId());
            case RequestReading.Refused<IdpRequest>(Problem problem) -> new Answer.Refused(problem);
        };
    }

    private Answer plan(StrictTree request) {
        return switch (new TerraformPlanReader(reader).read(request)) {
            case RequestReading.Request<TerraformPlan>(TerraformPlan plan) -> new Answer.Plan(verdict(plan));
            case RequestReading.Refused<TerraformPlan>(Problem problem) -> new Answer.Refused(problem);
        };
    }

    private PlanVerdict verdict(TerraformPlan plan) {
        return new PlanVerdict(plan.changes().stream()
                .map(change -> new PlanVerdict.Change(
                        change.address(), change.request().idpId(), change.inPlan(judge.judge(change.request()))))
                .toList());
    }
}
