package dev.claimsverdict.infra.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.logs.RetentionDays;

/** The settings of a deployment, checked. */
public record Settings(Build build, Capacity capacity, Api api, Events events, Judge judge, Watch watch) {

    /** How the function was built, and where it is. */
    public record Build(Packaging packaging, Cpu cpu, Delivery delivery) {}

    public enum Packaging {
        NATIVE,
        JVM
    }

    public enum Cpu {
        ARM64,
        X86_64
    }

    /** How the artefact gets to Lambda. */
    public sealed interface Delivery {
        /** The CDK uploads it. */
        record Upload(Path zip) implements Delivery {}

        /** Whoever deploys the template has uploaded it and names the place in S3. */
        record Parameters() implements Delivery {}
    }

    /**
     * What the functions may use.
     *
     * @param memory in MB
     * @param api reserved concurrency, as the others; empty: what the account has left
     * @param rollout the name of CodeDeploy's configuration, without its prefix
     * @param breakGlass whether a new version gets all calls at once and nothing can stop or take it back
     */
    public record Capacity(
            int memory,
            Optional<Integer> api,
            Optional<Integer> authorizer,
            Optional<Integer> events,
            String rollout,
            boolean breakGlass) {}

    /**
     * The API.
     *
     * @param verdicts requests that all routes take together
     * @param hooks requests that each of the hooks' routes takes
     * @param corsOrigins none: no CORS
     */
    public record Api(
            Access access,
            Throttle verdicts,
            Throttle hooks,
            List<String> corsOrigins,
            Optional<Domain> domain,
            boolean sampleRoute) {}

    /**
     * What is let through; API Gateway answers 429 to the rest.
     *
     * @param rate requests a second
     * @param burst requests at once
     */
    public record Throttle(int rate, int burst) {}

    /** Who may call the verdict routes. */
    public enum Access {
        IAM,
        AUTHORIZER,
        OPEN
    }

    public record Domain(String name, String certificateArn) {}

    public record Events(boolean fifo, Optional<String> oktaEventSource) {}

    /**
     * What the function itself is told.
     *
     * @param variables environment variables of every function, but for the registry and the secret
     */
    public record Judge(Optional<Path> idps, Optional<HookSecret> hookSecret, Map<String, String> variables) {}

    /**
     * Where the secret is; never the secret.
     *
     * @param nextVersionId of the secret that is taken beside it while Okta's hooks are given the new one
     */
    public record HookSecret(String secretId, String versionId, Optional<String> nextVersionId) {}

    /**
     * What is told of the deployment.
     *
     * @param accessLogCallers whether the API's access log names callers
     * @param detailedMetrics whether API Gateway counts each route by itself
     */
    public record Watch(
            RetentionDays logRetention,
            boolean accessLogCallers,
            boolean detailedMetrics,
            Optional<String> alarmEmail,
            int rejectedPercent,
            int p99Millis,
            String costCentre) {}
}
