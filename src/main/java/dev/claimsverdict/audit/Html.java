package dev.claimsverdict.audit;

import dev.claimsverdict.verdict.ConfigurationVerdict;
import dev.claimsverdict.verdict.OrgVerdict.Judgement;
import dev.claimsverdict.verdict.OrgVerdict.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes a self-contained HTML page. Its content security policy lets the browser load nothing and run only the page's own
 * script, so that markup in a name could do nothing even if it weren't escaped.
 */
final class Html {

    private static final String STYLE = resource("page.css");
    private static final String SCRIPT = resource("page.js");

    private final StringBuilder page = new StringBuilder(1 << 16);

    /** Starts a page. Its body stays open. */
    Html(String title) {
        markup("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        markup("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '" + hash(STYLE)
                + "'; script-src '" + hash(SCRIPT) + "'; base-uri 'none'; form-action 'none'\">\n");
        markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        markup(
                "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
        markup("<title>").text(title).markup("</title>\n<style>" + STYLE + "</style>\n</head>\n<body>\n");
    }

    /** The whole page. */
    String whole() {
        return markup("<script>" + SCRIPT + "</script>\n</body>\n</html>\n")
                .page
                .toString();
    }

    /** Adds markup of this program. It must not contain text from a file. */
    Html markup(String markup) {
        page.append(markup);
        return this;
    }

    /** Adds text, escaped. */
    Html text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> page.append("&amp;");
                case '<' -> page.append("&lt;");
                case '>' -> page.append("&gt;");
                case '"' -> page.append("&quot;");
                case '\'' -> page.append("&#39;");
                default -> page.append(c);
            }
        }
        return this;
    }

    /** Adds a name from a file. Its writing direction doesn't affect the text around it. */
    Html name(String name) {
        return markup("<bdi>").text(Printable.name(name)).markup("</bdi>");
    }

    /** Adds the outcome of an IdP. */
    Html badge(ConfigurationVerdict.Outcome outcome) {
        String look = switch (outcome) {
            case SAFE -> look(Outcome.ACCEPTED);
            case AT_RISK -> look(Outcome.STEP_UP) + " risk";
            case BREAKING, INVALID -> look(Outcome.REJECTED);
        };
        return markup("<span class=\"badge " + look + "\">" + outcome + "</span>");
    }

    /** Adds the outcome of a cell. */
    Html badge(Outcome outcome) {
        return markup("<span class=\"badge " + look(outcome) + "\">" + word(outcome) + "</span>");
    }

    /** Adds the outcome of a cell that may be absent. */
    Html badge(Optional<Judgement> judgement) {
        return judgement.map(each -> badge(each.outcome())).orElseGet(() -> markup("not asked"));
    }

    /** The class of an outcome in the style sheet. */
    static String look(Outcome outcome) {
        return outcome.name().substring(0, 1).toLowerCase(Locale.ROOT);
    }

    /** The word for an outcome on the page. */
    static String word(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String hash(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream file = Html.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
