package dev.claimsverdict.jwks;

import dev.claimsverdict.fetch.JwksUrl;
import dev.claimsverdict.json.JsonObject;
import dev.claimsverdict.testing.SetClock;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.token.KeySource.Keys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** JWKS hosts that are asked for whatever URLs requests bring, without any network. */
final class FakeHosts {

    static final Keys SPENT =
            new Keys.Unavailable("This deployment asked the JWKS host too often in the last minutes.");
    static final JwksFetch.Outcome DOWN = new JwksFetch.Outcome.Failed("It is down.");
    static final JwksFetch.Outcome PUBLISHED = new JwksFetch.Outcome.Fetched(
            switch (Jwks.read(JsonObject.parse(TestKey.jwks(TestKey.ED25519)))) {
                case Jwks.Reading.Read(Jwks jwks) -> jwks;
                case Jwks.Reading.Refused(String reason) -> throw new IllegalStateException(reason);
            });

    final SetClock clock = new SetClock(TestApi.NOW);

    /** The URLs that were fetched, in that order. */
    final List<JwksUrl> fetched = Collections.synchronizedList(new ArrayList<>());

    final RequestedJwks requested = new RequestedJwks((url, allowance) ->
            new JwksCache(() -> fetch(url), allowance, Duration.ofSeconds(20), clock, new KeyTally()));

    /** What all of them answer from now on. */
    JwksFetch.Outcome outcome = PUBLISHED;

    private JwksFetch.Outcome fetch(JwksUrl url) {
        fetched.add(url);
        return outcome;
    }

    Keys ask(String url, String kid) {
        return requested
                .cache(JwksUrl.parse(url).orElseThrow(), clock.instant())
                .map(cache -> cache.keys(Optional.of(kid)))
                .orElse(SPENT);
    }

    /** For the kid that they publish. */
    Keys ask(String url) {
        return ask(url, "ed-1");
    }
}
