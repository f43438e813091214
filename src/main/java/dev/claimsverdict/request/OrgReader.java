package dev.claimsverdict.request;

import dev.claimsverdict.idp.Org;
import dev.claimsverdict.json.Field;
import dev.claimsverdict.json.FieldError;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the org's settings from a request, the registry or a deployment's settings. */
public final class OrgReader {

    private static final Set<String> MEMBERS = Set.of(
            "engine", "claimsSharing", "amrClaimsMapping", "securityQuestionForMfa", "idpUsage", "claimsSourcingFixed");

    private OrgReader() {}

    /** Reads a deployment's setting: the same JSON as a request's {@code org}. */
    public static Reading<Org> read(String json) {
        return switch (StrictTree.read(json)) {
            case Reading.Refused<StrictTree>(Problem problem) -> new Reading.Refused<>(problem.about("It"));
            case Reading.Read<StrictTree>(StrictTree tree) -> read(tree, Org.DEFAULT);
        };
    }

    /** Reads a request's {@code org} that stands alone, with a fallback for absent members. */
    public static Reading<Org> read(StrictTree tree, Org fallback) {
        List<FieldError> errors = new ArrayList<>();
        Org org = read(Field.of(tree.root(), "", errors).required(), fallback);
        tree.duplicateOutside(List.of()).ifPresent(pointer -> errors.add(FieldError.duplicate(pointer)));
        return errors.isEmpty() ? new Reading.Read<>(org) : new Reading.Refused<>(Problem.fields(errors));
    }

    /** Reads an org, with a fallback for absent members. */
    static Org read(Field org, Org fallback) {
        org.object().ifPresent(field -> field.onlyMembers(MEMBERS));
        return new Org(
                org.member("engine").word(Org.Engine.class).orElse(fallback.engine()),
                org.member("claimsSharing").bool().orElse(fallback.claimsSharing()),
                org.member("amrClaimsMapping").bool().orElse(fallback.amrClaimsMapping()),
                org.member("securityQuestionForMfa").bool().orElse(fallback.securityQuestionForMfa()),
                org.member("idpUsage").word(Org.IdpUsage.class).orElse(fallback.idpUsage()),
                org.member("claimsSourcingFixed").bool().orElse(fallback.claimsSourcingFixed()));
    }
}
