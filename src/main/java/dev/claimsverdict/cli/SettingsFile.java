package dev.claimsverdict.cli;

import dev.claimsverdict.cli.Ignores.Ignore;
import dev.claimsverdict.json.Field;
import dev.claimsverdict.json.FieldError;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.verdict.FindingCode;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;

/**
 * A project's settings for {@code lint}. Options of the command line override them, except that {@code ignore} adds to
 * {@code --ignore}.
 *
 * @param amrTable the edition of the AMR table
 * @param org the org's settings, as a separate file would have them
 * @param context the folder of the org's snapshot
 * @param evidence the file with evidence
 */
record SettingsFile(
        Ignores ignores,
        Optional<String> amrTable,
        Optional<JsonFile> org,
        Optional<String> context,
        Optional<String> evidence) {

    /** The default name. */
    static final String NAME = ".claims-verdict.json";

    static final Set<String> MEMBERS = Set.of("ignore", "amrTable", "org", "context", "evidence");
    static final Set<String> IGNORE_MEMBERS = Set.of("code", "reason", "file", "idp");

    /** No settings. */
    static final SettingsFile NONE =
            new SettingsFile(Ignores.NONE, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * Reads the named file, or else the one in the working directory, if there is one. Throws Refusal with everything
     * that is wrong with it.
     */
    static SettingsFile of(Optional<String> named, Surroundings surroundings) throws Refusal {
        if (named.isPresent() || Files.exists(surroundings.directory().resolve(NAME))) {
            JsonFile file = JsonFile.read(named.orElse(NAME), surroundings);
            return new Reader(file, named.orElse(NAME), surroundings).read();
        }
        return NONE;
    }

    private static final class Reader {

        private final JsonFile file;
        /**
         * The settings file's folder, relative to the working directory. Names in the file are relative to this folder.
         */
        private final Path folder;

        private final Surroundings surroundings;
        private final List<FieldError> errors = new ArrayList<>();

        Reader(JsonFile file, String name, Surroundings surroundings) {
            this.file = file;
            this.folder = Optional.ofNullable(Path.of(name).getParent()).orElse(Path.of(""));
            this.surroundings = surroundings;
        }

        SettingsFile read() throws Refusal {
            StrictTree tree = file.tree();
            tree.duplicateOutside(List.of())
                    .ifPresent(pointer -> errors.add(new FieldError(
                            pointer, FieldError.Code.DUPLICATE_MEMBER, "The object has this field twice.", false)));
            Field root = Field.of(tree.root(), "", errors);
            if (!root.isObject()) {
                throw file.wrong(FileFault.of("Settings must be a JSON object."));
            }
            root.onlyMembers(MEMBERS);
            List<Ignore> ignores = new ArrayList<>();
            for (Field ignore : root.member("ignore").objects()) {
                if (ignore.isObject()) {
                    ignore(ignore).ifPresent(ignores::add);
                }
            }
            Optional<JsonFile> org = root.member("org").object().map(_ -> file.at("/org"));
            SettingsFile settings = new SettingsFile(
                    new Ignores(ignores),
                    root.member("amrTable").string(),
                    org,
                    path(root.member("context")),
                    path(root.member("evidence")));
            if (!errors.isEmpty()) {
                throw file.wrong(FileFault.of(Problem.fields(errors)));
            }
            return settings;
        }

        private Optional<Ignore> ignore(Field ignore) {
            ignore.onlyMembers(IGNORE_MEMBERS);
            Field code = ignore.member("code").required();
            Optional<FindingCode> known = code.string().flatMap(Codes::of);
            if (code.node().isTextual() && known.isEmpty()) {
                code.error("is not the code of a finding; claims-verdict findings lists all");
            }
            if (known.filter(Ignores.NEVER::contains).isPresent()) {
                code.error("can't be ignored");
            }
            Field reason = ignore.member("reason").required();
            if (reason.node().isTextual() && reason.nonEmptyString().isEmpty()) {
                reason.error("must say why");
            }
            Predicate<String> files = ignore.member("file")
                    .string()
                    .map(each -> files(ignore.member("file"), each))
                    .orElse(_ -> true);
            Optional<String> idp = ignore.member("idp").string();
            return known.map(each -> new Ignore(each, reason.string().orElse(""), files, idp));
        }

        /** A file by its name or by a pattern, relative to the settings file. */
        private Predicate<String> files(Field field, String name) {
            try {
                Path wanted = surroundings
                        .directory()
                        .resolve(folder)
                        .toAbsolutePath()
                        .normalize();
                PathMatcher matcher = wanted.getFileSystem().getPathMatcher("glob:" + name);
                Path itself = wanted.resolve(name).normalize();
                return file -> {
                    if (file.equals(InputFile.STANDARD_INPUT)) {
                        return name.equals(file);
                    }
                    Path path = surroundings
                            .directory()
                            .resolve(file)
                            .toAbsolutePath()
                            .normalize();
                    return path.equals(itself) || path.startsWith(wanted) && matcher.matches(wanted.relativize(path));
                };
            } catch (InvalidPathException | PatternSyntaxException _) {
                field.error("is not the name of a file");
                return _ -> false;
            }
        }

        private Optional<String> path(Field field) {
            try {
                return field.nonEmptyString()
                        .map(name -> folder.resolve(name).normalize().toString())
                        .map(name -> name.isEmpty() ? "." : name);
            } catch (InvalidPathException _) {
                field.error("is not the name of a file");
                return Optional.empty();
            }
        }
    }
}
