package dev.claimsverdict.judge;

import dev.claimsverdict.amr.AmrClaim;
import dev.claimsverdict.amr.AmrRows;
import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.amr.CountedAmr;
import dev.claimsverdict.idp.IdpConfiguration;
import dev.claimsverdict.idp.Provider;
import dev.claimsverdict.idp.Providers;
import dev.claimsverdict.idp.TrustDecision;
import dev.claimsverdict.judge.EditionsDisagree.OfRule;
import dev.claimsverdict.judge.EditionsDisagree.SignInOutcome;
import dev.claimsverdict.policy.PolicyRule;
import dev.claimsverdict.policy.RuleEvaluation;
import dev.claimsverdict.policy.RuleResult;
import dev.claimsverdict.policy.SmallestSets;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.OrgVerdict.Cell;
import dev.claimsverdict.verdict.OrgVerdict.Judgement;
import dev.claimsverdict.verdict.OrgVerdict.Outcome;
import dev.claimsverdict.verdict.OrgVerdict.Reachable;
import dev.claimsverdict.verdict.Trust;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Judges each IdP under each rule. An org may have thousands of rules and hundreds of IdPs, but few of them differ, so
 * results are remembered: rules that ask for the same count as one, and so do IdPs whose claims are read in the same
 * way.
 */
final class OrgMatrix {

    private final RequestFacts facts;
    private final RuleEvaluation.Settings settings;
    private final RuleReach reach;

    /**
     * The values that have a meaning in some edition. The others change no outcome, except that one of them must stay
     * if there is no other value.
     */
    private final Set<String> meaningful = new TreeSet<>();

    private final List<OrgRequest.Rule> rules;

    /** For each of {@link #rules}, the index of its question in {@link #questions}. */
    private final int[] questionOfRule;

    /** What the rules ask for, each once and without pointers. */
    private final List<PolicyRule> questions = new ArrayList<>();

    private final Map<Claims, Reading> readings = new HashMap<>();
    private final Map<Kind, Row> rows = new HashMap<>();

    /** One object for all equal results, and below for all equal judgements: a matrix has millions, but few differ. */
    private final Map<Result, Result> sharedResults = new HashMap<>();

    private final Map<Judgement, Judgement> sharedJudgements = new HashMap<>();

    private final Map<AmrRows, Search> smallest = new IdentityHashMap<>();

    private final List<Cell> cells = new ArrayList<>();

    /** By the rule's pointer and the other edition. */
    private final Map<List<String>, OfRule> disagreements = new LinkedHashMap<>();

    /** A matrix without IdPs. Its columns are these rules, which are active. */
    OrgMatrix(RequestFacts facts, List<OrgRequest.Rule> rules, RuleReach reach) {
        this.facts = facts.with(List.of());
        this.settings = SignIn.settings(facts.org());
        this.rules = rules;
        this.reach = reach;
        this.questionOfRule = new int[rules.size()];
        Map<PolicyRule, Integer> known = new IdentityHashMap<>();
        for (int i = 0; i < questionOfRule.length; i++) {
            questionOfRule[i] = known.computeIfAbsent(
                    reach.representative(rules.get(i).rule().rule()), question -> {
                        questions.add(question);
                        return questions.size() - 1;
                    });
        }
        for (String edition : AmrTable.EDITIONS) {
            AmrTable.edition(edition).ifPresent(this::addMeaningful);
        }
        addMeaningful(facts.amrTable());
    }

    private void addMeaningful(AmrTable table) {
        meaningful.addAll(table.claimsSharing().values(false));
        meaningful.addAll(table.legacyMapping().values(false));
    }

    /** Adds the cells of an IdP: none if it isn't active. */
    void add(OrgRequest.Idp idp) {
        if (!idp.active() || !(idp.subject() instanceof IdpRequest.Subject.Readable(IdpConfiguration its, String at))) {
            return;
        }
        AmrEvidence evidence = new AmrEvidence(idp.evidence(), its);
        Row row = row(its, evidence);
        Optional<String> id = Optional.of(idp.id());
        for (int i = 0; i < questionOfRule.length; i++) {
            OrgRequest.Rule rule = rules.get(i);
            if (rule.rule().concerns(id)) {
                cells.add(new Cell(idp.id(), rule.label().ruleId(), row.judgement(questionOfRule[i])));
                for (SignIn.Elsewhere elsewhere : row.result(questionOfRule[i]).otherEditions()) {
                    disagreement(rule, elsewhere, row.result(questionOfRule[i]), at)
                            .count();
                }
            }
        }
        row.kind.own().forget();
        row.kind.flipped().forget();
    }

    /** The cells in the order of the IdPs, then of the rules. */
    List<Cell> cells() {
        return cells;
    }

    /** A finding for each rule that another edition of the AMR table would decide differently for some IdP (R1.4). */
    List<Finding> findings() {
        return disagreements.values().stream().map(OfRule::finding).toList();
    }

    private OfRule disagreement(OrgRequest.Rule rule, SignIn.Elsewhere elsewhere, Result own, String idp) {
        String pointer = rule.rule().rule().pointer();
        AmrTable other = elsewhere.edition();
        return disagreements.computeIfAbsent(
                List.of(pointer, other.edition()),
                _ -> new OfRule(
                        facts.amrTable(), own.decided().orElseThrow(), other, elsewhere.outcome(), pointer, idp));
    }

    private Row row(IdpConfiguration idp, AmrEvidence evidence) {
        Reading own = reading(idp, evidence);
        Reading flipped = reading(idp.withTrustClaims(!idp.policy().trustClaims()), evidence);
        Optional<RuleReach.Reach> sent = sends(idp, evidence, own, flipped).map(values -> reach.of(own.table, values));
        return rows.computeIfAbsent(new Kind(own, flipped, sent), Row::new);
    }

    /** How sign-ins through an IdP are judged. It is the same for all IdPs with this trust and this evidence. */
    private Reading reading(IdpConfiguration idp, AmrEvidence evidence) {
        // Without pointers, because only the decisions are compared.
        TrustDecision configured = TrustDecision.of(idp, facts.org(), "");
        TrustDecision trust = evidence.oktaAuth()
                .map(_ -> configured.withOktaAuth(idp, "", ""))
                .orElse(configured);
        Optional<AmrClaim> claim =
                evidence.sample().map(sample -> trust.countsAmr() ? meaning(sample) : new AmrClaim.Missing());
        return readings.computeIfAbsent(new Claims(trust, claim), Reading::new);
    }

    /**
     * The claim in a form that is equal for all claims with the same outcome: without order, repetitions and
     * unsupported values (R1.1, R1.2).
     */
    private AmrClaim meaning(AmrClaim claim) {
        if (!(claim instanceof AmrClaim.Values(List<String> values)) || values.isEmpty()) {
            return claim;
        }
        Set<String> supported = new TreeSet<>(values);
        supported.retainAll(meaningful);
        // Only unsupported values and no values at all are different cases (R3.5).
        return new AmrClaim.Values(supported.isEmpty() ? List.of(values.getFirst()) : List.copyOf(supported));
    }

    /**
     * The AMR values that the IdP may send: those that its provider is known to send, and those that its evidence
     * shows. Absent if nothing limits them.
     */
    private Optional<Set<String>> sends(IdpConfiguration idp, AmrEvidence evidence, Reading own, Reading flipped) {
        boolean mapped = own.claims.trust().trust().mode() == Trust.Mode.LEGACY_MAPPING;
        if (!mapped && (own.claims.trust().okta() || flipped.claims.trust().okta())) {
            // Its claims travel in okta_auth (R2.1).
            return Optional.of(Set.of());
        }
        return Providers.of(idp)
                .map(Providers.Recognized::provider)
                .flatMap(Provider::sendsAtMost)
                .map(known -> {
                    Set<String> values = new TreeSet<>(known);
                    values.addAll(evidence.values());
                    values.retainAll(own.table.values(facts.org().factorOnly()));
                    return values;
                });
    }

    private SmallestSets smallest(AmrRows table, int question) {
        return smallest.computeIfAbsent(table, Search::new).of(question);
    }

    /** Finds the smallest satisfying sets of one table. */
    private final class Search {

        private final Function<PolicyRule, SmallestSets> search;
        private final SmallestSets[] found = new SmallestSets[questions.size()];

        Search(AmrRows table) {
            this.search = SmallestSets.ofMany(table, facts.org().factorOnly(), settings);
        }

        SmallestSets of(int question) {
            if (found[question] == null) {
                found[question] = search.apply(questions.get(question));
            }
            return found[question];
        }
    }

    /**
     * What decides how claims are read.
     *
     * @param claim the evidence's {@code amr}, if there is evidence
     */
    private record Claims(TrustDecision trust, Optional<AmrClaim> claim) {}

    /**
     * The result of a sign-in under a rule.
     *
     * @param decided absent without evidence
     */
    private record Result(
            Optional<SignInOutcome> decided,
            List<String> remaining,
            List<List<String>> wouldSatisfy,
            List<SignIn.Elsewhere> otherEditions) {

        Outcome outcome() {
            return decided.map(SignInOutcome::outcome)
                    .map(outcome -> switch (outcome) {
                        case ACCEPTED -> Outcome.ACCEPTED;
                        case STEP_UP -> Outcome.STEP_UP;
                        case REJECTED -> Outcome.REJECTED;
                    })
                    .orElse(Outcome.UNKNOWN);
        }
    }

    /** The results of one kind of claims under each question. */
    private final class Reading {

        private final Claims claims;
        private final AmrRows table;
        private final Optional<SignIn.Glances> glances;
        private final Result[] results = new Result[questions.size()];

        Reading(Claims claims) {
            this.claims = claims;
            this.table = SignIn.rows(claims.trust(), facts.amrTable());
            SignIn signIn =
                    new SignIn(SignIn.Subject.DRY_RUN, facts, "", claims.trust(), Optional.empty(), Optional.empty());
            this.glances = claims.claim().map(signIn::glances);
        }

        Result result(int question) {
            if (results[question] == null) {
                Result result = glances.map(each -> evidenced(each.under(questions.get(question)), question))
                        .orElseGet(() -> unknown(question));
                results[question] = sharedResults.computeIfAbsent(result, each -> each);
            }
            return results[question];
        }

        /** Frees memory before the next IdP, which usually has other claims. */
        void forget() {
            glances.ifPresent(SignIn.Glances::forget);
        }

        private Result evidenced(SignIn.Glance glance, int question) {
            return new Result(
                    Optional.of(glance.outcome()),
                    glance.result().remaining(),
                    wouldSatisfy(question, glance.result(), glance.amr()),
                    glance.otherEditions());
        }

        /** The result without evidence: everything that the rule asks for remains. */
        private Result unknown(int question) {
            RuleResult result = RuleEvaluation.evaluate(questions.get(question), CountedAmr.NOTHING, settings);
            return new Result(
                    Optional.empty(),
                    result.remaining(),
                    wouldSatisfy(question, result, CountedAmr.NOTHING),
                    List.of());
        }

        private List<List<String>> wouldSatisfy(int question, RuleResult result, CountedAmr amr) {
            return result.satisfied() || !claims.trust().countsAmr()
                    ? List.of()
                    : smallest(table, question).closest(amr);
        }
    }

    /**
     * What decides a row of the matrix.
     *
     * @param own how the IdP's claims are read
     * @param flipped how they would be read if {@code trustClaims} had the other value
     * @param sent the rules that the IdP's possible values can satisfy; absent if nothing limits these values
     */
    private record Kind(Reading own, Reading flipped, Optional<RuleReach.Reach> sent) {}

    /** The judgements of IdPs of one kind. */
    private final class Row {

        private final Kind kind;
        private final Judgement[] judged = new Judgement[questions.size()];

        Row(Kind kind) {
            this.kind = kind;
        }

        Judgement judgement(int question) {
            if (judged[question] == null) {
                Result own = kind.own().result(question);
                Judgement judgement = new Judgement(
                        own.outcome(),
                        own.remaining(),
                        reachable(questions.get(question)),
                        own.wouldSatisfy(),
                        kind.flipped().result(question).outcome());
                judged[question] = sharedJudgements.computeIfAbsent(judgement, each -> each);
            }
            return judged[question];
        }

        Result result(int question) {
            return kind.own().result(question);
        }

        private Reachable reachable(PolicyRule question) {
            if (!reach.of(kind.own().table).includes(question)) {
                return Reachable.NOT_BY_AMR;
            }
            return kind.sent().map(sent -> sent.includes(question)).orElse(true)
                    ? Reachable.BY_AMR
                    : Reachable.NOT_BY_PROVIDER;
        }
    }
}
