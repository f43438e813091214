package dev.claimsverdict.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingTest {

    private static List<Finding> warnings(int count) {
        return new ArrayList<>(IntStream.range(0, count)
                .mapToObj(number -> Finding.at("/%06d".formatted(number), FindingCode.RULE_OUT_OF_REACH))
                .toList());
    }

    @ParameterizedTest(name = "of {0} findings {1} are told and {2} counted")
    @CsvSource({"0, 0, 0", "1, 1, 0", "99, 99, 0", "100, 100, 0", "101, 100, 2", "5000, 100, 4901"})
    @DisplayName("a verdict has at most 100 findings, the last of which counts the rest")
    void most(int count, int told, int omitted) {
        List<Finding> ordered = Finding.ordered(warnings(count));
        assertEquals(told, ordered.size());
        assertEquals(omitted, ordered.stream().mapToInt(Finding::omitted).sum());
        if (omitted > 0) {
            Finding last = ordered.getLast();
            assertEquals(FindingCode.FINDINGS_OMITTED, last.code());
            assertTrue(last.message().startsWith(omitted + " more findings are left out"), last.message());
            assertEquals(Level.INFO, last.level());
            assertTrue(last.pointer().isEmpty());
        }
    }

    @Test
    @DisplayName("only FINDINGS_OMITTED stands for others, and says so wherever it is moved")
    void standsForOthers() {
        Finding last = Finding.ordered(warnings(150)).getLast();
        assertEquals(51, last.omitted());
        assertEquals(51, last.as(Level.WARNING).omitted());
        assertEquals(51, last.movedTo(Optional.of("/changes")).omitted());
        assertEquals(
                Optional.of("/changes"), last.movedTo(Optional.of("/changes")).pointer());
        assertThrows(
                IllegalArgumentException.class,
                () -> new Finding(FindingCode.TRUST_OFF, Level.WARNING, "A. B.", Optional.empty(), "", 1));
    }

    @Test
    @DisplayName("the worst are kept, wherever they stood, so the verdict is that of all")
    void worst() {
        List<Finding> findings = warnings(3000);
        Finding error = Finding.at("/z", FindingCode.FLOW_BREAKS_NO_AMR);
        findings.add(error);
        findings.add(0, Finding.at("/a", FindingCode.SECRET_IN_EVENT));
        Collections.rotate(findings, 1700);
        List<Finding> ordered = Finding.ordered(findings);
        assertEquals(error, ordered.getFirst());
        assertEquals(Finding.ordered(warnings(98)), ordered.subList(1, 99));
        assertEquals(
                ConfigurationVerdict.Outcome.BREAKING,
                new ConfigurationVerdict("id", "2025-04", Trust.NONE, findings).outcome());
    }

    @Test
    @DisplayName("what was cut before is counted once when it is cut again, or ordered again")
    void again() {
        List<Finding> once = Finding.ordered(warnings(150));
        assertEquals(once, Finding.ordered(once));
        List<Finding> twice = Finding.worst(once, 20);
        assertEquals(20, twice.size());
        assertEquals(150 - 19, twice.getLast().omitted());
        List<Finding> least = Finding.worst(twice, 2);
        assertEquals(List.of(once.getFirst()), least.subList(0, 1));
        assertEquals(149, least.getLast().omitted());
    }
}
