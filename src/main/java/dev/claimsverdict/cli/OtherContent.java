package dev.claimsverdict.cli;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Recognizes files that people give to {@code lint} by mistake. A sentence says what the file is and what to do
 * instead. No sentence contains text of the file.
 */
final class OtherContent {

    static final String INSTEAD =
            "lint judges an IdP object as Okta's API returns it, a change of one ({\"before\": ..., \"after\": ...}), or a"
                    + " Terraform plan or state (terraform show -json).";
    private static final String AS_EVIDENCE =
            "lint judges IdPs. To judge an IdP by what it sends, put this into an evidence file (--evidence).";

    /** The characters that the patterns look at: enough to recognize a kind of text, and few enough to be fast. */
    private static final int BEGINNING = 4_000;

    private static final Pattern JWT = Pattern.compile("(?:Bearer\\s+)?[\\w-]{10,}\\.[\\w-]{10,}\\.[\\w-]*");
    private static final Pattern BASE64_XML =
            Pattern.compile("(?:PHNhbWx|PD94bWw|PHJlc3Bvb|PFJlc3Bvb)[A-Za-z0-9+/=%\\s]*");
    private static final Pattern TERRAFORM_CONFIGURATION = Pattern.compile(
            "(?m)^\\s*(?:resource|data|module|terraform|provider|variable|output|locals)\\b[^\\n{]*\\{");
    private static final Pattern PLAN_FOR_PEOPLE =
            Pattern.compile("Terraform will perform the following|Terraform used the selected providers"
                    + "|No changes\\. Your infrastructure|(?m)^\\s*# [\\w.\\[\\]\"-]+ (?:will|must) be ");
    private static final Pattern YAML = Pattern.compile("---|- |[\\w\"'.-]{1,100}:(?:\\s|$)");

    private static final Set<String> SIGN_IN_REQUEST =
            Set.of("idToken", "accessToken", "amr", "samlResponse", "idp", "idpId", "rule");

    private OtherContent() {}

    /** Content that isn't text. */
    static Optional<String> ofBytes(byte[] bytes) {
        if (startsWith(bytes, 'P', 'K', 3, 4)) {
            return Optional.of(
                    isTerraformPlan(bytes)
                            ? "This is a binary Terraform plan. Write it as JSON: terraform show -json plan.tfplan >"
                                    + " plan.json."
                            : "This is a zip archive. Unpack it first.");
        }
        if (startsWith(bytes, 0x1F, 0x8B)) {
            return Optional.of("This is compressed with gzip. Unpack it first.");
        }
        boolean utf16 = startsWith(bytes, 0xFE, 0xFF)
                || startsWith(bytes, 0xFF, 0xFE)
                || bytes.length > 1 && (bytes[0] == 0) != (bytes[1] == 0);
        return utf16
                ? Optional.of("This is UTF-16, which > in Windows PowerShell writes. Write it as UTF-8: terraform show"
                        + " -json plan.tfplan | Out-File -Encoding utf8 plan.json.")
                : Optional.empty();
    }

    private static boolean startsWith(byte[] bytes, int... first) {
        for (int i = 0; i < first.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != first[i]) {
                return false;
            }
        }
        return true;
    }

    /** The first entry of a plan is {@code tfplan}; the name of a zip's first entry begins at its 31st byte. */
    private static boolean isTerraformPlan(byte[] zip) {
        byte[] name = "tfplan".getBytes(StandardCharsets.US_ASCII);
        return zip.length >= 30 + name.length
                && List.of(name.length, 0).equals(List.of((int) zip[26], (int) zip[27]))
                && new String(zip, 30, name.length, StandardCharsets.US_ASCII).equals("tfplan");
    }

    /** Text that isn't one JSON value. */
    static Optional<String> ofText(String text) {
        String beginning = text.strip();
        beginning = beginning.substring(0, Math.min(beginning.length(), BEGINNING));
        if (beginning.startsWith("<")) {
            return Optional.of(markup(beginning));
        }
        if (JWT.matcher(beginning).matches()) {
            return Optional.of("This is a token (a JWT). " + AS_EVIDENCE);
        }
        if (BASE64_XML.matcher(beginning).matches()) {
            return Optional.of("This is a SAML response in base64. " + AS_EVIDENCE);
        }
        if (beginning.startsWith("{\"@level\"")) {
            return Optional.of("This is the log that terraform plan -json writes. Write the plan itself: terraform plan"
                    + " -out=plan.tfplan, then terraform show -json plan.tfplan > plan.json.");
        }
        if (PLAN_FOR_PEOPLE.matcher(beginning).find()) {
            return Optional.of("This is a Terraform plan for people to read. Write it as JSON: terraform show -json"
                    + " plan.tfplan > plan.json.");
        }
        if (TERRAFORM_CONFIGURATION.matcher(beginning).find()) {
            return Optional.of(
                    "This is a Terraform configuration. Judge its plan: terraform plan -out=plan.tfplan, then"
                            + " terraform show -json plan.tfplan > plan.json.");
        }
        if (isYaml(beginning)) {
            return Optional.of("This is YAML. " + INSTEAD + " Each of them is JSON.");
        }
        return Optional.empty();
    }

    /** Whether the first line that isn't a comment looks like YAML. */
    private static boolean isYaml(String text) {
        return text.lines()
                .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
                .findFirst()
                .filter(line -> YAML.matcher(line).lookingAt())
                .isPresent();
    }

    private static String markup(String text) {
        if (text.contains("EntityDescriptor")) {
            return "This is SAML metadata. " + INSTEAD;
        }
        if (text.contains("urn:oasis:names:tc:SAML:2.0")) {
            return "This is a SAML message in XML. To judge an IdP by a SAML response that it sends, put the response in"
                    + " base64 into an evidence file (--evidence).";
        }
        return ofPage(text).orElse("This is XML. " + INSTEAD);
    }

    /** An HTML page. */
    static Optional<String> ofPage(String text) {
        String beginning = text.strip();
        String lower =
                beginning.substring(0, Math.min(beginning.length(), BEGINNING)).toLowerCase(Locale.ROOT);
        return lower.startsWith("<!doctype html") || lower.startsWith("<html")
                ? Optional.of("This is an HTML page, perhaps from a proxy or a sign-in page.")
                : Optional.empty();
    }

    /** JSON that lint doesn't judge; empty for an IdP or a change of one. */
    static Optional<String> ofJson(Outline json) {
        if (json.isArray()) {
            return Optional.of(list(json));
        }
        if (!json.isObject()) {
            return Optional.of("This is a single value. " + INSTEAD);
        }
        return json.has("type", "protocol") || json.has("after") || json.has("before")
                ? Optional.empty()
                : terraformState(json).or(() -> Optional.of(object(json)));
    }

    private static String list(Outline json) {
        String count = json.elements() == 1 ? "one" : Integer.toString(json.elements());
        if (json.elements() == 0) {
            return "This is an empty list. " + INSTEAD;
        }
        if (json.has("type", "protocol")) {
            return "This is a list of " + (json.elements() == 1 ? "one IdP" : count + " IdPs")
                    + ". Put each into a file of its own, or judge them together with claims-verdict audit.";
        }
        if (json.has("actions", "conditions")) {
            return "This is a list of policy rules. lint judges IdPs; claims-verdict audit judges each IdP under each rule.";
        }
        if (json.has("eventType")) {
            return "This is a list of System Log events. They don't contain a configuration. " + INSTEAD;
        }
        return "This is a list. " + INSTEAD;
    }

    /** The file in which Terraform keeps its state has another format than the output of {@code terraform show}. */
    private static Optional<String> terraformState(Outline json) {
        return json.has("terraform_version", "serial") || json.has("terraform_version", "lineage")
                ? Optional.of(
                        "This is Terraform's own state file. Write the state as JSON and judge that: terraform show"
                                + " -json > state.json.")
                : Optional.empty();
    }

    private static String object(Outline json) {
        if (json.has("protocol")) {
            return "This looks like an IdP, but it has no field type. Save the whole object as GET"
                    + " /api/v1/idps/{id} returns it.";
        }
        if (json.has("id_token") || json.has("access_token")) {
            return "This is a token response. " + AS_EVIDENCE;
        }
        if (json.has("idps")) {
            return "This is a snapshot of an org. Judge it with claims-verdict audit.";
        }
        if (json.has("eventType")) {
            return "This is a System Log event, which doesn't contain a configuration. " + INSTEAD;
        }
        if (json.has("actions") || json.has("verificationMethod") || json.has("factorMode") || json.has("appSignOn")) {
            return "This is a policy rule. lint judges IdPs; claims-verdict audit judges each IdP under each rule.";
        }
        if (json.has("iss", "aud") || json.has("iss", "sub")) {
            return "These are the claims of a token. To judge an IdP by them, put their amr into an evidence file"
                    + " (--evidence).";
        }
        if (json.has("idp") && !json.has("idToken") && !json.has("amr") && !json.has("samlResponse")) {
            return "This is an entry of the function's registry. Judge the IdP in it: jq .idp FILE | claims-verdict lint -";
        }
        if (json.members().stream().anyMatch(SIGN_IN_REQUEST::contains)) {
            return "This is about one sign-in. lint judges the configuration of IdPs.";
        }
        if (json.has("issuer", "jwks_uri")) {
            return "This is an OpenID discovery document. To judge an IdP by it, put its claims_supported into an evidence"
                    + " file (--evidence) as claimsSupported.";
        }
        if (json.has("keys")) {
            return "This is a set of keys (JWKS). " + INSTEAD;
        }
        if (json.has("errorCode", "errorSummary")) {
            return "This is an error message from Okta's API.";
        }
        return "This is JSON, but lint doesn't judge it. " + INSTEAD;
    }
}
