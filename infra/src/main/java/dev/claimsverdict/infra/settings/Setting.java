package dev.claimsverdict.infra.settings;

import java.util.Arrays;
import java.util.Locale;

/**
 * What can be set, by {@code -c name=value} or in the context of cdk.json. The table of infra/README.md is this one.
 */
public enum Setting {
    RUNTIME("`native` (an executable on provided.al2023) or `jvm` (java25 with SnapStart)", "native"),
    ARCHITECTURE("`arm64` or `x86_64`; of an executable it is checked", "arm64"),
    ARTEFACT(
            "path of the built function.zip, from infra/; `parameters` for a template that asks for its place in S3",
            "../target/function.zip"),
    MEMORY("MB of each function, 128 to 10240", "512"),
    API_CONCURRENCY("reserved concurrency of the API's function, or `none`", "none"),
    AUTHORIZER_CONCURRENCY("reserved concurrency of the authorizer, or `none`", "none"),
    EVENTS_CONCURRENCY("reserved concurrency of the events' function, 2 or more, or `none`", "10"),
    ROLLOUT(
            "CodeDeploy's way to a new version: `AllAtOnce`, `Canary10Percent5Minutes` (or 10, 15, 30 minutes), `Linear10PercentEvery1Minute` (or every 2, 3, 10 minutes)",
            "Canary10Percent5Minutes"),
    ACCESS("who may call the verdict routes: `iam`, `authorizer` (the function's own) or `open`", "iam"),
    RATE("requests a second that the API takes", "100"),
    BURST("requests at once that the API takes", "200"),
    CORS_ORIGINS("origins that browsers may call from, separated by commas", "none: no CORS"),
    DOMAIN_NAME("a domain of your own for the API, with `certificateArn`; the API's own address is then off", "none"),
    CERTIFICATE_ARN("the domain's certificate in ACM, in the same region", "none"),
    SAMPLE_ROUTE(
            "`true` for a route `GET /sample` behind the authorizer, which answers with what it was told", "false"),
    FIFO("`true` for a FIFO queue of changes", "false"),
    OKTA_EVENT_SOURCE("Okta's partner event source to take events from, `aws.partner/okta.com/…`", "none"),
    IDPS("folder of the registry's *.json files, deployed as a layer", "no registry"),
    HOOK_SECRET(
            "name or ARN of the Secrets Manager secret that Okta's hooks send; with it there are routes for them",
            "none: no routes for hooks"),
    HOOK_SECRET_VERSION("its version id; must be given with `hookSecret`, so that a rotation is a deployment", "none"),
    AMR_TABLE("CLAIMS_AMR_TABLE", "the function's"),
    ORG("CLAIMS_ORG", "the function's"),
    JWKS_HOSTS("CLAIMS_JWKS_HOSTS", "the function's"),
    JWKS_PRIVATE_ADDRESSES("CLAIMS_JWKS_PRIVATE_ADDRESSES: `true` or `false`", "the function's"),
    AT_ALLOWED("CLAIMS_AT_ALLOWED: `true` or `false`", "the function's"),
    LOG_LEVEL("CLAIMS_LOG_LEVEL", "the function's"),
    LOG_RETENTION_DAYS("days that logs are kept: one of the numbers CloudWatch takes", "90"),
    ALARM_EMAIL("an address that is told of alarms and BREAKING verdicts, once it has confirmed", "none"),
    REJECTED_PERCENT("share of REJECTED sign-ins in five minutes that is an alarm, 1 to 100", "25"),
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
