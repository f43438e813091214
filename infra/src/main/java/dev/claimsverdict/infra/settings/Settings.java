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

    /** The kind of artefact. */
    public enum Packaging {
        NATIVE,
        JVM
    }

    /** The architecture that the artefact is built for. */
    public enum Cpu {
        ARM64,
        X86_64
    }

    /** How the artefact gets to Lambda. */
    public sealed interface Delivery {
        /** The CDK uploads it. */
        record Upload(Path zip) implements Delivery {}

        /** The person who deploys the template uploads it and names its place in S3. */
        record Parameters() implements Delivery {}
    }

    /**
     * The functions' resources and rollout.
     *
     * @param memory in MB
     * @param api reserved concurrency of the API's function, as for the other two; empty for none
     * @param rollout the name of CodeDeploy's configuration, without its prefix
     * @param breakGlass whether a new version gets all calls at once, and nothing can stop it or roll it back
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
     * @param verdicts the limit for all routes together
     * @param hooks the limit for each of the hooks' routes
     * @param corsOrigins if empty, no CORS
     */
    public record Api(
            Access access,
            Throttle verdicts,
            Throttle hooks,
            List<String> corsOrigins,
            Optional<Domain> domain,
            boolean sampleRoute) {}

    /**
     * A limit of requests. API Gateway answers 429 to the rest.
     *
     * @param rate requests per second
     * @param burst requests at once
     */
    public record Throttle(int rate, int burst) {}

    /** Who may call the verdict routes. */
    public enum Access {
        IAM,
        AUTHORIZER,
        OPEN
    }

    /** The API's own domain name and its certificate in ACM. */
    public record Domain(String name, String certificateArn) {}

    /** How changes come in: whether the queue is FIFO, and Okta's partner event source, if there is one. */
    public record Events(boolean fifo, Optional<String> oktaEventSource) {}

    /**
     * The function's own settings.
     *
     * @param variables environment variables of every function, except those for the registry and the secret
     */
    public record Judge(Optional<Path> idps, Optional<HookSecret> hookSecret, Map<String, String> variables) {}

    /**
     * The place of the secret, never the secret itself.
     *
     * @param nextVersionId the next version, which is also accepted while the secret is being changed in Okta's hooks
     */
    public record HookSecret(String secretId, String versionId, Optional<String> nextVersionId) {}

    /**
     * Logs, metrics and alarms of the deployment.
     *
     * @param accessLogCallers whether the API's access log has the caller's address and IAM identity
     * @param detailedMetrics whether API Gateway has metrics for each route
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
