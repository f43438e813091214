package dev.claimsverdict.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The fuzzer's bytes, read from the start as choices. Where they end every choice is the first one. */
final class FuzzBytes {

    private final byte[] bytes;
    private int next;

    FuzzBytes(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /** A number from 0 up to, but without, this one; at most 65,536. */
    int below(int bound) {
        int number = bound <= 256 ? next() : next() << 8 | next();
        return number % bound;
    }

    boolean flag() {
        return (next() & 1) == 1;
    }

    <T> T one(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** Text of up to so many bytes; what isn't UTF-8 in it becomes U+FFFD. */
    String text(int atMost) {
        return new String(some(below(atMost + 1)), StandardCharsets.UTF_8);
    }

    /** All bytes that are left. */
    byte[] rest() {
        return some(bytes.length - next);
    }

    private byte[] some(int count) {
        int end = Math.min(bytes.length, next + count);
        byte[] some = Arrays.copyOfRange(bytes, next, end);
        next = end;
        return some;
    }

    private int next() {
        return next < bytes.length ? bytes[next++] & 0xff : 0;
    }
}
