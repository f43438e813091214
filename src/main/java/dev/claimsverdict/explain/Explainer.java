package dev.claimsverdict.explain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.claimsverdict.decision.Judges;
import dev.claimsverdict.explain.Explanation.Evidence;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.judge.AmrRequest;
import dev.claimsverdict.judge.IdpRequest;
import dev.claimsverdict.judge.SamlRequest;
import dev.claimsverdict.judge.TokenRequest;
import dev.claimsverdict.verdict.SignInVerdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Judges the claims of a sign-in: verifies them if keys are given, and otherwise makes a dry run. */
public final class Explainer {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Judges judges;

    /** Creates an explainer that uses these judges. */
    public Explainer(Judges judges) {
        this.judges = judges;
    }

    /** The verdict, and what it is based on. */
    public record Judged(SignInVerdict verdict, Evidence evidence) {}

    /**
     * Judges the claims.
     *
     * @param others the other members of the request: {@code idp} and, if known, {@code rule}, {@code org} and {@code
     *     amrTable}; {@code at} only with claims that are verified
     */
    public Reading<Judged> judge(Given given, SequencedMap<String, StrictTree> others) {
        return switch (given) {
            case Given.IdToken(String token, Optional<StrictTree> jwks)
            when jwks.isPresent() -> {
                SequencedMap<String, StrictTree> members = new LinkedHashMap<>(others);
                members.put("idToken", text(token));
                members.put("jwks", jwks.get());
                yield read(
                        judges.tokenReader().read(StrictTree.of(members)),
                        (TokenRequest request) -> judges.tokenJudge().judge(request),
                        Evidence.VERIFIED_ID_TOKEN);
            }
            case Given.IdToken(String token, var _) -> {
                IdpRequest.Evidence sample = new IdpRequest.Evidence(
                        Optional.of(token), Optional.empty(), Optional.empty(), Optional.empty(), "");
                yield dryRun(
                        sample,
                        others,
                        Evidence.ID_TOKEN,
                        "The file has no ID token (a signed JWT), or the token has more than a thousand AMR values.");
            }
            case Given.SamlResponse(String response, List<String> certificates)
            when !certificates.isEmpty() -> {
                SequencedMap<String, StrictTree> members = new LinkedHashMap<>(others);
                members.put("samlResponse", text(response));
                members.put("certificates", texts(certificates));
                yield read(
                        judges.samlReader().read(StrictTree.of(members)),
                        (SamlRequest request) -> judges.samlJudge().judge(request),
                        Evidence.VERIFIED_SAML_RESPONSE);
            }
            case Given.SamlResponse(String response, var _) -> {
                IdpRequest.Evidence sample = new IdpRequest.Evidence(
                        Optional.empty(), Optional.of(response), Optional.empty(), Optional.empty(), "");
                yield dryRun(
                        sample,
                        others,
                        Evidence.SAML_RESPONSE,
                        "The file has no SAML response with a readable assertion. It is neither base64 nor XML, or it is"
                                + " encrypted, or it has more than a thousand AMR values.");
            }
            case Given.Amr(List<String> values) -> {
                SequencedMap<String, StrictTree> members = new LinkedHashMap<>(others);
                members.put("amr", texts(values));
                yield read(
                        judges.amrReader().read(StrictTree.of(members)),
                        (AmrRequest request) -> judges.amrJudge().judge(request),
                        Evidence.AMR);
            }
        };
    }

    private Reading<Judged> dryRun(
            IdpRequest.Evidence sample, SequencedMap<String, StrictTree> others, Evidence evidence, String unreadable) {
        SequencedMap<String, StrictTree> members = new LinkedHashMap<>(others);
        members.put("amr", texts(List.of()));
        return switch (judges.amrReader().read(StrictTree.of(members))) {
            case Reading.Refused<AmrRequest>(Problem problem) -> new Reading.Refused<>(problem);
            case Reading.Read<AmrRequest>(AmrRequest request) ->
                judges.amrJudge()
                        .judge(request, sample)
                        .<Reading<Judged>>map(verdict -> new Reading.Read<>(new Judged(verdict, evidence)))
                        .orElseGet(() -> new Reading.Refused<>(Problem.of(400, unreadable)));
        };
    }

    private interface Judge<R> {
        SignInVerdict judge(R request);
    }

    private static <R> Reading<Judged> read(Reading<R> reading, Judge<R> judge, Evidence evidence) {
        return switch (reading) {
            case Reading.Refused<R>(Problem problem) -> new Reading.Refused<>(problem);
            case Reading.Read<R>(R request) -> new Reading.Read<>(new Judged(judge.judge(request), evidence));
        };
    }

    private static StrictTree text(String text) {
        return new StrictTree(NODES.textNode(text), List.of(), 0);
    }

    private static StrictTree texts(List<String> texts) {
        ArrayNode array = NODES.arrayNode();
        texts.forEach(array::add);
        return new StrictTree(array, List.of(), 1);
    }
}
