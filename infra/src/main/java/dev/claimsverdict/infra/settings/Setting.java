package dev.claimsverdict.infra.settings;

import java.util.Arrays;
import java.util.Locale;

/**
 * What can be set, in the file of settings or by {@code -c name=value}. The table of infra/README.md is this one.
 */
public enum Setting {
    SETTINGS(
            "file with the settings below, from infra/; what `-c` says holds over it",
            "settings.json, if there is one"),
    RUNTIME("`native` (an executable on provided.al2023) or `jvm` (java25 with SnapStart)", "native"),
    ARCHITECTURE("`arm64` or `x86_64`; of an executable it is checked", "arm64"),
    ARTEFACT(
            "path of the released or built zip, from infra/; `parameters` for a template that asks for its place in S3",
            "../target/function.zip"),
    MEMORY("MB of each function, 128 to 10240", "512"),
    API_CONCURRENCY("reserved concurrency of the API's function, or `none`", "none"),
    AUTHORIZER_CONCURRENCY("reserved concurrency of the authorizer, or `none`", "none"),
    EVENTS_CONCURRENCY("reserved concurrency of the events' function, 3 or more, or `none`", "none"),
    ROLLOUT(
            "CodeDeploy's way to a new version: `AllAtOnce`, `Canary10Percent5Minutes` (or 10, 15, 30 minutes), `Linear10PercentEvery1Minute` (or every 2, 3, 10 minutes)",
            "Canary10Percent5Minutes"),
    BREAK_GLASS("`true` to deploy at once, with no check before and no alarm that could take it back", "false"),
    ACCESS("who may call the verdict routes: `iam`, `authorizer` (the function's own) or `open`", "iam"),
    RATE("requests a second that the API takes", "100"),
    BURST("requests at once that the API takes", "200"),
    HOOK_RATE("requests a second that each hook's route takes", "50"),
    HOOK_BURST("requests at once that each hook's route takes", "100"),
    CORS_ORIGINS("origins that browsers may call from, separated by commas", "none: no CORS"),
    DOMAIN_NAME("a domain of your own for the API, with `certificateArn`; the API's own address is then off", "none"),
    CERTIFICATE_ARN("the domain's certificate in ACM, in the same region", "none"),
    SAMPLE_ROUTE(
            "`true` for a route `GET /sample` behind the authorizer, which answers with what it was told", "false"),
    FIFO("`true` for a FIFO queue of changes", "false"),
    OKTA_EVENT_SOURCE("Okta's partner event source to take events from, `aws.partner/okta.com/…`", "none"),
    IDPS("folder of the registry's *.json files, or of a snapshot, deployed as a layer", "no registry"),
    HOOK_SECRET(
            "name or ARN of the Secrets Manager secret that Okta's hooks send; with it there are routes for them",
            "none: no routes for hooks"),
    HOOK_SECRET_VERSION("its version id; must be given with `hookSecret`, so that a rotation is a deployment", "none"),
    HOOK_SECRET_NEXT_VERSION(
            "version id of the secret that is to replace it; both are taken until this one is removed", "none"),
    AMR_TABLE("CLAIMS_AMR_TABLE", "the function's"),
    ORG("CLAIMS_ORG", "the function's"),
    JWKS_HOSTS("CLAIMS_JWKS_HOSTS", "the function's"),
    JWKS_PRIVATE_ADDRESSES("CLAIMS_JWKS_PRIVATE_ADDRESSES: `true` or `false`", "the function's"),
    AT_ALLOWED("CLAIMS_AT_ALLOWED: `true` or `false`", "the function's"),
    LOG_LEVEL("CLAIMS_LOG_LEVEL", "the function's"),
    LOG_RETENTION_DAYS("days that logs are kept: one of the numbers CloudWatch takes", "90"),
    ACCESS_LOG_CALLERS("`true` to have the caller's address and IAM identity in the API's access log", "false"),
    DETAILED_METRICS("`true` for API Gateway's metrics of each route, which cost extra", "false"),
    ALARM_EMAIL("an address that is told of alarms, notices and BREAKING verdicts, once it has confirmed each", "none"),
    REJECTED_PERCENT("share of REJECTED among verified sign-ins in five minutes that is an alarm, 1 to 100", "25"),
    P99_MILLIS("p99 of a function's duration that is an alarm, in ms", "1000"),
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

    public String meaning() {
        return meaning;
    }

    /** What holds without it: a value, or words where there is none. */
    public String fallback() {
        return fallback;
    }
}
