package dev.claimsverdict.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The built executable as Lambda would run it for one function of a template: with its environment and its layers. */
final class RunningFunction implements AutoCloseable {

    /** What CloudFormation would put in the place of the reference to the hook's secret. */
    static final String HOOK_SECRET = "hook-secret-of-the-tests";

    private final LambdaRuntimeApi api = new LambdaRuntimeApi();
    private final Path log;
    private final Process process;

    /** The native executable, if it was built. */
    static Optional<Path> executable() {
        Path target = Synthesised.ROOT.resolve("target");
        if (!Files.isDirectory(target)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.toString().endsWith("-runner") && Files.isExecutable(file))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RunningFunction(Path executable, Synthesised stack, String logicalId) {
        JsonNode function = stack.template().path("Resources").path(logicalId).path("Properties");
        try {
            log = Files.createTempFile("function", ".log");
            ProcessBuilder builder = new ProcessBuilder(executable.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            Map<String, String> environment = builder.environment();
            environment.clear();
            environment.put("AWS_LAMBDA_RUNTIME_API", api.address());
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
            return HOOK_SECRET;
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

    /** The answer to an event; fails, with the function's log, if there is none. */
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
