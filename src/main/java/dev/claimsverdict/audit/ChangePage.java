package dev.claimsverdict.audit;

import dev.claimsverdict.verdict.ConfigurationVerdict;
import dev.claimsverdict.verdict.Finding;
import java.util.List;

/** The report on a change between two snapshots, as one HTML page. */
public final class ChangePage {

    private static final String TITLE = "What changed for sign-ins through identity providers";
    private static final int MAX_ENTRIES = 500;
    private static final int MAX_CELLS = 50;

    private final Html html = new Html(TITLE);

    private final OrgChange change;

    private ChangePage(OrgChange change) {
        this.change = change;
    }

    /** The page. */
    public static String of(OrgChange change) {
        ChangePage page = new ChangePage(change);
        page.html.markup("<header>\n<h1>" + TITLE + "</h1>\n<p class=\"summary\">");
        page.html.badge(change.outcome());
        String summary = ChangeGroup.summary(change);
        page.html.text(" " + summary.substring(summary.indexOf(':') + 2)).markup("</p>\n</header>\n<main>\n");
        page.idps(change.idps());
        page.rules(change.rules());
        page.org(change.org());
        page.cells(ChangeGroup.of(change));
        page.html.markup("</main>\n");
        return page.html.whole();
    }

    private void section(String id, String heading, Runnable content) {
        html.markup("<section aria-labelledby=\"" + id + "\">\n<h2 id=\"" + id + "\">" + heading + "</h2>\n");
        content.run();
        html.markup("</section>\n");
    }

    private void idps(List<OrgChange.Idp> idps) {
        if (idps.isEmpty()) {
            return;
        }
        section("idps", "IdPs", () -> {
            for (OrgChange.Idp idp : idps.stream().limit(MAX_ENTRIES).toList()) {
                html.markup("<article class=\"finding\">\n<h3>" + idp.kind() + " ")
                        .name(idp.label().name());
                html.markup("</h3>\n<p>");
                idp.before().map(ConfigurationVerdict::outcome).ifPresent(html::badge);
                html.markup(" → ");
                idp.after().map(ConfigurationVerdict::outcome).ifPresentOrElse(html::badge, () -> html.markup("gone"));
                html.markup("</p>\n");
                members(idp.members());
                for (Finding finding : idp.newFindings()) {
                    html.markup("<p>" + finding.level() + " <code>" + finding.code() + "</code>");
                    change.rule(finding)
                            .ifPresent(rule -> html.markup(" under ").name(rule));
                    html.markup(": ").text(Printable.text(finding.message())).markup("</p>\n");
                }
                html.markup("</article>\n");
            }
            more(idps.size() - MAX_ENTRIES);
        });
    }

    private void members(List<String> members) {
        if (!members.isEmpty()) {
            html.markup("<p class=\"soft\">changed: <code>")
                    .text(Printable.text(String.join(", ", members)))
                    .markup("</code></p>\n");
        }
    }

    private void rules(List<OrgChange.Rule> rules) {
        if (rules.isEmpty()) {
            return;
        }
        section("rules", "Rules", () -> {
            for (OrgChange.Rule rule : rules.stream().limit(MAX_ENTRIES).toList()) {
                html.markup("<article class=\"finding\">\n<h3>" + rule.kind() + " ")
                        .name(rule.label().withPolicy());
                html.markup("</h3>\n");
                members(rule.members());
                html.markup("</article>\n");
            }
            more(rules.size() - MAX_ENTRIES);
        });
    }

    private void org(List<String> members) {
        if (!members.isEmpty()) {
            section("org", "The org's settings", () -> members(members));
        }
    }

    private void cells(List<ChangeGroup> groups) {
        if (groups.isEmpty()) {
            return;
        }
        section("cells", "Sign-ins", () -> {
            for (ChangeGroup group : groups.stream().limit(MAX_ENTRIES).toList()) {
                html.markup("<article class=\"finding\">\n<h3>");
                html.badge(group.before());
                html.markup(" → ");
                html.badge(group.after());
                html.markup((group.isWorse() ? " worse" : "") + "</h3>\n");
                group.why()
                        .forEach(sentence -> html.markup("<p>").text(sentence).markup("</p>\n"));
                html.markup("<ul>\n");
                for (OrgChange.Cell cell :
                        group.cells().stream().limit(MAX_CELLS).toList()) {
                    html.markup("<li>").name(cell.idp().name()).markup(" under ");
                    html.name(cell.rule().withPolicy()).markup("</li>\n");
                }
                html.markup(
                        group.cells().size() > MAX_CELLS
                                ? "<li>and " + (group.cells().size() - MAX_CELLS) + " more</li>\n"
                                : "");
                html.markup("</ul>\n</article>\n");
            }
            more(groups.size() - MAX_ENTRIES);
        });
    }

    private void more(int number) {
        if (number > 0) {
            html.markup("<p>and " + number + " more. <code>--format json</code> has all.</p>\n");
        }
    }
}
