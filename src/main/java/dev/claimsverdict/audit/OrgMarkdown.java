package dev.claimsverdict.audit;

import dev.claimsverdict.verdict.ConfigurationVerdict;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.OrgVerdict.Judgement;
import dev.claimsverdict.verdict.OrgVerdict.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The report as GitHub's Markdown, for a pull request or an issue. */
public final class OrgMarkdown {

    /** No finding is added after this many characters. GitHub limits a comment to 65,536 characters. */
    private static final int MAX_CHARACTERS = 50_000;

    private static final Matrix.Size MAX_SIZE = new Matrix.Size(12, 16, 40);

    private static final int MAX_COLUMNS = 8;
    private static final int MAX_ENTRIES = 30;
    private static final int MAX_NAMES = 5;

    private final OrgAudit audit;
    private final Matrix whole;
    private final Matrix matrix;
    private final StringBuilder text = new StringBuilder();

    private OrgMarkdown(OrgAudit audit) {
        this.audit = audit;
        this.whole = audit.matrix();
        this.matrix = whole.fitting(MAX_SIZE);
    }

    /** The report. */
    public static String of(OrgAudit audit) {
        OrgMarkdown report = new OrgMarkdown(audit);
        report.line("## Sign-ins through identity providers");
        report.line("");
        report.line(prose(Summary.of(audit, report.whole)));
        report.tables();
        report.idps();
        report.findings();
        report.notes();
        return report.text.toString();
    }

    private void tables() {
        for (int from = 0; from < matrix.columns().size() && !matrix.rows().isEmpty(); from += MAX_COLUMNS) {
            int to = Math.min(matrix.columns().size(), from + MAX_COLUMNS);
            StringBuilder head = new StringBuilder("| rule |");
            for (int column = from; column < to; column++) {
                List<IdpLabel> idps = matrix.columns().get(column).idps();
                head.append(' ')
                        .append(idps.size() == 1 ? name(idps.getFirst().name()) : idps.size() + " IdPs")
                        .append(" |");
            }
            line("");
            line(head.toString());
            line("|---|" + "---|".repeat(to - from));
            for (int row = 0; row < matrix.rows().size(); row++) {
                StringBuilder cells =
                        new StringBuilder("| " + label(matrix.rows().get(row)) + " |");
                for (int column = from; column < to; column++) {
                    cells.append(' ')
                            .append(matrix.cell(row, column)
                                    .map(OrgMarkdown::cell)
                                    .orElse("–"))
                            .append(" |");
                }
                line(cells.toString());
            }
        }
        if (matrix.idpsLeftOut() > 0 || matrix.rulesLeftOut() > 0) {
            line("");
            line("Left out: " + OrgFiles.counted(matrix.idpsLeftOut(), "IdP") + " and "
                    + OrgFiles.counted(matrix.rulesLeftOut(), "rule") + ". The worst are shown.");
        }
        line("");
        Words.legend().forEach((mark, meaning) -> line("- `" + mark + "` " + meaning));
    }

    private static String label(Matrix.Row row) {
        RuleLabel rule = row.rules().getFirst();
        return row.rules().size() > 1
                ? row.rules().size() + " rules, such as " + name(rule.withPolicy())
                : name(rule.withPolicy())
                        + (rule.conditions().isEmpty()
                                ? ""
                                : " *only for: " + prose(String.join(", ", rule.conditions())) + "*");
    }

    private static String cell(Judgement judgement) {
        String marks = Words.marks(judgement);
        return sign(judgement.outcome()) + " " + judgement.outcome() + (marks.isEmpty() ? "" : " `" + marks + "`");
    }

    private static String sign(Outcome outcome) {
        return switch (outcome) {
            case ACCEPTED -> "✅";
            case STEP_UP -> "⬆️";
            case REJECTED -> "⛔";
            case UNKNOWN -> "❔";
        };
    }

    private void idps() {
        Map<String, ConfigurationVerdict> verdicts = audit.verdicts();
        line("");
        line("| IdP | verdict | type | claims |");
        line("|---|---|---|---|");
        for (IdpLabel idp : audit.idps().stream().limit(MAX_ENTRIES).toList()) {
            Optional<ConfigurationVerdict> verdict = Optional.ofNullable(verdicts.get(idp.id()));
            line("| " + name(idp.name()) + " | "
                    + verdict.map(each -> each.outcome().name()).orElse("") + " | "
                    + name(idp.type()) + " | "
                    + (idp.active()
                            ? verdict.map(each -> Words.trust(each.trust())).orElse("")
                            : "inactive") + " |");
        }
        more(audit.idps().size() - MAX_ENTRIES);
    }

    private void findings() {
        List<OrgAudit.GroupedFinding> findings = audit.findings();
        if (findings.isEmpty()) {
            return;
        }
        line("");
        line("<details><summary>" + OrgFiles.counted(findings.size(), "finding") + "</summary>");
        line("");
        int shown = 0;
        for (OrgAudit.GroupedFinding grouped : findings) {
            if (shown == MAX_ENTRIES || text.length() > MAX_CHARACTERS) {
                break;
            }
            shown++;
            Finding finding = grouped.finding();
            String whose = grouped.idps().isEmpty()
                    ? "the org"
                    : names(grouped.idps().stream().map(IdpLabel::name).toList());
            String under = grouped.rules().isEmpty()
                    ? ""
                    : " under "
                            + names(grouped.rules().stream()
                                    .map(RuleLabel::withPolicy)
                                    .toList());
            line("- **" + finding.level() + "** [`" + finding.code() + "`](" + finding.help() + ") of " + whose + under
                    + ": " + prose(finding.message()));
        }
        more(findings.size() - shown);
        line("");
        line("</details>");
    }

    private void notes() {
        if (!audit.notes().isEmpty()) {
            line("");
            audit.notes().forEach(note -> line("- " + prose(note)));
        }
    }

    private void more(int number) {
        if (number > 0) {
            line("");
            line("and " + number + " more");
        }
    }

    private static String names(List<String> names) {
        String first = String.join(
                ", ", names.stream().limit(MAX_NAMES).map(OrgMarkdown::name).toList());
        return names.size() <= MAX_NAMES ? first : first + " and " + (names.size() - MAX_NAMES) + " more";
    }

    /** A name as code, so that it has no markup, links or mentions. Escapes what would end the code or the table's cell. */
    static String name(String name) {
        StringBuilder code = new StringBuilder("`");
        Printable.name(name).codePoints().forEach(c -> {
            if (c == '`' || c == '|') {
                Printable.escape(code, c);
            } else {
                code.appendCodePoint(c);
            }
        });
        return code.length() == 1 ? "" : code.append('`').toString();
    }

    /** Sentences, escaped so that they have no markup, links or mentions. */
    static String prose(String sentences) {
        StringBuilder prose = new StringBuilder();
        Printable.text(sentences).codePoints().forEach(c -> {
            if (c == '@') {
                Printable.escape(prose.append('\\'), c);
            } else if ("\\`*_{}[]<>#!~&|".indexOf(c) >= 0) {
                prose.append('\\').appendCodePoint(c);
            } else {
                prose.appendCodePoint(c);
            }
        });
        // GitHub would turn these into links.
        return prose.toString().replace("://", ":\\/\\/").replace("www.", "www\\.");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
