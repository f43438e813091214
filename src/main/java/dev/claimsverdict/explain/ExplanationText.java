package dev.claimsverdict.explain;

import dev.claimsverdict.audit.Lines;
import dev.claimsverdict.audit.Printable;
import dev.claimsverdict.verdict.AmrReport;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.RuleReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** An explanation for a terminal. */
public final class ExplanationText {

    private static final int MAX_EVENTS = 50;
    private static final int MAX_VALUES = 50;
    private static final int LABEL_WIDTH = 10;

    private final Explanation explanation;
    private final Lines lines;

    private ExplanationText(Explanation explanation, int width) {
        this.explanation = explanation;
        this.lines = new Lines(width);
    }

    /**
     * The text.
     *
     * @param width the columns of the terminal
     */
    public static String of(Explanation explanation, int width) {
        ExplanationText text = new ExplanationText(explanation, width);
        text.lines.wrapped("", explanation.summary());
        explanation.unverified().ifPresent(sentence -> text.lines.wrapped("", sentence));
        text.signIn();
        text.why();
        text.events();
        text.lines.heading("What this doesn't tell");
        explanation.notTold().forEach(sentence -> text.lines.wrapped("  ", sentence));
        return text.lines.toString();
    }

    private void signIn() {
        lines.heading("The sign-in");
        Explanation.Idp idp = explanation.idp();
        labelled(
                "IdP",
                Printable.name(idp.name()) + ", " + Printable.name(idp.type()) + ", "
                        + switch (explanation.verdict().trust().mode()) {
                            case CLAIMS_SHARING -> "claims trusted (trustClaims)";
                            case LEGACY_MAPPING -> "claims trusted by legacy mapping (mapAMRClaims)";
                            case NONE -> "claims not trusted";
                        });
        explanation
                .rule()
                .ifPresent(rule -> labelled(
                        "rule",
                        Printable.name(rule.name())
                                + rule.policy()
                                        .map(policy -> " of " + Printable.name(policy))
                                        .orElse("")));
        explanation.verdict().amr().ifPresent(this::amr);
    }

    private void amr(AmrReport amr) {
        labelled("received", amr.received().isEmpty() ? "no AMR value" : values(amr.received()));
        for (AmrReport.Counted value : amr.counted()) {
            List<String> gives = new ArrayList<>();
            value.factorTypes().forEach(each -> gives.add(each.name()));
            value.characteristics().forEach(each -> gives.add(each.name()));
            labelled(
                    "counted",
                    Printable.name(value.value()) + (gives.isEmpty() ? "" : ": " + String.join(", ", gives)));
        }
        for (AmrReport.Ignored value : amr.ignored().stream().limit(MAX_VALUES).toList()) {
            labelled(
                    "ignored",
                    Printable.name(value.value())
                            + switch (value.why()) {
                                case UNSUPPORTED -> ", which Okta's table doesn't have";
                                case FACTOR_ONLY -> ", since the IdP is used only as a factor";
                            });
        }
    }

    private static String values(Collection<String> values) {
        String first = values.stream().limit(MAX_VALUES).map(Printable::name).collect(Collectors.joining(", "));
        return values.size() <= MAX_VALUES ? first : first + " and " + (values.size() - MAX_VALUES) + " more";
    }

    private void why() {
        lines.heading("Why");
        explanation.verdict().rule().filter(rule -> !rule.satisfied()).ifPresent(this::missing);
        for (Finding finding : explanation.verdict().findings()) {
            lines.line("  ", finding.level() + " " + finding.code());
            lines.wrapped("    ", Printable.text(finding.message()));
            lines.line("    ", "See " + finding.help());
        }
        explanation.observations().forEach(sentence -> lines.wrapped("  ", sentence));
    }

    private void missing(RuleReport rule) {
        if (!rule.remaining().isEmpty()) {
            lines.wrapped("  ", "Missing: " + String.join(", ", rule.remaining()) + ".");
        }
        if (!rule.wouldSatisfy().isEmpty()) {
            lines.wrapped(
                    "  ",
                    "AMR values that would satisfy the rule: "
                            + rule.wouldSatisfy().stream()
                                    .map(set -> String.join(" + ", set))
                                    .collect(Collectors.joining(", or "))
                            + ".");
        }
    }

    private void events() {
        if (explanation.logged().isEmpty()) {
            return;
        }
        LoggedSignIn logged = explanation.logged().get();
        lines.heading("What Okta logged");
        for (LogEvent event : logged.events().stream().limit(MAX_EVENTS).toList()) {
            lines.line(
                    "  ",
                    event.published() + "  " + Printable.name(event.type())
                            + event.result()
                                    .map(result -> "  " + Printable.name(result))
                                    .orElse(""));
            event.reason().ifPresent(reason -> lines.wrapped("      ", "reason: " + Printable.sentence(reason)));
            for (LogEvent.Target target : event.targets()) {
                lines.wrapped(
                        "      ",
                        Printable.name(target.type()) + ": " + Printable.name(target.name())
                                + (target.details().isEmpty() ? "" : " (" + members(target.details()) + ")"));
            }
            if (!event.debug().isEmpty()) {
                lines.wrapped("      ", "debugData: " + members(event.debug()));
            }
        }
        int more = logged.events().size() - MAX_EVENTS;
        if (more > 0) {
            lines.line("  ", "… and " + more + " more events. --format json has all.");
        }
        if (logged.otherEvents() > 0) {
            lines.line(
                    "  ", "Not shown, since they say nothing about the sign-in: " + logged.otherEvents() + " events.");
        }
        if (logged.otherSignIns() > 0) {
            lines.wrapped(
                    "  ",
                    "The file has " + logged.otherSignIns() + " more sign-ins. --session ID chooses one, by"
                            + " authenticationContext.externalSessionId or transaction.id.");
        }
    }

    private static String members(SequencedMap<String, String> members) {
        return members.entrySet().stream()
                .map(member -> member.getKey() + " " + Printable.sentence(member.getValue()))
                .collect(Collectors.joining(", "));
    }

    private void labelled(String label, String content) {
        lines.line("  ", label + " ".repeat(LABEL_WIDTH - label.length()) + content);
    }
}
