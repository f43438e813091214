package dev.claimsverdict.audit;

import dev.claimsverdict.verdict.Finding;
import java.util.List;

/** The report on a change between two snapshots, as GitHub's Markdown, short enough for a comment. */
public final class ChangeMarkdown {

    private static final int MAX_ENTRIES = 30;
    private static final int MAX_CELLS = 5;

    private final StringBuilder text = new StringBuilder();

    private final OrgChange change;

    private ChangeMarkdown(OrgChange change) {
        this.change = change;
    }

    /** The report. */
    public static String of(OrgChange change) {
        ChangeMarkdown report = new ChangeMarkdown(change);
        report.line("## What changed for sign-ins through identity providers");
        report.line("");
        report.line(OrgMarkdown.prose(ChangeGroup.summary(change)));
        report.idps(change.idps());
        report.rules(change.rules());
        report.org(change.org());
        report.cells(ChangeGroup.of(change));
        return report.text.toString();
    }

    private void idps(List<OrgChange.Idp> idps) {
        if (idps.isEmpty()) {
            return;
        }
        heading("IdPs");
        for (OrgChange.Idp idp : idps.stream().limit(MAX_ENTRIES).toList()) {
            line("- **" + idp.kind() + "** " + OrgMarkdown.name(idp.label().name()) + ": "
                    + OrgMarkdown.prose(ChangeText.verdicts(idp))
                    + (idp.members().isEmpty() ? "" : ";")
                    + changed(idp.members()));
            for (Finding finding : idp.newFindings()) {
                line("  - **" + finding.level() + "** [`" + finding.code() + "`](" + finding.help() + ") "
                        + change.rule(finding)
                                .map(rule -> "under " + OrgMarkdown.name(rule) + ": ")
                                .orElse("")
                        + OrgMarkdown.prose(finding.message()));
            }
        }
        more(idps.size() - MAX_ENTRIES);
    }

    private void rules(List<OrgChange.Rule> rules) {
        if (rules.isEmpty()) {
            return;
        }
        heading("Rules");
        for (OrgChange.Rule rule : rules.stream().limit(MAX_ENTRIES).toList()) {
            line("- **" + rule.kind() + "** " + OrgMarkdown.name(rule.label().withPolicy())
                    + (rule.members().isEmpty() ? "" : ":") + changed(rule.members()));
        }
        more(rules.size() - MAX_ENTRIES);
    }

    private void org(List<String> members) {
        if (!members.isEmpty()) {
            heading("The org's settings");
            line("-" + changed(members));
        }
    }

    private void cells(List<ChangeGroup> groups) {
        if (groups.isEmpty()) {
            return;
        }
        heading("Sign-ins");
        for (ChangeGroup group : groups.stream().limit(MAX_ENTRIES).toList()) {
            line("- **" + group.arrow() + "**" + (group.isWorse() ? " (worse) " : " ")
                    + OrgMarkdown.prose(String.join(" ", group.why())));
            for (OrgChange.Cell cell : group.cells().stream().limit(MAX_CELLS).toList()) {
                line("  - " + OrgMarkdown.name(cell.idp().name()) + " under "
                        + OrgMarkdown.name(cell.rule().withPolicy()));
            }
            if (group.cells().size() > MAX_CELLS) {
                line("  - and " + (group.cells().size() - MAX_CELLS) + " more");
            }
        }
        more(groups.size() - MAX_ENTRIES);
    }

    private static String changed(List<String> members) {
        return members.isEmpty()
                ? ""
                : " changed: "
                        + String.join(
                                ", ", members.stream().map(OrgMarkdown::name).toList());
    }

    private void heading(String words) {
        line("");
        line("### " + words);
        line("");
    }

    private void more(int number) {
        if (number > 0) {
            line("- and " + number + " more");
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
