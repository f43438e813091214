package dev.claimsverdict.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.answer.VerdictWriter;
import dev.claimsverdict.decision.Judges;
import dev.claimsverdict.idp.Org;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.judge.AmrRequest;
import dev.claimsverdict.judge.IdpRequest;
import dev.claimsverdict.jwks.GivenKeys;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.registry.Route;
import dev.claimsverdict.request.RequestSettings;
import dev.claimsverdict.signature.JcaSignatureCheck;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestRegistry;
import dev.claimsverdict.token.SignatureCheck;
import dev.claimsverdict.token.TokenVerifier;
import dev.claimsverdict.verdict.ConfigurationVerdict;
import dev.claimsverdict.verdict.SignInVerdict;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The judges of a deployment, without Quarkus. */
public final class Verdicts {

    private static final Route ROUTE = new Route(List.of("GET /orders"), Optional.empty());

    private final Judges judges;

    /** Judges with this registry and the product's check of signatures. */
    public Verdicts(Registry registry) {
        this(registry, new JcaSignatureCheck());
    }

    /** Judges for which every signature is valid, without a check. */
    static Verdicts withoutSignature(Registry registry) {
        return new Verdicts(registry, (_, _, _, _) -> true);
    }

    /** Judges with this check of signatures. */
    public Verdicts(Registry registry, SignatureCheck check) {
        TokenVerifier verifier = new TokenVerifier(new GivenKeys(), check);
        judges = Judges.of(
                new RequestSettings(false, AmrTable.DEFAULT, Org.DEFAULT),
                registry,
                verifier,
                Clock.fixed(TestApi.NOW, ZoneOffset.UTC));
    }

    /**
     * Judges a token as an authorizer does: everything else comes from the registry, found by the token's {@code iss}.
     */
    public SignInVerdict byRegistry(String token) {
        return accepted(judges.tokenJudge().judge(judges.tokenReader().registered(token, Optional.empty(), ROUTE)));
    }

    /** Judges a token, from JSON text to JSON text. The IdP, the JWKS and the rule come with the request. */
    String token(String request) {
        return text(VerdictWriter.write(
                accepted(judges.tokenJudge().judge(read(judges.tokenReader().read(tree(request)))))));
    }

    /** A dry run, from JSON text to JSON text. */
    String amr(String request) {
        return text(VerdictWriter.write(amr(readAmr(request))));
    }

    /** A dry run that was read before. */
    SignInVerdict amr(AmrRequest request) {
        return accepted(judges.amrJudge().judge(request));
    }

    AmrRequest readAmr(String request) {
        return read(judges.amrReader().read(tree(request)));
    }

    /** A change of an IdP, from JSON text to JSON text. */
    String idp(String request) {
        return text(VerdictWriter.write(idp(readIdp(request))));
    }

    /** A change of an IdP that was read before. */
    ConfigurationVerdict idp(IdpRequest request) {
        return judges.idpJudge().judge(request);
    }

    IdpRequest readIdp(String request) {
        return read(judges.idpReader().read(tree(request)));
    }

    static String amrRequest() {
        ObjectNode request = TestApi.JSON.createObjectNode();
        request.putArray("amr").add("pwd").add("sms");
        request.set("idp", TestIdp.oidc());
        request.set("rule", TestRegistry.rule("2FA"));
        return request.toString();
    }

    static String idpRequest() {
        ObjectNode request = TestApi.JSON.createObjectNode();
        ObjectNode before = TestIdp.oidc();
        ((ObjectNode) before.get("policy")).put("trustClaims", false);
        request.set("before", before);
        request.set("after", TestIdp.oidc());
        request.putObject("evidence").putArray("amr").add("pwd").add("sms");
        return request.toString();
    }

    private static String text(ObjectNode verdict) {
        return verdict.toString();
    }

    /** Throws for any other verdict: its time would measure something else. */
    private static SignInVerdict accepted(SignInVerdict verdict) {
        if (verdict.outcome() != SignInVerdict.Outcome.ACCEPTED) {
            throw new IllegalStateException(verdict.findings().toString());
        }
        return verdict;
    }

    private static StrictTree tree(String text) {
        return read(StrictTree.read(text));
    }

    private static <T> T read(Reading<T> reading) {
        return switch (reading) {
            case Reading.Read<T>(T request) -> request;
            case Reading.Refused<T>(var problem) -> throw new IllegalStateException(problem.toString());
        };
    }
}
