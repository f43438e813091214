package dev.claimsverdict.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The smallest sets that satisfy a rule (R4.11), found by trying all sets. */
final class Smallest {

    private static final int AT_MOST = 3;

    private Smallest() {}

    /** Of the sets that satisfy a rule those of the smallest size. */
    static List<Set<String>> of(AmrSets sets, BitSet satisfying) {
        List<Set<String>> smallest = new ArrayList<>();
        for (int size = 0; smallest.isEmpty() && !satisfying.isEmpty(); size++) {
            for (int number : sets.ofSize(size)) {
                if (satisfying.get(number)) {
                    smallest.add(Set.copyOf(sets.values(number)));
                }
            }
        }
        return smallest;
    }

    /** Checks sets that a verdict shows, after these values had been counted. */
    static void check(List<Set<String>> smallest, Set<String> already, List<List<String>> shown, String about) {
        assertEquals(Math.min(AT_MOST, smallest.size()), shown.size(), about);
        Set<Set<String>> different = new HashSet<>();
        for (List<String> set : shown) {
            assertTrue(smallest.contains(Set.copyOf(set)), about);
            assertTrue(different.add(Set.copyOf(set)), about);
        }
        if (!shown.isEmpty()) {
            long most = smallest.stream()
                    .mapToLong(set -> set.stream().filter(already::contains).count())
                    .max()
                    .orElseThrow();
            assertEquals(
                    most, shown.getFirst().stream().filter(already::contains).count(), about);
        }
    }
}
