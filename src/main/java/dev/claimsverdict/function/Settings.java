package dev.claimsverdict.function;

import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.event.HookSecrets;
import dev.claimsverdict.fetch.FetchSettings;
import dev.claimsverdict.fetch.JwksUrl;
import dev.claimsverdict.idp.Org;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.jwks.RegistryKeys;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.request.OrgReader;
import dev.claimsverdict.request.RegistryReader;
import dev.claimsverdict.request.RequestSettings;
import io.smallrye.config.Expressions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/**
 * The settings of a deployment (docs/reference.md, Settings), read once at start. A deployment works without any: each request
 * then brings all it needs.
 *
 * @param fetches where JWKS may be fetched from: the hosts in the setting and those of the registry's IdPs
 * @param hookSecrets the secrets of Okta's hooks; without them the hooks have no routes
 */
record Settings(RequestSettings requests, Registry registry, FetchSettings fetches, Optional<HookSecrets> hookSecrets) {

    /** The settings, with their property, environment variable, meaning and default. */
    enum Setting {
        IDPS("claims.idps", "The registry: a file, or a folder of *.json files, with one IdP each.", "no registry"),
        AMR_TABLE("claims.amr-table", "The edition of the AMR table for requests without one.", "2025-04"),
        ORG(
                "claims.org",
                "The org's settings for requests without them, as the JSON of a request's org.",
                "an Identity Engine org with both features on"),
        HOOK_SECRET(
                "claims.hook-secret",
                "The secret that Okta's hooks send in Authorization. Never logged.",
                "none: the hooks' routes answer 404"),
        HOOK_SECRET_NEXT(
                "claims.hook-secret-next",
                "The next secret: both are accepted while you change it in Okta's hooks. Never logged.",
                "none"),
        JWKS_HOSTS(
                "claims.jwks-hosts",
                "More hosts whose JWKS may be fetched, besides those of the registry's IdPs: names separated by commas.",
                "only the registry's"),
        JWKS_PRIVATE_ADDRESSES(
                "claims.jwks-private-addresses",
                "Whether those hosts may have private and loopback addresses; loopback may then use plain http.",
                "false"),
        AT_ALLOWED("claims.at-allowed", "Whether a token request may set the instant at which it is judged.", "false"),
        LOG_LEVEL(
                "claims.log-level",
                "The log level of everything but decisions, which are always logged: INFO, WARN, ERROR or OFF.",
                "INFO");

        private final String property;
        private final String meaning;
        private final String fallback;

        Setting(String property, String meaning, String fallback) {
            this.property = property;
            this.meaning = meaning;
            this.fallback = fallback;
        }

        String property() {
            return property;
        }

        /** The environment variable. */
        String variable() {
            return Settings.variable(property);
        }

        String meaning() {
            return meaning;
        }

        /** The default. */
        String fallback() {
            return fallback;
        }
    }

    /** The environment variable of a property, by MicroProfile Config's naming rule. */
    static String variable(String property) {
        return property.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /**
     * Reads and checks a deployment's settings. Values are taken literally, without expansion, since a secret may
     * contain a {@code $}. Throws like {@link #read(Function)}.
     */
    static Settings read(Config config) {
        return Expressions.withoutExpansion(() -> read(property -> config.getOptionalValue(property, String.class)));
    }

    /**
     * Reads and checks the settings. Throws IllegalStateException with all faults in its message, each with its
     * variable, file and field.
     *
     * @param config returns the value of a property, if it is set
     */
    static Settings read(Function<String, Optional<String>> config) {
        return new Reader(config).read();
    }

    /** The keys of the registry's IdPs: the JWKS given by value, and the URLs of the others. */
    RegistryKeys registryKeys() {
        return registryKeys(registry);
    }

    private static RegistryKeys registryKeys(Registry registry) {
        Set<String> jwks = new HashSet<>();
        Set<String> urls = new HashSet<>();
        // Keys given by value are never fetched.
        registry.entries()
                .forEach(entry -> entry.jwks()
                        .ifPresentOrElse(
                                given -> jwks.add(given.identity()),
                                () -> entry.idp().protocol().jwksUrl().ifPresent(urls::add)));
        return new RegistryKeys(jwks, urls);
    }

    private static final class Reader {

        private final Function<String, Optional<String>> config;
        private final List<String> faults = new ArrayList<>();

        Reader(Function<String, Optional<String>> config) {
            this.config = config;
        }

        Settings read() {
            AmrTable table = value(Setting.AMR_TABLE)
                    .flatMap(edition -> {
                        Optional<AmrTable> known = AmrTable.edition(edition);
                        if (known.isEmpty()) {
                            fault(Setting.AMR_TABLE, "It must be one of " + AmrTable.EDITIONS + ".");
                        }
                        return known;
                    })
                    .orElse(AmrTable.DEFAULT);
            Org org = value(Setting.ORG).map(this::org).orElse(Org.DEFAULT);
            boolean atAllowed = flag(Setting.AT_ALLOWED);
            List<String> secrets = Stream.of(Setting.HOOK_SECRET, Setting.HOOK_SECRET_NEXT)
                    .flatMap(setting -> value(setting).stream())
                    .toList();
            Registry registry =
                    value(Setting.IDPS).map(path -> registry(path, org)).orElse(Registry.EMPTY);
            Set<String> hosts = hosts(registry);
            boolean privateAddresses = flag(Setting.JWKS_PRIVATE_ADDRESSES);
            if (!faults.isEmpty()) {
                throw new IllegalStateException(
                        "Claims Verdict can't start with these settings:\n" + String.join("\n", faults));
            }
            return new Settings(
                    new RequestSettings(atAllowed, table, org),
                    registry,
                    new FetchSettings(hosts, privateAddresses),
                    secrets.isEmpty() ? Optional.empty() : Optional.of(new HookSecrets(secrets)));
        }

        private Optional<String> value(Setting setting) {
            return config.apply(setting.property).filter(value -> !value.isBlank());
        }

        private boolean flag(Setting setting) {
            Optional<String> value = value(setting);
            if (value.filter(word -> !word.equals("true") && !word.equals("false"))
                    .isPresent()) {
                fault(setting, "It must be true or false.");
            }
            return value.equals(Optional.of("true"));
        }

        private Set<String> hosts(Registry registry) {
            Set<String> hosts = new HashSet<>();
            for (String host :
                    value(Setting.JWKS_HOSTS).map(text -> text.split(",")).orElse(new String[0])) {
                boolean isHost = JwksUrl.parse("https://" + host.strip())
                        .filter(url -> url.host().equalsIgnoreCase(host.strip()))
                        .isPresent();
                if (!isHost) {
                    fault(
                            Setting.JWKS_HOSTS,
                            "It must be a list of host names, separated by commas, without ports or paths.");
                }
                hosts.add(host.strip());
            }
            registryKeys(registry).urls().stream()
                    .flatMap(url -> JwksUrl.parse(url).stream())
                    .forEach(url -> hosts.add(url.host()));
            return hosts;
        }

        private Org org(String json) {
            return switch (OrgReader.read(json)) {
                case Reading.Read<Org>(Org org) -> org;
                case Reading.Refused<Org>(Problem problem) -> {
                    fault(Setting.ORG, problem.sentence());
                    yield Org.DEFAULT;
                }
            };
        }

        private Registry registry(String path, Org org) {
            SequencedMap<String, byte[]> files = new LinkedHashMap<>();
            try {
                for (Path file : files(Path.of(path))) {
                    files.put(file.toString(), Files.readAllBytes(file));
                }
            } catch (IOException | RuntimeException e) {
                fault(Setting.IDPS, path + " can't be read (" + e.getClass().getSimpleName() + ").");
                return Registry.EMPTY;
            }
            if (files.isEmpty()) {
                fault(Setting.IDPS, path + " has no *.json file.");
            }
            return switch (RegistryReader.read(files, org)) {
                case RegistryReader.Files.Read(Registry registry) -> registry;
                case RegistryReader.Files.Faulty(List<String> found) -> {
                    found.forEach(each -> fault(Setting.IDPS, each));
                    yield Registry.EMPTY;
                }
            };
        }

        private static List<Path> files(Path path) throws IOException {
            if (!Files.isDirectory(path)) {
                return List.of(path);
            }
            try (Stream<Path> files = Files.list(path)) {
                return files.filter(file -> file.toString().endsWith(".json"))
                        .sorted()
                        .toList();
            }
        }

        private void fault(Setting setting, String fault) {
            faults.add(setting.variable() + ": " + fault);
        }
    }
}
