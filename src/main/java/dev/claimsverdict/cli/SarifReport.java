package dev.claimsverdict.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.cli.Ignores.Ignored;
import dev.claimsverdict.cli.Judged.Subject;
import dev.claimsverdict.json.FieldError;
import dev.claimsverdict.judge.Fingerprint;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import dev.claimsverdict.verdict.Level;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
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

    /** Okta's guide with the rules that are applied: the program has no website of its own. */
    private static final String INFORMATION =
            "https://developer.okta.com/docs/guides/configure-claims-sharing/thirdpartyoidc/main/";

    /** The rule for files that can't be judged. It comes after those of the catalogue. */
    static final String NOT_JUDGED = "FILE_NOT_JUDGED";

    /** The name and version of the fingerprint. If fingerprints are made in another way, change the version. */
    private static final String FINGERPRINT = "claimsVerdict/v1";

    private static final int FINGERPRINT_DIGITS = 32;

    private final Report report;
    private final boolean anyIgnored;
    private final ArrayNode results = JsonNodeFactory.instance.arrayNode();
    private final Map<String, Integer> seen = new HashMap<>();

    private SarifReport(Report report) {
        this.report = report;
        this.anyIgnored = report.files().stream()
                .flatMap(file -> file.subjects().stream())
                .anyMatch(subject -> !subject.ignored().isEmpty());
    }

    /** The report as one line. */
    static String of(Report report) {
        SarifReport results = new SarifReport(report);
        report.files().forEach(results::file);
        ObjectNode sarif = JsonNodeFactory.instance.objectNode();
        sarif.put("$schema", SCHEMA).put("version", "2.1.0");
        ObjectNode run = sarif.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "Claims Verdict")
                .put("version", Version.NUMBER)
                .put("semanticVersion", Version.NUMBER)
                .put("informationUri", INFORMATION);
        rules(driver.putArray("rules"));
        run.putArray("invocations").addObject().put("executionSuccessful", true).put("exitCode", report.status());
        run.set("results", results.results);
        return JsonText.of(sarif);
    }

    private static void rules(ArrayNode rules) {
        for (FindingCode code : FindingCode.values()) {
            rule(rules, code.name(), code.sentence(), code.remedy(), code.level(), code.help());
        }
        rule(
                rules,
                NOT_JUDGED,
                "The file is not an IdP object, a change of one, or a Terraform plan or state.",
                "Do what the message says, or leave the file out.",
                Level.ERROR,
                FindingCode.IDP_MALFORMED.help());
    }

    private static void rule(ArrayNode rules, String id, String sentence, String remedy, Level level, String helpUri) {
        ObjectNode rule = rules.addObject().put("id", id).put("name", name(id));
        rule.putObject("shortDescription").put("text", sentence);
        rule.putObject("fullDescription").put("text", sentence + " " + remedy);
        rule.putObject("help").put("text", remedy);
        rule.put("helpUri", helpUri);
        rule.putObject("defaultConfiguration").put("level", level(level));
    }

    /** Turns FLOW_BREAKS_NO_AMR into FlowBreaksNoAmr. */
    private static String name(String code) {
        return Arrays.stream(code.split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    private void file(Judged judged) {
        if (judged.result() instanceof Judged.Result.NotJudged(FileFault fault)) {
            fault(judged, fault);
        }
        for (Subject subject : judged.subjects()) {
            subject.verdict().findings().forEach(finding -> finding(judged, subject, finding, Optional.empty()));
            for (Ignored ignored : subject.ignored()) {
                finding(judged, subject, ignored.finding(), Optional.of(ignored.reason()));
            }
        }
    }

    private void finding(Judged judged, Subject subject, Finding finding, Optional<String> ignored) {
        Location place = judged.place(finding);
        String name = subject.address()
                .orElseGet(() -> subject.names().stream().sorted().findFirst().orElse(""));
        ObjectNode result = result(finding.code().name(), finding.code().ordinal(), finding.level(), finding.message());
        locations(result, place, subject.address());
        fingerprint(result, place, name);
        if (anyIgnored) {
            // In a run, either all results have this member or none has it.
            ArrayNode suppressions = result.putArray("suppressions");
            ignored.ifPresent(
                    reason -> suppressions.addObject().put("kind", "external").put("justification", reason));
        }
    }

    private void fault(Judged judged, FileFault fault) {
        if (fault.fields().isEmpty()) {
            notJudged(judged.place(""), fault.sentence());
        }
        for (FieldError error : fault.fields()) {
            notJudged(judged.place(error.pointer()), error.detail());
        }
    }

    private void notJudged(Location place, String sentence) {
        ObjectNode result = result(NOT_JUDGED, FindingCode.values().length, Level.ERROR, sentence);
        locations(result, place, Optional.empty());
        fingerprint(result, place, "");
        if (anyIgnored) {
            result.putArray("suppressions");
        }
    }

    private ObjectNode result(String rule, int ruleIndex, Level level, String message) {
        ObjectNode result = results.addObject()
                .put("ruleId", rule)
                .put("ruleIndex", ruleIndex)
                .put("level", level(level));
        result.putObject("message").put("text", message);
        return result;
    }

    private void locations(ObjectNode result, Location place, Optional<String> address) {
        ObjectNode location = result.putArray("locations").addObject();
        ObjectNode physical = location.putObject("physicalLocation");
        physical.putObject("artifactLocation").put("uri", uri(place.file(), report.directory()));
        physical.putObject("region").put("startLine", place.line());
        ArrayNode logical = JsonNodeFactory.instance.arrayNode();
        if (!place.pointer().isEmpty()) {
            logical.addObject().put("fullyQualifiedName", place.pointer()).put("kind", "property");
        }
        address.ifPresent(
                each -> logical.addObject().put("fullyQualifiedName", each).put("kind", "resource"));
        if (!logical.isEmpty()) {
            location.set("logicalLocations", logical);
        }
    }

    /** A hash that stays the same when lines or elements of an array move. Results with the same hash are numbered. */
    private void fingerprint(ObjectNode result, Location place, String name) {
        String same = String.join(
                "\n",
                result.path("ruleId").textValue(),
                uri(place.file(), report.directory()),
                name,
                place.pointer().replaceAll("/\\d+(?=/|$)", "/*"));
        int count = seen.merge(same, 1, Integer::sum);
        String hash = Fingerprint.of(same.getBytes(StandardCharsets.UTF_8)).substring(0, FINGERPRINT_DIGITS);
        result.putObject("partialFingerprints").put(FINGERPRINT, hash + ":" + count);
    }

    private static String level(Level level) {
        return switch (level) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "note";
        };
    }

    /** The file's URI. Files in the working directory get a relative URI, as code scanning expects. */
    static String uri(String file, Path directory) {
        if (file.equals(InputFile.STANDARD_INPUT)) {
            return "stdin";
        }
        Path here = directory.toAbsolutePath().normalize();
        Path path = here.resolve(file).normalize();
        return path.startsWith(here)
                ? StreamSupport.stream(here.relativize(path).spliterator(), false)
                        .map(name -> URLEncoder.encode(name.toString(), StandardCharsets.UTF_8)
                                .replace("+", "%20"))
                        .collect(Collectors.joining("/"))
                : path.toUri().toASCIIString();
    }
}
