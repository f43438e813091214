package dev.claimsverdict.saml;

import static dev.claimsverdict.saml.Elements.ASSERTION;

import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/**
 * Checks whether an assertion that a verified signature covers is meant for this sign-in (SAML V2.0 Profiles sections
 * 4.1.4.2 and 4.1.4.3, Core section 2.5). The response around it is checked, too, even if it isn't signed: that can only
 * lead to a refusal.
 */
final class AssertionCheck {

    private static final String ASSERTION_POINTER = SamlDocument.POINTER + "/Assertion";
    private static final String CONDITIONS = ASSERTION_POINTER + "/Conditions";
    private static final String CONFIRMATION = ASSERTION_POINTER + "/Subject/SubjectConfirmation";
    private static final String AUTHN = ASSERTION_POINTER + "/AuthnStatement";

    private static final String BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
    private static final String OKTA_AUTH = "urn:okta:saml:2.0:OktaAuth";
    private static final String SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success";

    /** Instants are in UTC and end with Z (SAML V2.0 Core section 1.3.3). */
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?Z");

    /** Conditions that are checked here, or that don't limit whether the assertion is valid here and now. */
    private static final Set<String> KNOWN_CONDITIONS = Set.of("AudienceRestriction", "OneTimeUse", "ProxyRestriction");

    private final Element response;
    private final Element assertion;
    private final SamlExpectations expect;
    private final Instant now;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Instant> ends = new ArrayList<>();

    private AssertionCheck(Element response, Element assertion, SamlExpectations expect, Instant now) {
        this.response = response;
        this.assertion = assertion;
        this.expect = expect;
        this.now = now;
    }

    /** The result of the check. */
    sealed interface Result {
        /** The assertion is meant for this sign-in. */
        record Holds(AssertionValues values) implements Result {}

        /** It isn't. The findings say why. */
        record Fails(List<Finding> findings) implements Result {}
    }

    static Result of(Element response, Element assertion, SamlExpectations expect, Instant now) {
        return new AssertionCheck(response, assertion, expect, now).result();
    }

    /** A finding if the response's status isn't Success. */
    static Optional<Finding> status(Element response) {
        List<Element> status = Elements.children(response, Elements.PROTOCOL, "Status");
        boolean success = status.size() == 1
                && Elements.child(status.getFirst(), Elements.PROTOCOL, "StatusCode")
                        .flatMap(code -> Elements.attribute(code, "Value"))
                        .equals(Optional.of(SUCCESS));
        return success
                ? Optional.empty()
                : Optional.of(Finding.at(SamlDocument.POINTER + "/Status", FindingCode.SAML_STATUS_NOT_SUCCESS));
    }

    private Result result() {
        status(response).ifPresent(findings::add);
        checkIssuer();
        List<String> audience = checkConditions();
        checkResponse();
        checkSubject();
        Optional<Element> authn = checkAuthnStatements();
        Optional<Instant> issued = requirePast(assertion, "IssueInstant", ASSERTION_POINTER);
        Optional<List<String>> amr = sessionAmr();
        if (!findings.isEmpty()) {
            return new Result.Fails(findings);
        }
        return new Result.Holds(new AssertionValues(
                expect.issuer(),
                audience,
                issued.orElseThrow(),
                ends.stream().min(Instant::compareTo).orElseThrow(),
                amr,
                authn.flatMap(AssertionCheck::classRef),
                assertion.getElementsByTagNameNS(OKTA_AUTH, "OktaAuth").getLength() > 0));
    }

    private void checkIssuer() {
        List<Element> own = Elements.children(assertion, ASSERTION, "Issuer");
        List<Element> around = Elements.children(response, ASSERTION, "Issuer");
        boolean fits = own.size() == 1
                && around.size() <= 1
                && isIssuer(own.getFirst())
                && around.stream().allMatch(this::isIssuer);
        require(fits, ASSERTION_POINTER + "/Issuer", FindingCode.SAML_ISSUER_MISMATCH);
    }

    private boolean isIssuer(Element issuer) {
        return Elements.text(issuer).equals(Optional.of(expect.issuer()));
    }

    /** Checks the conditions. Each audience restriction must name the expected audience (Core section 2.5.1.4). */
    private List<String> checkConditions() {
        List<Element> all = Elements.children(assertion, ASSERTION, "Conditions");
        if (all.size() != 1) {
            require(
                    all.isEmpty(),
                    CONDITIONS,
                    FindingCode.SAML_MALFORMED,
                    "The assertion has Conditions more than once.");
            require(!all.isEmpty(), CONDITIONS, FindingCode.SAML_AUDIENCE_MISMATCH);
            return List.of();
        }
        Element conditions = all.getFirst();
        boolean known = Elements.children(conditions).stream()
                .allMatch(each ->
                        ASSERTION.equals(each.getNamespaceURI()) && KNOWN_CONDITIONS.contains(each.getLocalName()));
        require(
                known,
                CONDITIONS,
                FindingCode.SAML_MALFORMED,
                "The assertion has an unknown condition, so nobody can tell whether it is met.");
        requireBegun(conditions, CONDITIONS);
        requireNotEnded(conditions, "NotOnOrAfter", CONDITIONS);
        List<List<String>> restrictions = Elements.children(conditions, ASSERTION, "AudienceRestriction").stream()
                .map(AssertionCheck::audiences)
                .toList();
        boolean meant = !restrictions.isEmpty()
                && restrictions.stream().allMatch(audiences -> audiences.contains(expect.audience()));
        require(meant, CONDITIONS + "/AudienceRestriction", FindingCode.SAML_AUDIENCE_MISMATCH);
        return restrictions.stream().flatMap(List::stream).distinct().toList();
    }

    /** The audiences without surrounding white space, which is insignificant in an anyURI. */
    private static List<String> audiences(Element restriction) {
        return Elements.children(restriction, ASSERTION, "Audience").stream()
                .flatMap(audience -> Elements.text(audience).stream())
                .map(String::strip)
                .toList();
    }

    /** Checks Destination and InResponseTo of the response, if it has them. */
    private void checkResponse() {
        Optional<String> destination =
                Elements.attribute(response, "Destination").filter(text -> !text.isEmpty());
        boolean fits = expect.recipient().isEmpty() || destination.isEmpty() || destination.equals(expect.recipient());
        require(fits, SamlDocument.POINTER + "/Destination", FindingCode.SAML_RECIPIENT_MISMATCH);
        Optional<String> answers = Elements.attribute(response, "InResponseTo");
        require(
                expect.inResponseTo().isEmpty() || answers.isEmpty() || answers.equals(expect.inResponseTo()),
                SamlDocument.POINTER + "/InResponseTo",
                FindingCode.SAML_IN_RESPONSE_TO_MISMATCH);
    }

    /** One valid bearer confirmation is enough (Profiles section 4.1.4.3). Otherwise the findings are those of the first one. */
    private void checkSubject() {
        List<Element> bearers = Elements.children(assertion, ASSERTION, "Subject").stream()
                .flatMap(subject -> Elements.children(subject, ASSERTION, "SubjectConfirmation").stream())
                .filter(each -> Elements.attribute(each, "Method").equals(Optional.of(BEARER)))
                .toList();
        List<Confirmation> confirmations = bearers.stream()
                .map(bearer -> Elements.child(bearer, ASSERTION, "SubjectConfirmationData"))
                .flatMap(Optional::stream)
                .map(this::confirmation)
                .toList();
        if (confirmations.isEmpty()) {
            findings.add(Finding.at(
                    CONFIRMATION,
                    FindingCode.SAML_MALFORMED,
                    "The assertion has no bearer SubjectConfirmation with SubjectConfirmationData."));
            return;
        }
        Confirmation best = confirmations.stream()
                .filter(each -> each.findings().isEmpty())
                .findFirst()
                .orElse(confirmations.getFirst());
        findings.addAll(best.findings());
        ends.addAll(best.ends());
    }

    private record Confirmation(List<Finding> findings, List<Instant> ends) {}

    private Confirmation confirmation(Element data) {
        AssertionCheck single = new AssertionCheck(response, assertion, expect, now);
        single.checkConfirmation(data);
        return new Confirmation(single.findings, single.ends);
    }

    private void checkConfirmation(Element data) {
        String pointer = CONFIRMATION + "/SubjectConfirmationData";
        Optional<String> recipient = Elements.attribute(data, "Recipient").filter(text -> !text.isEmpty());
        boolean fits = recipient.isPresent() && (expect.recipient().isEmpty() || recipient.equals(expect.recipient()));
        require(fits, pointer + "/Recipient", FindingCode.SAML_RECIPIENT_MISMATCH);
        Optional<String> answers = Elements.attribute(data, "InResponseTo");
        Optional<String> around = Elements.attribute(response, "InResponseTo");
        boolean answered = expect.inResponseTo().isPresent()
                ? answers.equals(expect.inResponseTo())
                : answers.isEmpty() || around.isEmpty() || answers.equals(around);
        require(answered, pointer + "/InResponseTo", FindingCode.SAML_IN_RESPONSE_TO_MISMATCH);
        requireBegun(data, pointer);
        require(
                data.hasAttributeNS(null, "NotOnOrAfter"),
                pointer + "/NotOnOrAfter",
                FindingCode.SAML_MALFORMED,
                "The bearer confirmation has no NotOnOrAfter, so the assertion would never expire.");
        requireNotEnded(data, "NotOnOrAfter", pointer);
    }

    private Optional<Element> checkAuthnStatements() {
        List<Element> statements = Elements.children(assertion, ASSERTION, "AuthnStatement");
        require(
                !statements.isEmpty(),
                AUTHN,
                FindingCode.SAML_MALFORMED,
                "The assertion has no AuthnStatement, so it doesn't say that anybody signed in.");
        for (Element statement : statements) {
            requirePast(statement, "AuthnInstant", AUTHN);
            requireNotEnded(statement, "SessionNotOnOrAfter", AUTHN);
        }
        return statements.stream().findFirst();
    }

    private static Optional<String> classRef(Element authnStatement) {
        return Elements.child(authnStatement, ASSERTION, "AuthnContext")
                .flatMap(context -> Elements.child(context, ASSERTION, "AuthnContextClassRef"))
                .flatMap(Elements::text)
                .map(String::strip);
    }

    private Optional<List<String>> sessionAmr() {
        return switch (SessionAmr.of(assertion)) {
            case SessionAmr.Reading.Values(Optional<List<String>> values) -> values;
            case SessionAmr.Reading.NotText() -> {
                findings.add(Finding.at(
                        ASSERTION_POINTER + "/AttributeStatement",
                        FindingCode.SAML_MALFORMED,
                        "A value of session.amr has elements in it, where text is expected."));
                yield Optional.empty();
            }
        };
    }

    private void requireBegun(Element element, String pointer) {
        instant(element, "NotBefore", pointer)
                .ifPresent(begin -> require(
                        !now.plus(expect.skew()).isBefore(begin),
                        pointer + "/NotBefore",
                        FindingCode.SAML_NOT_YET_VALID));
    }

    private void requireNotEnded(Element element, String name, String pointer) {
        instant(element, name, pointer).ifPresent(end -> {
            ends.add(end);
            require(now.minus(expect.skew()).isBefore(end), pointer + "/" + name, FindingCode.SAML_EXPIRED);
        });
    }

    /** A required instant that must not be in the future. */
    private Optional<Instant> requirePast(Element element, String name, String pointer) {
        require(
                element.hasAttributeNS(null, name),
                pointer + "/" + name,
                FindingCode.SAML_MALFORMED,
                "The assertion lacks " + name + ".");
        Optional<Instant> instant = instant(element, name, pointer);
        instant.ifPresent(each ->
                require(!each.isAfter(now.plus(expect.skew())), pointer + "/" + name, FindingCode.SAML_NOT_YET_VALID));
        return instant;
    }

    private Optional<Instant> instant(Element element, String name, String pointer) {
        Optional<String> text = Elements.attribute(element, name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (INSTANT.matcher(text.get()).matches()) {
                return Optional.of(Instant.parse(text.get()));
            }
        } catch (DateTimeException _) {
            // A day or an hour that doesn't exist. The finding below covers it.
        }
        findings.add(Finding.at(
                pointer + "/" + name,
                FindingCode.SAML_MALFORMED,
                name + " is not an instant in UTC, such as 2026-11-24T12:00:00Z."));
        return Optional.empty();
    }

    private void require(boolean holds, String pointer, FindingCode code) {
        if (!holds) {
            findings.add(Finding.at(pointer, code));
        }
    }

    private void require(boolean holds, String pointer, FindingCode code, String sentence) {
        if (!holds) {
            findings.add(Finding.at(pointer, code, sentence));
        }
    }
}
