package dev.claimsverdict.infra.settings;

import java.util.Arrays;
import java.util.Locale;

/**
 * The settings of a deployment, from the settings file or {@code -c name=value}. The table in infra/README.md has the
 * same texts.
 */
public enum Setting {
    SETTINGS(
            "path of a file with the settings below, relative to infra/; `-c` overrides it",
            "settings.json, if there is one"),
    RUNTIME("`native` (an executable on provided.al2023) or `jvm` (java25 with SnapStart)", "native"),
    ARCHITECTURE("`arm64` or `x86_64`; a native executable must be built for it", "arm64"),
    ARTEFACT(
            "path of the released or built zip, relative to infra/; `parameters` for a template whose parameters name its place in S3",
            "../target/function.zip"),
    MEMORY("MB of each function, 128 to 10240", "512"),
    API_CONCURRENCY("reserved concurrency of the API's function, or `none`", "none"),
    AUTHORIZER_CONCURRENCY("reserved concurrency of the authorizer, or `none`", "none"),
    EVENTS_CONCURRENCY("reserved concurrency of the events' function, 3 or more, or `none`", "none"),
    ROLLOUT(
            "how CodeDeploy shifts calls to a new version: `AllAtOnce`, `Canary10Percent5Minutes` (or 10, 15, 30 minutes), `Linear10PercentEvery1Minute` (or every 2, 3, 10 minutes)",
            "Canary10Percent5Minutes"),
    BREAK_GLASS("`true` to deploy at once, without a check before and without alarms that roll it back", "false"),
    ACCESS("who may call the verdict routes: `iam`, `authorizer` (the function's own) or `open`", "iam"),
    RATE("requests per second that the API accepts", "100"),
    BURST("requests at once that the API accepts", "200"),
    HOOK_RATE("requests per second that each hook's route accepts", "50"),
    HOOK_BURST("requests at once that each hook's route accepts", "100"),
    CORS_ORIGINS("origins that browsers may call from, separated by commas", "none: no CORS"),
    DOMAIN_NAME("your own domain for the API, with `certificateArn`; turns off the API's own address", "none"),
    CERTIFICATE_ARN("the domain's certificate in ACM, in the same region", "none"),
    SAMPLE_ROUTE(
            "`true` for a route `GET /sample` behind the authorizer, which answers with the authorizer's context",
            "false"),
    FIFO("`true` for a FIFO queue of changes", "false"),
    OKTA_EVENT_SOURCE("Okta's partner event source to take events from, `aws.partner/okta.com/…`", "none"),
    IDPS("folder of the registry's *.json files, or of a snapshot, deployed as a layer", "no registry"),
    HOOK_SECRET(
            "name or ARN of the Secrets Manager secret that Okta's hooks send; adds the hooks' routes",
            "none: no routes for hooks"),
    HOOK_SECRET_VERSION(
            "that secret's version id; required with `hookSecret`, so that a rotation is a deployment", "none"),
    HOOK_SECRET_NEXT_VERSION(
            "version id of the secret's next value; both values are accepted while this is set", "none"),
    AMR_TABLE("CLAIMS_AMR_TABLE", "the function's default"),
    ORG("CLAIMS_ORG", "the function's default"),
    JWKS_HOSTS("CLAIMS_JWKS_HOSTS", "the function's default"),
    JWKS_PRIVATE_ADDRESSES("CLAIMS_JWKS_PRIVATE_ADDRESSES: `true` or `false`", "the function's default"),
    AT_ALLOWED("CLAIMS_AT_ALLOWED: `true` or `false`", "the function's default"),
    LOG_LEVEL("CLAIMS_LOG_LEVEL", "the function's default"),
    LOG_RETENTION_DAYS("days that logs are kept: one of the numbers that CloudWatch accepts", "90"),
    ACCESS_LOG_CALLERS("`true` to log the caller's address and IAM identity in the API's access log", "false"),
    DETAILED_METRICS("`true` for API Gateway's metrics for each route, which cost extra", "false"),
    ALARM_EMAIL(
            "an address that gets alarms, notices and BREAKING verdicts after it has confirmed each subscription",
            "none"),
    REJECTED_PERCENT(
            "percentage of REJECTED among the verified sign-ins of five minutes that raises an alarm, 1 to 100", "25"),
    P99_MILLIS("p99 of a function's duration that raises an alarm, in ms", "1000"),
    COST_CENTRE("value of the tag cost-centre", "claims-verdict");

    private final String meaning;
    private final String fallback;

    Setting(String meaning, String fallback) {
        this.meaning = meaning;
        this.fallback = fallback;
    }

    /** The name in the context, such as {@code alarmEmail}. */
    public String key() {
        String[] words = name().toLowerCase(Locale.ROOT).split("_");
        return words[0]
                + String.join(
                        "",
                        Arrays.stream(words)
                                .skip(1)
                                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                                .toList());
    }

    /** What the setting means, in Markdown. */
    public String meaning() {
        return meaning;
    }

    /** The default: a value, or words if there is none. */
    public String fallback() {
        return fallback;
    }
}
