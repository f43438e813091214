package dev.claimsverdict.audit;

import dev.claimsverdict.verdict.ConfigurationVerdict;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.OrgVerdict.Judgement;
import dev.claimsverdict.verdict.OrgVerdict.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The report as one HTML page: a table of the cells, the reason for each, and the findings. */
public final class OrgPage {

    private static final Matrix.Size MAX_SIZE = new Matrix.Size(40, 80, 300);

    /** From this many columns on, the names of the IdPs are vertical and the cells show only a letter and marks. */
    private static final int MANY_COLUMNS = 9;

    private static final int MAX_NAMES = 500;
    private static final int MAX_FINDINGS = 300;
    private static final int MAX_IDPS = 1000;

    private final OrgAudit audit;
    private final Matrix whole;
    private final Matrix matrix;
    private final List<OrgAudit.GroupedFinding> findings;
    private final Html html = new Html("Sign-ins through identity providers");

    private OrgPage(OrgAudit audit) {
        this.audit = audit;
        this.whole = audit.matrix();
        this.matrix = whole.fitting(MAX_SIZE);
        List<OrgAudit.GroupedFinding> all = audit.findings();
        this.findings = all.subList(0, Math.min(MAX_FINDINGS, all.size()));
    }

    /** The page. */
    public static String of(OrgAudit audit) {
        OrgPage page = new OrgPage(audit);
        page.header();
        page.html.markup("<main>\n");
        page.table();
        page.idps();
        page.findings();
        page.explanations();
        page.notes();
        page.html.markup("</main>\n");
        page.footer();
        return page.html.whole();
    }

    private void header() {
        ConfigurationVerdict.Outcome outcome = audit.verdict().outcome();
        html.markup("<header>\n<h1>Sign-ins through identity providers</h1>\n<p class=\"summary\">");
        html.badge(outcome);
        String summary = Summary.of(audit, whole);
        html.text(" " + summary.substring(summary.indexOf(':') + 2)).markup("</p>\n</header>\n");
    }

    private void table() {
        html.markup(
                "<section aria-labelledby=\"matrix\">\n<h2 id=\"matrix\">Each rule for sign-ins through each IdP</h2>\n");
        if (matrix.columns().isEmpty() || matrix.rows().isEmpty()) {
            html.markup("<p>There is nothing to compare: no active IdP, or no active rule.</p>\n</section>\n");
            return;
        }
        filters();
        html.markup(
                "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table of rules and IdPs\">\n<table class=\"matrix"
                        + (matrix.columns().size() >= MANY_COLUMNS ? " many" : "") + "\">\n"
                        + "<caption>A row for each rule, a column for each IdP. Each cell says why.</caption>\n"
                        + "<thead><tr><th scope=\"col\">Rule</th>");
        matrix.columns().forEach(this::head);
        html.markup("</tr></thead>\n");
        rows();
        html.markup("</table>\n</div>\n");
        leftOut();
        legend();
        html.markup("<dialog aria-labelledby=\"cell-title\"><h2 id=\"cell-title\"></h2><div id=\"cell-why\"></div>"
                + "<form method=\"dialog\"><button>Close</button></form></dialog>\n</section>\n");
    }

    private void filters() {
        html.markup("<form id=\"filters\" aria-label=\"Filters\" hidden>\n"
                + "<label>IdP <input type=\"search\" id=\"f-idp\" autocomplete=\"off\"></label>\n"
                + "<label>Rule or policy <input type=\"search\" id=\"f-rule\" autocomplete=\"off\"></label>\n"
                + "<fieldset><legend>Verdicts</legend>");
        for (Outcome outcome : Outcome.values()) {
            html.markup("<label><input type=\"checkbox\" value=\"" + Html.look(outcome) + "\" checked> ");
            html.badge(outcome).markup("</label> ");
        }
        html.markup("</fieldset>\n<output aria-live=\"polite\"></output>\n</form>\n");
    }

    private void head(Matrix.Column column) {
        html.markup("<th scope=\"col\">");
        if (column.idps().size() == 1) {
            html.name(column.idps().getFirst().name());
        } else {
            html.markup("<bdi>" + column.idps().size() + " IdPs</bdi>");
            names(column.idps(), IdpLabel::name);
        }
        html.markup("</th>");
    }

    /** Adds a list of the names that a row, a column or a finding stands for. */
    private <T> void names(List<T> all, Function<T, String> name) {
        html.markup("<details><summary>Which</summary><ul>");
        all.stream()
                .limit(MAX_NAMES)
                .forEach(each -> html.markup("<li>").name(name.apply(each)).markup("</li>"));
        if (all.size() > MAX_NAMES) {
            html.markup("<li>and " + (all.size() - MAX_NAMES) + " more</li>");
        }
        html.markup("</ul></details>");
    }

    private void rows() {
        boolean grouped = matrix.rows().stream().anyMatch(row -> row.rules().size() > 1);
        Optional<PolicyLabel> policy = Optional.empty();
        for (int row = 0; row < matrix.rows().size(); row++) {
            PolicyLabel own = matrix.rows().get(row).rules().getFirst().policy();
            if (grouped && row == 0) {
                html.markup("<tbody data-policy=\"\">\n");
            } else if (!grouped && !policy.equals(Optional.of(own))) {
                html.markup(policy.isPresent() ? "</tbody>\n" : "");
                policy = Optional.of(own);
                html.markup("<tbody data-policy=\"")
                        .text(own.shown())
                        .markup("\">\n<tr class=\"policy\"><th scope=\"rowgroup\"" + " colspan=\""
                                + (matrix.columns().size() + 1) + "\">");
                html.text(own.shown()).markup("</th></tr>\n");
            }
            html.markup("<tr><th scope=\"row\">");
            row(matrix.rows().get(row), grouped);
            html.markup("</th>");
            for (int column = 0; column < matrix.columns().size(); column++) {
                cell(matrix.number(row, column));
            }
            html.markup("</tr>\n");
        }
        html.markup("</tbody>\n");
    }

    private void row(Matrix.Row row, boolean grouped) {
        RuleLabel rule = row.rules().getFirst();
        if (row.rules().size() > 1) {
            html.markup("<bdi>" + row.rules().size() + " rules</bdi>");
            names(row.rules(), RuleLabel::withPolicy);
            return;
        }
        html.name(rule.name());
        if (grouped && !rule.policy().name().isEmpty()) {
            html.markup(" <small>").text(rule.policy().shown()).markup("</small>");
        }
        if (!rule.conditions().isEmpty()) {
            html.markup(" <small>only for: ")
                    .text(String.join(", ", rule.conditions()))
                    .markup(" (not evaluated)</small>");
        }
    }

    private void cell(Optional<Integer> number) {
        if (number.isEmpty()) {
            html.markup("<td class=\"none\">–</td>");
            return;
        }
        Judgement judgement = matrix.judgements().get(number.get());
        boolean many = matrix.columns().size() >= MANY_COLUMNS;
        html.markup("<td class=\"" + Html.look(judgement.outcome()) + "\"><a href=\"#w" + number.get() + "\">"
                + (many ? "" : Html.word(judgement.outcome())) + marks(judgement, many) + "</a></td>");
    }

    private static String marks(Judgement judgement, boolean many) {
        String marks = Words.marks(judgement).replace(">", "&gt;");
        if (many) {
            return marks.isEmpty()
                    ? judgement.outcome().name().substring(0, 1)
                    : judgement.outcome().name().substring(0, 1) + marks;
        }
        return marks.isEmpty() ? "" : " " + marks;
    }

    private void leftOut() {
        if (matrix.idpsLeftOut() > 0 || matrix.rulesLeftOut() > 0) {
            html.markup(
                    "<p>Left out, to keep the page usable: " + OrgFiles.counted(matrix.idpsLeftOut(), "IdP") + " and "
                            + OrgFiles.counted(matrix.rulesLeftOut(), "rule")
                            + ". The worst are shown. <code>--format json</code> has all.</p>\n");
        }
    }

    private void legend() {
        html.markup("<dl class=\"legend\">\n");
        Words.legend().forEach((mark, meaning) -> {
            Optional<Outcome> outcome = outcome(mark);
            html.markup("<dt>");
            if (outcome.isPresent()) {
                html.badge(outcome.get());
            } else {
                html.markup("<code>").text(mark.equals("-") ? "–" : mark).markup("</code>");
            }
            html.markup("</dt><dd>").text(meaning).markup("</dd>\n");
        });
        html.markup("</dl>\n");
    }

    private static Optional<Outcome> outcome(String word) {
        for (Outcome outcome : Outcome.values()) {
            if (outcome.name().equals(word)) {
                return Optional.of(outcome);
            }
        }
        return Optional.empty();
    }

    private void idps() {
        Map<String, ConfigurationVerdict> verdicts = audit.verdicts();
        Map<IdpLabel, List<Integer>> findingsOf = new HashMap<>();
        for (int i = 0; i < findings.size(); i++) {
            int number = i;
            findings.get(i)
                    .idps()
                    .forEach(idp -> findingsOf
                            .computeIfAbsent(idp, _ -> new ArrayList<>())
                            .add(number));
        }
        html.markup("<section aria-labelledby=\"idps\">\n<h2 id=\"idps\">IdPs</h2>\n"
                + "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table of IdPs\">\n<table class=\"idps\">\n"
                + "<thead><tr><th scope=\"col\">Name</th><th scope=\"col\">Verdict</th><th scope=\"col\">Type</th>"
                + "<th scope=\"col\">Claims</th><th scope=\"col\">Routed by</th><th scope=\"col\">Findings</th></tr></thead>\n"
                + "<tbody>\n");
        for (IdpLabel idp : audit.idps().stream().limit(MAX_IDPS).toList()) {
            html.markup("<tr><th scope=\"row\">")
                    .name(idp.name())
                    .markup("<br><small>")
                    .name(idp.id());
            html.markup("</small></th><td>");
            Optional<ConfigurationVerdict> verdict = Optional.ofNullable(verdicts.get(idp.id()));
            verdict.ifPresent(each -> html.badge(each.outcome()));
            html.markup("</td><td>").name(idp.type()).markup("</td><td>");
            html.text(
                    idp.active()
                            ? verdict.map(each -> Words.trust(each.trust())).orElse("")
                            : "inactive");
            html.markup("</td><td>").text(Words.names(idp.routedBy(), 3)).markup("</td><td>");
            Set<String> codes = new HashSet<>();
            for (int number : findingsOf.getOrDefault(idp, List.of())) {
                String code = findings.get(number).finding().code().name();
                html.markup(codes.isEmpty() ? "" : "<br>");
                html.markup("<a href=\"#f" + number + "\">" + code + "</a>");
                codes.add(code);
            }
            html.markup("</td></tr>\n");
        }
        html.markup("</tbody>\n</table>\n</div>\n");
        if (audit.idps().size() > MAX_IDPS) {
            html.markup(
                    "<p>and " + (audit.idps().size() - MAX_IDPS) + " more. <code>--format json</code> has all.</p>\n");
        }
        html.markup("</section>\n");
    }

    private void findings() {
        html.markup("<section aria-labelledby=\"findings\">\n<h2 id=\"findings\">Findings</h2>\n");
        if (findings.isEmpty()) {
            html.markup("<p>There are none.</p>\n");
        }
        for (int i = 0; i < findings.size(); i++) {
            OrgAudit.GroupedFinding grouped = findings.get(i);
            Finding finding = grouped.finding();
            html.markup("<article class=\"finding\" id=\"f" + i + "\">\n<h3>" + finding.level() + " <code>"
                    + finding.code() + "</code></h3>\n<p>");
            html.text(Printable.text(finding.message()));
            if (finding.help().startsWith("https://")) {
                html.markup(" <a rel=\"noreferrer\" href=\"")
                        .text(finding.help())
                        .markup("\">Read more</a>");
            }
            html.markup("</p>\n");
            grouped.place()
                    .ifPresent(place -> html.markup("<p class=\"soft\">in <code>")
                            .text(Printable.text(place.toString()))
                            .markup("</code></p>\n"));
            whose(grouped);
            html.markup("</article>\n");
        }
        int all = audit.findings().size();
        if (all > findings.size()) {
            html.markup("<p>and " + (all - findings.size()) + " more. <code>--format json</code> has all.</p>\n");
        }
        html.markup("</section>\n");
    }

    private void whose(OrgAudit.GroupedFinding grouped) {
        html.markup("<div>");
        switch (grouped.idps().size()) {
            case 0 -> html.markup("The org as a whole.");
            case 1 -> html.name(grouped.idps().getFirst().name());
            default -> {
                html.markup(grouped.idps().size() + " IdPs ");
                names(grouped.idps(), IdpLabel::name);
            }
        }
        html.markup("</div>\n");
        if (!grouped.rules().isEmpty()) {
            html.markup("<div>under ");
            if (grouped.rules().size() == 1) {
                html.name(grouped.rules().getFirst().withPolicy());
            } else {
                html.markup(grouped.rules().size() + " rules ");
                names(grouped.rules(), RuleLabel::withPolicy);
            }
            html.markup("</div>\n");
        }
    }

    private void explanations() {
        Set<Integer> used = new HashSet<>();
        for (int row = 0; row < matrix.rows().size(); row++) {
            for (int column = 0; column < matrix.columns().size(); column++) {
                matrix.number(row, column).ifPresent(used::add);
            }
        }
        if (used.isEmpty()) {
            return;
        }
        html.markup("<section aria-labelledby=\"why\">\n<h2 id=\"why\">The reasons for each cell</h2>\n");
        for (int number = 0; number < matrix.judgements().size(); number++) {
            if (!used.contains(number)) {
                continue;
            }
            Judgement judgement = matrix.judgements().get(number);
            html.markup("<div class=\"why\" id=\"w" + number + "\">\n<p>").badge(judgement.outcome());
            html.text(" " + Words.meaning(judgement.outcome())).markup("</p>\n");
            Words.why(judgement)
                    .forEach(sentence -> html.markup("<p>").text(sentence).markup("</p>\n"));
            html.markup("</div>\n");
        }
        html.markup("</section>\n");
    }

    private void notes() {
        if (audit.notes().isEmpty()) {
            return;
        }
        html.markup("<section aria-labelledby=\"notes\">\n<h2 id=\"notes\">Notes</h2>\n<ul>\n");
        audit.notes().forEach(note -> html.markup("<li>").text(note).markup("</li>\n"));
        html.markup("</ul>\n</section>\n");
    }

    private void footer() {
        html.markup("<footer>\n<p class=\"soft\">Claims Verdict, AMR table ")
                .text(audit.verdict().amrTable());
        html.markup(", decision <code>").text(audit.verdict().decisionId()).markup("</code></p>\n</footer>\n");
    }
}
