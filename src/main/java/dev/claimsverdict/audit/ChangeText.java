package dev.claimsverdict.audit;

import dev.claimsverdict.verdict.ConfigurationVerdict;
import dev.claimsverdict.verdict.Finding;
import java.util.List;
import java.util.Optional;

/** The report on a change between two snapshots, for a terminal. */
public final class ChangeText {

    private static final int MAX_ENTRIES = 50;
    private static final int MAX_CELLS = 5;

    private final OrgChange change;
    private final Lines lines;

    private ChangeText(OrgChange change, OrgText.Look look) {
        this.change = change;
        this.lines = new Lines(look.width());
    }

    /** The report. */
    public static String of(OrgChange change, OrgText.Look look) {
        ChangeText report = new ChangeText(change, look);
        report.lines.wrapped("", ChangeGroup.summary(change));
        report.idps();
        report.rules();
        report.org();
        report.cells();
        return report.lines.toString();
    }

    private void idps() {
        if (change.idps().isEmpty()) {
            return;
        }
        lines.heading("IdPs");
        for (OrgChange.Idp idp : change.idps().stream().limit(MAX_ENTRIES).toList()) {
            lines.wrapped(
                    "  ",
                    Printable.padded(idp.kind().name(), 9)
                            + Printable.name(idp.label().name()) + "  " + verdicts(idp));
            members(idp.members());
            for (Finding finding : idp.newFindings()) {
                lines.wrapped(
                        "    ",
                        finding.level() + " " + finding.code()
                                + change.rule(finding)
                                        .map(rule -> " under " + rule)
                                        .orElse(""));
                lines.wrapped("      ", Printable.text(finding.message()));
                lines.line("      ", "See " + finding.help());
            }
        }
        lines.more(change.idps().size() - MAX_ENTRIES, "IdP");
    }

    /** Such as "SAFE → BREAKING". */
    static String verdicts(OrgChange.Idp idp) {
        Optional<String> before =
                idp.before().map(ConfigurationVerdict::outcome).map(Enum::name);
        Optional<String> after = idp.after().map(ConfigurationVerdict::outcome).map(Enum::name);
        if (before.isPresent() && after.isPresent()) {
            return before.equals(after) ? "still " + after.get() : before.get() + " → " + after.get();
        }
        return before.map(each -> "was " + each).or(() -> after).orElse("");
    }

    private void members(List<String> members) {
        if (!members.isEmpty()) {
            lines.wrapped("    ", "changed: " + Printable.text(String.join(", ", members)));
        }
    }

    private void rules() {
        if (change.rules().isEmpty()) {
            return;
        }
        lines.heading("Rules");
        for (OrgChange.Rule rule : change.rules().stream().limit(MAX_ENTRIES).toList()) {
            lines.line(
                    "  ", Printable.padded(rule.kind().name(), 9) + rule.label().withPolicy());
            members(rule.members());
        }
        lines.more(change.rules().size() - MAX_ENTRIES, "rule");
    }

    private void org() {
        if (!change.org().isEmpty()) {
            lines.heading("The org's settings");
            lines.wrapped("  ", "changed: " + Printable.text(String.join(", ", change.org())));
        }
    }

    private void cells() {
        List<ChangeGroup> groups = ChangeGroup.of(change);
        if (groups.isEmpty()) {
            return;
        }
        lines.heading("Sign-ins");
        for (ChangeGroup group : groups.stream().limit(MAX_ENTRIES).toList()) {
            lines.line("  ", group.arrow() + (group.isWorse() ? " (worse)" : ""));
            group.why().forEach(sentence -> lines.wrapped("    ", sentence));
            group.cells().stream()
                    .limit(MAX_CELLS)
                    .forEach(cell -> lines.wrapped("    ", "for " + ChangeGroup.where(cell)));
            lines.more(group.cells().size() - MAX_CELLS, "cell");
        }
        lines.more(groups.size() - MAX_ENTRIES, "group");
    }
}
