package dev.claimsverdict.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import okhttp3.HttpUrl;

/** Reads lists with all their pages. */
final class ListReader {

    private final OrgUrl org;
    private final OrgClient client;
    private final int maxPages;

    ListReader(OrgUrl org, OrgClient client, int maxPages) {
        this.org = org;
        this.client = client;
        this.maxPages = maxPages;
    }

    /** A list, or why there is none. */
    sealed interface Result {

        record Read(List<ObjectNode> objects) implements Result {
            public Read {
                objects = List.copyOf(objects);
            }
        }

        record Missing(NotRead why) implements Result {}
    }

    /**
     * Reads a whole list. If one page fails, the list counts as not read. If an object comes twice, because the org changed
     * between two pages, the later one counts.
     */
    Result read(OrgList list) throws SnapshotAborted {
        Map<String, ObjectNode> objects = new LinkedHashMap<>();
        Set<HttpUrl> asked = new HashSet<>();
        HttpUrl url = org.call(list.target());
        while (true) {
            asked.add(url);
            Answer answer = client.get(url);
            if (answer instanceof Answer.None none) {
                return missing(list, none);
            }
            Answer.Json json = (Answer.Json) answer;
            if (!collect(json.root(), objects)) {
                return failed(list, "The answer is not an array of objects.");
            }
            if (json.next().isEmpty()) {
                return new Result.Read(List.copyOf(objects.values()));
            }
            Optional<HttpUrl> next = org.sameOrigin(json.next().get());
            if (next.isEmpty()) {
                return failed(list, "The link to the next page leads to another host, so it isn't followed.");
            }
            url = next.get();
            if (asked.contains(url)) {
                return failed(list, "The link to the next page leads to a page that was read already.");
            }
            if (asked.size() >= maxPages) {
                return failed(list, "The list has more than " + maxPages + " pages.");
            }
        }
    }

    private static boolean collect(JsonNode page, Map<String, ObjectNode> objects) {
        if (!page.isArray()) {
            return false;
        }
        for (JsonNode element : page) {
            if (!(element instanceof ObjectNode object)) {
                return false;
            }
            // Ids in Okta have no spaces, so this key is no object's id.
            String id = Optional.ofNullable(object.path("id").textValue()).orElse("no id " + objects.size());
            objects.put(id, object);
        }
        return true;
    }

    private static Result missing(OrgList list, Answer.None none) {
        int status = none.status().orElse(0);
        NotRead.Reason reason = list.absence().contains(status)
                ? NotRead.Reason.NOT_IN_ORG
                : status == 403 ? NotRead.Reason.REFUSED : NotRead.Reason.FAILED;
        String help = status == 403
                ? " The credentials need the scope " + list.scope() + " or the rights of a read-only administrator."
                : "";
        return new Result.Missing(new NotRead(
                list.target(), list.title(), reason, none.status(), none.errorCode(), none.detail() + help));
    }

    private static Result failed(OrgList list, String detail) {
        return missing(list, new Answer.None(OptionalInt.of(200), Optional.empty(), detail));
    }
}
