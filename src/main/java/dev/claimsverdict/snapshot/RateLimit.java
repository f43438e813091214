package dev.claimsverdict.snapshot;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import okhttp3.Headers;

/**
 * What an answer says about the org's rate limit, which all the org's programs share
 * (<a href="https://developer.okta.com/docs/reference/rl-best-practices/">source</a>).
 *
 * @param limit how many calls a window allows
 * @param remaining how many of them are left
 * @param reset when the next window begins
 */
record RateLimit(OptionalLong limit, OptionalLong remaining, Reset reset) {

    /** The length of a window, for an answer that doesn't say when the window ends. */
    private static final Duration WINDOW = Duration.ofMinutes(1);

    /** Added to each wait, because the org gives times in whole seconds. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}");

    /**
     * When the next window begins.
     *
     * @param epochSecond when it begins, by the org's clock; absent if the answer doesn't say
     * @param now the time by the org's clock
     */
    record Reset(OptionalLong epochSecond, Instant now) {

        /** How long it is until then, with a margin. */
        Duration remaining() {
            if (epochSecond.isEmpty()) {
                return WINDOW;
            }
            Duration until = Duration.between(now, Instant.ofEpochSecond(epochSecond.getAsLong()));
            return until.isNegative() ? MARGIN : until.plus(MARGIN);
        }
    }

    /**
     * Reads the headers of an answer.
     *
     * @param now the time to use if the answer has no date
     */
    static RateLimit of(Headers headers, Instant now) {
        return new RateLimit(
                number(headers, "X-Rate-Limit-Limit"),
                number(headers, "X-Rate-Limit-Remaining"),
                new Reset(number(headers, "X-Rate-Limit-Reset"), date(headers, now)));
    }

    /** How long to wait until a call is allowed again. */
    Duration untilReset() {
        return reset.remaining();
    }

    /** Whether few calls are left. The last tenth is for the org's other programs, so it is time to wait. */
    boolean low() {
        return remaining.isPresent() && remaining.getAsLong() <= limit.orElse(0) / 10;
    }

    private static OptionalLong number(Headers headers, String name) {
        // OkHttp returns the last value if there are several.
        String value = headers.get(name);
        return value != null && NUMBER.matcher(value).matches()
                ? OptionalLong.of(Long.parseLong(value))
                : OptionalLong.empty();
    }

    private static Instant date(Headers headers, Instant now) {
        String date = headers.get("Date");
        if (date == null) {
            return now;
        }
        try {
            return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException _) {
            return now;
        }
    }
}
