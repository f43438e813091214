package dev.claimsverdict.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.amr.AmrClaim;
import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.idp.IdpConfiguration;
import dev.claimsverdict.idp.Org;
import dev.claimsverdict.judge.AmrRequest;
import dev.claimsverdict.judge.DecisionBasis;
import dev.claimsverdict.judge.IdpReference;
import dev.claimsverdict.judge.IdpRequest;
import dev.claimsverdict.judge.Registry;
import dev.claimsverdict.judge.RequestFacts;
import dev.claimsverdict.judge.Route;
import dev.claimsverdict.judge.TokenRequest;
import dev.claimsverdict.policy.PolicyRule;
import dev.claimsverdict.token.KeySource;
import dev.claimsverdict.token.StrictJson;
import dev.claimsverdict.token.TokenVerifier;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/** Reads the requests of contract section 3, strictly: what is ours has known members only, what is Okta's may have any. */
public final class RequestReader {

    private static final long MAX_AGE_SECONDS = Integer.MAX_VALUE;
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /** Characters of a JWKS of a few keys. */
    private static final int USUAL_JWKS = 2048;

    private static final JsonFactory JSON = StrictJson.factory().build();

    private final RequestSettings settings;
    private final Registry registry;

    /** A reader for a deployment with these settings, which knows these IdPs. */
    public RequestReader(RequestSettings settings, Registry registry) {
        this.settings = settings;
        this.registry = registry;
    }

    /** Reads a token request. */
    public RequestReading<TokenRequest> token(StrictTree tree) {
        return read(tree, List.of("/idp/"), request -> {
            request.onlyMembers(Set.of(
                    "idToken", "accessToken", "idp", "idpId", "jwks", "rule", "org", "expect", "amrTable", "at"));
            Optional<String> idToken = request.member("idToken").required().string();
            Optional<String> accessToken = request.member("accessToken").string();
            Optional<IdpReference> idp = idp(request);
            Optional<Registry.Entry> known = known(request);
            Optional<String> jwks = jwks(request.member("jwks")).or(() -> known.flatMap(Registry.Entry::jwks));
            Optional<PolicyRule> rule = rule(request);
            TokenRequest.Expect expect = expect(request.member("expect"));
            Optional<Instant> at = at(request.member("at"));
            RequestFacts facts = facts(tree, request, known, List.of("/idp/"));
            return new TokenRequest(facts, idToken.orElse(""), accessToken, idp.orElse(NO_IDP), jwks, rule, expect, at);
        });
    }

    /** Reads a dry run. */
    public RequestReading<AmrRequest> amr(StrictTree tree) {
        return read(tree, List.of("/idp/"), request -> {
            request.onlyMembers(Set.of("amr", "idp", "idpId", "rule", "org", "amrTable"));
            List<String> amr = request.member("amr").required().strings().orElse(List.of());
            Optional<IdpReference> idp = idp(request);
            Optional<PolicyRule> rule = rule(request);
            return new AmrRequest(
                    facts(tree, request, known(request), List.of("/idp/")),
                    new AmrClaim.Values(amr),
                    idp.orElse(NO_IDP),
                    rule);
        });
    }

    /** Reads an IdP configuration, or a change of one; a bare IdP object is read as {@code after}. */
    public RequestReading<IdpRequest> idp(StrictTree tree) {
        return isIdp(tree.root())
                ? read(tree, List.of("/"), request -> {
                    // Read first: it takes the client secret out of what is hashed.
                    IdpRequest.Subject after = subject(request, "");
                    return new IdpRequest(
                            facts(tree, List.of("/")),
                            Optional.empty(),
                            Optional.of(after),
                            IdpRequest.Evidence.NONE,
                            IdpRequest.Context.NONE);
                })
                : read(tree, List.of("/after/", "/before/", "/context/idps/"), request -> change(tree, request));
    }

    /**
     * A token that came with a request to somebody's API: all but itself is the registry's.
     *
     * @param idpId the IdP's id, if it was named; else the token's {@code iss} tells which it is
     */
    public TokenRequest token(String idToken, Optional<String> idpId, Route route) {
        Optional<Registry.Entry> known = idpId.isPresent()
                ? idpId.flatMap(registry::ofId)
                : TokenVerifier.issuerOfUnverified(idToken).flatMap(registry::byIssuer);
        return new TokenRequest(
                registered(known, String.join("\n", idToken, idpId.orElse(""), route.toString())),
                idToken,
                Optional.empty(),
                known.map(Registry.Entry::id).map(this::registered).orElse(NO_IDP),
                known.flatMap(Registry.Entry::jwks),
                known.flatMap(entry -> entry.ruleFor(route)),
                TokenRequest.Expect.NOTHING_MORE,
                Optional.empty());
    }

    /** Reads what Okta's token inline hook sends. */
    public TokenHookReading tokenHook(StrictTree tree) {
        return new TokenHookReader(this, registry).read(tree);
    }

    /** Reads an event of Okta's System Log. */
    public SystemLogReading systemLog(StrictTree tree) {
        return new SystemLogReader(this, settings, registry).read(tree);
    }

    /** Whether JSON is one of the things that an IdP verdict is given on, whatever faults it has. */
    public static boolean isAboutIdps(StrictTree tree) {
        JsonNode root = tree.root();
        return root.has("after") || root.has("before") || root.has("protocol") || TerraformPlanReader.isPlan(tree);
    }

    /** Whether it is an IdP object, by the two members that each has. */
    static boolean isIdp(JsonNode object) {
        return object.path("protocol").isObject() && object.has("type");
    }

    private IdpRequest change(StrictTree tree, Field request) {
        request.onlyMembers(Set.of("after", "before", "org", "evidence", "context", "amrTable"));
        Field after = request.member("after");
        Field before = request.member("before");
        if (!after.present() && !before.present()) {
            after.error("is missing, and so is before");
        }
        Optional<IdpRequest.Subject> subjectBefore = before.object().map(idp -> subject(idp, "/before"));
        Optional<IdpRequest.Subject> subjectAfter = after.object().map(idp -> subject(idp, "/after"));
        IdpRequest.Context context = context(request.member("context"));
        Field evidence = request.member("evidence");
        evidence.object().ifPresent(field -> field.onlyMembers(Set.of("idToken", "amr", "claimsSupported")));
        IdpRequest.Evidence known = new IdpRequest.Evidence(
                evidence.member("idToken").string(),
                evidence.member("amr").strings(),
                evidence.member("claimsSupported").strings().map(HashSet::new));
        return new IdpRequest(
                facts(tree, request, Optional.empty(), List.of("/after/", "/before/")),
                subjectBefore,
                subjectAfter,
                known,
                context);
    }

    private static IdpRequest.Context context(Field context) {
        context.object().ifPresent(field -> field.onlyMembers(Set.of("idps", "rules")));
        List<IdpConfiguration> idps = context.member("idps").objects().stream()
                .filter(Field::isObject)
                .map(idp -> IdpReader.read(idp, false))
                .toList();
        List<PolicyRule> rules = context.member("rules").objects().stream()
                .filter(Field::isObject)
                .flatMap(rule -> RuleReader.read(rule).stream())
                .toList();
        return new IdpRequest.Context(idps, rules, true);
    }

    /** An IdP whose faults are findings, not errors of the request: to find them is what it was sent for. */
    private static IdpRequest.Subject subject(Field idp, String pointer) {
        List<FieldError> faults = new ArrayList<>();
        IdpConfiguration configuration = IdpReader.read(Field.of(idp.node(), pointer, faults), true);
        if (faults.isEmpty()) {
            return new IdpRequest.Subject.Readable(configuration, pointer);
        }
        return new IdpRequest.Subject.Unreadable(faults.stream()
                .map(fault -> Finding.at(fault.pointer(), FindingCode.IDP_MALFORMED, fault.detail()))
                .toList());
    }

    private static final IdpReference NO_IDP = new IdpReference.Unknown("");

    /** Reads a request and refuses it if a member stands twice where that is not taken, or if a field is wrong. */
    private static <T> RequestReading<T> read(
            StrictTree tree, List<String> duplicatesTakenIn, Function<Field, T> reader) {
        Optional<String> duplicate = tree.duplicateOutside(duplicatesTakenIn);
        if (duplicate.isPresent()) {
            return new RequestReading.Refused<>(Problem.duplicate(duplicate.get()));
        }
        List<FieldError> errors = new ArrayList<>();
        Field request = Field.of(tree.root(), "", errors);
        if (!request.isObject()) {
            return new RequestReading.Refused<>(
                    Problem.fields(List.of(new FieldError("", "The request must be a JSON object."))));
        }
        T value = reader.apply(request);
        return errors.isEmpty()
                ? new RequestReading.Request<>(value)
                : new RequestReading.Refused<>(Problem.fields(errors));
    }

    private Optional<IdpReference> idp(Field request) {
        Field idp = request.member("idp");
        Field idpId = request.member("idpId");
        if (idp.present() == idpId.present()) {
            idp.error(idp.present() ? "stands beside idpId; send one of the two" : "is missing, and so is idpId");
            return Optional.empty();
        }
        return idpId.present()
                ? idpId.string().map(this::registered)
                : idp.object().map(object -> new IdpReference.Found(IdpReader.read(object, false), "/idp"));
    }

    IdpReference registered(String id) {
        return registry.ofId(id)
                .map(Registry.Entry::idp)
                .<IdpReference>map(idp -> new IdpReference.Found(idp, "/idpId"))
                .orElse(new IdpReference.Unknown(id));
    }

    /** The registry's IdP that the request names, if it names one. */
    private Optional<Registry.Entry> known(Field request) {
        return Optional.ofNullable(request.member("idpId").node().textValue()).flatMap(registry::ofId);
    }

    private static Optional<PolicyRule> rule(Field request) {
        return request.member("rule").object().flatMap(RuleReader::read);
    }

    /** A JWKS as JSON text. */
    static Optional<String> jwks(Field jwks) {
        return jwks.object().map(set -> {
            Field keys = set.member("keys").required();
            if (keys.present() && !keys.node().isArray()) {
                keys.error("must be an array of JWKs");
            }
            if (keys.node().size() > KeySource.MAX_KEYS) {
                keys.error("must have at most " + KeySource.MAX_KEYS + " keys");
            }
            keys.elements().forEach(key -> key.required().object());
            return text(set.node());
        });
    }

    /** A tree as JSON text. No mapper is asked, which a start would have to set up for it. */
    private static String text(JsonNode tree) {
        StringWriter text = new StringWriter(USUAL_JWKS);
        try (JsonParser read = tree.traverse();
                JsonGenerator json = JSON.createGenerator(text)) {
            read.nextToken();
            json.copyCurrentStructure(read);
        } catch (IOException e) {
            throw new UncheckedIOException("a tree can be written as it was read", e);
        }
        return text.toString();
    }

    private static TokenRequest.Expect expect(Field expect) {
        expect.object()
                .ifPresent(field ->
                        field.onlyMembers(Set.of("nonce", "maxAge", "audiences", "checkAzp", "sameTokenResponse")));
        OptionalLong maxAge = expect.member("maxAge").integer(0, MAX_AGE_SECONDS);
        return new TokenRequest.Expect(
                expect.member("nonce").string(),
                maxAge.isPresent() ? Optional.of(Duration.ofSeconds(maxAge.getAsLong())) : Optional.empty(),
                new HashSet<>(expect.member("audiences").strings().orElse(List.of())),
                expect.member("checkAzp").bool().orElse(true),
                expect.member("sameTokenResponse").bool().orElse(false));
    }

    private Optional<Instant> at(Field at) {
        Optional<Instant> instant = at.string().flatMap(text -> {
            try {
                return Optional.of(Instant.parse(text));
            } catch (DateTimeException _) {
                return Optional.empty();
            }
        });
        if (at.present() && !settings.atAllowed()) {
            at.error("is not allowed in this deployment, which judges the present only");
        } else if (at.present()
                && instant.filter(time -> !time.isBefore(Instant.EPOCH) && !time.isAfter(LAST))
                        .isEmpty()) {
            at.error("must be an instant such as 2026-11-24T00:00:00Z, from 1970 to 9999");
        }
        return instant;
    }

    /** An org's settings, with a fallback for those that it doesn't say. */
    static Org org(Field org, Org fallback) {
        org.object()
                .ifPresent(field -> field.onlyMembers(Set.of(
                        "engine",
                        "claimsSharing",
                        "amrClaimsMapping",
                        "securityQuestionForMfa",
                        "idpUsage",
                        "claimsSourcingFixed")));
        return new Org(
                org.member("engine").word(Org.Engine.class, false).orElse(fallback.engine()),
                org.member("claimsSharing").bool().orElse(fallback.claimsSharing()),
                org.member("amrClaimsMapping").bool().orElse(fallback.amrClaimsMapping()),
                org.member("securityQuestionForMfa").bool().orElse(fallback.securityQuestionForMfa()),
                org.member("idpUsage").word(Org.IdpUsage.class, false).orElse(fallback.idpUsage()),
                org.member("claimsSourcingFixed").bool().orElse(fallback.claimsSourcingFixed()));
    }

    private AmrTable amrTable(Field amrTable) {
        Optional<String> edition = amrTable.string();
        Optional<AmrTable> table = edition.flatMap(AmrTable::edition);
        if (edition.isPresent() && table.isEmpty()) {
            amrTable.error("must be one of " + AmrTable.EDITIONS);
        }
        return table.orElse(settings.amrTable());
    }

    private RequestFacts facts(StrictTree tree, Field request, Optional<Registry.Entry> known, List<String> notedIn) {
        Org org = known.flatMap(Registry.Entry::org).orElse(settings.org());
        return new RequestFacts(
                org(request.member("org"), org),
                amrTable(request.member("amrTable")),
                new DecisionBasis(TreeBytes.of(tree.root()), known),
                duplicates(tree, notedIn));
    }

    /** The facts of a request of which an IdP of the registry is all that is known. */
    RequestFacts registered(Optional<Registry.Entry> known, String request) {
        return new RequestFacts(
                known.flatMap(Registry.Entry::org).orElse(settings.org()),
                settings.amrTable(),
                new DecisionBasis(request.getBytes(StandardCharsets.UTF_8), known),
                List.of());
    }

    private RequestFacts facts(StrictTree tree, List<String> notedIn) {
        return new RequestFacts(
                settings.org(),
                settings.amrTable(),
                new DecisionBasis(TreeBytes.of(tree.root()), Optional.empty()),
                duplicates(tree, notedIn));
    }

    private static List<Finding> duplicates(StrictTree tree, List<String> notedIn) {
        return tree.duplicates().stream()
                .filter(duplicate -> notedIn.stream().anyMatch(duplicate::startsWith))
                .map(duplicate -> Finding.at(duplicate, FindingCode.DUPLICATE_MEMBER))
                .toList();
    }
}
