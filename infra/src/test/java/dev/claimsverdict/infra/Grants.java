package dev.claimsverdict.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Checks that each connection in a template has its permissions. Reads the connections from the template: what writes
 * to a log group, what a rule leads to, what a key encrypts. The permissions that AWS requires come from AWS'
 * documentation, which each method links.
 */
final class Grants {

    private static final String EVENTS = "events.amazonaws.com";
    private static final String ALARMS = "cloudwatch.amazonaws.com";

    private final JsonNode resources;
    private final List<String> missing = new ArrayList<>();

    private Grants(JsonNode template) {
        this.resources = template.path("Resources");
    }

    /** The missing permissions as sentences; none if every connection has its permissions. */
    static List<String> missing(JsonNode template) {
        Grants grants = new Grants(template);
        grants.functions();
        grants.logGroups();
        grants.destinations();
        grants.queues();
        grants.rules();
        grants.buses();
        grants.alarms();
        grants.routes();
        grants.deployments();
        grants.transport();
        grants.account();
        return grants.missing;
    }

    /** https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html */
    private void functions() {
        each("AWS::Lambda::Function", (id, function) -> {
            String role = reference(function.path("Role"));
            trusted(role, "lambda.amazonaws.com");
            String logs = reference(function.at("/LoggingConfig/LogGroup"));
            allowed(role, logs, "logs:CreateLogStream", "logs:PutLogEvents");
            if (function.at("/TracingConfig/Mode").asText().equals("Active")) {
                allowed(role, "*", "xray:PutTraceSegments", "xray:PutTelemetryRecords");
            }
            if (function.has("KmsKeyArn")) {
                allowed(role, reference(function.path("KmsKeyArn")), "kms:Decrypt");
            }
        });
    }

    /** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html */
    private void logGroups() {
        each(
                "AWS::Logs::LogGroup",
                (id, group) -> key(
                        reference(group.path("KmsKeyId")),
                        "logs.",
                        condition -> condition.at("/ArnLike").has("kms:EncryptionContext:aws:logs:arn"),
                        "kms:Encrypt",
                        "kms:Decrypt",
                        "kms:ReEncryptFrom",
                        "kms:ReEncryptTo",
                        "kms:GenerateDataKey",
                        "kms:GenerateDataKeyWithoutPlaintext",
                        "kms:DescribeKey"));
    }

    /** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html, and for the key as a sender. */
    private void destinations() {
        each("AWS::Lambda::EventInvokeConfig", (id, config) -> {
            String role = role(reference(config.path("FunctionName")));
            allowed(role, reference(config.at("/DestinationConfig/OnSuccess/Destination")), "events:PutEvents");
            String queue = reference(config.at("/DestinationConfig/OnFailure/Destination"));
            allowed(role, queue, "sqs:SendMessage");
            allowed(role, reference(properties(queue).path("KmsMasterKeyId")), "kms:GenerateDataKey", "kms:Decrypt");
        });
    }

    /** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
    private void queues() {
        each("AWS::Lambda::EventSourceMapping", (id, mapping) -> {
            String role = role(reference(mapping.path("FunctionName")));
            String queue = reference(mapping.path("EventSourceArn"));
            allowed(role, queue, "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes");
            allowed(role, reference(properties(queue).path("KmsMasterKeyId")), "kms:Decrypt");
        });
    }

    /** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html */
    private void rules() {
        each("AWS::Events::Rule", (id, rule) -> {
            for (JsonNode target : rule.path("Targets")) {
                String arn = reference(target.path("Arn"));
                if (type(arn).equals("AWS::SNS::Topic")) {
                    published(arn, EVENTS);
                    topicKey(
                            arn,
                            EVENTS,
                            condition -> condition.at("/ArnLike").has("kms:EncryptionContext:aws:sns:topicArn")
                                    // EventBridge doesn't send these to an encrypted topic:
                                    // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
                                    && !condition.toString().contains("aws:Source"));
                } else {
                    invocable(arn, EVENTS, id);
                }
                deadLetters(reference(target.at("/DeadLetterConfig/Arn")), id);
            }
        });
    }

    /** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-key-policy.html */
    private void buses() {
        each("AWS::Events::EventBus", (id, bus) -> {
            key(
                    reference(bus.path("KmsKeyIdentifier")),
                    EVENTS,
                    condition -> condition.at("/StringEquals").has("aws:SourceAccount"),
                    "kms:Decrypt",
                    "kms:GenerateDataKey",
                    "kms:DescribeKey");
            deadLetters(reference(bus.at("/DeadLetterConfig/Arn")), id);
        });
    }

    /** https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html */
    private void alarms() {
        each(
                "AWS::CloudWatch::Alarm",
                (id, alarm) -> alarm.path("AlarmActions").forEach(action -> {
                    published(reference(action), ALARMS);
                    topicKey(
                            reference(action),
                            ALARMS,
                            condition -> condition.at("/StringEquals").has("aws:SourceAccount"));
                }));
    }

    /** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
    private void routes() {
        each("AWS::ApiGatewayV2::Route", (id, route) -> {
            String integration = reference(route.path("Target"));
            String path = route.path("RouteKey").asText().split(" ")[1];
            String function = reference(properties(integration).path("IntegrationUri"));
            require(
                    permissions(function, "apigateway.amazonaws.com")
                            .anyMatch(permission ->
                                    permission.path("SourceArn").toString().contains("*" + path + "\"")),
                    "API Gateway may not invoke " + function + " for " + path);
        });
        each(
                "AWS::ApiGatewayV2::Authorizer",
                (id, authorizer) ->
                        invocable(reference(authorizer.path("AuthorizerUri")), "apigateway.amazonaws.com", id));
    }

    /** https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html */
    private void deployments() {
        each("AWS::CodeDeploy::DeploymentGroup", (id, group) -> {
            String role = reference(group.path("ServiceRoleArn"));
            trusted(role, "codedeploy.");
            require(
                    properties(role).path("ManagedPolicyArns").toString().contains("AWSCodeDeployRoleForLambdaLimited"),
                    id + " may not move aliases");
        });
        resources.properties().forEach(resource -> {
            JsonNode update = resource.getValue().at("/UpdatePolicy/CodeDeployLambdaAliasUpdate");
            if (update.has("BeforeAllowTrafficHook")) {
                String hook = reference(update.path("BeforeAllowTrafficHook"));
                String group = reference(update.path("DeploymentGroupName"));
                allowed(reference(properties(group).path("ServiceRoleArn")), hook, "lambda:InvokeFunction");
                allowed(role(hook), group, "codedeploy:PutLifecycleEventHookExecutionStatus");
                allowed(role(hook), alias(resource.getKey()), "lambda:InvokeFunction");
            }
        });
    }

    /** Without these, SQS and SNS accept plain http. */
    private void transport() {
        each("AWS::SQS::Queue", (id, queue) -> encrypted("AWS::SQS::QueuePolicy", "Queues", id));
        each("AWS::SNS::Topic", (id, topic) -> encrypted("AWS::SNS::TopicPolicy", "Topics", id));
    }

    /**
     * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html: without it, a key can be locked
     * for good.
     */
    private void account() {
        each(
                "AWS::KMS::Key",
                (id, key) -> require(
                        key.at("/KeyPolicy/Statement")
                                .valueStream()
                                .anyMatch(statement -> statement
                                                .at("/Principal/AWS")
                                                .toString()
                                                .contains(":root")
                                        && texts(statement.path("Action")).contains("kms:*")),
                        "the account may not manage " + id));
    }

    private void encrypted(String policyType, String member, String id) {
        require(
                policies(policyType, member, id)
                        .anyMatch(statement -> statement.path("Effect").asText().equals("Deny")
                                && statement
                                        .at("/Condition/Bool/aws:SecureTransport")
                                        .asText()
                                        .equals("false")),
                id + " takes plain http");
    }

    private void deadLetters(String queue, String source) {
        require(
                policies("AWS::SQS::QueuePolicy", "Queues", queue)
                        .anyMatch(statement -> isAllowed(statement, EVENTS, "sqs:SendMessage")
                                && statement
                                        .at("/Condition/ArnEquals/aws:SourceArn")
                                        .toString()
                                        .contains('"' + source + '"')),
                source + " may not put what it can't deliver into " + queue);
        require(!properties(queue).has("KmsMasterKeyId"), queue + " needs the key whose failures it is for");
    }

    private void published(String topic, String service) {
        require(
                policies("AWS::SNS::TopicPolicy", "Topics", topic)
                        .anyMatch(statement -> isAllowed(statement, service, "sns:Publish")),
                service + " may not publish to " + topic);
    }

    private void topicKey(String topic, String service, Predicate<JsonNode> condition) {
        key(
                reference(properties(topic).path("KmsMasterKeyId")),
                service,
                condition,
                "kms:GenerateDataKey",
                "kms:Decrypt");
    }

    private void key(String key, String service, Predicate<JsonNode> condition, String... actions) {
        for (String action : actions) {
            require(
                    properties(key)
                            .at("/KeyPolicy/Statement")
                            .valueStream()
                            .anyMatch(statement -> isAllowed(statement, service, action)
                                    && condition.test(statement.path("Condition"))),
                    service + " may not " + action + " with " + key + " as it asks");
        }
    }

    private void invocable(String function, String service, String source) {
        require(
                permissions(function, service)
                        .anyMatch(permission ->
                                permission.path("SourceArn").toString().contains('"' + source + '"')),
                service + " may not invoke " + function + " for " + source);
    }

    private Stream<JsonNode> permissions(String function, String service) {
        return all("AWS::Lambda::Permission")
                .filter(permission -> permission.path("Principal").asText().equals(service)
                        && permission.path("Action").asText().equals("lambda:InvokeFunction")
                        && reference(permission.path("FunctionName")).equals(function));
    }

    private void trusted(String role, String service) {
        require(
                properties(role)
                        .at("/AssumeRolePolicyDocument/Statement")
                        .valueStream()
                        .anyMatch(statement -> isAllowed(statement, service, "sts:AssumeRole")),
                service + " may not take the role " + role);
    }

    private void allowed(String role, String resource, String... actions) {
        for (String action : actions) {
            require(
                    all("AWS::IAM::Policy")
                            .filter(policy -> policy.path("Roles").toString().contains('"' + role + '"'))
                            .flatMap(policy ->
                                    policy.at("/PolicyDocument/Statement").valueStream())
                            .anyMatch(statement -> texts(statement.path("Action"))
                                            .contains(action)
                                    && statement.path("Effect").asText().equals("Allow")
                                    && Stream.concat(
                                                    Stream.of(statement.path("Resource")),
                                                    statement.path("Resource").valueStream())
                                            .anyMatch(each -> resource.equals("*")
                                                    ? each.asText().equals("*")
                                                    : each.toString().contains('"' + resource + '"'))),
                    role + " may not " + action + " on " + resource);
        }
    }

    private Stream<JsonNode> policies(String type, String member, String id) {
        return all(type)
                .filter(policy -> policy.path(member).toString().contains('"' + id + '"'))
                .flatMap(policy -> policy.at("/PolicyDocument/Statement").valueStream());
    }

    private static boolean isAllowed(JsonNode statement, String service, String action) {
        return statement.path("Effect").asText().equals("Allow")
                && statement.at("/Principal/Service").toString().contains(service)
                && texts(statement.path("Action")).contains(action);
    }

    private static Set<String> texts(JsonNode oneOrMore) {
        return oneOrMore.isArray()
                ? Set.copyOf(oneOrMore.valueStream().map(JsonNode::asText).toList())
                : Set.of(oneOrMore.asText());
    }

    private String role(String functionOrAlias) {
        return reference(properties(alias(functionOrAlias)).path("Role"));
    }

    /** The function of an alias, or the function itself. */
    private String alias(String functionOrAlias) {
        return type(functionOrAlias).equals("AWS::Lambda::Alias")
                ? reference(properties(functionOrAlias).path("FunctionName"))
                : functionOrAlias;
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            missing.add(otherwise);
        }
    }

    private Stream<JsonNode> all(String type) {
        return resources
                .valueStream()
                .filter(resource -> resource.path("Type").asText().equals(type))
                .map(resource -> resource.path("Properties"));
    }

    private void each(String type, Edge edge) {
        resources.properties().stream()
                .filter(resource -> resource.getValue().path("Type").asText().equals(type))
                .forEach(resource ->
                        edge.check(resource.getKey(), resource.getValue().path("Properties")));
    }

    private JsonNode properties(String id) {
        return resources.path(id).path("Properties");
    }

    private String type(String id) {
        return resources.path(id).path("Type").asText();
    }

    /** The resource that this node names; "nothing" if there is none. */
    private String reference(JsonNode node) {
        return find(node).orElse("nothing");
    }

    private Optional<String> find(JsonNode node) {
        if (node.has("Ref") && resources.has(node.path("Ref").asText())) {
            return Optional.of(node.path("Ref").asText());
        }
        if (node.has("Fn::GetAtt")) {
            return Optional.of(node.at("/Fn::GetAtt/0").asText());
        }
        return node.valueStream().flatMap(each -> find(each).stream()).findFirst();
    }

    @FunctionalInterface
    private interface Edge {
        void check(String id, JsonNode properties);
    }
}
