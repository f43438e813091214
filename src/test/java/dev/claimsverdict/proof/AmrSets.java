package dev.claimsverdict.proof;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * All sets that can be made of some AMR values, numbered: bit {@code i} of a set's number says whether it has the value
 * at {@code i}. A question about one set is answered for all of them at once, by the sets of which it is true.
 */
final class AmrSets {

    private final List<String> values;
    private final List<BitSet> with = new ArrayList<>();
    private final Map<Integer, int[]> bySize = new ConcurrentHashMap<>();

    AmrSets(List<String> values) {
        this.values = List.copyOf(values);
        for (int i = 0; i < values.size(); i++) {
            BitSet sets = none();
            for (int from = 1 << i; from < count(); from += 2 << i) {
                sets.set(from, from + (1 << i));
            }
            with.add(sets);
        }
    }

    /** The values that the sets are made of. */
    List<String> values() {
        return values;
    }

    /** How many sets there are, the empty one included. */
    int count() {
        return 1 << values.size();
    }

    /** The numbers of the sets with so many values. */
    int[] ofSize(int size) {
        return bySize.computeIfAbsent(
                size,
                _ -> IntStream.range(0, count())
                        .filter(number -> Integer.bitCount(number) == size)
                        .toArray());
    }

    /** The values of the set with this number. */
    List<String> values(int number) {
        List<String> set = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            if ((number >> i & 1) == 1) {
                set.add(values.get(i));
            }
        }
        return set;
    }

    /** The number of the set of those of these values that the sets are made of. */
    int number(Collection<String> set) {
        int number = 0;
        for (String value : set) {
            int index = values.indexOf(value);
            number |= index < 0 ? 0 : 1 << index;
        }
        return number;
    }

    /** The sets that have this value. */
    BitSet with(String value) {
        int index = values.indexOf(value);
        return index < 0 ? none() : (BitSet) with.get(index).clone();
    }

    BitSet none() {
        return new BitSet(count());
    }

    static BitSet and(BitSet one, BitSet other) {
        BitSet both = (BitSet) one.clone();
        both.and(other);
        return both;
    }

    static BitSet or(BitSet one, BitSet other) {
        BitSet either = (BitSet) one.clone();
        either.or(other);
        return either;
    }
}
