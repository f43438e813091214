package dev.claimsverdict.request;

import dev.claimsverdict.json.Field;
import dev.claimsverdict.json.FieldError;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.judge.IdpReference;
import dev.claimsverdict.judge.RequestFacts;
import dev.claimsverdict.judge.SamlRequest;
import dev.claimsverdict.policy.PolicyRule;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.saml.SamlCertificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads requests to judge a SAML response. */
public final class SamlRequestReader {

    private static final Set<String> MEMBERS =
            Set.of("samlResponse", "idp", "idpId", "certificates", "rule", "org", "expect", "amrTable", "at");
    private static final Set<String> EXPECT = Set.of("audience", "recipient", "inResponseTo");

    private final RequestMembers members;

    /** A reader that reads the common members with this one. */
    public SamlRequestReader(RequestMembers members) {
        this.members = members;
    }

    /** Reads a request. */
    public Reading<SamlRequest> read(StrictTree request) {
        ClientSecrets secrets = ClientSecrets.takenOutOf(request, List.of("/idp"));
        StrictTree tree = secrets.tree();
        return RequestMembers.read(tree, List.of("/idp/"), field -> {
            field.onlyMembers(MEMBERS);
            Optional<String> samlResponse =
                    field.member("samlResponse").required().string();
            Optional<IdpReference> idp = members.idp(field, secrets);
            Optional<Registry.Entry> known = members.known(field);
            List<SamlCertificate> certificates = certificates(field.member("certificates"))
                    .or(() -> known.map(Registry.Entry::certificates))
                    .orElse(List.of());
            Optional<PolicyRule> rule = RequestMembers.rule(field);
            SamlRequest.Expect expect = expect(field.member("expect"));
            Optional<Instant> at = members.at(field.member("at"));
            RequestFacts facts = members.facts(tree, field, known, List.of("/idp/"));
            return new SamlRequest(
                    facts, samlResponse.orElse(""), idp.orElse(RequestMembers.NO_IDP), certificates, rule, expect, at);
        });
    }

    /** An IdP's certificates, if there are any. */
    static Optional<List<SamlCertificate>> certificates(Field certificates) {
        if (certificates.node().size() > SamlCertificate.MAX_CERTIFICATES) {
            certificates.error(
                    FieldError.Code.TOO_MANY,
                    "must have at most " + SamlCertificate.MAX_CERTIFICATES + " certificates");
            return Optional.empty();
        }
        return certificates.strings().map(texts -> {
            List<SamlCertificate> read = new ArrayList<>();
            for (Field each : certificates.elements()) {
                Optional<SamlCertificate> certificate = each.string().flatMap(SamlCertificate::read);
                if (certificate.isEmpty()) {
                    each.error("must be an X.509 certificate: PEM, or base64 of its DER");
                }
                certificate.ifPresent(read::add);
            }
            return read;
        });
    }

    private static SamlRequest.Expect expect(Field expect) {
        expect.object().ifPresent(field -> field.onlyMembers(EXPECT));
        return new SamlRequest.Expect(
                expect.member("audience").string(),
                expect.member("recipient").string(),
                expect.member("inResponseTo").string());
    }
}
