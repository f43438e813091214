package dev.claimsverdict.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.bench.process.Machine;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.judge.OrgJudge;
import dev.claimsverdict.judge.OrgRequest;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.request.OrgRequestReader;
import dev.claimsverdict.request.RequestMembers;
import dev.claimsverdict.request.RequestSettings;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.verdict.OrgVerdict;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Measures what judging a whole org costs, from its JSON text to the verdict in memory. Each run has its own JVM with 1
 * GiB of heap and two processors, without any warm-up.
 */
public final class WholeOrg {

    private static final List<String> VALUES = List.of(
            "pwd", "otp", "sms", "hwk", "mfa", "kba", "face", "fpt", "iris", "retina", "vbm", "sc", "swk", "tel",
            "pop");
    private static final List<String> PROPERTIES =
            List.of("deviceBound", "hardwareProtection", "phishingResistant", "userVerification");
    private static final List<String> ISSUERS = List.of(
            "https://idp.example.com",
            "https://sts.windows.net/11111111-2222-3333-4444-555555555555/",
            "https://accounts.google.com",
            "https://example.okta.com",
            "https://keycloak.example.com/realms/main");

    /** The number of different sets of AMR values, and below of different rules, in a typical org. */
    private static final int SETS = 40;

    private static final int RULES = 200;

    /** An org in the table: its evidence and rules by number, and whether its IdPs are mixed like a typical org's. */
    private record Kind(String name, IntFunction<List<String>> evidence, IntFunction<ObjectNode> rule, boolean mixed) {}

    private static final List<Kind> KINDS = List.of(
            new Kind(
                    "an org: " + RULES + " different rules, " + SETS + " different lists of AMR values",
                    i -> values(i % SETS),
                    i -> different(i % RULES),
                    true),
            new Kind("no rule and no list of AMR values is like another", WholeOrg::values, WholeOrg::different, false),
            new Kind(
                    "no AMR values reach any rule",
                    i -> values(i % SETS),
                    _ -> TestApi.JSON.createObjectNode().put("type", "AUTH_METHOD_CHAIN"),
                    false),
            new Kind(
                    "the editions of the AMR table disagree in each cell",
                    _ -> List.of("face"),
                    _ -> TestApi.JSON.createObjectNode().put("factorMode", "2FA"),
                    false));

    private WholeOrg() {}

    /**
     * Writes the table. Arguments: the Markdown file to write, the IdPs (1,000), the rules (5,000), the runs of each
     * kind (3). With {@code --file} and a file, does one run and prints its figures.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments[0].equals("--file")) {
            System.out.println(judged(Path.of(arguments[1])));
            return;
        }
        int idps = argument(arguments, 1, 1_000);
        int rules = argument(arguments, 2, 5_000);
        int runs = argument(arguments, 3, 3);
        StringBuilder table = new StringBuilder("""
            # A whole org

            What the judgement of %,d IdPs under %,d rules costs, by `bench/org.sh`: from the text of the JSON to the verdict with all its cells in
            memory, without writing it. Each run is a JVM of its own with 1 GiB of heap and two processors, without any warm-up; a row has
            the median of %d runs, by what they took in all. The goal is 10 s. Processor time is that of all threads, the compiler's and the collector's too,
            from the start of the JVM. %s

            | org | MiB of JSON | cells | different cells | read, s | judged, s | processor time, s | heap of request and verdict, MiB |
            |---|---|---|---|---|---|---|---|
            """.formatted(idps, rules, runs, Machine.description()));
        for (Kind kind : KINDS) {
            String row = "| %s | %s |%n".formatted(kind.name(), measured(org(kind, idps, rules), runs));
            System.out.print(row);
            table.append(row);
        }
        Files.writeString(Path.of(arguments[0]), table);
    }

    private static int argument(String[] arguments, int place, int otherwise) {
        return arguments.length > place ? Integer.parseInt(arguments[place]) : otherwise;
    }

    private static String org(Kind kind, int idps, int rules) {
        ObjectNode org = TestApi.JSON.createObjectNode();
        ArrayNode idpList = org.putArray("idps");
        ObjectNode evidence = org.putObject("evidence");
        for (int i = 0; i < idps; i++) {
            String id = "0oa%017d".formatted(i);
            ObjectNode idp = TestIdp.oidc().put("id", id).put("name", "IdP " + i);
            if (kind.mixed()) {
                idp.withObject("/protocol/issuer").put("url", ISSUERS.get(i % ISSUERS.size()));
                idp.withObject("/policy").put("trustClaims", i % 3 != 0);
            }
            idpList.add(idp);
            if (!kind.mixed() || i % 4 != 0) {
                kind.evidence().apply(i).forEach(evidence.putObject(id).putArray("amr")::add);
            }
        }
        ArrayNode ruleList = org.putArray("rules");
        for (int i = 0; i < rules; i++) {
            ObjectNode rule = ruleList.addObject()
                    .put("id", "0pr%017d".formatted(i))
                    .put("policyId", "0po%017d".formatted(i / 10))
                    .put("name", "Rule " + i)
                    .put("status", "ACTIVE")
                    .put("priority", i % 10);
            rule.putObject("actions")
                    .putObject("appSignOn")
                    .put("access", "ALLOW")
                    .set("verificationMethod", kind.rule().apply(i));
        }
        return org.toString();
    }

    /** A set of AMR values that differs for each number below 32,768. */
    private static List<String> values(int number) {
        List<String> values = new ArrayList<>();
        for (int bit = 0; bit < VALUES.size(); bit++) {
            if ((number >> bit & 1) == 1) {
                values.add(VALUES.get(bit));
            }
        }
        return values;
    }

    /** A rule that differs for each number: two of 96 constraints, and a factor mode. */
    private static ObjectNode different(int number) {
        ObjectNode rule = TestApi.JSON
                .createObjectNode()
                .put("type", "ASSURANCE")
                .put("factorMode", number % 2 == 0 ? "2FA" : "1FA");
        ArrayNode constraints = rule.putArray("constraints");
        constraint(constraints.addObject(), number / 2 % 96);
        constraint(constraints.addObject(), number / 192 % 96);
        return rule;
    }

    private static void constraint(ObjectNode constraint, int number) {
        ObjectNode knowledge = constraint.putObject("knowledge").put("required", number % 2 == 0);
        if (number / 2 % 3 > 0) {
            knowledge.putArray("types").add(number / 2 % 3 == 1 ? "PASSWORD" : "SECURITY_QUESTION");
        }
        ObjectNode possession = constraint.putObject("possession");
        for (int bit = 0; bit < PROPERTIES.size(); bit++) {
            if ((number / 6 >> bit & 1) == 1) {
                possession.put(PROPERTIES.get(bit), "REQUIRED");
            }
        }
    }

    private static String measured(String org, int runs) throws IOException, InterruptedException {
        Path file = Files.createTempFile("org", ".json");
        try {
            Files.writeString(file, org);
            List<double[]> figures = new ArrayList<>();
            for (int run = 0; run < runs; run++) {
                figures.add(Arrays.stream(java(file).strip().split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray());
            }
            figures.sort((one, other) -> Double.compare(one[2] + one[3], other[2] + other[3]));
            double[] median = figures.get(runs / 2);
            return "%.1f | %,.0f | %,.0f | %.1f | %.1f | %.1f | %.0f"
                    .formatted(
                            org.length() / 1024.0 / 1024.0,
                            median[0],
                            median[1],
                            median[2],
                            median[3],
                            median[4],
                            median[5]);
        } finally {
            Files.delete(file);
        }
    }

    /**
     * The cells, the different ones, the seconds to read, to judge and of processor time, and the MiB of heap at the
     * end.
     */
    private static String judged(Path file) throws IOException {
        long start = System.nanoTime();
        OrgRequest request = read(Files.readAllBytes(file));
        long read = System.nanoTime();
        OrgVerdict verdict = new OrgJudge(Clock.systemUTC()).judge(request);
        long judged = System.nanoTime();
        long different = verdict.matrix().stream()
                .map(OrgVerdict.Cell::judgement)
                .distinct()
                .count();
        Duration cpu = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        Reference.reachabilityFence(verdict);
        return "%d %d %.3f %.3f %.3f %.0f"
                .formatted(
                        verdict.matrix().size(),
                        different,
                        (read - start) / 1e9,
                        (judged - read) / 1e9,
                        cpu.toMillis() / 1e3,
                        heap / 1024.0 / 1024.0);
    }

    private static OrgRequest read(byte[] json) {
        OrgRequestReader reader = new OrgRequestReader(new RequestMembers(RequestSettings.DEFAULT, Registry.EMPTY));
        return switch (StrictTree.read(json)) {
            case Reading.Read<StrictTree>(StrictTree tree) ->
                switch (reader.read(tree)) {
                    case Reading.Read<OrgRequest>(OrgRequest request) -> request;
                    case Reading.Refused<OrgRequest>(var problem) ->
                        throw new IllegalStateException(problem.sentence());
                };
            case Reading.Refused<StrictTree>(var problem) -> throw new IllegalStateException(problem.sentence());
        };
    }

    /** Another JVM like this one, with a heap of 1 GiB and two processors. */
    private static String java(Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-XX:ActiveProcessorCount=2",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WholeOrg.class.getName(),
                        "--file",
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the judgement of " + file + " failed");
        }
        return said;
    }
}
