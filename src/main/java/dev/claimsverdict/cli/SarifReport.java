package dev.claimsverdict.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.json.FieldError;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.verdict.ConfigurationVerdict;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import dev.claimsverdict.verdict.Level;
import dev.claimsverdict.verdict.PlanVerdict;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The report for code scanning, as <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF
 * 2.1.0</a>: each finding is a result, and each code of the catalogue is a rule.
 */
final class SarifReport {

    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    /** The rule for files that can't be judged. It comes after those of the catalogue. */
    private static final String NO_REQUEST = "NOT_A_REQUEST";

    private final ArrayNode results = JsonNodeFactory.instance.arrayNode();

    private SarifReport() {}

    /** The report on these files. */
    static String of(List<Judged> files) {
        SarifReport report = new SarifReport();
        files.forEach(report::file);
        ObjectNode sarif = JsonNodeFactory.instance.objectNode();
        sarif.put("$schema", SCHEMA).put("version", "2.1.0");
        ObjectNode run = sarif.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver").put("name", "Claims Verdict");
        rules(driver.putArray("rules"));
        run.set("results", report.results);
        return sarif + "\n";
    }

    private static void rules(ArrayNode rules) {
        for (FindingCode code : FindingCode.values()) {
            rule(rules, code.name(), code.sentence(), code.remedy(), code.level())
                    .put("helpUri", code.help());
        }
        rule(
                rules,
                NO_REQUEST,
                "The file is not an IdP object, a change of one, or a Terraform plan.",
                "Fix what the message says, or leave the file out.",
                Level.ERROR);
    }

    private static ObjectNode rule(ArrayNode rules, String id, String sentence, String remedy, Level level) {
        ObjectNode rule = rules.addObject().put("id", id);
        rule.putObject("shortDescription").put("text", sentence);
        rule.putObject("help").put("text", remedy);
        rule.putObject("defaultConfiguration").put("level", level(level));
        return rule;
    }

    private void file(Judged judged) {
        switch (judged.result()) {
            case Judged.Result.Configuration configuration ->
                findings(judged, configuration.verdict(), Optional.empty());
            case Judged.Result.Plan(PlanVerdict plan, var _) ->
                plan.changes().forEach(change -> findings(judged, change.verdict(), Optional.of(change.address())));
            case Judged.Result.NoRequest(Problem problem) -> problem(judged, problem);
        }
    }

    private void findings(Judged judged, ConfigurationVerdict verdict, Optional<String> address) {
        for (Finding finding : verdict.findings()) {
            FindingCode code = finding.code();
            result(judged, code.name(), code.ordinal(), finding.level(), finding.message(), finding.pointer(), address);
        }
    }

    private void problem(Judged judged, Problem problem) {
        int rule = FindingCode.values().length;
        if (problem.errors().isEmpty()) {
            result(judged, NO_REQUEST, rule, Level.ERROR, problem.detail(), Optional.empty(), Optional.empty());
        }
        for (FieldError error : problem.errors()) {
            result(
                    judged,
                    NO_REQUEST,
                    rule,
                    Level.ERROR,
                    error.detail(),
                    Optional.of(error.pointer()),
                    Optional.empty());
        }
    }

    private void result(
            Judged judged,
            String rule,
            int ruleIndex,
            Level level,
            String message,
            Optional<String> pointer,
            Optional<String> address) {
        ObjectNode result = results.addObject()
                .put("ruleId", rule)
                .put("ruleIndex", ruleIndex)
                .put("level", level(level));
        result.putObject("message").put("text", message);
        ObjectNode location = result.putArray("locations").addObject();
        ObjectNode physical = location.putObject("physicalLocation");
        physical.putObject("artifactLocation").put("uri", uri(judged.file()));
        physical.putObject("region").put("startLine", judged.lines().of(pointer.orElse("")));
        ArrayNode logical = JsonNodeFactory.instance.arrayNode();
        pointer.filter(each -> !each.isEmpty())
                .ifPresent(each ->
                        logical.addObject().put("fullyQualifiedName", each).put("kind", "property"));
        address.ifPresent(
                each -> logical.addObject().put("fullyQualifiedName", each).put("kind", "resource"));
        if (!logical.isEmpty()) {
            location.set("logicalLocations", logical);
        }
    }

    private static String level(Level level) {
        return switch (level) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "note";
        };
    }

    /** The file's URI. Files in the working directory get a relative URI, as code scanning expects. */
    static String uri(String file) {
        if (file.equals(InputFile.STANDARD_INPUT)) {
            return "stdin";
        }
        Path here = Path.of("").toAbsolutePath();
        Path path = Path.of(file).toAbsolutePath().normalize();
        return path.startsWith(here)
                ? StreamSupport.stream(here.relativize(path).spliterator(), false)
                        .map(name -> URLEncoder.encode(name.toString(), StandardCharsets.UTF_8)
                                .replace("+", "%20"))
                        .collect(Collectors.joining("/"))
                : path.toUri().toASCIIString();
    }
}
