package dev.claimsverdict;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.claimsverdict.token.StrictJson;

/** The walls of the house: which room may know what. */
@AnalyzeClasses(packages = "dev.claimsverdict", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String JACKSON = "com.fasterxml.jackson..";

    @ArchTest
    static final ArchRule VERDICT = room("verdict");

    @ArchTest
    static final ArchRule AMR = room("amr", "verdict");

    @ArchTest
    static final ArchRule IDP = room("idp", "verdict");

    @ArchTest
    static final ArchRule POLICY = room("policy", "amr", "verdict");

    @ArchTest
    static final ArchRule JUDGE = room("judge", "amr", "idp", "policy", "token", "verdict");

    /** Jackson's streaming parser, for a JWS's own JSON, and nothing else of it. */
    @ArchTest
    static final ArchRule TOKEN = classes()
            .that()
            .resideInAPackage("dev.claimsverdict.token..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..",
                    "com.fasterxml.jackson.core..",
                    "dev.claimsverdict.token..",
                    "dev.claimsverdict.verdict.."));

    @ArchTest
    static final ArchRule KEYS = classes()
            .that()
            .resideInAPackage("dev.claimsverdict.keys..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..",
                    "javax.net..",
                    "com.amazon.corretto.crypto.provider..",
                    "okhttp3..",
                    "okio..",
                    "com.oracle.svm.core.annotate..",
                    "dev.claimsverdict.keys..",
                    "dev.claimsverdict.token.."));

    @ArchTest
    static final ArchRule JSON = classes()
            .that()
            .resideInAPackage("dev.claimsverdict.json..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..",
                    JACKSON,
                    "dev.claimsverdict.json..",
                    "dev.claimsverdict.judge..",
                    "dev.claimsverdict.amr..",
                    "dev.claimsverdict.idp..",
                    "dev.claimsverdict.policy..",
                    "dev.claimsverdict.token..",
                    "dev.claimsverdict.verdict.."));

    /** The command line is an edge like the others: it knows no Quarkus, no AWS, no setting. */
    @ArchTest
    static final ArchRule CLI = classes()
            .that()
            .resideInAPackage("dev.claimsverdict.cli..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..",
                    JACKSON,
                    "dev.claimsverdict.cli..",
                    "dev.claimsverdict.event..",
                    "dev.claimsverdict.json..",
                    "dev.claimsverdict.judge..",
                    "dev.claimsverdict.token..",
                    "dev.claimsverdict.verdict.."));

    @ArchTest
    static final ArchRule ONLY_THE_FUNCTION_KNOWS_THE_COMMAND_LINE = noClasses()
            .that(resideOutsideOfPackages("dev.claimsverdict.cli..", "dev.claimsverdict.function.."))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.claimsverdict.cli..");

    /** The inner rooms do not know the edges. */
    @ArchTest
    static final ArchRule NOTHING_LOOKS_OUT = noClasses()
            .that()
            .resideInAPackage("dev.claimsverdict.event..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.claimsverdict.function..", "dev.claimsverdict.local..", "dev.claimsverdict.keys..");

    @ArchTest
    static final ArchRule NOTHING_KNOWS_THE_LOCAL_GATEWAY = noClasses()
            .that()
            .resideOutsideOfPackage("dev.claimsverdict.local..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.claimsverdict.local..");

    @ArchTest
    static final ArchRule QUARKUS_ONLY_OUTSIDE = noClasses()
            .that(resideOutsideOfPackages("dev.claimsverdict.function..", "dev.claimsverdict.local.."))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "jakarta..", "org.eclipse.microprofile..");

    @ArchTest
    static final ArchRule AWS_ONLY_AT_THE_EDGE = noClasses()
            .that(resideOutsideOfPackages("dev.claimsverdict.event.."))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.amazonaws..");

    /** The local gateway, which is never deployed, makes API Gateway's events itself and so needs JSON as well. */
    @ArchTest
    static final ArchRule JACKSON_ONLY_AT_THE_BOUNDARY = noClasses()
            .that(resideOutsideOfPackages(
                    "dev.claimsverdict.json..",
                    "dev.claimsverdict.event..",
                    "dev.claimsverdict.function..",
                    "dev.claimsverdict.cli..",
                    "dev.claimsverdict.local..",
                    "dev.claimsverdict.token.."))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(JACKSON);

    /** No parser shares names with another, so none may come from elsewhere ({@link StrictJson}). */
    @ArchTest
    static final ArchRule PARSERS_COME_FROM_ONE_PLACE = noClasses()
            .that()
            .doNotBelongToAnyOf(StrictJson.class)
            .should()
            .callConstructor(JsonFactory.class)
            .orShould()
            .callConstructor(JsonFactoryBuilder.class)
            .orShould()
            .callMethod(JsonFactory.class, "builder")
            .orShould()
            .callConstructor(ObjectMapper.class)
            .orShould()
            .callConstructor(JsonMapper.class)
            .orShould()
            .callMethod(JsonMapper.class, "builder");

    /** Settings come in through one door. */
    @ArchTest
    static final ArchRule NOBODY_READS_THE_ENVIRONMENT = noClasses()
            .that(resideOutsideOfPackages("dev.claimsverdict.function.."))
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getProperty", String.class);

    /** A clock is a parameter. */
    @ArchTest
    static final ArchRule NOBODY_LOOKS_AT_THE_CLOCK = noClasses()
            .that(resideOutsideOfPackages("dev.claimsverdict.function..", "dev.claimsverdict.local.."))
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    private static ArchRule room(String name, String... known) {
        String[] packages = new String[known.length + 2];
        packages[0] = "java..";
        packages[1] = "dev.claimsverdict." + name + "..";
        for (int i = 0; i < known.length; i++) {
            packages[i + 2] = "dev.claimsverdict." + known[i] + "..";
        }
        return classes()
                .that()
                .resideInAPackage("dev.claimsverdict." + name + "..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(packages));
    }
}
