package dev.claimsverdict.explain;

import dev.claimsverdict.audit.Printable;
import dev.claimsverdict.verdict.SignInVerdict;
import dev.claimsverdict.verdict.SignInVerdict.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Why Okta asked for more in one sign-in, or why it didn't.
 *
 * @param verdict the verdict on the claims under the rule
 * @param evidence what the verdict is based on
 * @param logged what Okta logged about the sign-in, if the events were given
 */
public record Explanation(
        SignInVerdict verdict, Evidence evidence, Idp idp, Optional<Rule> rule, Optional<LoggedSignIn> logged) {

    /** Where the AMR values come from, and whether they were verified. */
    public enum Evidence {
        VERIFIED_ID_TOKEN,
        ID_TOKEN,
        VERIFIED_SAML_RESPONSE,
        SAML_RESPONSE,
        AMR;

        /** Whether the signature and the claims were checked. */
        public boolean isVerified() {
            return this == VERIFIED_ID_TOKEN || this == VERIFIED_SAML_RESPONSE;
        }
    }

    /** The IdP. Its name and type aren't {@link Printable} yet. */
    public record Idp(Optional<String> id, String name, String type) {}

    /** The app's rule. Its name and the policy's name aren't {@link Printable} yet. */
    public record Rule(Optional<String> id, String name, Optional<String> policy) {}

    public Explanation {
        Objects.requireNonNull(verdict);
        Objects.requireNonNull(evidence);
        Objects.requireNonNull(idp);
    }

    /** The explanation in a sentence. */
    String summary() {
        String name = Printable.name(idp.name());
        String under = rule.map(each -> " under " + Printable.name(each.name())).orElse("");
        return verdict.outcome()
                + (evidence.isVerified() ? ": " : " (dry run): ")
                + switch (verdict.outcome()) {
                    case ACCEPTED -> "the claims of " + name + " suffice" + under + ", so Okta asks for nothing more.";
                    case STEP_UP -> "the claims of " + name + " don't suffice" + under + ", so Okta asks for more.";
                    case REJECTED -> "this sign-in through " + name + " is rejected" + under + ".";
                };
    }

    /** A sentence that says that the claims weren't verified, if they weren't. */
    Optional<String> unverified() {
        return switch (evidence) {
            case VERIFIED_ID_TOKEN, VERIFIED_SAML_RESPONSE -> Optional.empty();
            case ID_TOKEN ->
                Optional.of(
                        "The token is not verified: without its keys (--jwks) nobody knows who made it, when, and for"
                                + " whom. This is a dry run with its AMR values.");
            case SAML_RESPONSE ->
                Optional.of(
                        "The SAML response is not verified: without a certificate (--certificate) nobody knows who made"
                                + " it, when, and for whom. This is a dry run with its AMR values.");
            case AMR -> Optional.of("This is a dry run: nobody signed these AMR values.");
        };
    }

    /** Sentences about what the events add to the verdict. */
    List<String> observations() {
        return logged.map(this::observations).orElse(List.of());
    }

    private List<String> observations(LoggedSignIn signIn) {
        List<String> sentences = new ArrayList<>();
        List<LogEvent> after = signIn.fromIdpOn();
        boolean atIdp = !after.isEmpty() && after.getFirst().isAtIdp();
        if (!atIdp) {
            sentences.add("The events don't show a sign-in at an IdP, so Okta may not have had any claims to count.");
        } else if (after.getFirst().hasResult("FAILURE")) {
            sentences.add("Okta refused the sign-in at the IdP. The event has the reason.");
        }
        List<LogEvent> evaluations = after.stream()
                .filter(each -> each.type().equals(LogEvent.EVALUATION))
                .toList();
        boolean challenged = evaluations.stream().anyMatch(each -> each.hasResult("CHALLENGE"));
        boolean denied = evaluations.stream().anyMatch(each -> each.hasResult("DENY"));
        List<LogEvent> factors = after.stream()
                .filter(each -> each.type().equals(LogEvent.FACTOR))
                .toList();
        if (denied) {
            sentences.add(
                    verdict.outcome() == Outcome.REJECTED
                            ? "Okta denied access, as the verdict says."
                            : "Okta denied access, which the claims don't explain: see which rule the event names.");
        } else if (challenged || !factors.isEmpty()) {
            sentences.add(
                    verdict.outcome() == Outcome.STEP_UP
                            ? "Okta asked for more, as the verdict says."
                            : "Okta asked for more although the verdict isn't STEP_UP. Another rule may have decided, or the"
                                    + " rule asks again after a time.");
        } else if (!evaluations.isEmpty() && verdict.outcome() == Outcome.STEP_UP) {
            sentences.add(
                    "Okta asked for nothing more, although the claims don't suffice. Factors from earlier in the session may"
                            + " have counted, or another rule decided.");
        }
        rules(signIn, evaluations).ifPresent(sentences::add);
        idp.id()
                .filter(_ -> signIn.idpIds().stream().anyMatch(id -> id.startsWith("0oa")))
                .filter(id -> !signIn.idpIds().contains(id))
                .ifPresent(_ -> sentences.add("The events don't name the IdP that was given."));
        return sentences;
    }

    /** A sentence that names the other rules that Okta evaluated, if there are any. */
    private Optional<String> rules(LoggedSignIn signIn, List<LogEvent> evaluations) {
        Optional<String> given = rule.flatMap(Rule::id);
        if (given.isEmpty() || signIn.ruleIds().isEmpty()) {
            return Optional.empty();
        }
        String others = evaluations.stream()
                .flatMap(event -> event.targets().stream())
                .filter(LogEvent.Target::isRule)
                .filter(target -> !target.id().equals(given.get()))
                .map(target -> Printable.name(target.name()) + " (" + Printable.name(target.id()) + ")")
                .distinct()
                .limit(5)
                .collect(Collectors.joining(", "));
        if (others.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                signIn.ruleIds().contains(given.get())
                        ? "Okta evaluated other rules, too: " + others
                                + ". --rule explains the sign-in under one of them."
                        : "The events don't name the rule that was given, but " + others
                                + ". Explain the sign-in under one of these.");
    }

    /** Sentences about what nobody can know from the input. */
    List<String> notTold() {
        List<String> unknowns = new ArrayList<>();
        if (rule.isEmpty()) {
            unknowns.add("Without the app's rule (--rule) this report can't say what Okta asks for.");
        }
        if (logged.isEmpty()) {
            unknowns.add(
                    "Without the events of the sign-in (--events) this report can't say which rule Okta applied, and what else"
                            + " Okta considered: the network, the device, the risk, and the earlier session.");
            return unknowns;
        }
        unknowns.add(
                "Okta's log has no AMR values. The values here are the ones that you gave, and nothing shows whether Okta got the same.");
        unknowns.add(
                "The log says which rule matched and that Okta asked for more, but not which constraint wasn't met.");
        if (logged.get().events().stream().noneMatch(each -> each.type().equals(LogEvent.EVALUATION))) {
            unknowns.add("No event says which policy Okta evaluated (" + LogEvent.EVALUATION + ").");
        }
        if (logged.get().events().stream().noneMatch(each -> each.type().equals(LogEvent.APP))) {
            unknowns.add("No event says that the user got into the app (" + LogEvent.APP + ").");
        }
        return unknowns;
    }
}
