package io.jenkins.lib.containergate.feed;

import io.jenkins.lib.containergate.bounds.ClockSkew;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecosystem.OsvScope;
import io.jenkins.lib.containergate.ecosystem.SupportEnds;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.vulnerability.exploitation.EpssScores;
import io.jenkins.lib.containergate.vulnerability.exploitation.KnownExploitedCatalogue;
import io.jenkins.lib.containergate.vulnerability.osv.OsvLimits;
import io.jenkins.lib.containergate.vulnerability.osv.export.OsvExportSource;
import io.jenkins.lib.containergate.vulnerability.vex.VexRepository;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads a whole file as a scan will, before it takes the place of the one that is there. */
final class FeedCheck {
    private final OsvLimits limits;
    private final Clock clock;
    private final int threads;

    FeedCheck(OsvLimits limits, Clock clock, int threads) {
        this.limits = limits;
        this.clock = clock;
        this.threads = threads;
    }

    /**
     * @return the newest knowledge in it; a table of ends of support that does not say so only adds to the one of the program
     * @throws GateException when a scan could not use it
     */
    Optional<Instant> newest(Feed feed, Path file, Deadline deadline) throws GateException, InterruptedException {
        Optional<Instant> newest = read(feed, file, deadline);
        if (newest.isEmpty() && !(feed.kind() instanceof Feed.Kind.EndOfLife)) {
            throw new GateException(
                    "it does not say how old it is, or all of it is dated in the future",
                    "check that the mirror serves the publisher's file as it is, and the clock of this machine");
        }
        if (newest.isPresent() && ClockSkew.DATE.inFuture(newest.get(), clock)) {
            throw new GateException(
                    "it is dated " + newest.get() + ", which is in the future",
                    "correct the clock of this machine, or report it to the operator of the mirror");
        }
        return newest;
    }

    private Optional<Instant> read(Feed feed, Path file, Deadline deadline) throws GateException, InterruptedException {
        if (feed.kind() instanceof Feed.Kind.OsvExport export) {
            return newest(export.ecosystem(), OsvScope::ecosystemOf, file, deadline);
        }
        if (feed.kind() instanceof Feed.Kind.Advisories advisories) {
            String ecosystem = advisories.release().ecosystem();
            boolean released = ecosystem.indexOf(':') >= 0;
            return newest(ecosystem, released ? UnaryOperator.identity() : OsvScope::ecosystemOf, file, deadline);
        }
        if (feed.kind() instanceof Feed.Kind.EndOfLife) {
            return SupportEnds.published(file).generatedAt();
        }
        if (feed.kind() instanceof Feed.Kind.VexRepository repository) {
            return Optional.of(newest(repository, file));
        }
        return feed.kind() instanceof Feed.Kind.Epss
                ? EpssScores.read(file).scoredAt()
                : KnownExploitedCatalogue.read(file).releasedAt();
    }

    private static Instant newest(Feed.Kind.VexRepository expected, Path file) throws GateException {
        VexRepository repository = VexRepository.read(file);
        if (expected.manifest()
                .filter(manifest -> !manifest.equals(repository.address()))
                .isPresent()) {
            throw new GateException(
                    "it is the VEX repository " + repository.address() + ", not "
                            + expected.manifest().get(),
                    "check that the mirror serves the right file");
        }
        return repository.updatedAt();
    }

    /** @param part of an ecosystem's full name that is to be {@code ecosystem} */
    private Optional<Instant> newest(String ecosystem, UnaryOperator<String> part, Path file, Deadline deadline)
            throws GateException, InterruptedException {
        OsvExportSource.Contents contents = new OsvExportSource(List.of(file), Optional.empty(), limits, clock, threads)
                .contents(deadline, event -> {});
        if (contents.ecosystems().stream().map(part).noneMatch(ecosystem::equals)) {
            throw new GateException(
                    "the export holds no record about " + ecosystem, "check that the mirror serves the right file");
        }
        return contents.newest();
    }
}
