package dev.claimsverdict.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.cli.ClaimsVerdict;
import dev.claimsverdict.cli.Surroundings;
import dev.claimsverdict.decision.DecisionLog;
import dev.claimsverdict.event.Events;
import dev.claimsverdict.idp.Org;
import dev.claimsverdict.request.RequestSettings;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.testing.TestRegistry;
import dev.claimsverdict.testing.TestSaml;
import dev.claimsverdict.testing.TestToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Compares the worst bodies within the limits with a plain one of the same size. Measures the time from an event's text
 * to its answer's text, in a warm JVM and in one that has just started, and the whole command line for a file.
 */
public final class Hostile {

    private static final int KIB = 1024;
    private static final int BODY = 256 * KIB;
    private static final int TOKEN = 16 * KIB;
    private static final int FILE = 64 * KIB * KIB;

    /** The smallest size of a plan with a thousand creations. */
    private static final int PLAN = 120 * KIB;

    private static final int SAML_REST = 8_000;

    /** A size below Lambda's limit of 6 MB for an event. */
    private static final int EVENT = 5_500_000;

    /** A row of the table: its name, and a function that makes an event with at most this many bytes. */
    private record Kind(String name, int bytes, IntFunction<String> event) {

        static Kind body(String path, String name, IntFunction<String> body) {
            return new Kind(path + " " + name, BODY, bytes -> post(path, body.apply(bytes)));
        }

        static Kind event(String name, IntFunction<String> event) {
            return new Kind(name, EVENT, event);
        }

        Kind of(int size) {
            return new Kind(name, size, event);
        }

        String text() {
            return event.apply(bytes);
        }
    }

    /** A plain event and the hostile ones that are compared with it. */
    private record Group(Kind plain, List<Kind> hostile) {}

    private record File(String name, IntFunction<String> text) {}

    private static final String DELETION =
            "{\"type\":\"okta_idp_oidc\",\"address\":\"a\",\"change\":{\"actions\":[\"delete\"],\"before\":{}}}";
    private static final String CREATION =
            "{\"type\":\"okta_idp_oidc\",\"address\":\"a\",\"change\":{\"actions\":[\"create\"],\"after\":{\"trust_claims\":true}}}";

    private static final List<String> VALUES = List.of("pwd", "otp", "sms", "hwk", "mfa", "kba", "face", "sc");

    private Hostile() {}

    /**
     * Writes the tables. Arguments: the Markdown file to write, the rounds (5), the milliseconds of each round (100),
     * the bytes of a file (64 MiB). With {@code --cold} and the index of a kind, prints the milliseconds of its first
     * event in this JVM. With {@code --file} and a file, prints the seconds that judging it takes, and the exit status.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments[0].equals("--cold")) {
            System.out.println(first(all().get(Integer.parseInt(arguments[1])).text()));
            return;
        }
        if (arguments[0].equals("--file")) {
            System.out.println(ofFile(arguments[1]));
            return;
        }
        int rounds = argument(arguments, 1, 5);
        long millis = argument(arguments, 2, 100);
        int fileBytes = argument(arguments, 3, FILE);
        StringBuilder table = new StringBuilder("""
            # Hostile bodies

            What the worst bodies within the limits cost beside a plain one of the same size, by `bench/hostile.sh`. Each row is an event's
            whole way, from its text to its answer's, in milliseconds of its thread's processor time. Warm: the median of %d rounds. First: a JVM's
            first event of all, without any warm-up, the median of as many, three at most.
            %s

            | event | KiB | answer, KiB | warm, ms | times the plain one | first, ms | times the plain one |
            |---|---|---|---|---|---|---|
            """.formatted(rounds, machine()));
        double worst = 0;
        double worstCold = 0;
        for (Group group : groups()) {
            double[] plain = {0, 0};
            List<Kind> kinds = new ArrayList<>(List.of(group.plain()));
            kinds.addAll(group.hostile());
            List<Double> warm = warm(kinds, rounds, millis);
            for (int i = 0; i < kinds.size(); i++) {
                Kind kind = kinds.get(i);
                double cold = cold(kind, Math.min(rounds, 3));
                String text = kind.text();
                if (i == 0) {
                    plain = new double[] {warm.get(0), cold};
                }
                String row = "| %s | %d | %d | %.2f | %.1f | %.0f | %.1f |%n"
                        .formatted(
                                i == 0 ? "**" + kind.name() + "**" : kind.name(),
                                text.length() / KIB,
                                answer(text).length() / KIB,
                                warm.get(i),
                                warm.get(i) / plain[0],
                                cold,
                                cold / plain[1]);
                System.out.print(row);
                table.append(row);
                worst = Math.max(worst, warm.get(i) / plain[0]);
                worstCold = Math.max(worstCold, cold / plain[1]);
            }
        }
        table.append("%nThe worst: %.1f times the plain one when warm, %.1f times for a first event.%n"
                .formatted(worst, worstCold));
        table.append("""

            ## Files on the command line

            `claims-verdict lint FILE`, the whole process, of %d MiB each. The processor time is that of all threads, the collector's too.

            | file | seconds | of processor time | exit status |
            |---|---|---|---|
            """.formatted(fileBytes / KIB / KIB));
        for (File file : files()) {
            String row = "| %s | %s |%n".formatted(file.name(), lint(file, fileBytes));
            System.out.print(row);
            table.append(row);
        }
        Files.writeString(Path.of(arguments[0]), table);
    }

    private static int argument(String[] arguments, int place, int otherwise) {
        return arguments.length > place ? Integer.parseInt(arguments[place]) : otherwise;
    }

    private static String machine() {
        return "%s %s, %d processors."
                .formatted(
                        System.getProperty("java.vm.name"),
                        System.getProperty("java.version"),
                        Runtime.getRuntime().availableProcessors());
    }

    private static List<Kind> all() {
        List<Kind> all = new ArrayList<>();
        for (Group group : groups()) {
            all.add(group.plain());
            all.addAll(group.hostile());
        }
        return all;
    }

    private static List<Group> groups() {
        String idps = "/v1/idp-verdicts";
        String amrs = "/v1/amr-verdicts";
        String tokens = "/v1/token-verdicts";
        String samls = "/v1/saml-verdicts";
        String orgs = "/v1/org-verdicts";
        String many = IntStream.range(0, 100)
                .mapToObj(number ->
                        "{\"possession\":{\"hardwareProtection\":\"REQUIRED\",\"phishingResistant\":\"REQUIRED\""
                                + (number == 0 ? "" : ",\"types\":[]") + "}}")
                .collect(Collectors.joining(",", "[", "]"));
        String unmet = "{\"type\":\"ASSURANCE\",\"factorMode\":\"2FA\",\"constraints\":" + many + "}";
        return List.of(
                new Group(
                        Kind.body(idps, "plain: IdPs and rules of an org", Hostile::plainIdps),
                        List.of(
                                Kind.body(idps, "`context.idps: [1,…]`", inContext("idps", "1")),
                                Kind.body(idps, "`context.idps: [{},…]`", inContext("idps", "{}")),
                                Kind.body(idps, "`context.idps: [{\"type\":1},…]`", inContext("idps", "{\"type\":1}")),
                                Kind.body(
                                        idps,
                                        "`context.idps: [{\"type\":\"\"},…]`",
                                        inContext("idps", "{\"type\":\"X\"}")),
                                Kind.body(idps, "`context.rules: [{},…]`", inContext("rules", "{}")),
                                Kind.body(
                                        idps,
                                        "`context.rules: [{\"type\":\"\"},…]`",
                                        inContext("rules", "{\"type\":\"\"}")),
                                Kind.body(
                                        idps,
                                        "tiny rules, satisfiable",
                                        inContext("rules", "{\"factorMode\":\"2FA\"}")),
                                Kind.body(
                                        idps,
                                        "rules of tiny constraints",
                                        inContext(
                                                "rules",
                                                "{\"factorMode\":\"2FA\",\"constraints\":[{\"possession\":{}},{\"knowledge\":{}}]}")),
                                Kind.body(idps, "rules of 100 unmet constraints", inContext("rules", unmet)),
                                Kind.body(
                                        idps,
                                        "`evidence.claimsSupported: [1,…]`",
                                        bytes -> changed(
                                                "evidence", "{\"claimsSupported\":" + array("1", bytes) + "}", bytes)),
                                Kind.body(
                                        idps,
                                        "`evidence.amr: [\"pwd\",…]`",
                                        bytes -> changed(
                                                "evidence", "{\"amr\":" + array("\"pwd\"", bytes) + "}", bytes)),
                                Kind.body(
                                        idps,
                                        "`evidence.amr: [\"face\"]`, `context.rules: [{\"type\":\"\"},…]`",
                                        bytes -> inContext("rules", "{\"type\":\"\"}")
                                                .apply(bytes - 30)
                                                .replaceFirst("\\{", "{\"evidence\":{\"amr\":[\"face\"]},")),
                                Kind.body(idps, "the last trusted IdP goes, rules for it alone", Hostile::lastTrusted),
                                Kind.body(idps, "endpoints without https", bytes -> endpoints(bytes)),
                                Kind.body(idps, "unknown members", bytes -> members(bytes)),
                                Kind.body(
                                        idps,
                                        "one member again and again",
                                        bytes -> "{" + repeat("\"a\":1", bytes) + "}"),
                                Kind.body(idps, "`[[[…]]]`", bytes -> repeatNested(bytes)),
                                Kind.body(idps, "`{\"a\":{\"a\":…}}`", bytes -> repeatObjects(bytes)),
                                Kind.body(
                                        idps,
                                        "numbers of many digits",
                                        bytes -> inContext("idps", "9".repeat(999))
                                                .apply(bytes)),
                                Kind.body(
                                        idps,
                                        "exponents",
                                        bytes -> inContext("idps", "1e-99").apply(bytes)),
                                Kind.body(
                                        idps,
                                        "fractions",
                                        bytes -> inContext("idps", "1.5").apply(bytes)),
                                Kind.body(
                                        idps,
                                        "escapes",
                                        bytes -> inContext("idps", "\"" + "\\u0041".repeat(100) + "\"")
                                                .apply(bytes)),
                                Kind.body(
                                        idps,
                                        "plan of tiny resources",
                                        bytes -> "{\"resource_changes\":" + array("{}", bytes) + "}"),
                                Kind.body(
                                        idps,
                                        "plan of numbers",
                                        bytes -> "{\"resource_changes\":" + array("1", bytes) + "}"),
                                Kind.body(
                                        idps,
                                        "plan of tiny changes",
                                        bytes -> "{\"resource_changes\":"
                                                + array(
                                                        "{\"type\":\"okta_idp_oidc\",\"address\":\"\",\"change\":{\"actions\":[\"create\"],\"after\":{}}}",
                                                        bytes)
                                                + "}"),
                                Kind.body(
                                        idps,
                                        "plan of deletions",
                                        bytes -> "{\"resource_changes\":"
                                                + array(
                                                        "{\"type\":\"okta_idp_oidc\",\"address\":\"\",\"change\":{\"actions\":[\"delete\"],\"before\":{}}}",
                                                        bytes)
                                                + "}"))),
                new Group(
                        Kind.body(idps, "plain, of 120 KiB", Hostile::plainIdps).of(PLAN),
                        List.of(
                                Kind.body(idps, "plan of 1,000 deletions", _ -> plan(DELETION)),
                                Kind.body(idps, "plan of 1,000 creations", _ -> plan(CREATION)))),
                new Group(
                        Kind.body(idps, "plain, once more", Hostile::plainIdps),
                        List.of(Kind.body(
                                idps, "plan of 500 creations among different rules", Hostile::planAmongRules))),
                new Group(
                        Kind.body(amrs, "plain: an IdP with much that no rule reads", Hostile::plainAmr),
                        List.of(
                                Kind.body(
                                        amrs, "`amr: [1,…]`", bytes -> dryRun("OIDC", array("1", bytes), "{}", bytes)),
                                Kind.body(
                                        amrs,
                                        "`amr: [null,…]`",
                                        bytes -> dryRun("OIDC", array("null", bytes), "{}", bytes)),
                                Kind.body(
                                        amrs,
                                        "`amr: [\"\",…]`",
                                        bytes -> dryRun("OIDC", array("\"\"", bytes), "{}", bytes)),
                                Kind.body(
                                        amrs,
                                        "`amr` of different values",
                                        bytes -> dryRun("OIDC", distinct(bytes), "{}", bytes)),
                                Kind.body(
                                        amrs,
                                        "SAML, one value of commas",
                                        bytes -> dryRun("SAML2", "[\"" + repeat("a", bytes) + "\"]", "{}", bytes)),
                                Kind.body(
                                        amrs,
                                        "unknown properties in constraints",
                                        bytes -> dryRun(
                                                "OIDC",
                                                "[]",
                                                "{\"factorMode\":\"2FA\",\"constraints\":{\"possession\":"
                                                        + members(bytes - 200) + "}}",
                                                bytes)))),
                new Group(
                        Kind.body(amrs, "plain, of 16 KiB", Hostile::plainAmr).of(TOKEN),
                        List.of(
                                Kind.body(
                                                amrs,
                                                "100 equal constraints, unmet",
                                                bytes -> dryRun("OIDC", "[\"pwd\"]", unmet, bytes))
                                        .of(TOKEN),
                                Kind.body(
                                                amrs,
                                                "100 different constraints, hardly met",
                                                bytes -> dryRun("OIDC", "[\"pwd\"]", different(), bytes))
                                        .of(TOKEN))),
                new Group(
                        Kind.body(tokens, "plain, by value", Hostile::plainToken),
                        List.of(
                                Kind.body(tokens, "`jwks.keys: [1,…]`", bytes -> token(array("1", bytes), "[\"pwd\"]")),
                                Kind.body(
                                        tokens, "`jwks.keys: [{},…]`", bytes -> token(array("{}", bytes), "[\"pwd\"]")),
                                Kind.body(tokens, "100 keys that are none", bytes -> token(keys(bytes), "[\"pwd\"]")),
                                Kind.body(
                                        tokens,
                                        "`amr: [1,…]` in the token",
                                        bytes -> padded(token(TestKey.jwks(TestKey.ES256), array("1", 11_000)), bytes)),
                                Kind.body(
                                        tokens,
                                        "`amr: [\"a\",…]` in the token",
                                        bytes -> padded(
                                                token(TestKey.jwks(TestKey.ES256), array("\"a\"", 11_000)), bytes)),
                                Kind.body(
                                        tokens,
                                        "`expect.audiences: [1,…]`",
                                        bytes -> "{\"idToken\":\"\",\"expect\":{\"audiences\":" + array("1", bytes)
                                                + "}}"))),
                new Group(
                        Kind.body(samls, "plain: the groups of a user", bytes -> saml(groups(bytes), true)),
                        List.of(
                                Kind.body(samls, "tiny elements", bytes -> saml(tinyElements(bytes), true)),
                                Kind.body(samls, "tiny elements, unsigned", bytes -> saml(tinyElements(bytes), false)),
                                Kind.body(samls, "elements of 200 attributes", bytes -> saml(attributes(bytes), true)),
                                Kind.body(samls, "namespaces", bytes -> saml(namespaces(bytes), true)),
                                Kind.body(samls, "nested namespaces", bytes -> saml(nestedNamespaces(bytes), true)),
                                Kind.body(
                                        samls,
                                        "character references",
                                        bytes -> saml("<a>" + "&#65;".repeat((bytes - SAML_REST) / 5) + "</a>", false)),
                                Kind.body(samls, "IDs", bytes -> saml(ids(bytes), false)),
                                Kind.body(samls, "a signature of many references", Hostile::references),
                                Kind.body(samls, "`session.amr` of commas", bytes -> saml(commas(bytes), true)),
                                Kind.body(samls, "ten certificates, none of them right", Hostile::wrongCertificates))),
                new Group(
                        Kind.body(orgs, "plain: IdPs and rules with their names", Hostile::plainOrg),
                        List.of(
                                Kind.body(
                                        orgs,
                                        "inactive IdPs, rules that no AMR satisfies",
                                        bytes -> org(
                                                numbered(
                                                        "{\"id\":\"%06x\",\"type\":\"X\",\"protocol\":{},\"status\":\"INACTIVE\"}",
                                                        64_000),
                                                numbered(
                                                        "{\"id\":\"%06x\",\"type\":\"\",\"name\":\"" + "x".repeat(300)
                                                                + "\"}",
                                                        bytes * 2 / 3),
                                                "{}")),
                                Kind.body(
                                        orgs,
                                        "IdPs under one tiny rule",
                                        bytes -> org(bytes - 200, bytes / 150, 1, "{\"factorMode\":\"2FA\"}")),
                                Kind.body(orgs, "tiny rules", bytes -> org(bytes, 4, 0, "{\"factorMode\":\"2FA\"}")),
                                Kind.body(
                                        orgs,
                                        "different rules, IdPs that send different values",
                                        bytes -> org(bytes, 22, 1, "")),
                                Kind.body(
                                        orgs,
                                        "rules of 100 different constraints",
                                        bytes -> org(bytes, 150, 1, different())),
                                Kind.body(orgs, "too many cells", bytes -> org(bytes, 1_000, 1, "")),
                                Kind.body(orgs, "rules that can't be read", bytes -> org(bytes, 4, 0, "{}")),
                                Kind.body(orgs, "rules out of reach", bytes -> org(bytes, 4, 0, "{\"type\":\"X\"}")),
                                Kind.body(
                                        orgs,
                                        "`rules: [{},…]`",
                                        bytes -> "{\"idps\":[],\"rules\":" + array("{}", bytes) + "}"),
                                Kind.body(
                                        orgs,
                                        "`evidence`, for no IdP",
                                        bytes -> "{\"idps\":[],\"evidence\":" + members(bytes - 200) + "}"))),
                new Group(
                        Kind.event("SNS, plain: changes of IdPs", bytes -> sns(plainIdps(10_000), bytes)),
                        List.of(
                                Kind.event("SNS, plans of 1,000 deletions", bytes -> sns(plan(DELETION), bytes)),
                                Kind.event("SNS, plans of 1,000 creations", bytes -> sns(plan(CREATION), bytes)),
                                Kind.event(
                                        "SNS, rules that can't be read",
                                        bytes -> sns(
                                                inContext("rules", "{\"type\":\"\"}")
                                                        .apply(BODY - 1),
                                                bytes)),
                                Kind.event("SNS, tiny IdPs", bytes -> sns("{\"protocol\":{},\"type\":\"\"}", bytes)),
                                Kind.event("SNS, event hooks", bytes -> sns(hook(100_000), bytes)),
                                Kind.event("SNS, one event hook", bytes -> sns(hook(bytes / 2), bytes)),
                                Kind.event(
                                        "direct, `context.rules: [{\"type\":\"\"},…]`",
                                        bytes -> inContext("rules", "{\"type\":\"\"}")
                                                .apply(bytes)
                                                .replaceFirst("\\{", "{\"kind\":\"idp\",")),
                                Kind.event(
                                        "direct, `context.idps: [1,…]`",
                                        bytes -> inContext("idps", "1")
                                                .apply(bytes)
                                                .replaceFirst("\\{", "{\"kind\":\"idp\",")))));
    }

    private static List<File> files() {
        return List.of(
                new File("plain: IdPs and rules of an org", Hostile::plainIdps),
                new File("`[1,…]`", bytes -> array("1", bytes)),
                new File("`[{},…]`", bytes -> array("{}", bytes)),
                new File("`context.idps: [1,…]`", inContext("idps", "1")),
                new File("`context.idps: [{},…]`", inContext("idps", "{}")),
                new File("`context.idps: [{\"type\":\"X\"},…]`", inContext("idps", "{\"type\":\"X\"}")),
                new File("`context.rules: [{\"type\":\"\"},…]`", inContext("rules", "{\"type\":\"\"}")),
                new File("tiny rules", inContext("rules", "{\"factorMode\":\"2FA\"}")),
                new File(
                        "`evidence.amr`, different values",
                        bytes -> changed("evidence", "{\"amr\":" + distinct(bytes) + "}", bytes)),
                new File("unknown members", Hostile::members),
                new File("endpoints without https", Hostile::endpoints),
                new File(
                        "plan of tiny changes",
                        bytes -> "{\"resource_changes\":"
                                + array(
                                        "{\"type\":\"okta_idp_oidc\",\"address\":\"\",\"change\":{\"actions\":[\"create\"],\"after\":{}}}",
                                        bytes)
                                + "}"),
                new File(
                        "plan of what stays",
                        bytes -> "{\"resource_changes\":"
                                + array(
                                        "{\"type\":\"okta_idp_oidc\",\"address\":\"\",\"change\":{\"actions\":[\"no-op\"],\"after\":{\"issuer_mode\":\"\",\"policy\":{}}}}",
                                        bytes)
                                + "}"),
                new File(
                        "plan, one member again and again",
                        bytes -> "{\"resource_changes\":[],\"a\":[{" + repeat("\"a\":1", bytes) + "}]}"));
    }

    private static String post(String path, String body) {
        return TestApi.httpEvent("POST", path, body).toString();
    }

    private static String repeat(String element, int bytes) {
        int count = Math.max(1, (bytes - 300) / (element.length() + 1));
        return (element + ",").repeat(count - 1) + element;
    }

    private static String array(String element, int bytes) {
        return "[" + repeat(element, bytes) + "]";
    }

    private static String changed(String member, String json, int bytes) {
        String request = "{\"after\":{\"type\":\"OIDC\",\"protocol\":{},\"policy\":{\"trustClaims\":true}},\"" + member
                + "\":" + json + "}";
        return request.length() <= bytes ? request : "";
    }

    private static IntFunction<String> inContext(String member, String element) {
        return bytes -> changed("context", "{\"" + member + "\":" + array(element, bytes) + "}", bytes);
    }

    private static String members(int bytes) {
        return IntStream.range(0, (bytes - 100) / 12)
                .mapToObj("\"m%07x\":1"::formatted)
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String endpoints(int bytes) {
        String urls = IntStream.range(0, (bytes - 300) / 23)
                .mapToObj("\"%07x\":{\"url\":\"x\"}"::formatted)
                .collect(Collectors.joining(",", "{", "}"));
        return "{\"type\":\"OIDC\",\"protocol\":{\"endpoints\":" + urls + "}}";
    }

    private static String org(String idps, String rules, String evidence) {
        return "{\"idps\":" + idps + ",\"rules\":" + rules + ",\"evidence\":" + evidence + "}";
    }

    private static String numbered(String element, int bytes) {
        return IntStream.range(0, bytes / (element.formatted(0).length() + 1))
                .mapToObj(element::formatted)
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** The deletion of a trusted IdP that all rules name, among many other IdPs that no rule names. */
    private static String lastTrusted(int bytes) {
        String idp = "{\"id\":\"b\",\"type\":\"OIDC\",\"policy\":{\"trustClaims\":true}}";
        String rule = "{\"factorMode\":\"2FA\",\"conditions\":{\"identityProvider\":{\"provider\":\"SPECIFIC_IDP\","
                + "\"idpIds\":[\"a\"]}}}";
        return "{\"before\":{\"id\":\"a\",\"type\":\"OIDC\",\"protocol\":{},\"policy\":{\"trustClaims\":true}},\"context\":{\"idps\":"
                + array(idp, bytes / 2) + ",\"rules\":" + array(rule, bytes / 2) + "}}";
    }

    /**
     * A request with a response that has this in its assertion. The rest of the request takes at most {@link
     * #SAML_REST} bytes.
     */
    private static String saml(String more, boolean signed) {
        String xml = TestSaml.RESPONSE.replace("</saml:AttributeStatement>", more + "</saml:AttributeStatement>");
        return TestSaml.posted(signed ? TestSaml.signed(xml, "Assertion") : xml).toString();
    }

    private static String repeated(String element, int bytes) {
        // The quotes are escaped in the request's JSON.
        return element.repeat(
                (bytes - SAML_REST) / element.replace("\"", "\\\"").length());
    }

    private static String groups(int bytes) {
        return "<saml:Attribute Name=\"groups\">"
                + repeated("<saml:AttributeValue>CN=Readers,OU=Groups,DC=example,DC=com</saml:AttributeValue>", bytes)
                + "</saml:Attribute>";
    }

    private static String tinyElements(int bytes) {
        return repeated("<a/>", bytes);
    }

    private static String attributes(int bytes) {
        String attributes = IntStream.range(0, 190)
                .mapToObj(number -> " a%03d=\"\"".formatted(number))
                .collect(Collectors.joining());
        return repeated("<a" + attributes + "/>", bytes);
    }

    private static String namespaces(int bytes) {
        return repeated("<b:a xmlns:b=\"u:c\" b:d=\"\"/>", bytes);
    }

    private static String nestedNamespaces(int bytes) {
        StringBuilder nested = new StringBuilder();
        for (int depth = 0; depth < 50; depth++) {
            nested.append("<n%1$d:a xmlns:n%1$d=\"u:%1$d\" n%1$d:b=\"\">".formatted(depth));
        }
        for (int depth = 49; depth >= 0; depth--) {
            nested.append("</n%d:a>".formatted(depth));
        }
        return repeated(nested.toString(), bytes);
    }

    private static String ids(int bytes) {
        return IntStream.range(0, (bytes - SAML_REST) / 20)
                .mapToObj("<a ID=\"%07x\"/>"::formatted)
                .collect(Collectors.joining());
    }

    private static String commas(int bytes) {
        return "<saml:Attribute Name=\"session.amr\"><saml:AttributeValue>" + "a,".repeat((bytes - SAML_REST) / 2)
                + "</saml:AttributeValue></saml:Attribute>";
    }

    private static String references(int bytes) {
        String xml = TestSaml.good();
        int start = xml.indexOf("<ds:Reference");
        int end = xml.indexOf("</ds:Reference>") + "</ds:Reference>".length();
        return TestSaml.posted(xml.substring(0, end) + repeated(xml.substring(start, end), bytes) + xml.substring(end))
                .toString();
    }

    private static String wrongCertificates(int bytes) {
        String xml = TestSaml.RESPONSE.replace(
                "</saml:AttributeStatement>", groups(bytes - 15_000) + "</saml:AttributeStatement>");
        TestSaml.Signer[] others =
                Collections.nCopies(10, TestSaml.Signer.OTHER).toArray(TestSaml.Signer[]::new);
        return TestSaml.posted(TestSaml.signed(xml, "Assertion"), others).toString();
    }

    private static String distinct(int bytes) {
        return IntStream.range(0, (bytes - 300) / 10)
                .mapToObj("\"%07x\""::formatted)
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String repeatNested(int bytes) {
        return array("[".repeat(31) + "]".repeat(31), bytes);
    }

    private static String repeatObjects(int bytes) {
        return array("{\"a\":".repeat(30) + "1" + "}".repeat(30), bytes);
    }

    private static String dryRun(String type, String amr, String rule, int bytes) {
        String request = "{\"idp\":{\"type\":\"" + type + "\",\"policy\":{\"trustClaims\":true}},\"amr\":" + amr
                + (rule.equals("{}") ? "" : ",\"rule\":" + rule) + "}";
        return padded(request, bytes);
    }

    /** The JSON, padded with white space to this length. */
    private static String padded(String json, int bytes) {
        return json + " ".repeat(Math.max(0, bytes - json.length()));
    }

    /** All combinations of properties. Each needs at least three values. */
    private static String different() {
        ArrayNode constraints = TestApi.JSON.createArrayNode();
        List<String> asked = List.of("deviceBound", "hardwareProtection", "userVerification", "userPresence");
        for (int number = 0; number < 96; number++) {
            ObjectNode constraint = constraints.addObject();
            ObjectNode knowledge = constraint.putObject("knowledge");
            knowledge.putArray("types").add(number % 2 == 0 ? "password" : "security_question");
            knowledge.put("required", number % 3 != 0);
            ObjectNode possession = constraint.putObject("possession").put("phishingResistant", "REQUIRED");
            for (int bit = 0; bit < asked.size(); bit++) {
                if ((number >> bit + 1 & 1) == 1) {
                    possession.put(asked.get(bit), "REQUIRED");
                }
            }
        }
        return "{\"type\":\"ASSURANCE\",\"factorMode\":\"2FA\",\"constraints\":" + constraints + "}";
    }

    private static String plainIdps(int bytes) {
        String idp = TestIdp.oidc().put("id", "0oa1").put("name", "Partner").toString();
        String rule = "{\"name\":\"Rule\",\"actions\":{\"appSignOn\":{\"access\":\"ALLOW\",\"verificationMethod\":"
                + TestRegistry.rule("2FA") + "}}}";
        String idps = array(idp, bytes * 3 / 4);
        return changed(
                "context", "{\"idps\":" + idps + ",\"rules\":" + array(rule, bytes - idps.length()) + "}", bytes);
    }

    private static String plainOrg(int bytes) {
        ObjectNode org = TestApi.JSON.createObjectNode();
        ArrayNode idps = org.putArray("idps");
        ArrayNode rules = org.putArray("rules");
        for (int number = 0; number < bytes / 1_300; number++) {
            ObjectNode idp =
                    TestIdp.oidc().put("id", "0oa%017d".formatted(number)).put("name", "Partner " + number);
            org.withObject("/evidence")
                    .putObject(idp.path("id").asText())
                    .putArray("amr")
                    .add("pwd")
                    .add("sms");
            idps.add(idp);
            ObjectNode rule =
                    rules.addObject().put("id", "0pr%017d".formatted(number)).put("name", "Rule " + number);
            rule.putObject("actions")
                    .putObject("appSignOn")
                    .put("access", "ALLOW")
                    .set("verificationMethod", TestRegistry.rule(number % 2 == 0 ? "2FA" : "1FA"));
            idp.putArray("features").add("x".repeat(500));
            if (idps.size() > 100) {
                rules.remove(100);
            }
        }
        return org.toString();
    }

    /**
     * An org with this many IdPs, and as many rules as fit.
     *
     * @param evidence if above 0, each IdP sends other AMR values
     * @param rule the JSON of each rule; if empty, all rules differ
     */
    private static String org(int bytes, int idps, int evidence, String rule) {
        ObjectNode org = TestApi.JSON.createObjectNode();
        ArrayNode list = org.putArray("idps");
        for (int number = 0; number < idps; number++) {
            ObjectNode idp = list.addObject().put("id", "i" + number).put("type", "OIDC");
            idp.putObject("protocol");
            idp.putObject("policy").put("trustClaims", true);
            ArrayNode amr = org.withObject("/evidence").putObject("i" + number).putArray("amr");
            for (int bit = 0; bit < VALUES.size(); bit++) {
                if (((evidence > 0 ? number : 5) >> bit & 1) == 1) {
                    amr.add(VALUES.get(bit));
                }
            }
        }
        ArrayNode rules = org.putArray("rules");
        int taken = org.toString().length();
        for (int number = 0; taken < bytes - 100; number++) {
            ObjectNode each = (ObjectNode) TestApi.json(rule.isEmpty() ? rule(number) : rule);
            each.put("id", "r" + number);
            taken += each.toString().length() + 1;
            if (taken < bytes) {
                rules.add(each);
            }
        }
        return org.toString();
    }

    /** A rule that differs for each number. */
    private static String rule(int number) {
        List<String> asked = List.of("deviceBound", "hardwareProtection", "userVerification", "phishingResistant");
        ObjectNode rule = TestApi.JSON.createObjectNode().put("factorMode", number % 2 == 0 ? "2FA" : "1FA");
        ArrayNode constraints = rule.putArray("constraints");
        for (int each = number / 2; each > 0; each /= 32) {
            ObjectNode constraint = constraints.addObject();
            constraint.putObject("knowledge").put("required", each % 2 == 0);
            ObjectNode possession = constraint.putObject("possession");
            for (int bit = 0; bit < asked.size(); bit++) {
                if ((each / 2 >> bit & 1) == 1) {
                    possession.put(asked.get(bit), "REQUIRED");
                }
            }
        }
        return rule.toString();
    }

    private static String plainAmr(int bytes) {
        ObjectNode request = (ObjectNode) TestApi.json(Verdicts.amrRequest());
        String other = TestIdp.oidc().toString();
        ((ObjectNode) request.path("idp"))
                .set(
                        "_embedded",
                        TestApi.json(array(other, bytes - request.toString().length())));
        return request.toString();
    }

    private static String plainToken(int bytes) {
        ObjectNode request = (ObjectNode) TestApi.json(SignIn.of("ES256").request());
        String other = TestIdp.oidc().toString();
        ((ObjectNode) request.path("idp"))
                .set(
                        "_embedded",
                        TestApi.json(array(other, bytes - request.toString().length())));
        return request.toString();
    }

    private static String token(String keys, String amr) {
        ObjectNode claims = TestToken.claims("pwd");
        claims.set("amr", TestApi.json(amr));
        ObjectNode request = TestToken.request(TestKey.ES256.sign(claims.toString()), TestKey.ES256);
        request.set("jwks", TestApi.json(keys.startsWith("{") ? keys : "{\"keys\":" + keys + "}"));
        return request.toString();
    }

    private static String keys(int bytes) {
        String modulus = "A".repeat((bytes - 3000) / 100 - 60);
        return IntStream.range(0, 100)
                .mapToObj(number ->
                        "{\"kty\":\"RSA\",\"kid\":\"%d\",\"e\":\"AQAB\",\"n\":\"%s\"}".formatted(number, modulus))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String plan(String change) {
        return "{\"resource_changes\":[" + String.join(",", Collections.nCopies(1000, change)) + "]}";
    }

    /** Five hundred new IdPs, and rules that no AMR values satisfy. No two rules ask for the same. */
    private static String planAmongRules(int bytes) {
        List<String> constraints = new ArrayList<>();
        for (int number = 0; number < 24; number++) {
            ObjectNode constraint = TestApi.JSON.createObjectNode();
            ObjectNode possession = constraint.putObject("possession");
            possession.put("phishingResistant", "REQUIRED").put("hardwareProtection", "REQUIRED");
            possession.put("deviceBound", number % 2 == 0 ? "REQUIRED" : "OPTIONAL");
            possession.put("required", number / 2 % 2 == 0);
            ObjectNode knowledge = constraint.putObject("knowledge").put("required", number / 4 % 2 == 0);
            if (number / 8 > 0) {
                knowledge.putArray("types").add(number / 8 == 1 ? "password" : "security_question");
            }
            constraints.add(constraint.toString());
        }
        String changes = String.join(",", Collections.nCopies(500, CREATION));
        ArrayNode rules = TestApi.JSON.createArrayNode();
        int room = bytes - changes.length() - 1000;
        for (int number = 0; room > 0; number++) {
            ObjectNode rule = TestApi.JSON.createObjectNode();
            rule.putArray("constraints").add(constraints.get(number % 24)).add(constraints.get(number / 24 % 24));
            room -= rule.toString().length() + 1;
            rules.add(rule);
        }
        ObjectNode resource =
                TestApi.JSON.createObjectNode().put("address", "a").put("mode", "managed");
        resource.put("type", "okta_app_signon_policy_rules").put("name", "a");
        resource.putObject("values").set("rule", rules);
        return "{\"format_version\":\"1.2\",\"resource_changes\":[" + changes
                + "],\"planned_values\":{\"root_module\":{\"resources\":[" + resource + "]}}}";
    }

    private static String hook(int bytes) {
        return "{\"eventType\":\"com.okta.event_hook\",\"data\":{\"events\":"
                + array(
                        "{\"eventType\":\"system.idp.lifecycle.update\",\"target\":[{\"type\":\"IdentityProvider\",\"id\":\"0oa\"}]}",
                        bytes)
                + "}}";
    }

    private static String sns(String message, int bytes) {
        String record = TestApi.JSON
                .createObjectNode()
                .put("EventSource", "aws:sns")
                .set("Sns", TestApi.JSON.createObjectNode().put("Message", message))
                .toString();
        return "{\"Records\":" + array(record, Math.max(bytes, record.length() + 301)) + "}";
    }

    private static Events events() {
        return TestApi.events(
                new RequestSettings(false, AmrTable.DEFAULT, Org.DEFAULT),
                TestRegistry.of(TestRegistry.entry(TestIdp.oidc())),
                DecisionLog.NONE);
    }

    private static String answer(String event) {
        return answer(events(), event);
    }

    /** The answer's text, or the message of the failure. */
    private static String answer(Events events, String event) {
        try {
            return TestApi.invoke(events, event).toString();
        } catch (RuntimeException failure) {
            return String.valueOf(failure.getMessage());
        }
    }

    private static List<Double> warm(List<Kind> kinds, int rounds, long millis) {
        Events events = events();
        double[][] taken = new double[kinds.size()][rounds];
        for (int round = -2; round < rounds; round++) {
            for (int i = 0; i < kinds.size(); i++) {
                String event = kinds.get(i).text();
                long start = cpu();
                long now = start;
                int times = 0;
                while (now - start < millis * 1_000_000) {
                    answer(events, event);
                    times++;
                    now = cpu();
                }
                if (round >= 0) {
                    taken[i][round] = (now - start) / 1e6 / times;
                }
            }
        }
        return Arrays.stream(taken)
                .map(each -> {
                    Arrays.sort(each);
                    return each[rounds / 2];
                })
                .toList();
    }

    private static double first(String event) {
        Events events = events();
        long start = cpu();
        answer(events, event);
        return (cpu() - start) / 1e6;
    }

    /** Nanoseconds of processor time. Other load on the machine affects it less than clock time. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double cold(Kind kind, int rounds) throws IOException, InterruptedException {
        double[] millis = new double[rounds];
        int place = all().stream().map(Kind::name).toList().indexOf(kind.name());
        for (int i = 0; i < millis.length; i++) {
            millis[i] =
                    Double.parseDouble(java("--cold", Integer.toString(place)).strip());
        }
        Arrays.sort(millis);
        return millis[rounds / 2];
    }

    private static String lint(File file, int bytes) throws IOException, InterruptedException {
        Path path = Files.createTempFile("hostile", ".json");
        try {
            Files.writeString(path, file.text().apply(bytes));
            long start = System.nanoTime();
            String said = java("--file", path.toString()).strip();
            return "%.1f | %s".formatted((System.nanoTime() - start) / 1e9, said);
        } finally {
            Files.delete(path);
        }
    }

    private static String ofFile(String path) {
        int status = new ClaimsVerdict()
                .run(
                        List.of("lint", path),
                        new Surroundings(
                                InputStream.nullInputStream(),
                                OutputStream.nullOutputStream(),
                                OutputStream.nullOutputStream(),
                                Map.of(),
                                Path.of(""),
                                false,
                                Clock.systemUTC()));
        Duration taken = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        return "%.1f | %d".formatted(taken.toMillis() / 1e3, status);
    }

    /** Another JVM like this one. */
    private static String java(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                System.getProperty("java.class.path"),
                Hostile.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command));
        }
        return said;
    }
}
