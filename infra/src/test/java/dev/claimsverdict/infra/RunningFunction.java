package dev.claimsverdict.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs the built executable as Lambda would for one function of a template, with its environment and layers. */
final class RunningFunction implements AutoCloseable {

    /** The value that CloudFormation would insert for the reference to the hooks' secret. */
    static final String HOOK_SECRET = "hook-secret-of-the-tests";

    /** The value for the reference to the next secret. */
    static final String NEXT_HOOK_SECRET = "next-hook-secret-of-the-tests";

    /** The version that Lambda would give in its environment. */
    static final String VERSION = "7";

    private final LambdaRuntimeApi api = new LambdaRuntimeApi();
    private final Path log;
    private final Process process;

    /** The zip that would be uploaded, unpacked as Lambda does; empty if there is no native build. */
    static Optional<Path> unpacked() {
        Path zip = Synthesised.ROOT.resolve("target/function.zip");
        if (!Files.isRegularFile(zip)) {
            return Optional.empty();
        }
        // With the zip's own permissions: a bootstrap without the permission to execute can't start on Lambda either.
        try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", true))) {
            if (!Files.exists(files.getPath("bootstrap"))) {
                return Optional.empty();
            }
            Path task = Files.createTempDirectory("task");
            try (Stream<Path> entries = Files.walk(files.getPath("/"))) {
                for (Path entry : entries.toList()) {
                    Path to = task.resolve(entry.toString().substring(1));
                    if (Files.isDirectory(entry)) {
                        Files.createDirectories(to);
                    } else {
                        Files.copy(entry, to);
                        Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(entry));
                    }
                }
            }
            return Optional.of(task);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param task where the zip was unpacked: /var/task on Lambda */
    RunningFunction(Path task, Synthesised stack, String logicalId) {
        JsonNode function = stack.template().path("Resources").path(logicalId).path("Properties");
        try {
            log = Files.createTempFile("function", ".log");
            ProcessBuilder builder = new ProcessBuilder("./bootstrap")
                    .directory(task.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            Map<String, String> environment = builder.environment();
            environment.clear();
            environment.put("AWS_LAMBDA_RUNTIME_API", api.address());
            environment.put("AWS_LAMBDA_FUNCTION_VERSION", VERSION);
            environment.put("LAMBDA_TASK_ROOT", task.toString());
            environment.put("LD_LIBRARY_PATH", task + ":" + task.resolve("lib"));
            function.at("/Environment/Variables")
                    .properties()
                    .forEach(variable ->
                            environment.put(variable.getKey(), resolved(stack, function, variable.getValue())));
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resolved(Synthesised stack, JsonNode function, JsonNode value) {
        String text = value.isTextual() ? value.asText() : value.toString();
        if (text.contains("{{resolve:secretsmanager:")) {
            return text.contains(":::0") ? HOOK_SECRET : NEXT_HOOK_SECRET;
        }
        return text.startsWith("/opt/")
                ? layer(stack, function)
                        .resolve(text.substring("/opt/".length()))
                        .toString()
                : text;
    }

    /** The folder that becomes /opt: the asset of the function's one layer. */
    private static Path layer(Synthesised stack, JsonNode function) {
        String layer = function.at("/Layers/0/Ref").asText();
        String key = stack.template()
                .path("Resources")
                .path(layer)
                .at("/Properties/Content/S3Key")
                .asText();
        return stack.assembly().resolve("asset." + key.replace(".zip", ""));
    }

    /** The answer to an event. Fails with the function's log if there is none. */
    JsonNode answer(JsonNode event) {
        return switch (api.invoke(event)) {
            case LambdaRuntimeApi.Outcome.Answer(JsonNode json) -> json;
            case LambdaRuntimeApi.Outcome.Failure(String error) -> throw new AssertionError(error + "\n" + log());
        };
    }

    List<String> log() {
        try {
            return Files.readAllLines(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        api.close();
    }
}
