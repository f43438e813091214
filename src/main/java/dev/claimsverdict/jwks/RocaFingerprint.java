package dev.claimsverdict.jwks;

import java.math.BigInteger;
import java.util.BitSet;

/**
 * Recognizes RSA moduli of the Infineon library whose keys can be factored (CVE-2017-15361). Their primes are powers of
 * 65537 modulo the product of the first primes, so the moduli are such powers, too, modulo each of these primes. Any
 * other modulus is that by chance with a probability of about 2^-27 (Nemec et al., "The Return of Coppersmith's
 * Attack", ACM CCS 2017, section 2.2).
 */
final class RocaFingerprint {

    private static final int GENERATOR = 65537;
    /** The first primes except 2, as in the published test. */
    private static final int[] PRIMES = {
        3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109,
        113, 127, 131, 137, 139, 149, 151, 157, 163, 167
    };

    private RocaFingerprint() {}

    static boolean matches(BigInteger modulus) {
        for (int prime : PRIMES) {
            int rest = modulus.mod(BigInteger.valueOf(prime)).intValue();
            if (!powersOfGenerator(prime).get(rest)) {
                return false;
            }
        }
        return true;
    }

    private static BitSet powersOfGenerator(int prime) {
        BitSet powers = new BitSet(prime);
        long power = 1;
        while (!powers.get((int) power)) {
            powers.set((int) power);
            power = power * GENERATOR % prime;
        }
        return powers;
    }
}
