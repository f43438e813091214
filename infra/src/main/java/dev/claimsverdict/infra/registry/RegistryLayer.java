package dev.claimsverdict.infra.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.claimsverdict.infra.template.TemplateParameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.LayerVersion;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;

/**
 * The registry's files as a layer. Lambda puts a layer's content into {@code /opt}, so the function finds them in
 * {@link #MOUNTED}.
 */
public final class RegistryLayer {

    /** Where the function finds the files: {@code CLAIMS_IDPS}. */
    public static final String MOUNTED = "/opt/idps";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The file that marks a snapshot's folder, and its format. */
    private static final String NOTE = "snapshot.json";

    private static final String SNAPSHOT = "claims-verdict-snapshot";

    /** The files of a snapshot that the function reads (docs/snapshot.md). */
    private static final List<String> OF_SNAPSHOT = List.of("idps.json", "keys.json", "org.json", NOTE);

    private RegistryLayer() {}

    /**
     * A layer with the folder's *.json files; of a snapshot, only with those that the function reads. Throws
     * IllegalArgumentException if there are none, if one isn't an entry of a registry, or if one has a client secret:
     * it would be stored in S3 and in the layer although nothing needs it.
     */
    public static LayerVersion of(Construct scope, String id, Path folder) {
        return LayerVersion.Builder.create(scope, id)
                .description("The IdPs that Claims Verdict knows")
                .code(Code.fromAsset(staged(folder).toString()))
                .build();
    }

    /** A layer with the zip that the template's parameter names. The zip has the files in idps/. */
    public static LayerVersion of(Construct scope, String id, TemplateParameters parameters) {
        LayerVersion layer = LayerVersion.Builder.create(scope, id)
                .description("The IdPs that Claims Verdict knows")
                .code(Code.fromBucket(
                        Bucket.fromBucketName(
                                scope, id + "Bucket", parameters.bucket().getValueAsString()),
                        parameters.registryKey().getValueAsString()))
                .build();
        parameters.onlyWithRegistry(layer);
        // Each change of the registry has a new key, which the functions' versions name.
        Annotations.of(scope).acknowledgeWarning("@aws-cdk/aws-lambda:codeFromBucketObjectVersionNotSpecified");
        return layer;
    }

    private static Path staged(Path folder) {
        try {
            List<Path> files = files(folder);
            if (files.isEmpty()) {
                throw new IllegalArgumentException("idps: " + folder + " has no *.json file.");
            }
            Path layer = Files.createTempDirectory("claims-verdict-registry");
            Path idps = Files.createDirectory(layer.resolve(Path.of(MOUNTED).getFileName()));
            boolean snapshot = isSnapshot(folder);
            for (Path file : files) {
                if (snapshot && !OF_SNAPSHOT.contains(file.getFileName().toString())) {
                    continue;
                }
                check(file, !snapshot);
                Files.copy(file, idps.resolve(file.getFileName()));
            }
            return layer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("idps: " + folder + " is not a folder.");
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isSnapshot(Path folder) throws IOException {
        Path note = folder.resolve(NOTE);
        return Files.isRegularFile(note) && read(note).path("format").asText().equals(SNAPSHOT);
    }

    private static JsonNode read(Path file) throws IOException {
        try {
            return JSON.readTree(file.toFile());
        } catch (JsonProcessingException _) {
            throw new IllegalArgumentException("idps: " + file + " is not JSON.");
        }
    }

    /** @param isEntry whether the file must be one IdP */
    private static void check(Path file, boolean isEntry) throws IOException {
        JsonNode entry = read(file);
        if (isEntry && !entry.path("idp").isObject()) {
            throw new IllegalArgumentException("idps: " + file + " has no member idp.");
        }
        if (entry.findValue("client_secret") != null) {
            throw new IllegalArgumentException("idps: " + file + " has a client_secret. Remove it: no rule needs it.");
        }
    }
}
