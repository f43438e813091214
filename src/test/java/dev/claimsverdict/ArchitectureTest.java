package dev.claimsverdict;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.claimsverdict.json.StrictJson;
import dev.claimsverdict.testing.DoNotIncludeLocal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The walls of the house: which room may know what. */
@AnalyzeClasses(
        packages = "dev.claimsverdict",
        importOptions = {DoNotIncludeTests.class, DoNotIncludeLocal.class})
class ArchitectureTest {

    private static final String JACKSON = "com.fasterxml.jackson..";

    /** The judgement: no library, no I/O. */
    @ArchTest
    static final ArchRule VERDICT = room("verdict");

    @ArchTest
    static final ArchRule TABLE = room("table");

    @ArchTest
    static final ArchRule AMR = room("amr", "table", "verdict");

    @ArchTest
    static final ArchRule IDP = room("idp", "table", "verdict");

    @ArchTest
    static final ArchRule POLICY = room("policy", "amr", "verdict");

    /** A JWS is JSON, which room json reads. */
    @ArchTest
    static final ArchRule TOKEN = room("token", "json", "verdict");

    /** XML and its signatures are the JDK's. */
    @ArchTest
    static final ArchRule SAML = roomWith(
            List.of("javax.xml..", "org.w3c.dom..", "org.xml.sax..", "com.oracle.svm.core.annotate.."),
            "saml",
            "verdict");

    @ArchTest
    static final ArchRule REGISTRY = room("registry", "idp", "policy", "saml", "token");

    @ArchTest
    static final ArchRule JUDGE = room("judge", "amr", "idp", "policy", "registry", "saml", "token", "verdict");

    /** The wire: requests in, answers out. */
    @ArchTest
    static final ArchRule JSON = roomWith(List.of(JACKSON), "json");

    @ArchTest
    static final ArchRule REQUEST = roomWith(
            List.of(JACKSON),
            "request",
            "json",
            "judge",
            "registry",
            "amr",
            "idp",
            "policy",
            "saml",
            "token",
            "verdict");

    @ArchTest
    static final ArchRule OKTA = roomWith(
            List.of(JACKSON), "okta", "request", "answer", "json", "judge", "registry", "amr", "idp", "verdict");

    @ArchTest
    static final ArchRule TERRAFORM =
            roomWith(List.of(JACKSON), "terraform", "request", "json", "judge", "idp", "policy", "verdict");

    @ArchTest
    static final ArchRule ANSWER = roomWith(List.of(JACKSON), "answer", "amr", "verdict");

    /** What implements the ports of room token. */
    @ArchTest
    static final ArchRule SIGNATURE = roomWith(
            List.of("com.amazon.corretto.crypto.provider..", "com.oracle.svm.core.annotate.."), "signature", "token");

    @ArchTest
    static final ArchRule FETCH = roomWith(List.of("javax.net..", "okhttp3..", "okio.."), "fetch");

    @ArchTest
    static final ArchRule JWKS =
            roomWith(List.of("okhttp3..", "okio.."), "jwks", "fetch", "signature", "json", "token");

    /** The only room that calls Okta. The function doesn't use it. */
    @ArchTest
    static final ArchRule SNAPSHOT =
            roomWith(List.of(JACKSON, "javax.net.ssl..", "okhttp3..", "okio.."), "snapshot", "fetch", "idp", "json");

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_LINE_CALLS_OKTA = noClasses()
            .that(resideOutsideOfPackages("dev.claimsverdict.cli..", "dev.claimsverdict.snapshot.."))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.claimsverdict.snapshot..");

    /** The application, and the edges that call it. */
    @ArchTest
    static final ArchRule DECISION = roomWith(
            List.of(JACKSON),
            "decision",
            "request",
            "okta",
            "terraform",
            "answer",
            "json",
            "judge",
            "idp",
            "registry",
            "token",
            "verdict");

    @ArchTest
    static final ArchRule EVENT = roomWith(
            List.of(JACKSON, "com.amazonaws.."),
            "event",
            "decision",
            "okta",
            "answer",
            "json",
            "registry",
            "amr",
            "verdict");

    /** An org from files, and its reports. No file is opened here. */
    @ArchTest
    static final ArchRule AUDIT = roomWith(List.of(JACKSON), "audit", "request", "answer", "json", "verdict");

    /** One sign-in, and what Okta logged of it. */
    @ArchTest
    static final ArchRule EXPLAIN =
            roomWith(List.of(JACKSON), "explain", "audit", "decision", "request", "answer", "json", "judge", "verdict");

    /** The command line knows no Quarkus, no AWS, no setting, and nothing of events. */
    @ArchTest
    static final ArchRule CLI = roomWith(
            List.of(JACKSON, "picocli.."),
            "cli",
            "audit",
            "explain",
            "decision",
            "request",
            "terraform",
            "answer",
            "snapshot",
            "fetch",
            "json",
            "judge",
            "registry",
            "amr",
            "idp",
            "token",
            "verdict");

    /** Within a room, too, nothing goes round in circles: each class can be read before those that use it. */
    @ArchTest
    static final ArchRule NO_CIRCLES =
            slices().assignedFrom(new TopLevelClasses()).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_THE_FUNCTION_KNOWS_THE_COMMAND_LINE = noClasses()
            .that(resideOutsideOfPackages("dev.claimsverdict.cli..", "dev.claimsverdict.function.."))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.claimsverdict.cli..");

    @ArchTest
    static final ArchRule QUARKUS_ONLY_OUTSIDE = noClasses()
            .that(resideOutsideOfPackage("dev.claimsverdict.function.."))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "jakarta..", "org.eclipse.microprofile..");

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
            .that(resideOutsideOfPackage("dev.claimsverdict.function.."))
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getProperty", String.class);

    /** A clock is a parameter. */
    @ArchTest
    static final ArchRule NOBODY_LOOKS_AT_THE_CLOCK = noClasses()
            .that(resideOutsideOfPackage("dev.claimsverdict.function.."))
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    private static ArchRule room(String name, String... known) {
        return roomWith(List.of(), name, known);
    }

    private static ArchRule roomWith(List<String> libraries, String name, String... known) {
        List<String> packages = new ArrayList<>(libraries);
        packages.add("java..");
        packages.add("dev.claimsverdict." + name + "..");
        Stream.of(known).map(each -> "dev.claimsverdict." + each + "..").forEach(packages::add);
        return classes()
                .that()
                .resideInAPackage("dev.claimsverdict." + name + "..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(packages.toArray(String[]::new)));
    }

    /** A class with all that is nested in it. */
    private static final class TopLevelClasses implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            if (!javaClass.getPackageName().startsWith("dev.claimsverdict")) {
                return SliceIdentifier.ignore();
            }
            JavaClass outermost = javaClass;
            while (outermost.getEnclosingClass().isPresent()) {
                outermost = outermost.getEnclosingClass().get();
            }
            return SliceIdentifier.of(outermost.getName());
        }

        @Override
        public String getDescription() {
            return "classes";
        }
    }
}
