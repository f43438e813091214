package dev.claimsverdict.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.testing.DryRun;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of every dry run, whatever the values, the rule and the org. */
class AmrPropertiesTest {

    private static final List<String> SUPPORTED = List.of(
            "face", "fpt", "iris", "retina", "vbm", "hwk", "kba", "mfa", "otp", "pwd", "sc", "sms", "swk", "tel",
            "pop");
    private static final List<String> UNSUPPORTED =
            List.of("geo", "pin", "PWD", "email", "okta_verify", "", "phrh", "x");

    /** A case to be judged: everything but the values. */
    record Case(String rule, String org, String edition) {}

    @Provide
    Arbitrary<List<String>> values() {
        return Arbitraries.of(SUPPORTED).list().ofMaxSize(4);
    }

    @Provide
    Arbitrary<List<String>> anyValues() {
        List<String> all = new ArrayList<>(SUPPORTED);
        all.addAll(UNSUPPORTED);
        return Arbitraries.oneOf(
                        Arbitraries.of(all),
                        Arbitraries.strings().ofMaxLength(8).filter(AmrPropertiesTest::isUnicode))
                .list()
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<Case> cases() {
        Arbitrary<String> possession = Arbitraries.of(
                "{}",
                "{required: false}",
                "{deviceBound: 'REQUIRED'}",
                "{hardwareProtection: 'REQUIRED'}",
                "{deviceBound: 'REQUIRED', required: false}",
                "{userVerification: 'REQUIRED'}",
                "{phishingResistant: 'REQUIRED', hardwareProtection: 'REQUIRED'}",
                "{phishingResistant: 'REQUIRED'}",
                "{userVerificationMethods: ['PIN']}",
                "{types: ['PHONE']}",
                "{methods: ['OTP']}");
        Arbitrary<String> knowledge =
                Arbitraries.of("{}", "{types: ['PASSWORD']}", "{types: ['security_question']}", "{required: false}");
        Arbitrary<String> constraint = Combinators.combine(possession.optional(), knowledge.optional())
                .as((possessed, known) ->
                        "{" + possessed.map(each -> "possession: " + each).orElse("")
                                + (possessed.isPresent() && known.isPresent() ? ", " : "")
                                + known.map(each -> "knowledge: " + each).orElse("") + "}");
        Arbitrary<String> assurance = Combinators.combine(
                        Arbitraries.of("1FA", "2FA"), constraint.list().ofMaxSize(2))
                .as((mode, constraints) ->
                        "{factorMode: '" + mode + "', constraints: [" + String.join(", ", constraints) + "]}");
        Arbitrary<String> rule = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(6, assurance),
                net.jqwik.api.Tuple.of(
                        2,
                        Arbitraries.of(
                                "{requireFactor: true}",
                                "{requireFactor: false}",
                                "{access: 'DENY'}",
                                "{type: 'AUTH_METHOD_CHAIN'}",
                                "null")));
        Arbitrary<String> org = Arbitraries.of(
                "{}",
                "{}",
                "{engine: 'CLASSIC'}",
                "{securityQuestionForMfa: true}",
                "{idpUsage: 'FACTOR_ONLY'}",
                "{claimsSharing: false}",
                "{engine: 'CLASSIC', securityQuestionForMfa: true}");
        return Combinators.combine(rule, org, Arbitraries.of("2025-04", "2026-07"))
                .as(Case::new);
    }

    @Property
    @Label("each request has one verdict, and always the same")
    void totalAndDeterministic(@ForAll("anyValues") List<String> amr, @ForAll("cases") Case given) {
        JsonNode verdict = judge(amr, given);
        assertTrue(Set.of("ACCEPTED", "STEP_UP", "REJECTED")
                .contains(verdict.path("verdict").asText()));
        assertEquals(verdict, judge(amr, given));
    }

    @Label("R1.2 order and repetition mean nothing")
    @Property
    void orderAndRepetitionMeanNothing(
            @ForAll("anyValues") List<String> amr, @ForAll("cases") Case given, @ForAll long seed) {
        List<String> shuffled = new ArrayList<>(amr);
        amr.stream().findFirst().ifPresent(shuffled::add);
        Collections.shuffle(shuffled, new Random(seed));
        assertEquals(meaning(judge(amr, given)), meaning(judge(shuffled, given)));
    }

    @Label("R1.4 the editions are said to disagree exactly where they do")
    @Property
    void theEditionsAreSaidToDisagreeExactlyWhereTheyDo(
            @ForAll("values") List<String> amr, @ForAll boolean withPhr, @ForAll("cases") Case given) {
        List<String> values = new ArrayList<>(amr);
        if (withPhr) {
            values.add("phr");
        }
        String other = given.edition().equals("2025-04") ? "2026-07" : "2025-04";
        JsonNode here = judge(values, given);
        JsonNode there = judge(values, new Case(given.rule(), given.org(), other));
        boolean disagree = !here.path("verdict").equals(there.path("verdict"))
                || !here.at("/rule/satisfied").equals(there.at("/rule/satisfied"));
        assertEquals(disagree, DryRun.codes(here).contains("EDITIONS_DISAGREE"), here.toString());
    }

    @Label("R1.1 an unsupported value changes nothing unless it stands alone")
    @Property
    void anUnsupportedValueChangesNothingUnlessItStandsAlone(
            @ForAll("values") List<String> amr, @ForAll("cases") Case given) {
        List<String> more = new ArrayList<>(amr);
        more.add("geo");
        JsonNode with = judge(more, given);
        if (amr.isEmpty()) {
            assertNotEquals("ACCEPTED", with.path("verdict").asText());
        } else {
            assertEquals(meaning(judge(amr, given)), meaning(with));
        }
    }

    @Property
    @Label("one more counted value never makes a verdict worse")
    void anotherCountedValueNeverHarms(
            @ForAll("values") List<String> amr, @ForAll("values") List<String> others, @ForAll("cases") Case given) {
        if (judge(amr, given).path("verdict").asText().equals("ACCEPTED")) {
            List<String> more = new ArrayList<>(amr);
            more.addAll(others);
            assertEquals("ACCEPTED", judge(more, given).path("verdict").asText());
        }
    }

    @Label("R4.11 what would satisfy does satisfy")
    @Property(tries = 300)
    void whatWouldSatisfyDoes(@ForAll("values") List<String> amr, @ForAll("cases") Case given) {
        JsonNode sets = judge(amr, given).at("/rule/wouldSatisfy");
        assertTrue(sets.size() <= 3);
        for (JsonNode set : sets) {
            List<String> values = new ArrayList<>();
            set.forEach(value -> values.add(value.asText()));
            assertEquals("ACCEPTED", judge(values, given).path("verdict").asText(), values + " for " + given);
            for (String value : values) {
                List<String> fewer = new ArrayList<>(values);
                fewer.remove(value);
                assertNotEquals("ACCEPTED", judge(fewer, given).path("verdict").asText(), fewer + " for " + given);
            }
        }
    }

    private static boolean isUnicode(String text) {
        return text.chars().noneMatch(c -> Character.isSurrogate((char) c));
    }

    /** What a verdict says, but for what shows the values as they came. */
    private static List<Object> meaning(JsonNode verdict) {
        List<String> satisfiedBy = new ArrayList<>();
        verdict.at("/rule/satisfiedBy").forEach(each -> satisfiedBy.add(each.toString()));
        Collections.sort(satisfiedBy);
        return List.of(
                verdict.path("verdict"),
                verdict.path("trust"),
                verdict.path("assurance"),
                verdict.at("/rule/satisfied"),
                satisfiedBy,
                verdict.at("/rule/remaining"),
                verdict.at("/rule/wouldSatisfy"),
                verdict.path("findings"));
    }

    private static JsonNode judge(List<String> amr, Case given) {
        ObjectNode request = TestApi.JSON.createObjectNode().put("amrTable", given.edition());
        amr.forEach(request.putArray("amr")::add);
        request.set("idp", TestIdp.oidc());
        request.set("rule", DryRun.json(given.rule()));
        request.set("org", DryRun.json(given.org()));
        return TestApi.verdict("/v1/amr-verdicts", request.toString());
    }
}
