package dev.claimsverdict.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** GitHub's workflows and Dependabot's settings, as far as they can be checked without GitHub. */
class WorkflowsTest {

    private static final Path WORKFLOWS = Path.of(".github/workflows");
    private static final Pattern PINNED = Pattern.compile("[\\w./-]+@[0-9a-f]{40}");

    /** The reason stands in ci.yml. */
    private static final Set<String> TAGGED = Set.of(
            "actions/attest-build-provenance",
            "github/codeql-action/analyze",
            "github/codeql-action/init",
            "graalvm/setup-graalvm");

    /** What jobs may write, all others nothing. */
    private static final Map<String, Set<String>> WRITES = Map.of(
            "release.yml release", Set.of("contents", "id-token", "attestations"),
            "codeql.yml analyze", Set.of("security-events"));

    private record Job(String id, Map<String, Object> workflow, Map<String, Object> job) {

        Map<String, Object> permissions() {
            return map(job.getOrDefault("permissions", workflow.get("permissions")));
        }

        List<Map<String, Object>> steps() {
            return list(job.get("steps")).stream().map(WorkflowsTest::map).toList();
        }

        /** The words of all that the job's steps run. */
        List<String> words() {
            return steps().stream()
                    .filter(step -> step.containsKey("run"))
                    .flatMap(step -> Arrays.stream(step.get("run")
                            .toString()
                            .replaceAll("[;()]", " ")
                            .strip()
                            .split("\\s+")))
                    .toList();
        }

        List<String> programs() {
            return words().stream()
                    .filter(word -> word.startsWith("./mvnw") || word.startsWith(".ci/"))
                    .toList();
        }

        @Override
        public String toString() {
            return id;
        }
    }

    static List<Job> jobs() throws IOException {
        List<Job> jobs = new ArrayList<>();
        try (Stream<Path> files = Files.list(WORKFLOWS)) {
            for (Path file : files.sorted().toList()) {
                Map<String, Object> workflow = yaml(file);
                map(workflow.get("jobs"))
                        .forEach((name, job) -> jobs.add(new Job(file.getFileName() + " " + name, workflow, map(job))));
            }
        }
        return jobs;
    }

    @ParameterizedTest
    @MethodSource("jobs")
    @DisplayName("each program and each Maven profile that a job runs is there")
    void programs(Job job) throws Exception {
        for (String program : job.programs()) {
            assertTrue(Files.isExecutable(Path.of(program)), program);
        }
        Set<String> profiles = texts("pom.xml", "/project/profiles/profile/id");
        for (String word : job.words()) {
            if (word.startsWith("-P")) {
                assertTrue(profiles.contains(word.substring(2)), word);
            }
        }
    }

    @Test
    @DisplayName("a change is checked by .ci/run")
    void changes() throws IOException {
        Job job = jobs().stream()
                .filter(each -> each.id().startsWith("ci.yml "))
                .findFirst()
                .orElseThrow();
        assertTrue(map(job.workflow().get("on")).containsKey("pull_request"));
        assertTrue(job.programs().contains(".ci/run"));
    }

    @Test
    @DisplayName("each night every room is mutated and every target fuzzed that the scripts know")
    void nightly() throws IOException {
        assertEquals(words(".ci/mutation.sh", "rooms"), matrix("nightly.yml mutation", "room"));
        assertEquals(words(".ci/fuzz.sh", "targets"), matrix("nightly.yml fuzz", "target"));
    }

    private static List<String> matrix(String id, String name) throws IOException {
        Job job =
                jobs().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
        Map<String, Object> matrix = map(map(job.job().get("strategy")).get("matrix"));
        return list(matrix.get(name)).stream().map(Object::toString).toList();
    }

    /** The words of a script's first array with that name. */
    private static List<String> words(String script, String array) throws IOException {
        Matcher words = Pattern.compile("^" + array + "=\\((.*)\\)$", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of(script)));
        assertTrue(words.find(), script);
        return List.of(words.group(1).split(" "));
    }

    @ParameterizedTest
    @MethodSource("jobs")
    @DisplayName("a job may write only what it must, and one that may write runs no code of the change")
    void permissions(Job job) {
        Set<String> writes = new TreeSet<>();
        job.permissions().forEach((scope, access) -> {
            if (!access.equals("read")) {
                writes.add(scope);
            }
        });
        assertEquals(new TreeSet<>(WRITES.getOrDefault(job.id(), Set.of())), writes);
        assertTrue(writes.isEmpty() || job.programs().isEmpty(), () -> job + " runs " + job.programs());
    }

    @ParameterizedTest
    @MethodSource("jobs")
    @DisplayName("an action is pinned to a commit, or is one whose commit nobody could verify")
    void actions(Job job) {
        for (Map<String, Object> step : job.steps()) {
            String action = step.getOrDefault("uses", "").toString();
            assertTrue(
                    action.isEmpty()
                            || PINNED.matcher(action).matches()
                            || TAGGED.contains(action.substring(0, action.indexOf('@'))),
                    action);
        }
    }

    @Test
    @DisplayName("Dependabot watches each Maven module and each npm package")
    void dependabot() throws IOException {
        Map<String, Set<String>> watched = new TreeMap<>();
        for (Object update : list(yaml(Path.of(".github/dependabot.yml")).get("updates"))) {
            Set<String> folders =
                    watched.computeIfAbsent(map(update).get("package-ecosystem").toString(), _ -> new TreeSet<>());
            list(map(update).getOrDefault("directories", List.of())).forEach(each -> folders.add(each.toString()));
        }
        assertEquals(foldersWith("pom.xml"), watched.get("maven"));
        assertEquals(foldersWith("package.json"), watched.get("npm"));
        assertTrue(watched.containsKey("github-actions"));
    }

    private static Set<String> foldersWith(String name) throws IOException {
        Set<String> folders = new TreeSet<>();
        Files.walkFileTree(Path.of("."), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return Set.of("target", "node_modules", ".git", "cdk.out")
                                .contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.endsWith(name)) {
                    folders.add(file.getParent().toString().replaceFirst("^\\./?", "/"));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        assertFalse(folders.isEmpty());
        return folders;
    }

    private static Set<String> texts(String file, String path) throws Exception {
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of(file).toFile());
        NodeList nodes =
                (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, document, XPathConstants.NODESET);
        Set<String> texts = new TreeSet<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    private static Map<String, Object> yaml(Path file) throws IOException {
        return map(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
    }

    @SuppressWarnings("unchecked") // YAML's maps have strings as keys here.
    private static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }

    private static List<?> list(Object node) {
        return (List<?>) node;
    }
}
