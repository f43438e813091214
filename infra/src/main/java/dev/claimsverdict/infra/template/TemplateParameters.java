package dev.claimsverdict.infra.template;

import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnElement;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.CfnRule;
import software.amazon.awscdk.CfnRuleAssertion;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.ICfnConditionExpression;
import software.amazon.awscdk.ICfnRuleConditionExpression;
import software.amazon.awscdk.IResolvable;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.Validations;
import software.constructs.Construct;
import software.constructs.IConstruct;

/**
 * The parameters of the template for deployments without the CDK. One template fits most deployments, because resources
 * that only some of them need are conditional.
 */
public final class TemplateParameters extends Construct {

    private static final String NONE = "0";

    /** Secrets Manager's version ids: UUIDs, unless somebody chooses another form. */
    private static final String VERSION_ID = "[A-Za-z0-9-]{32,36}";

    private final CfnParameter bucket;
    private final CfnParameter key;
    private final CfnParameter architecture;
    private final CfnParameter rollout;
    private final CfnParameter registryKey;
    private final CfnParameter hookSecret;
    private final CfnParameter hookSecretVersion;
    private final CfnParameter hookSecretNextVersion;
    private final CfnParameter alarmEmail;

    private final CfnCondition withRegistry;
    private final CfnCondition withHooks;
    private final CfnCondition withNextSecret;
    private final CfnCondition withEmail;
    private final CfnCondition byIam;
    private final CfnCondition byAuthorizer;
    private final CfnCondition guarded;

    /** Adds the parameters, conditions and rules to the stack. */
    public TemplateParameters(Construct scope, String id) {
        super(scope, id);
        bucket = named(
                text("ArtefactBucket", "The S3 bucket with the released zip").build(), "ArtefactBucket");
        // A version's description contains the key and may have 256 characters in total.
        key = named(
                text("ArtefactKey", "The zip's key in that bucket; each build needs a new key")
                        .maxLength(80)
                        .build(),
                "ArtefactKey");
        architecture = named(
                text("Architecture", "The architecture that the zip is built for")
                        .defaultValue("arm64")
                        .allowedValues(List.of("arm64", "x86_64"))
                        .build(),
                "Architecture");
        CfnParameter access = named(
                text("Access", "Who may call the verdict routes")
                        .defaultValue("iam")
                        .allowedValues(List.of("iam", "authorizer", "open"))
                        .build(),
                "Access");
        alarmEmail = named(
                text("AlarmEmail", "An address that gets alarms, notices and BREAKING verdicts; empty for none")
                        .defaultValue("")
                        .build(),
                "AlarmEmail");
        rollout = named(
                text("Rollout", "How CodeDeploy shifts calls to a new version")
                        .defaultValue("Canary10Percent5Minutes")
                        .allowedValues(List.of(
                                "AllAtOnce",
                                "Canary10Percent5Minutes",
                                "Canary10Percent10Minutes",
                                "Canary10Percent15Minutes",
                                "Canary10Percent30Minutes",
                                "Linear10PercentEvery1Minute",
                                "Linear10PercentEvery2Minutes",
                                "Linear10PercentEvery3Minutes",
                                "Linear10PercentEvery10Minutes"))
                        .build(),
                "Rollout");
        CfnParameter breakGlass = named(
                text("BreakGlass", "true: deploy at once, without a check before and without alarms that roll it back")
                        .defaultValue("false")
                        .allowedValues(List.of("true", "false"))
                        .build(),
                "BreakGlass");
        registryKey = named(
                text("RegistryKey", "The key, in the same bucket, of a zip with idps/*.json; empty for none")
                        .defaultValue("")
                        .maxLength(80)
                        .build(),
                "RegistryKey");
        hookSecret = named(
                text("HookSecret", "Name or ARN of the secret that Okta's hooks send; empty for no hooks")
                        .defaultValue("")
                        .build(),
                "HookSecret");
        Validations.of(hookSecret)
                .acknowledge(Acknowledgment.builder()
                        .id("CloudFormation-Validate::W2509")
                        .reason("It is the name of a secret, not the secret itself.")
                        .build());
        hookSecretVersion = named(
                text("HookSecretVersion", "The secret's version id")
                        .defaultValue("")
                        .allowedPattern("(" + VERSION_ID + ")?")
                        .build(),
                "HookSecretVersion");
        hookSecretNextVersion = named(
                text("HookSecretNextVersion", "The version id of the secret's next value; empty for none")
                        .defaultValue("")
                        .allowedPattern("(" + VERSION_ID + ")?")
                        .build(),
                "HookSecretNextVersion");
        withRegistry = condition("WithRegistry", isSet(registryKey));
        withHooks = condition("WithHooks", isSet(hookSecret));
        withNextSecret = condition("WithNextSecret", isSet(hookSecretNextVersion));
        withEmail = condition("WithEmail", isSet(alarmEmail));
        byIam = condition("ByIam", Fn.conditionEquals(access.getValueAsString(), "iam"));
        byAuthorizer = condition("ByAuthorizer", Fn.conditionEquals(access.getValueAsString(), "authorizer"));
        guarded = condition("Guarded", Fn.conditionEquals(breakGlass.getValueAsString(), "false"));
        rule(
                "AuthorizerNeedsRegistry",
                Fn.conditionEquals(access.getValueAsString(), "authorizer"),
                isSet(registryKey),
                "Access=authorizer needs RegistryKey: without a registry the authorizer lets nobody in.");
        rule(
                "HookSecretNeedsVersion",
                isSet(hookSecret),
                isSet(hookSecretVersion),
                "HookSecret needs HookSecretVersion, so that a rotation is a deployment.");
    }

    /** The bucket of the zips. */
    public CfnParameter bucket() {
        return bucket;
    }

    /** The key of the function's zip. */
    public CfnParameter key() {
        return key;
    }

    /** The key of the registry's zip. */
    public CfnParameter registryKey() {
        return registryKey;
    }

    /** The architecture, arm64 or x86_64. */
    public String architecture() {
        return architecture.getValueAsString();
    }

    /** The name of CodeDeploy's configuration, without its prefix. AllAtOnce if {@code BreakGlass} is true. */
    public String rollout() {
        return Fn.conditionIf(guarded.getLogicalId(), rollout.getValueAsString(), "AllAtOnce")
                .toString();
    }

    /** The address that gets alarms. */
    public String alarmEmail() {
        return alarmEmail.getValueAsString();
    }

    /**
     * Adds a parameter for the reserved concurrency of a function.
     *
     * @param least the smallest number besides 0, which means none
     */
    public Number concurrency(String function, int least) {
        String name = function + "Concurrency";
        CfnParameter parameter = named(
                CfnParameter.Builder.create(this, name)
                        .type("Number")
                        .description("Reserved concurrency of the function " + function + ", " + least
                                + " or more; 0 for none")
                        .defaultValue(0)
                        .minValue(0)
                        .build(),
                name);
        CfnCondition reserved = condition(
                "Reserve" + function, Fn.conditionNot(Fn.conditionEquals(parameter.getValueAsString(), NONE)));
        if (least > 1) {
            List<String> tooFew =
                    IntStream.range(1, least).mapToObj(String::valueOf).toList();
            rule(
                    name + "Suffices",
                    Fn.conditionNot(Fn.conditionEquals(parameter.getValueAsString(), NONE)),
                    Fn.conditionNot(Fn.conditionContains(tooFew, parameter.getValueAsString())),
                    name + " must be 0, or " + least + " or more.");
        }
        return Token.asNumber(either(reserved, parameter.getValueAsString()));
    }

    /** A reference to the hooks' secret, which CloudFormation resolves. Without hooks there is no such variable. */
    public String hookSecretReference() {
        return either(withHooks, reference("HookSecretVersion")).toString();
    }

    /** A reference to the secret's next value. Without one there is no such variable. */
    public String nextHookSecretReference() {
        return either(withNextSecret, reference("HookSecretNextVersion")).toString();
    }

    private static String reference(String version) {
        return Fn.sub("{{resolve:secretsmanager:${HookSecret}:SecretString:::${" + version + "}}}");
    }

    /** The description of a function's version. It contains every parameter that the function's content depends on. */
    public String versionOf(boolean withSecret) {
        return Fn.join(
                " ",
                withSecret
                        ? List.of(
                                key.getValueAsString(),
                                registryKey.getValueAsString(),
                                hookSecretVersion.getValueAsString(),
                                hookSecretNextVersion.getValueAsString(),
                                architecture())
                        : List.of(key.getValueAsString(), registryKey.getValueAsString(), architecture()));
    }

    /** This value if there is a registry, otherwise no value. */
    public IResolvable withRegistry(Object value) {
        return either(withRegistry, value);
    }

    /** This value if there are hooks, otherwise no value. */
    public IResolvable withHooks(Object value) {
        return either(withHooks, value);
    }

    /** This value unless {@code BreakGlass} is true, otherwise no value. */
    public IResolvable guarded(Object value) {
        return either(guarded, value);
    }

    /** Whether CodeDeploy rolls back when an alarm rings. */
    public IResolvable alarmsCount() {
        return Fn.conditionIf(guarded.getLogicalId(), true, false);
    }

    /** How API Gateway authorizes the verdict routes. */
    public IResolvable authorizationType() {
        return Fn.conditionIf(
                byIam.getLogicalId(), "AWS_IAM", Fn.conditionIf(byAuthorizer.getLogicalId(), "CUSTOM", "NONE"));
    }

    /** This authorizer's id if {@code Access} is authorizer, otherwise no value. */
    public IResolvable byAuthorizer(Object authorizerId) {
        return either(byAuthorizer, authorizerId);
    }

    /** Creates this construct and everything under it only if there is a registry. */
    public void onlyWithRegistry(IConstruct construct) {
        only(construct, withRegistry);
    }

    /** Creates this construct and everything under it only if there are hooks. */
    public void onlyWithHooks(IConstruct construct) {
        only(construct, withHooks);
    }

    /** Creates this construct and everything under it only if there is an e-mail address. */
    public void onlyWithEmail(IConstruct construct) {
        only(construct, withEmail);
    }

    private static void only(IConstruct construct, CfnCondition condition) {
        construct.getNode().findAll().stream()
                .filter(CfnResource.class::isInstance)
                .map(CfnResource.class::cast)
                .forEach(resource -> resource.getCfnOptions().setCondition(condition));
    }

    private static IResolvable either(CfnCondition condition, Object value) {
        return Fn.conditionIf(condition.getLogicalId(), value, Aws.NO_VALUE);
    }

    private static ICfnRuleConditionExpression isSet(CfnParameter parameter) {
        return Fn.conditionNot(Fn.conditionEquals(parameter.getValueAsString(), ""));
    }

    private CfnParameter.Builder text(String name, String description) {
        // A parameter's id is in this construct's scope, because other parts of the stack use the same names.
        return CfnParameter.Builder.create(this, name).type("String").description(description);
    }

    private CfnCondition condition(String name, ICfnConditionExpression expression) {
        return named(
                CfnCondition.Builder.create(this, name).expression(expression).build(), name);
    }

    private void rule(
            String name, ICfnRuleConditionExpression when, ICfnRuleConditionExpression must, String otherwise) {
        named(
                CfnRule.Builder.create(this, name)
                        .ruleCondition(when)
                        .assertions(List.of(CfnRuleAssertion.builder()
                                .assertValue(must)
                                .assertDescription(otherwise)
                                .build()))
                        .build(),
                name);
    }

    private static <T extends CfnElement> T named(T element, String name) {
        element.overrideLogicalId(name);
        return element;
    }
}
