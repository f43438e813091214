package dev.claimsverdict.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.audit.OrgFiles;
import dev.claimsverdict.audit.RuleLabel;
import dev.claimsverdict.decision.Judges;
import dev.claimsverdict.explain.Explainer;
import dev.claimsverdict.explain.Explanation;
import dev.claimsverdict.explain.ExplanationJson;
import dev.claimsverdict.explain.ExplanationText;
import dev.claimsverdict.explain.Given;
import dev.claimsverdict.explain.LoggedSignIn;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.request.IdpRequestReader;
import dev.claimsverdict.token.TokenVerifier;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code claims-verdict explain}: why Okta asked for more factors in one sign-in. Uses no network. */
final class ExplainCommand implements Command {

    private static final String TOKEN = "--token";
    private static final String JWKS = "--jwks";
    private static final String SAML = "--saml";
    private static final String CERTIFICATE = "--certificate";
    private static final String AMR = "--amr";
    private static final String IDP = "--idp";
    private static final String RULE = "--rule";
    private static final String SNAPSHOT = "--snapshot";
    private static final String EVENTS = "--events";
    private static final String SESSION = "--session";
    private static final String ORG = "--org";
    private static final String AT = "--at";
    private static final String FORMAT = "--format";
    private static final String OUTPUT = "--output";
    private static final List<String> FORMATS = List.of("text", "json");

    private final Function<Clock, TokenVerifier> verifier;

    /** A command that verifies tokens with this verifier, which is made only when a token comes with its keys. */
    ExplainCommand(Function<Clock, TokenVerifier> verifier) {
        this.verifier = verifier;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this)
                .name("explain")
                .addOption(Options.path(TOKEN, "FILE", "The ID token that the IdP sent. It is never shown."))
                .addOption(Options.path(JWKS, "FILE", "The IdP's keys (JWKS), to verify the token."))
                .addOption(Options.path(
                        SAML, "FILE", "The SAML response that the IdP sent, in base64 or as XML. It is never shown."))
                .addOption(
                        Options.path(CERTIFICATE, "FILE", "The IdP's certificate (PEM), to verify the SAML response."))
                .addOption(Options.text(
                        AMR, "VALUES", "AMR values instead of a token or response, separated by commas: pwd,mfa."))
                .addOption(Options.text(IDP, "FILE|ID", "The IdP: a file, or its id in the snapshot."))
                .addOption(Options.text(RULE, "FILE|ID", "The app's rule: a file, or its id in the snapshot."))
                .addOption(Options.path(
                        SNAPSHOT,
                        "PATH",
                        "A folder or file with the org's IdPs and rules, as for claims-verdict audit."))
                .addOption(Options.path(
                        EVENTS,
                        "FILE",
                        "The sign-in's events from Okta's System Log, as GET /api/v1/logs returns them."))
                .addOption(Options.text(
                        SESSION, "ID", "Which sign-in of the events: its externalSessionId or transaction.id."))
                .addOption(Options.path(ORG, "FILE", "The org's settings, with the members of a request's org."))
                .addOption(Options.words(LintContext.AMR_TABLE, AmrTable.EDITIONS, "The edition of the AMR table."))
                .addOption(Options.text(
                        AT,
                        "INSTANT",
                        "Verify as of this instant, such as 2026-11-24T00:00:00Z. By now the token may have expired."))
                .addOption(Options.words(FORMAT, FORMATS, "text for people (the default), or json."))
                .addOption(Options.path(OUTPUT, "FILE", "Write the report to this file, completely or not at all."));
        spec.usageMessage()
                .description(
                        "Explains one sign-in: why weren't the IdP's claims enough for Okta? Nothing is sent anywhere.")
                .exitCodeListHeading("%nExit status:%n")
                .exitCodeList(statuses())
                .footer(
                        "",
                        "Without --jwks or --certificate the answer is a dry run. docs/audit.md explains the report.");
        return spec;
    }

    private static Map<String, String> statuses() {
        Map<String, String> statuses = new LinkedHashMap<>();
        statuses.put("0", "the sign-in needs nothing more");
        statuses.put("1", "Okta asks for more (step-up)");
        statuses.put("2", "the sign-in is rejected, or the files can't be judged");
        statuses.put("64", "wrong usage, or a file that can't be opened");
        statuses.put("70", "an internal error");
        statuses.put("74", "the report could not be written");
        return statuses;
    }

    /** One of Okta's objects, with its label for people. */
    private record Chosen(StrictTree json, Optional<RuleLabel> label) {
        String text(String member) {
            return json.root().path(member).asText();
        }

        Optional<String> id() {
            return Optional.of(text("id")).filter(id -> !id.isEmpty());
        }
    }

    @Override
    public int run(ParseResult given, CommonOptions common, Surroundings surroundings) throws IOException, Refusal {
        String format = Options.word(given, FORMAT).orElse("text");
        Given claims = claims(given, surroundings);
        List<InputFile> inputs = new ArrayList<>();
        Optional<OrgFiles> snapshot = snapshot(given, surroundings, inputs);
        Optional<LoggedSignIn> logged = logged(given, surroundings);
        Chosen idp = idp(given, snapshot, logged, surroundings);
        Optional<Chosen> rule = rule(given, snapshot, logged, surroundings);
        fits(claims, idp);
        SequencedMap<String, StrictTree> others = new LinkedHashMap<>();
        others.put("idp", idp.json());
        rule.ifPresent(each -> others.put("rule", each.json()));
        org(given, snapshot, surroundings).ifPresent(org -> others.put("org", org));
        Options.value(given, AT).ifPresent(at -> others.put("at", text(at)));
        Judges judges = Judges.of(
                LintContext.settings(Options.word(given, LintContext.AMR_TABLE), true, surroundings),
                Registry.EMPTY,
                claims instanceof Given.IdToken(var _, var jwks) && jwks.isPresent()
                        ? verifier.apply(surroundings.clock())
                        : LintCommand.NO_TOKENS,
                surroundings.clock());
        Explainer.Judged judged = switch (new Explainer(judges).judge(claims, others)) {
            case Reading.Read<Explainer.Judged>(Explainer.Judged each) -> each;
            case Reading.Refused<Explainer.Judged>(Problem problem) -> throw refused(problem);
        };
        Explanation explanation = new Explanation(
                judged.verdict(),
                judged.evidence(),
                new Explanation.Idp(idp.id(), name(idp), idp.text("type")),
                rule.map(each -> new Explanation.Rule(
                        each.id(),
                        name(each),
                        each.label().map(RuleLabel::policyName).filter(name -> !name.isEmpty()))),
                logged);
        Stream.of(TOKEN, JWKS, SAML, CERTIFICATE, IDP, RULE, EVENTS, ORG)
                .flatMap(option -> Options.values(given, option).stream())
                .filter(file -> InputFile.whyNot(file, surroundings.directory()).isEmpty())
                .map(InputFile::named)
                .forEach(inputs::add);
        Optional<OutputFile> output = OutputFile.of(Options.value(given, OUTPUT), inputs, surroundings);
        String text = format.equals("json")
                ? JsonText.of(ExplanationJson.of(explanation))
                : ExplanationText.of(explanation, AuditCommand.width(surroundings));
        OutputFile.write(output, surroundings, to -> to.write(text));
        return switch (judged.verdict().outcome()) {
            case ACCEPTED -> ExitStatus.OK;
            case STEP_UP -> ExitStatus.AT_RISK;
            case REJECTED -> ExitStatus.BREAKING;
        };
    }

    private static String name(Chosen chosen) {
        String name = chosen.text("name");
        return name.isBlank() ? chosen.id().orElse("without a name") : name;
    }

    private static Refusal refused(Problem problem) {
        FileFault fault = FileFault.of(problem);
        return Refusal.of(
                ExitStatus.BREAKING,
                fault.fields().isEmpty()
                        ? List.of(fault.sentence())
                        : fault.fields().stream()
                                .map(error -> error.pointer() + ": " + error.detail())
                                .toList());
    }

    private static Given claims(ParseResult given, Surroundings surroundings) throws Refusal {
        long ways = Stream.of(TOKEN, SAML, AMR)
                .filter(option -> Options.given(given, option))
                .count();
        if (ways != 1) {
            throw Refusal.usage("Give one of " + TOKEN + ", " + SAML + " and " + AMR + ".");
        }
        if (Options.given(given, JWKS) && !Options.given(given, TOKEN)) {
            throw Refusal.usage(JWKS + " is for " + TOKEN + ".");
        }
        if (Options.given(given, CERTIFICATE) && !Options.given(given, SAML)) {
            throw Refusal.usage(CERTIFICATE + " is for " + SAML + ".");
        }
        if (Options.given(given, AT) && !Options.given(given, JWKS) && !Options.given(given, CERTIFICATE)) {
            throw Refusal.usage(AT + " works only with " + JWKS + " or " + CERTIFICATE + ".");
        }
        Optional<String> token = Options.value(given, TOKEN);
        if (token.isPresent()) {
            Optional<String> jwks = Options.value(given, JWKS);
            return new Given.IdToken(
                    token(content(token.get(), surroundings)),
                    jwks.isPresent() ? Optional.of(json(jwks.get(), surroundings)) : Optional.empty());
        }
        Optional<String> saml = Options.value(given, SAML);
        if (saml.isPresent()) {
            List<String> certificates = new ArrayList<>();
            for (String file : Options.values(given, CERTIFICATE)) {
                certificates.add(content(file, surroundings));
            }
            return new Given.SamlResponse(saml(content(saml.get(), surroundings)), certificates);
        }
        return new Given.Amr(Stream.of(Options.value(given, AMR).orElse("").split(","))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList());
    }

    /** The token alone, or in the answer of a token endpoint. */
    private static String token(String content) {
        if (StrictTree.read(content) instanceof Reading.Read<StrictTree>(StrictTree tree)) {
            JsonNode root = tree.root();
            String inside =
                    root.isTextual() ? root.textValue() : root.path("id_token").asText();
            return inside.strip();
        }
        String stripped = content.strip();
        return stripped.startsWith("Bearer ")
                ? stripped.substring("Bearer ".length()).strip()
                : stripped;
    }

    /** The response alone, or as the value in the posted form. */
    private static String saml(String content) {
        String stripped = content.strip();
        if (!stripped.startsWith("SAMLResponse=")) {
            return stripped;
        }
        String value = stripped.substring("SAMLResponse=".length()).split("&", 2)[0];
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return value;
        }
    }

    private static void fits(Given claims, Chosen idp) throws Refusal {
        boolean saml = idp.text("type").equals("SAML2");
        if (claims instanceof Given.IdToken && saml) {
            throw Refusal.usage("The IdP is of type SAML2 and sends no ID token. Give its response with " + SAML + ".");
        }
        if (claims instanceof Given.SamlResponse && !saml) {
            throw Refusal.usage("The IdP isn't a SAML2 one. Give its ID token with " + TOKEN + ".");
        }
    }

    /** The snapshot, if one was given. Adds its files to the inputs. */
    private static Optional<OrgFiles> snapshot(ParseResult given, Surroundings surroundings, List<InputFile> inputs)
            throws Refusal {
        Optional<String> path = Options.value(given, SNAPSHOT);
        if (path.isEmpty()) {
            return Optional.empty();
        }
        OrgPaths.Org read = OrgPaths.read(List.of(path.get()), List.of(), surroundings);
        inputs.addAll(read.files());
        return switch (OrgFiles.of(read.documents())) {
            case OrgFiles.Gathered.Whole(OrgFiles org) -> Optional.of(org);
            case OrgFiles.Gathered.Faulty(List<String> faults, boolean ofObjects) ->
                throw OrgPaths.refusal(faults, ofObjects);
        };
    }

    private static Optional<LoggedSignIn> logged(ParseResult given, Surroundings surroundings) throws Refusal {
        Optional<String> file = Options.value(given, EVENTS);
        Optional<String> session = Options.value(given, SESSION);
        if (file.isEmpty()) {
            if (session.isPresent()) {
                throw Refusal.usage(SESSION + " is for " + EVENTS + ".");
            }
            return Optional.empty();
        }
        return switch (LoggedSignIn.in(content(file.get(), surroundings), session)) {
            case Reading.Read<LoggedSignIn>(LoggedSignIn signIn) -> Optional.of(signIn);
            case Reading.Refused<LoggedSignIn>(Problem problem) ->
                throw Refusal.of(ExitStatus.BREAKING, file.get() + ": " + problem.detail());
        };
    }

    /** The IdP as given, or else the one of the snapshot that the events name. */
    private static Chosen idp(
            ParseResult given, Optional<OrgFiles> snapshot, Optional<LoggedSignIn> logged, Surroundings surroundings)
            throws Refusal {
        SequencedMap<String, ObjectNode> known =
                snapshot.map(OrgFiles::idpsById).orElseGet(LinkedHashMap::new);
        Optional<String> wanted = Options.value(given, IDP)
                .or(() -> logged.map(LoggedSignIn::idpIds).orElse(List.of()).stream()
                        .filter(known::containsKey)
                        .findFirst());
        if (wanted.isEmpty()) {
            throw Refusal.usage("The IdP is missing. Give its file with " + IDP + ", or its id with " + IDP + " and "
                    + SNAPSHOT + ".");
        }
        Optional<ObjectNode> found = Optional.ofNullable(known.get(wanted.get()));
        if (found.isPresent()) {
            return new Chosen(tree(found.get()), Optional.empty());
        }
        StrictTree json = fileOr(wanted.get(), "IdP", snapshot.isPresent(), surroundings);
        if (!IdpRequestReader.isIdp(json.root())) {
            throw Refusal.of(
                    ExitStatus.BREAKING,
                    wanted.get() + " isn't an IdP as /api/v1/idps/{id} returns it: it has no protocol or no type.");
        }
        return new Chosen(json, Optional.empty());
    }

    /** The rule as given, or else the one of the snapshot that Okta evaluated last. */
    private static Optional<Chosen> rule(
            ParseResult given, Optional<OrgFiles> snapshot, Optional<LoggedSignIn> logged, Surroundings surroundings)
            throws Refusal {
        SequencedMap<String, ObjectNode> known =
                snapshot.map(OrgFiles::rulesById).orElseGet(LinkedHashMap::new);
        Optional<String> wanted = Options.value(given, RULE)
                .or(() -> logged.map(LoggedSignIn::ruleIds).orElse(List.of()).stream()
                        .filter(known::containsKey)
                        .findFirst());
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        Optional<ObjectNode> found = Optional.ofNullable(known.get(wanted.get()));
        if (found.isPresent()) {
            Optional<RuleLabel> label = snapshot.orElseThrow().rules().stream()
                    .filter(each -> each.id().equals(wanted.get()))
                    .findFirst();
            return Optional.of(new Chosen(tree(found.get()), label));
        }
        return Optional.of(
                new Chosen(fileOr(wanted.get(), "rule", snapshot.isPresent(), surroundings), Optional.empty()));
    }

    private static StrictTree fileOr(String name, String kind, boolean snapshot, Surroundings surroundings)
            throws Refusal {
        if (snapshot && InputFile.whyNot(name, surroundings.directory()).isPresent()) {
            throw Refusal.usage(
                    "The snapshot has no " + kind + " with the id " + name + ", and there is no such file.");
        }
        return json(name, surroundings);
    }

    private static Optional<StrictTree> org(ParseResult given, Optional<OrgFiles> snapshot, Surroundings surroundings)
            throws Refusal {
        Optional<String> file = Options.value(given, ORG);
        if (file.isPresent()) {
            return Optional.of(json(file.get(), surroundings));
        }
        return snapshot.map(OrgFiles::org).filter(org -> !org.isEmpty()).map(ExplainCommand::tree);
    }

    private static StrictTree json(String file, Surroundings surroundings) throws Refusal {
        return switch (Content.any(bytes(file, surroundings))) {
            case Content.Json json -> json.tree();
            case Content.Other(String sentence) -> throw Refusal.of(ExitStatus.BREAKING, file + ": " + sentence);
            case Content.Unreadable(FileFault fault, int _) ->
                throw Refusal.of(ExitStatus.BREAKING, file + ": " + fault.sentence());
        };
    }

    private static String content(String file, Surroundings surroundings) throws Refusal {
        byte[] bytes = bytes(file, surroundings);
        if (bytes.length > InputFile.MAX_BYTES) {
            throw Refusal.of(ExitStatus.BREAKING, file + " is larger than 64 MiB.");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String file, Surroundings surroundings) throws Refusal {
        Optional<String> whyNot = InputFile.whyNot(file, surroundings.directory());
        if (whyNot.isPresent()) {
            throw Refusal.usage(file + " " + whyNot.get() + ".");
        }
        return InputFile.named(file).read(surroundings);
    }

    private static StrictTree tree(ObjectNode object) {
        return new StrictTree(object, List.of(), StrictTree.MAX_DEPTH);
    }

    private static StrictTree text(String text) {
        return new StrictTree(JsonNodeFactory.instance.textNode(text), List.of(), 0);
    }
}
