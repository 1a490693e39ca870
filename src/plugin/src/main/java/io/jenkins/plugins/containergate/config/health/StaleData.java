package io.jenkins.plugins.containergate.config.health;

import hudson.Extension;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.feed.Feed;
import io.jenkins.lib.containergate.feed.FeedRecord;
import io.jenkins.plugins.containergate.JenkinsWords;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.FetchedData;
import io.jenkins.plugins.containergate.config.VulnerabilityData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Vulnerability data on the controller that are missing, or older than a week: new vulnerabilities are not found with them. */
@Extension
public final class StaleData extends ListedProblems {
    private static final Duration FRESH = Duration.ofDays(7);

    private final Clock clock = Clock.systemUTC();

    @Override
    public String getDisplayName() {
        return Messages.StaleData_displayName();
    }

    @Override
    public String getSummary() {
        return Messages.StaleData_summary();
    }

    @Override
    List<String> problems() {
        VulnerabilityData configured = ContainerGateConfiguration.get().getVulnerabilityData();
        if (configured == null) {
            return List.of();
        }
        List<String> problems = new ArrayList<>(fetched(configured));
        Stream.concat(
                        configured.getOsvExports().stream(),
                        Stream.of(configured.getKnownExploited(), configured.getEpss())
                                .filter(Objects::nonNull))
                .flatMap(file -> file(file).stream())
                .forEach(problems::add);
        return problems;
    }

    private List<String> fetched(VulnerabilityData configured) {
        try {
            List<Feed> feeds = FetchedData.feeds(configured);
            if (feeds.isEmpty()) {
                return List.of();
            }
            Map<String, FeedRecord> records = FetchedData.directory().records();
            return feeds.stream()
                    .flatMap(feed -> fetched(feed.path(), Optional.ofNullable(records.get(feed.path()))).stream())
                    .toList();
        } catch (GateException e) {
            return List.of(JenkinsWords.of(e.getMessage()));
        }
    }

    /** A publisher that has nothing new said so when it was last checked. */
    private Optional<String> fetched(String path, Optional<FeedRecord> record) {
        if (record.isEmpty()) {
            return Optional.of(Messages.StaleData_neverFetched(path));
        }
        Instant checked = record.get().checkedAt();
        return old(checked) ? Optional.of(Messages.StaleData_fetched(path, day(checked))) : Optional.empty();
    }

    /** When a directory changed says nothing of the files in it: only whether it is there is looked at. */
    private Optional<String> file(String name) {
        try {
            Path file = Path.of(name);
            Instant modified = Files.getLastModifiedTime(file).toInstant();
            return Files.isRegularFile(file) && old(modified)
                    ? Optional.of(Messages.StaleData_file(name, day(modified)))
                    : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.of(Messages.VulnerabilityData_missing(name));
        }
    }

    private boolean old(Instant time) {
        return time.isBefore(clock.instant().minus(FRESH));
    }

    private static LocalDate day(Instant time) {
        return time.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
