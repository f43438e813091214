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
 * (https://developer.okta.com/docs/reference/rl-best-practices/).
 *
 * @param limit how many calls a window has
 * @param remaining how many are left
 * @param reset how long it is until the next window; absent if the org doesn't say
 */
record RateLimit(OptionalLong limit, OptionalLong remaining, Reset reset) {

    /** For an answer that doesn't say when the window ends. */
    private static final Duration WINDOW = Duration.ofMinutes(1);

    /** The clocks' seconds begin at different instants. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}");

    /** When the next window begins, by the org's clock, and what that clock shows. */
    record Reset(OptionalLong epochSecond, Instant now) {

        Duration after() {
            if (epochSecond.isEmpty()) {
                return WINDOW;
            }
            Duration until = Duration.between(now, Instant.ofEpochSecond(epochSecond.getAsLong()));
            return until.isNegative() ? MARGIN : until.plus(MARGIN);
        }
    }

    /** @param now for an answer without a date */
    static RateLimit of(Headers headers, Instant now) {
        return new RateLimit(
                number(headers, "X-Rate-Limit-Limit"),
                number(headers, "X-Rate-Limit-Remaining"),
                new Reset(number(headers, "X-Rate-Limit-Reset"), date(headers, now)));
    }

    /** How long to wait until a call is allowed again. */
    Duration untilReset() {
        return reset.after();
    }

    /** Whether to wait already, although calls are left: the last tenth is for the org's other programs. */
    boolean low() {
        return remaining.isPresent() && remaining.getAsLong() <= limit.orElse(0) / 10;
    }

    private static OptionalLong number(Headers headers, String name) {
        // With several values the org means the last one.
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
