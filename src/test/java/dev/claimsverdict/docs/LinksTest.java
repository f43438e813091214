package dev.claimsverdict.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each relative link of the documentation leads to a file that is there, and to a place that is in it. */
class LinksTest {

    private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern CODE = Pattern.compile("`[^`\\n]*`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?)\\s*$");
    private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]+)\">");

    static Stream<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        try (Stream<Path> root = Files.list(Path.of(""));
                Stream<Path> docs = Files.walk(Path.of("docs"));
                Stream<Path> results = Files.list(Path.of("bench/results"))) {
            Stream.of(root, docs, results)
                    .flatMap(files -> files)
                    .filter(file -> file.toString().endsWith(".md"))
                    .forEach(pages::add);
        }
        pages.add(Path.of("examples/README.md"));
        pages.add(Path.of("infra/README.md"));
        pages.add(Path.of("bench/README.md"));
        return pages.stream().sorted();
    }

    @Test
    @DisplayName("the pages are found")
    void thereArePages() throws IOException {
        List<String> names = pages().map(Path::toString).toList();
        for (String page : List.of("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "docs/findings.md")) {
            assertTrue(names.contains(page), page);
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    @DisplayName("each link of")
    void links(Path page) throws IOException {
        List<String> broken = new ArrayList<>();
        var link = LINK.matcher(CODE.matcher(withoutFences(page)).replaceAll("``"));
        while (link.find()) {
            String target = link.group(1);
            if (!target.matches("[a-z]+:.*")) {
                String[] parts = target.split("#", 2);
                Path file = parts[0].isEmpty()
                        ? page
                        : page.resolveSibling(parts[0]).normalize();
                boolean there = Files.exists(file)
                        && (parts.length == 1 || anchors(file).contains(parts[1]));
                if (!there) {
                    broken.add(target);
                }
            }
        }
        assertEquals(List.of(), broken);
    }

    @Test
    @DisplayName("each page of docs stands in its index")
    void index() throws IOException {
        String index = Files.readString(Path.of("docs/README.md"));
        try (Stream<Path> docs = Files.list(Path.of("docs"))) {
            for (Path page : docs.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.endsWith("README.md"))
                    .toList()) {
                assertTrue(index.contains("(" + page.getFileName() + ")"), page.toString());
            }
        }
    }

    @Test
    @DisplayName("headings become anchors as GitHub makes them")
    void slugs() {
        assertEquals(
                Set.of("amr_missing", "what-there-is", "what-there-is-1", "trust-does-okta-read-the-claim"),
                anchors("# AMR_MISSING\n## What there is\n## What `there` is\n## Trust: does Okta read the claim?\n"));
    }

    private static Set<String> anchors(Path file) throws IOException {
        return anchors(withoutFences(file));
    }

    private static Set<String> anchors(String text) {
        Set<String> anchors = new HashSet<>();
        Map<String, Integer> seen = new HashMap<>();
        HEADING.matcher(text).results().forEach(heading -> {
            String slug = heading.group(1)
                    .replaceAll("]\\([^)]*\\)", "")
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-');
            int times = seen.merge(slug, 1, Integer::sum);
            anchors.add(times == 1 ? slug : slug + "-" + (times - 1));
        });
        ANCHOR.matcher(text).results().forEach(anchor -> anchors.add(anchor.group(1)));
        return anchors;
    }

    private static String withoutFences(Path page) throws IOException {
        return FENCE.matcher(Files.readString(page)).replaceAll("");
    }
}
