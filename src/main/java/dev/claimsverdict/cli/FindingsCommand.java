package dev.claimsverdict.cli;

import dev.claimsverdict.verdict.FindingCode;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code claims-verdict findings [CODE]}: the catalogue of findings (docs/findings.md). */
final class FindingsCommand implements Command {

    private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)]\\(([^)]+)\\)");
    private static final String FENCE = "```";
    private static final String GOOD_TOKEN = "The good token";

    private final Supplier<String> page;

    /** The command, with the Markdown text of the page. */
    FindingsCommand(Supplier<String> page) {
        this.page = page;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this)
                .name("findings")
                .addPositional(PositionalParamSpec.builder()
                        .type(String.class)
                        .arity("0..1")
                        .paramLabel("CODE")
                        .completionCandidates(Codes.NAMES)
                        .description("The finding to explain.")
                        .build());
        spec.usageMessage()
                .description("Explains a finding: what it means, what to do, its cause, an example."
                        + " Without a code, lists all findings.");
        return spec;
    }

    @Override
    public int run(ParseResult given, CommonOptions common, Surroundings surroundings) throws IOException, Refusal {
        Optional<String> asked = Options.positional(given).stream().findFirst();
        if (asked.isEmpty()) {
            surroundings.write(list());
            return ExitStatus.OK;
        }
        Optional<FindingCode> code = Codes.of(asked.get().toUpperCase(Locale.ROOT));
        if (code.isEmpty()) {
            throw Refusal.usage("There is no finding " + asked.get() + ". claims-verdict findings lists all.");
        }
        surroundings.write(page(code.get()));
        return ExitStatus.OK;
    }

    private static String list() {
        StringBuilder list = new StringBuilder();
        for (FindingCode code : FindingCode.values()) {
            list.append("%-7s  %s%n         %s%n".formatted(code.level(), code, code.sentence()));
        }
        return list.toString().replace(System.lineSeparator(), "\n");
    }

    private String page(FindingCode code) {
        String section = section(code.name());
        String text = code + "\n" + plain(section);
        return section.contains("#the-good-token")
                ? text + "\n" + GOOD_TOKEN + "\n" + plain(section(GOOD_TOKEN))
                : text;
    }

    /** The part of the page under a heading, without the heading. */
    private String section(String heading) {
        Matcher section = Pattern.compile("(?ms)^#{2,3} " + Pattern.quote(heading) + "$\\n(.*?)(?=^#{2,3} |\\z)")
                .matcher(page.get());
        if (!section.find()) {
            throw new IllegalStateException("docs/findings.md lacks " + heading);
        }
        return section.group(1).stripTrailing() + "\n";
    }

    /** Markdown as text for a terminal: examples are indented, and a link's address comes after its text. */
    private static String plain(String markdown) {
        StringBuilder plain = new StringBuilder();
        boolean example = false;
        for (String line : markdown.lines().toList()) {
            if (line.startsWith(FENCE)) {
                example = !example;
            } else if (example) {
                plain.append(("  " + line).stripTrailing()).append('\n');
            } else {
                plain.append(words(line)).append('\n');
            }
        }
        return plain.toString();
    }

    private static String words(String line) {
        String withoutEmphasis = line.replace("**", "").replaceAll("(?<![\\w*])\\*(?!\\s)([^*]+)\\*(?!\\w)", "$1");
        return LINK.matcher(withoutEmphasis)
                .replaceAll(link -> Matcher.quoteReplacement(
                        link.group(2).startsWith("https://") ? link.group(1) + ": " + link.group(2) : link.group(1)));
    }
}
