package io.jenkins.lib.containergate.feed;

import io.jenkins.lib.containergate.bounds.ClockSkew;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.VexStatement;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.setting.Glob;
import io.jenkins.lib.containergate.vulnerability.vex.VexDocument;
import io.jenkins.lib.containergate.vulnerability.vex.VexRepository;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The VEX repositories of a data directory that a policy trusts. */
public final class VexRepositories {
    private static final Duration MAX_AGE = Duration.ofDays(30);

    private final List<Glob> trusted;
    private final ParsedVexRepositories parsed;
    private final Clock clock;

    /** Reads each repository again, whatever earlier scans have read. */
    public VexRepositories(EffectivePolicy policy, Clock clock) {
        this(policy, new ParsedVexRepositories(1), clock);
    }

    /** @param parsed those that earlier scans have read */
    public VexRepositories(EffectivePolicy policy, ParsedVexRepositories parsed, Clock clock) {
        this.parsed = parsed;
        this.trusted = policy.find(PolicyKeys.VEX).stream()
                .flatMap(set -> set.value().entries().stream())
                .filter(entry -> entry.from() == VexStatement.Origin.REPOSITORY)
                .flatMap(entry -> entry.repositories().stream())
                .distinct()
                .toList();
        this.clock = clock;
    }

    /**
     * Those that are in the directory. One that cannot be read is an error where it could be one that the policy trusts: its address is
     * not known.
     *
     * @return their documents; empty where the policy trusts none, or one that it trusts is not there: it could object
     * @throws GateException when one cannot be read, or was not checked for a long time
     */
    public Optional<List<VexDocument>> read(DataDirectory data) throws GateException {
        if (trusted.isEmpty()) {
            return Optional.empty();
        }
        Present present = Present.of(data);
        boolean allKnown = trusted.stream()
                .allMatch(pattern -> pattern.literal()
                        && present.paths().keySet().stream().anyMatch(address -> pattern.matches(address.toString())));
        if (present.fault().isPresent() && !allKnown) {
            throw present.fault().get();
        }
        return read(data, present, present.paths().keySet());
    }

    /**
     * Those that are named and trusted, all of which have to be in the directory; others in it say nothing.
     *
     * @param named addresses of manifests
     * @return as above
     * @throws GateException as above
     */
    public Optional<List<VexDocument>> read(DataDirectory data, Set<URI> named) throws GateException {
        return trusted.isEmpty() ? Optional.empty() : read(data, Present.of(data), named);
    }

    private Optional<List<VexDocument>> read(DataDirectory data, Present present, Set<URI> named) throws GateException {
        List<VexDocument> documents = new ArrayList<>();
        Set<Glob> found = new HashSet<>();
        // after the files: an update may add one meanwhile, and none loses its record
        Map<String, FeedRecord> records = data.records();
        for (URI address : named) {
            List<Glob> trusting = trusted.stream()
                    .filter(pattern -> pattern.matches(address.toString()))
                    .toList();
            if (trusting.isEmpty()) {
                continue;
            }
            List<String> paths = present.paths().getOrDefault(address, List.of());
            if (paths.isEmpty() && present.fault().isPresent()) {
                throw present.fault().get(); // it may be that one
            }
            if (paths.isEmpty()) {
                return Optional.empty();
            }
            for (String path : paths) {
                fresh(address, records.get(path).checkedAt());
                VexRepository repository = parsed.read(data.file(path));
                if (!repository.address().equals(address)) {
                    return Optional.empty(); // an update put another one in its place
                }
                documents.addAll(repository.documents());
            }
            found.addAll(trusting);
        }
        return found.containsAll(trusted) ? Optional.of(documents) : Optional.empty();
    }

    /**
     * What is in a directory.
     *
     * @param paths by the address that each file has
     * @param fault of one of those that cannot be read
     */
    private record Present(Map<URI, List<String>> paths, Optional<GateException> fault) {
        static Present of(DataDirectory data) throws GateException {
            Map<URI, List<String>> paths = new LinkedHashMap<>();
            Optional<GateException> fault = Optional.empty();
            for (Map.Entry<String, Path> file : data.vexRepositories().entrySet()) {
                try {
                    paths.computeIfAbsent(VexRepository.address(file.getValue()), unused -> new ArrayList<>())
                            .add(file.getKey());
                } catch (GateException e) {
                    fault = Optional.of(e);
                }
            }
            return new Present(paths, fault);
        }
    }

    private void fresh(URI address, Instant checked) throws GateException {
        if (ClockSkew.DATE.inFuture(checked, clock)) {
            throw new GateException(
                    "the VEX repository " + address + " was last checked at " + checked
                            + ", which is in the future: its age is not known",
                    "correct the clock, then update it: gate data update");
        }
        if (Duration.between(checked, clock.instant()).compareTo(MAX_AGE) > 0) {
            throw new GateException(
                    "the VEX repository " + address + " was last checked at " + checked + ", more than "
                            + MAX_AGE.toDays() + " days ago: it could object by now",
                    "update it: gate data update");
        }
    }
}
