package dev.claimsverdict.infra.settings;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.claimsverdict.infra.settings.Settings.Access;
import dev.claimsverdict.infra.settings.Settings.Cpu;
import dev.claimsverdict.infra.settings.Settings.Delivery;
import dev.claimsverdict.infra.settings.Settings.Domain;
import dev.claimsverdict.infra.settings.Settings.HookSecret;
import dev.claimsverdict.infra.settings.Settings.Packaging;
import dev.claimsverdict.infra.settings.Settings.Throttle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.services.logs.RetentionDays;

/** Reads settings from the settings file and the CDK's context. */
public final class SettingsReader {

    private static final Map<String, RetentionDays> RETENTIONS = Map.ofEntries(
            Map.entry("1", RetentionDays.ONE_DAY),
            Map.entry("3", RetentionDays.THREE_DAYS),
            Map.entry("5", RetentionDays.FIVE_DAYS),
            Map.entry("7", RetentionDays.ONE_WEEK),
            Map.entry("14", RetentionDays.TWO_WEEKS),
            Map.entry("30", RetentionDays.ONE_MONTH),
            Map.entry("60", RetentionDays.TWO_MONTHS),
            Map.entry("90", RetentionDays.THREE_MONTHS),
            Map.entry("120", RetentionDays.FOUR_MONTHS),
            Map.entry("150", RetentionDays.FIVE_MONTHS),
            Map.entry("180", RetentionDays.SIX_MONTHS),
            Map.entry("365", RetentionDays.ONE_YEAR),
            Map.entry("400", RetentionDays.THIRTEEN_MONTHS),
            Map.entry("545", RetentionDays.EIGHTEEN_MONTHS),
            Map.entry("731", RetentionDays.TWO_YEARS),
            Map.entry("1096", RetentionDays.THREE_YEARS),
            Map.entry("1827", RetentionDays.FIVE_YEARS),
            Map.entry("3653", RetentionDays.TEN_YEARS));
    private static final Pattern ROLLOUT = Pattern.compile(
            "AllAtOnce|Canary10Percent(5|10|15|30)Minutes|Linear10PercentEvery(1Minute|[23]Minutes|10Minutes)");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
    private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.-]+(:[0-9]+)?");
    private static final Pattern CERTIFICATE =
            Pattern.compile("arn:aws[a-z-]*:acm:[a-z0-9-]+:[0-9]{12}:certificate/.+");
    private static final Pattern OKTA_SOURCE = Pattern.compile("aws\\.partner/okta\\.com/[A-Za-z0-9._/-]+");
    private static final Pattern SECRET = Pattern.compile(
            "[A-Za-z0-9/_+=.@-]+|arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@-]+");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9-]{32,64}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
    private static final Pattern TAG = Pattern.compile("[\\w .:/=+@-]{1,256}");

    /** Refuses duplicate members: nobody would notice such a mistake. */
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    /** Members of the context that belong to the CDK. */
    private static final Pattern OF_THE_CDK = Pattern.compile(".*[:@/].*|acknowledged-issue-numbers|cli-telemetry");

    private static final String DEFAULT_FILE = "settings.json";

    private final Map<String, Object> context;
    private final Path folder;
    private final List<String> faults = new ArrayList<>();

    private SettingsReader(Map<String, Object> context, Path folder) {
        this.context = context;
        this.folder = folder;
    }

    /**
     * Reads and checks the settings. Those of the context override those of the file. Throws IllegalArgumentException;
     * its message has all faults, each with the name of its setting, and repeats no value.
     *
     * @param folder the folder to which relative paths are relative
     */
    public static Settings read(Map<String, Object> context, Path folder) {
        Map<String, Object> all = new LinkedHashMap<>(file(context, folder));
        all.putAll(context);
        return new SettingsReader(all, folder).read();
    }

    private static Map<String, Object> file(Map<String, Object> context, Path folder) {
        Optional<Object> named = Optional.ofNullable(context.get(Setting.SETTINGS.key()));
        Path file = folder.resolve(named.map(String::valueOf).orElse(DEFAULT_FILE));
        if (named.isEmpty() && !Files.exists(file)) {
            return Map.of();
        }
        Map<String, Object> settings = new LinkedHashMap<>();
        try {
            JsonNode json = JSON.readTree(Files.readString(file));
            if (!json.isObject()) {
                throw new IllegalArgumentException("settings: " + file + " is not a JSON object.");
            }
            json.properties().forEach(each -> {
                if (!each.getValue().isValueNode() || each.getValue().isNull()) {
                    throw new IllegalArgumentException(
                            "settings: " + each.getKey() + " must be a string, a number, true or false.");
                }
                if (each.getKey().equals(Setting.SETTINGS.key())) {
                    throw new IllegalArgumentException("settings: A settings file can't name another one.");
                }
                settings.put(each.getKey(), each.getValue().asText());
            });
        } catch (JsonProcessingException _) {
            throw new IllegalArgumentException("settings: " + file + " is not JSON, or has a member twice.");
        } catch (IOException _) {
            throw new IllegalArgumentException("settings: " + file + " can't be read.");
        }
        return settings;
    }

    private Settings read() {
        Set<String> known = Arrays.stream(Setting.values()).map(Setting::key).collect(Collectors.toSet());
        context.keySet().stream()
                .filter(key -> !known.contains(key) && !OF_THE_CDK.matcher(key).matches())
                .sorted()
                .forEach(key -> faults.add(key + ": There is no such setting."));
        Settings settings = new Settings(
                new Settings.Build(
                        oneOf(Setting.RUNTIME, Map.of("native", Packaging.NATIVE, "jvm", Packaging.JVM)),
                        oneOf(Setting.ARCHITECTURE, Map.of("arm64", Cpu.ARM64, "x86_64", Cpu.X86_64)),
                        delivery()),
                new Settings.Capacity(
                        number(Setting.MEMORY, 128, 10_240),
                        concurrency(Setting.API_CONCURRENCY, 1),
                        concurrency(Setting.AUTHORIZER_CONCURRENCY, 1),
                        concurrency(Setting.EVENTS_CONCURRENCY, 3),
                        text(Setting.ROLLOUT, ROLLOUT, "one of the values in infra/README.md")
                                .orElse(Setting.ROLLOUT.fallback()),
                        flag(Setting.BREAK_GLASS)),
                new Settings.Api(
                        oneOf(
                                Setting.ACCESS,
                                Map.of("iam", Access.IAM, "authorizer", Access.AUTHORIZER, "open", Access.OPEN)),
                        new Throttle(number(Setting.RATE, 1, 10_000), number(Setting.BURST, 1, 5_000)),
                        new Throttle(number(Setting.HOOK_RATE, 1, 10_000), number(Setting.HOOK_BURST, 1, 5_000)),
                        list(
                                Setting.CORS_ORIGINS,
                                ORIGIN,
                                "origins such as https://admin.example.com, separated by commas"),
                        domain(),
                        flag(Setting.SAMPLE_ROUTE)),
                new Settings.Events(
                        flag(Setting.FIFO),
                        text(Setting.OKTA_EVENT_SOURCE, OKTA_SOURCE, "a name that begins with aws.partner/okta.com/")),
                new Settings.Judge(value(Setting.IDPS).map(folder::resolve), hookSecret(), variables()),
                new Settings.Watch(
                        oneOf(Setting.LOG_RETENTION_DAYS, RETENTIONS),
                        flag(Setting.ACCESS_LOG_CALLERS),
                        flag(Setting.DETAILED_METRICS),
                        text(Setting.ALARM_EMAIL, EMAIL, "an e-mail address"),
                        number(Setting.REJECTED_PERCENT, 1, 100),
                        number(Setting.P99_MILLIS, 1, 15_000),
                        text(Setting.COST_CENTRE, TAG, "the value of a tag").orElse(Setting.COST_CENTRE.fallback())));
        if (value(Setting.ACCESS).filter("authorizer"::equals).isPresent()
                && settings.judge().idps().isEmpty()
                && !(settings.build().delivery() instanceof Delivery.Parameters)) {
            faults.add("access: Without a registry the authorizer knows no IdP and lets nobody in. Set idps, too.");
        }
        if (settings.build().delivery() instanceof Delivery.Parameters) {
            setButParameters()
                    .forEach(setting -> faults.add(setting.key()
                            + ": With artefact=parameters this is a parameter of the template. Leave it out here."));
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("These settings can't be deployed:\n" + String.join("\n", faults));
        }
        return settings;
    }

    private Delivery delivery() {
        String artefact = value(Setting.ARTEFACT).orElse(Setting.ARTEFACT.fallback());
        return artefact.equals("parameters")
                ? new Delivery.Parameters()
                : new Delivery.Upload(folder.resolve(artefact).normalize());
    }

    /** The settings that are set although they are parameters of the template. */
    private List<Setting> setButParameters() {
        return Stream.of(
                        Setting.ARCHITECTURE,
                        Setting.API_CONCURRENCY,
                        Setting.AUTHORIZER_CONCURRENCY,
                        Setting.EVENTS_CONCURRENCY,
                        Setting.ROLLOUT,
                        Setting.BREAK_GLASS,
                        Setting.ACCESS,
                        Setting.IDPS,
                        Setting.HOOK_SECRET,
                        Setting.HOOK_SECRET_VERSION,
                        Setting.HOOK_SECRET_NEXT_VERSION,
                        Setting.ALARM_EMAIL)
                .filter(setting -> value(setting).isPresent())
                .toList();
    }

    private Optional<Domain> domain() {
        Optional<String> name = text(Setting.DOMAIN_NAME, HOST, "a domain name");
        Optional<String> certificate = text(Setting.CERTIFICATE_ARN, CERTIFICATE, "the ARN of a certificate in ACM");
        both(Setting.DOMAIN_NAME, Setting.CERTIFICATE_ARN);
        return name.flatMap(domain -> certificate.map(arn -> new Domain(domain, arn)));
    }

    private Optional<HookSecret> hookSecret() {
        Optional<String> id = text(Setting.HOOK_SECRET, SECRET, "the name or ARN of a secret, not the secret itself");
        Optional<String> version =
                text(Setting.HOOK_SECRET_VERSION, VERSION, "a version id of 32 to 64 letters, digits and hyphens");
        both(Setting.HOOK_SECRET, Setting.HOOK_SECRET_VERSION);
        Optional<String> next =
                text(Setting.HOOK_SECRET_NEXT_VERSION, VERSION, "a version id of 32 to 64 letters, digits and hyphens");
        if (next.isPresent() && id.isEmpty()) {
            faults.add(Setting.HOOK_SECRET_NEXT_VERSION.key() + ": It needs " + Setting.HOOK_SECRET.key() + ".");
        }
        return id.flatMap(secret -> version.map(each -> new HookSecret(secret, each, next)));
    }

    private void both(Setting one, Setting other) {
        if (value(one).isPresent() != value(other).isPresent()) {
            faults.add(one.key() + ": Set both this and " + other.key() + ", or neither.");
        }
    }

    /** The function itself checks these variables. With a wrong one it doesn't start, and the deployment rolls back. */
    private Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        for (Setting setting : List.of(Setting.AMR_TABLE, Setting.ORG, Setting.JWKS_HOSTS, Setting.LOG_LEVEL)) {
            value(setting).ifPresent(value -> variables.put("CLAIMS_" + setting.name(), value));
        }
        for (Setting setting : List.of(Setting.JWKS_PRIVATE_ADDRESSES, Setting.AT_ALLOWED)) {
            if (value(setting).isPresent()) {
                variables.put("CLAIMS_" + setting.name(), String.valueOf(flag(setting)));
            }
        }
        return variables;
    }

    private Optional<String> value(Setting setting) {
        return Optional.ofNullable(context.get(setting.key()))
                .map(SettingsReader::plain)
                .filter(text -> !text.isBlank());
    }

    /** Numbers of cdk.json come as doubles. */
    private static String plain(Object value) {
        return value instanceof Number number && number.doubleValue() == number.longValue()
                ? String.valueOf(number.longValue())
                : String.valueOf(value).strip();
    }

    private Optional<String> text(Setting setting, Pattern pattern, String what) {
        Optional<String> value = value(setting);
        check(setting, value, text -> pattern.matcher(text).matches(), what);
        return value;
    }

    private List<String> list(Setting setting, Pattern pattern, String what) {
        List<String> values = value(setting).stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(String::strip)
                .toList();
        values.forEach(each ->
                check(setting, Optional.of(each), text -> pattern.matcher(text).matches(), what));
        return values;
    }

    private boolean flag(Setting setting) {
        return value(setting).isPresent() && oneOf(setting, Map.of("true", true, "false", false));
    }

    private <T> T oneOf(Setting setting, Map<String, T> words) {
        String word = value(setting).orElse(setting.fallback());
        check(
                setting,
                Optional.of(word),
                words::containsKey,
                "one of "
                        + words.keySet().stream()
                                .sorted((a, b) -> a.length() == b.length() ? a.compareTo(b) : a.length() - b.length())
                                .collect(Collectors.joining(", ")));
        return words.getOrDefault(word, words.values().iterator().next());
    }

    private Optional<Integer> concurrency(Setting setting, int least) {
        return value(setting).orElse(setting.fallback()).equals("none")
                ? Optional.empty()
                : Optional.of(number(setting, least, 100_000));
    }

    private int number(Setting setting, int least, int most) {
        String text = value(setting).orElse(setting.fallback());
        boolean inRange =
                text.matches("[0-9]{1,6}") && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most;
        check(setting, Optional.of(text), _ -> inRange, "a number from " + least + " to " + most);
        return inRange ? Integer.parseInt(text) : least;
    }

    private void check(Setting setting, Optional<String> value, Predicate<String> holds, String what) {
        if (value.filter(holds.negate()).isPresent()) {
            faults.add(setting.key() + ": It must be " + what + ".");
        }
    }
}
