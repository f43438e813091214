package dev.claimsverdict.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GitHub's workflows, as far as they can be looked at from here. */
class WorkflowsTest {

    private static final Pattern PROGRAM = Pattern.compile("(?<![\\w/])(\\./mvnw|\\.ci/[a-z-]+(?:\\.sh)?)");
    private static final Pattern PROFILE = Pattern.compile("-P([a-z]+)");
    private static final Pattern WRITES = Pattern.compile("(?m)^ +([a-z-]+): write$");

    private static String workflow(String name) throws IOException {
        return Files.readString(Path.of(".github/workflows", name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ci.yml", "release.yml"})
    @DisplayName("each program and each profile that a workflow names is there")
    void programs(String name) throws IOException {
        List<String> programs = groups(PROGRAM, workflow(name).replaceAll("(?m)^ *#.*$", ""));
        assertTrue(programs.size() >= 1);
        for (String program : programs) {
            assertTrue(Files.isExecutable(Path.of(program)), program);
        }
        String pom = Files.readString(Path.of("pom.xml"));
        for (String profile : groups(PROFILE, workflow(name))) {
            assertTrue(pom.contains("<id>" + profile + "</id>"), profile);
        }
    }

    @Test
    @DisplayName("the workflow of each change is .ci/run")
    void ci() throws IOException {
        assertEquals(List.of(".ci/run"), groups(Pattern.compile("(?m)^ +- run: (.*)$"), workflow("ci.yml")));
    }

    @Test
    @DisplayName("nothing may write but the job that makes the draft of a release, which builds nothing")
    void permissions() throws IOException {
        assertEquals(List.of(), groups(WRITES, workflow("ci.yml")));
        String[] jobs = workflow("release.yml").split("(?m)^  release:$");
        assertEquals(List.of(), groups(WRITES, jobs[0]));
        assertEquals(List.of("contents", "id-token", "attestations"), groups(WRITES, jobs[1]));
        assertEquals(List.of(), groups(PROGRAM, jobs[1]));
    }

    private static List<String> groups(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
