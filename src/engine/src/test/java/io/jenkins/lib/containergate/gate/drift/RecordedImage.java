package io.jenkins.lib.containergate.gate.drift;

import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.ledger.LedgerEntry;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a ledger has of an image, or of the index that lists it. */
record RecordedImage(String repository, Digest digest, Optional<Digest> index, String mode) {
    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final String REPOSITORY = "registry.example/shop/app";
    static final Digest IMAGE = new Digest("ab".repeat(32));
    static final Digest INDEX = new Digest("1d".repeat(32));

    static RecordedImage of(Digest digest) {
        return new RecordedImage(REPOSITORY, digest, Optional.empty(), "enforce");
    }

    LedgerEntry entry(GateName gate, Outcome outcome, Instant at, Digest policy) {
        return new LedgerEntry(
                at,
                repository,
                Optional.of(digest),
                index,
                outcome,
                Map.of(gate, outcome),
                policy,
                List.of("org"),
                Optional.of(mode),
                List.of(),
                Optional.empty(),
                LedgerEntry.Attached.none(),
                Optional.empty());
    }
}
