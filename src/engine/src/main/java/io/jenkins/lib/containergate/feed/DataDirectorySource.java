package io.jenkins.lib.containergate.feed;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecosystem.OsvScope;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.SourceInfo;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.vulnerability.VulnerabilityReport;
import io.jenkins.lib.containergate.vulnerability.VulnerabilitySource;
import io.jenkins.lib.containergate.vulnerability.osv.InventoryTargets;
import io.jenkins.lib.containergate.vulnerability.osv.OsvLimits;
import io.jenkins.lib.containergate.vulnerability.osv.export.OsvExportSource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The exports of a data directory. Of each image only the exports that its packages need are read; one that is not there is
 * named as what is missing, and an ecosystem without data is undecided, as with any other source.
 */
public final class DataDirectorySource implements VulnerabilitySource {
    private final DataDirectory directory;
    private final OsvLimits limits;
    private final Clock clock;
    private final int threads;

    /** @param threads for reading exports, at least one */
    public DataDirectorySource(DataDirectory directory, OsvLimits limits, Clock clock, int threads) {
        this.directory = directory;
        this.limits = limits;
        this.clock = clock;
        this.threads = threads;
    }

    @Override
    public VulnerabilityReport match(PackageInventory inventory, Deadline deadline, ProgressListener progress)
            throws GateException, InterruptedException {
        SortedSet<String> present = directory.ecosystems();
        if (present.isEmpty()) {
            throw new GateException(
                    "the data directory " + directory.root() + " holds no vulnerability data",
                    "fetch some: gate data update; in Jenkins, the task under Vulnerability data does it every day");
        }
        SortedMap<String, Set<Path>> needed = new TreeMap<>();
        SortedSet<String> missing = new TreeSet<>();
        for (OsvScope scope : InventoryTargets.of(inventory).scopes()) {
            List<Path> exports = directory.exports(scope);
            missing.addAll(directory.missing(scope));
            if (!exports.isEmpty()) {
                needed.computeIfAbsent(scope.ecosystem(), any -> new LinkedHashSet<>())
                        .addAll(exports);
            }
        }
        if (needed.isEmpty()) {
            // without packages, or with packages that nothing here is about, any data will do to say so
            needed.put(present.first(), new LinkedHashSet<>(directory.exports(present.first())));
        }
        List<Path> exports = needed.values().stream().flatMap(Set::stream).toList();
        VulnerabilityReport report = new OsvExportSource(
                        exports, Optional.of(directory.indexes()), limits, clock, threads)
                .match(inventory, deadline, progress);
        SourceInfo source = report.source();
        String version = source.version() + " of " + String.join(", ", needed.keySet())
                + checked(exports).map(time -> ", checked " + time).orElse("")
                + (missing.isEmpty() ? "" : ", without " + String.join(", ", missing));
        return new VulnerabilityReport(
                new SourceInfo(source.name(), version, source.databaseUpdatedAt()),
                report.findings(),
                report.gaps(),
                report.account());
    }

    /** When the publishers last said that these are the newest; the earliest of all. */
    private Optional<Instant> checked(List<Path> exports) throws GateException {
        Map<String, FeedRecord> records = directory.records();
        List<Optional<Instant>> times = exports.stream()
                .map(export -> Optional.ofNullable(records.get(
                                directory.root().relativize(export).toString().replace('\\', '/')))
                        .map(FeedRecord::checkedAt))
                .toList();
        return times.stream().allMatch(Optional::isPresent)
                ? times.stream().flatMap(Optional::stream).min(Comparator.naturalOrder())
                : Optional.empty();
    }
}
