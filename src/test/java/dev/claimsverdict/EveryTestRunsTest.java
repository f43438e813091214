package dev.claimsverdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.junit.ArchTest;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestTemplate;
import org.junit.platform.commons.annotation.Testable;

/** How tests are named. Surefire and Failsafe find them by the names of their classes: one with another name would never run. */
class EveryTestRunsTest {

    /** Surefire's default patterns, and Failsafe's for the tests of the native executable. */
    private static final Pattern RUN = Pattern.compile("(Test.*|.*Test|.*Tests|.*TestCase|.*IT)");

    private static final Pattern METHOD = Pattern.compile("[a-z][A-Za-z0-9]*");

    /** Each is a kind of test method, or stands on the annotation of one. */
    private static final List<Class<? extends Annotation>> KINDS =
            List.of(Test.class, TestTemplate.class, Property.class, Testable.class);

    @Test
    @DisplayName("every class with a test is run by its name, or by that of a class that extends it")
    void names() {
        Set<JavaClass> tests = Set.copyOf(
                classes().stream().filter(EveryTestRunsTest::hasTests).toList());
        assertTrue(tests.size() > 50, tests.size() + " classes with tests");
        List<String> neverRun = tests.stream()
                .filter(each -> !isRun(each))
                .map(JavaClass::getName)
                .sorted()
                .toList();
        assertEquals(List.of(), neverRun);
    }

    @Test
    @DisplayName("a test method's name is in lower camel case; the rule's number stands in its display name")
    void methods() {
        List<String> others = classes().stream()
                .flatMap(each -> each.getMethods().stream())
                .filter(EveryTestRunsTest::isTest)
                .filter(method -> !METHOD.matcher(method.getName()).matches())
                .map(JavaMethod::getFullName)
                .sorted()
                .toList();
        assertEquals(List.of(), others);
    }

    /** All that was compiled together with this class. */
    private static JavaClasses classes() {
        return new ClassFileImporter()
                .importUrl(EveryTestRunsTest.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation());
    }

    private static boolean isTest(JavaMethod method) {
        return KINDS.stream().anyMatch(kind -> method.isAnnotatedWith(kind) || method.isMetaAnnotatedWith(kind));
    }

    private static boolean isRun(JavaClass tests) {
        return tests.getModifiers().contains(JavaModifier.ABSTRACT)
                ? tests.getSubclasses().stream().anyMatch(EveryTestRunsTest::isRun)
                : RUN.matcher(outermost(tests).getSimpleName()).matches();
    }

    private static JavaClass outermost(JavaClass nested) {
        return nested.getEnclosingClass().map(EveryTestRunsTest::outermost).orElse(nested);
    }

    private static boolean hasTests(JavaClass each) {
        return each.getMethods().stream().anyMatch(EveryTestRunsTest::isTest)
                || each.getFields().stream().anyMatch(field -> field.isAnnotatedWith(ArchTest.class));
    }
}
