package dev.claimsverdict.amr;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.claimsverdict.verdict.Characteristic;
import dev.claimsverdict.verdict.FactorType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Section 1: the default edition is the table of the seed document, which is read here out of the document itself. */
class SeedTableTest {

    private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` +\\|([^|]*)\\|([^|]*)\\|");

    /** A row of the document; a cell's words as printed. */
    record SeedRow(String value, String factorType, String characteristics) {}

    static List<SeedRow> seed() {
        return document()
                .lines()
                .map(ROW::matcher)
                .filter(row -> row.matches())
                .map(row -> new SeedRow(
                        row.group(1), row.group(2).strip(), row.group(3).strip()))
                .toList();
    }

    @DisplayName("Section 1, edition 2025-04: each value has the seed's factor types and characteristics")
    @ParameterizedTest(name = "{0}")
    @MethodSource("seed")
    void eachValueIsAsTheSeedHasIt(SeedRow seed) {
        AmrRow row = rows().stream()
                .filter(each -> each.value().equals(seed.value()))
                .findFirst()
                .orElseThrow();
        assertEquals(factorTypes(seed.factorType()), row.factorTypes());
        assertEquals(characteristics(seed.characteristics()), row.characteristics());
        assertEquals(Set.of(), row.besidePossession());
    }

    @Test
    @DisplayName("Section 1, edition 2025-04: the seed's 15 values in the seed's order, and no other")
    void theValuesAreTheSeeds() {
        assertEquals(15, seed().size());
        assertEquals(
                seed().stream().map(SeedRow::value).toList(),
                rows().stream().map(AmrRow::value).toList());
    }

    private static List<AmrRow> rows() {
        return AmrTable.edition("2025-04").orElseThrow().claimsSharing().rows();
    }

    private static Set<FactorType> factorTypes(String cell) {
        EnumSet<FactorType> types = EnumSet.noneOf(FactorType.class);
        for (String word : parts(cell, "\\+")) {
            types.add(
                    switch (word) {
                        case "Biometric" -> FactorType.BIOMETRIC;
                        case "Possession" -> FactorType.POSSESSION;
                        case "Knowledge" -> FactorType.KNOWLEDGE;
                        default -> throw new AssertionError(word);
                    });
        }
        return types;
    }

    private static Set<Characteristic> characteristics(String cell) {
        EnumSet<Characteristic> characteristics = EnumSet.noneOf(Characteristic.class);
        for (String word : parts(cell, ",")) {
            characteristics.add(
                    switch (word) {
                        case "User presence" -> Characteristic.USER_PRESENCE;
                        case "User verifying" -> Characteristic.USER_VERIFYING;
                        case "Device-bound" -> Characteristic.DEVICE_BOUND;
                        case "Hardware-protected" -> Characteristic.HARDWARE_PROTECTED;
                        default -> throw new AssertionError(word);
                    });
        }
        return characteristics;
    }

    private static List<String> parts(String cell, String separator) {
        return cell.equals("N/A")
                ? List.of()
                : Stream.of(cell.split(separator)).map(String::strip).toList();
    }

    private static String document() {
        try (InputStream file = SeedTableTest.class.getResourceAsStream("/spec/third-party-idp-claims-sharing.md")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
