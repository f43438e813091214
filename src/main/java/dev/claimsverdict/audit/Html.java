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
 * Writes a page that is whole in itself. Its policy lets the browser load nothing and run no script but the page's own, so
 * that even a name that were markup could do nothing.
 */
final class Html {

    private static final String STYLE = resource("page.css");
    private static final String SCRIPT = resource("page.js");

    private final StringBuilder page = new StringBuilder(1 << 16);

    /** A page up to its body, which stays open. */
    Html(String title) {
        markup("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        markup("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '" + hash(STYLE)
                + "'; script-src '" + hash(SCRIPT) + "'; base-uri 'none'; form-action 'none'\">\n");
        markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        markup(
                "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
        markup("<title>").text(title).markup("</title>\n<style>" + STYLE + "</style>\n</head>\n<body>\n");
    }

    /** The page with its end. */
    String whole() {
        return markup("<script>" + SCRIPT + "</script>\n</body>\n</html>\n")
                .page
                .toString();
    }

    /** Markup of this program. No text from a file may be in it. */
    Html markup(String markup) {
        page.append(markup);
        return this;
    }

    /** Text, which stays text. */
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

    /** A name from a file, kept apart from the direction of the text around it. */
    Html name(String name) {
        return markup("<bdi>").text(Printable.name(name)).markup("</bdi>");
    }

    /** An IdP's verdict. */
    Html badge(ConfigurationVerdict.Outcome outcome) {
        String look = switch (outcome) {
            case SAFE -> look(Outcome.ACCEPTED);
            case AT_RISK -> look(Outcome.STEP_UP) + " risk";
            case BREAKING, INVALID -> look(Outcome.REJECTED);
        };
        return markup("<span class=\"badge " + look + "\">" + outcome + "</span>");
    }

    /** A cell's outcome. */
    Html badge(Outcome outcome) {
        return markup("<span class=\"badge " + look(outcome) + "\">" + word(outcome) + "</span>");
    }

    /** The outcome of a cell that may not be there. */
    Html badge(Optional<Judgement> judgement) {
        return judgement.map(each -> badge(each.outcome())).orElseGet(() -> markup("not asked"));
    }

    /** Its class in the style sheet. */
    static String look(Outcome outcome) {
        return outcome.name().substring(0, 1).toLowerCase(Locale.ROOT);
    }

    /** Its word on the page. */
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
