package dev.claimsverdict.request;

import dev.claimsverdict.idp.IdpConfiguration;
import dev.claimsverdict.idp.Org;
import dev.claimsverdict.json.Field;
import dev.claimsverdict.json.FieldError;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.json.TreeBytes;
import dev.claimsverdict.judge.Fingerprint;
import dev.claimsverdict.policy.PolicyRule;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.registry.RouteKey;
import dev.claimsverdict.saml.SamlCertificate;
import dev.claimsverdict.token.JwksByValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** Reads the files of a deployment's registry (docs/reference.md, The registry). */
public final class RegistryReader {

    private final Org fallback;
    private final List<String> faults = new ArrayList<>();
    private final Map<String, String> files = new LinkedHashMap<>();

    private RegistryReader(Org fallback) {
        this.fallback = fallback;
    }

    /** A registry, or all faults in its files. */
    public sealed interface Files {
        record Read(Registry registry) implements Files {}

        /** Each fault is a sentence that names the file and the field, without the field's value. */
        record Faulty(List<String> faults) implements Files {
            public Faulty {
                faults = List.copyOf(faults);
            }
        }
    }

    /**
     * Reads the files: one IdP each, or those of a snapshot's folder.
     *
     * @param files the files' contents by name
     * @param org the deployment's org, for members that a file's {@code org} lacks
     */
    public static Files read(SequencedMap<String, byte[]> files, Org org) {
        RegistryReader reader = new RegistryReader(org);
        List<Registry.Entry> entries = new ArrayList<>();
        readings(files).forEach((file, reading) -> reader.entry(file, reading).ifPresent(entries::add));
        return reader.faults.isEmpty() ? new Files.Read(new Registry(entries)) : new Files.Faulty(reader.faults);
    }

    private static SequencedMap<String, Reading<StrictTree>> readings(SequencedMap<String, byte[]> files) {
        return SnapshotEntries.of(files).orElseGet(() -> {
            SequencedMap<String, Reading<StrictTree>> readings = new LinkedHashMap<>();
            files.forEach((file, content) -> readings.put(file, StrictTree.read(content)));
            return readings;
        });
    }

    private Optional<Registry.Entry> entry(String file, Reading<StrictTree> reading) {
        return switch (reading) {
            case Reading.Refused<StrictTree>(Problem problem) -> {
                faults.add(file + ": " + problem.about("The file").sentence());
                yield Optional.empty();
            }
            case Reading.Read<StrictTree>(StrictTree tree) ->
                entry(file, ClientSecrets.takenOutOf(tree, List.of("/idp")));
        };
    }

    private Optional<Registry.Entry> entry(String file, ClientSecrets secrets) {
        StrictTree tree = secrets.tree();
        List<FieldError> errors = new ArrayList<>();
        tree.duplicateOutside(List.of("/idp/")).ifPresent(duplicate -> errors.add(FieldError.duplicate(duplicate)));
        Field root = Field.of(tree.root(), "", errors);
        if (!root.isObject()) {
            faults.add(file + ": The file must be a JSON object with a member idp.");
            return Optional.empty();
        }
        root.onlyMembers(Set.of("idp", "jwks", "certificates", "org", "rule", "rulesByRoute"));
        Field idp = root.member("idp").required();
        Optional<String> id = idp.member("id").required().nonEmptyString();
        IdpConfiguration configuration = IdpReader.whole(idp, secrets).withoutClientSecret();
        Optional<JwksByValue> jwks = TokenRequestReader.jwks(root.member("jwks"));
        List<SamlCertificate> certificates =
                SamlRequestReader.certificates(root.member("certificates")).orElse(List.of());
        Optional<Org> org = root.member("org").object().map(each -> OrgReader.read(each, fallback));
        Optional<PolicyRule> rule = root.member("rule").object().flatMap(RuleReader::read);
        Map<RouteKey, PolicyRule> rulesByRoute = new LinkedHashMap<>();
        root.member("rulesByRoute")
                .object()
                .ifPresent(routes -> routes.entries().forEach((text, field) -> {
                    Optional<RouteKey> key = RouteKey.of(text);
                    if (key.isEmpty()) {
                        field.error("has a wrong name: it must be METHOD /path, ANY /path or $default");
                    }
                    field.required()
                            .object()
                            .flatMap(RuleReader::read)
                            .ifPresent(read -> key.ifPresent(each -> rulesByRoute.put(each, read)));
                }));
        id.ifPresent(each -> unique(file, "id", each));
        configuration.protocol().issuer().ifPresent(each -> unique(file, "issuer", each));
        errors.forEach(error -> faults.add(file + ": " + error.pointer() + ": " + error.detail()));
        return Optional.of(new Registry.Entry(
                id.orElse(""),
                configuration,
                jwks,
                certificates,
                org,
                rule,
                rulesByRoute,
                Fingerprint.of(TreeBytes.of(tree.root()))));
    }

    /** With two IdPs of the same id or issuer, a token could belong to either. */
    private void unique(String file, String property, String value) {
        String other = files.putIfAbsent(property + " " + value, file);
        if (other != null) {
            faults.add(file + ": The IdP has the same " + property + " as the one in " + other + ".");
        }
    }
}
