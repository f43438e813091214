package dev.claimsverdict.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import dev.claimsverdict.testing.DoNotIncludeLocal;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** docs/architecture.md: its rooms are the packages and its arrows their dependencies; written by {@code -Dgolden.write=true}. */
class ArchitecturePageTest {

    private static final Page PAGE = Page.of("docs/architecture.md");
    private static final String ROOT = "dev.claimsverdict.";
    private static final Pattern ROOM = Pattern.compile("(?m)^\\| \\[`([a-z]+)`]");

    /** Who knows whom, by the compiled classes. */
    private static SortedMap<String, SortedSet<String>> known() {
        SortedMap<String, SortedSet<String>> known = new TreeMap<>();
        for (JavaClass each : new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .withImportOption(new DoNotIncludeLocal())
                .importPackages("dev.claimsverdict")) {
            SortedSet<String> of = known.computeIfAbsent(room(each), _ -> new TreeSet<>());
            each.getDirectDependenciesFromSelf().stream()
                    .map(Dependency::getTargetClass)
                    .map(JavaClass::getBaseComponentType)
                    .filter(target -> target.getPackageName().startsWith(ROOT))
                    .map(ArchitecturePageTest::room)
                    .filter(room -> !room.equals(room(each)))
                    .forEach(of::add);
        }
        return known;
    }

    private static String room(JavaClass each) {
        return each.getPackageName().substring(ROOT.length());
    }

    private static boolean knows(Map<String, SortedSet<String>> known, String from, String to) {
        return known.get(from).stream().anyMatch(next -> next.equals(to) || knows(known, next, to));
    }

    @Test
    @DisplayName("the diagram: each dependency that does not follow from others, and no other")
    void diagram() {
        SortedMap<String, SortedSet<String>> known = known();
        StringBuilder diagram = new StringBuilder("```mermaid\nflowchart TD\n");
        known.forEach((from, all) -> all.stream()
                .filter(to -> all.stream().noneMatch(other -> knows(known, other, to)))
                .forEach(to -> diagram.append("  " + from + " --> " + to + "\n")));
        PAGE.mustBe(PAGE.with("diagram", diagram.append("```").toString()));
    }

    @Test
    @DisplayName("the rooms are the packages")
    void rooms() {
        List<String> rooms = ROOM.matcher(PAGE.text())
                .results()
                .map(room -> room.group(1))
                .sorted()
                .toList();
        assertEquals(List.copyOf(known().keySet()), rooms);
    }
}
