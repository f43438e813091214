package dev.claimsverdict.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.claimsverdict.testing.TestIdp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folders, patterns and files as arguments. */
class InputFilesTest {

    private static final String IDP = TestIdp.saml().toString();

    @TempDir
    Path folder;

    private void write(String... names) throws IOException {
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, IDP);
        }
    }

    private List<String> found(String... arguments) throws Refusal {
        return InputFiles.of(List.of(arguments), folder).stream()
                .map(InputFile::name)
                .toList();
    }

    private String refused(String... arguments) {
        return String.join(
                " ", assertThrows(Refusal.class, () -> found(arguments)).sentences());
    }

    @DisplayName("which files an argument means, in the order of their names")
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            .            | a.json b.json idps/c.json idps/deep/d.json
            idps         | idps/c.json idps/deep/d.json
            idps/        | idps/c.json idps/deep/d.json
            ./idps/../.  | a.json b.json idps/c.json idps/deep/d.json
            *.json       | a.json b.json
            ?.json       | a.json b.json
            [ab].json    | a.json b.json
            [!a].json    | b.json
            */*.json     | idps/c.json
            **/*.json    | a.json b.json idps/c.json idps/deep/d.json
            idps/**/*    | idps/c.json idps/deep/d.json
            idps/**      | idps/c.json idps/deep/d.json
            idps/{c,x}*  | idps/c.json
            .*.json      | .hidden.json
            b.json a.json| b.json a.json
            a.json a.json| a.json a.json
            a.json .     | a.json b.json idps/c.json idps/deep/d.json
            . a.json     | b.json idps/c.json idps/deep/d.json a.json
            *.json *.json| a.json b.json
            - idps       | - idps/c.json idps/deep/d.json
            """)
    void names(String arguments, String names) throws IOException, Refusal {
        write("b.json", "a.json", "idps/deep/d.json", "idps/c.json", ".hidden.json", ".terraform/x.json");
        Files.writeString(folder.resolve("a.txt"), IDP);
        assertEquals(List.of(names.split(" ")), found(arguments.split(" ")));
    }

    @Test
    @DisplayName("a file of the pattern's own name is meant before what the pattern matches")
    void literal() throws IOException, Refusal {
        write("[ab].json", "a.json");
        assertEquals(List.of("[ab].json"), found("[ab].json"));
    }

    @Test
    @DisplayName(
            "links to files are read; links to folders, also in circles, are not followed; a folder may be a link itself")
    void links() throws IOException, Refusal {
        write("idps/a.json", "elsewhere/b.json");
        Files.createSymbolicLink(folder.resolve("idps/link.json"), folder.resolve("elsewhere/b.json"));
        Files.createSymbolicLink(folder.resolve("idps/circle"), folder.resolve("idps"));
        Files.createSymbolicLink(folder.resolve("idps/self.json"), folder.resolve("idps/self.json"));
        Files.createSymbolicLink(folder.resolve("idps/gone.json"), folder.resolve("no-such-file.json"));
        Files.createSymbolicLink(folder.resolve("root"), folder.resolve("idps"));
        assertEquals(List.of("idps/a.json", "idps/link.json"), found("idps"));
        assertEquals(List.of("root/a.json", "root/link.json"), found("root"));
        assertEquals(List.of("idps/a.json", "idps/link.json"), found("idps/**"));
        assertEquals("idps/self.json does not exist.", refused("idps/self.json"));
    }

    @DisplayName("64: what leads to no file is named, all of it")
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            empty             | empty has no *.json file.
            *.xml             | *.xml matches no file.
            no/such/*.json    | no/such/*.json matches no file.
            none empty *.xml  | none does not exist. empty has no *.json file. *.xml matches no file.
            [a-               | [a- is not a file name.
            - -               | Standard input can be read only once.
            """)
    void nothing(String arguments, String said) throws IOException {
        Files.createDirectories(folder.resolve("empty/deeper"));
        assertEquals(said, refused(arguments.split(" ")));
    }

    @Test
    @DisplayName("64: a folder with something else in it; what can't be judged there is left out and named")
    void somethingElse() throws IOException {
        Files.createDirectories(folder.resolve("mixed"));
        Files.writeString(folder.resolve("mixed/package.json"), "{\"name\": \"x\"}");
        CliRun nothing = CliRun.in(folder, "lint", "mixed");
        assertEquals(64, nothing.status());
        assertEquals("", nothing.out());
        assertTrue(
                nothing.err().startsWith("claims-verdict: lint judges none of these files: mixed/package.json. "),
                nothing.err());
        write("mixed/idp.json");
        CliRun one = CliRun.in(folder, "lint", "mixed");
        assertEquals(0, one.status(), one.out());
        assertTrue(one.out().endsWith("1 file: 1 AT_RISK.\n"), one.out());
        assertEquals(
                "claims-verdict: Left out, because lint doesn't judge such files: mixed/package.json.\n", one.err());
        assertEquals("", CliRun.in(folder, "lint", "mixed", "-q").err());
    }

    @Test
    @DisplayName("2: a broken file in a folder may be anything, so it is not left out")
    void broken() throws IOException {
        write("idp.json");
        Files.writeString(folder.resolve("plan.json"), "{\"resource_changes\": [");
        CliRun run = CliRun.in(folder, "lint", ".");
        assertEquals(2, run.status());
        assertTrue(run.out().contains("INVALID  plan.json\n  ERROR The file is not JSON: line 1"), run.out());
    }

    @Test
    @DisplayName("64: a file or folder without permission; nothing is judged")
    void permissions() throws IOException {
        write("idps/a.json", "idps/closed/b.json");
        Path closed = folder.resolve("idps/closed");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        try {
            assumeFalse(Files.isReadable(closed), "root reads everything");
            assertEquals("idps can't be listed.", refused("idps"));
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    @DisplayName("limits: 10,000 files, and it's no matter how many others there are")
    void limits() throws IOException, Refusal {
        Path many = Files.createDirectory(folder.resolve("many"));
        for (int i = 0; i < InputFiles.MOST; i++) {
            Files.createFile(many.resolve(i + ".json"));
        }
        Files.createFile(many.resolve("a.txt"));
        assertEquals(InputFiles.MOST, found("many").size());
        Files.createFile(many.resolve("one-more.json"));
        assertEquals("These are more than 10000 files. Name a smaller folder.", refused("many"));
        assertEquals("These are more than 10000 files. Name a smaller folder.", refused("many/*.json"));
        String[] named = new String[InputFiles.MOST + 1];
        Arrays.fill(named, "many/1.json");
        assertEquals("These are more than 10000 files. Name a smaller folder.", refused(named));
    }
}
