package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Fingerprint;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.SecretFinding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes findings of what a scan found, the same fingerprints each time it is the same content. */
public final class SecretFindings {
    private static final String EXPECTED = "no secret: a reference to a secret store, or a value given at run time";

    private final String help;
    private final ShownPath paths;
    private final List<SecretFinding> findings = new ArrayList<>();
    private final Map<Fingerprint, Integer> occurrences = new HashMap<>();

    /** @param help what to do about a secret in this kind of subject */
    public SecretFindings(String help, ShownPath paths) {
        this.help = help;
        this.paths = paths;
    }

    /**
     * @param location whose pointer, if it has one, is part of the fingerprint; the secret's own is only shown, because
     *     whatever is added before it in the document changes it
     * @param origin where the value came in; a sentence part
     */
    public void found(FoundSecret secret, Location location, Optional<String> origin)
            throws GateException, InterruptedException {
        List<String> details = new ArrayList<>();
        details.add(secret.sample());
        secret.note().ifPresent(details::add);
        if (!secret.through().isEmpty()) {
            details.add("under " + String.join(" in ", secret.through()));
        }
        origin.ifPresent(details::add);
        findings.add(new SecretFinding(
                secret.rule(),
                secret.severity(),
                secret.title(),
                shown(location, secret.pointer()),
                String.join(", ", details),
                EXPECTED,
                help,
                secret.fingerprint().orElseGet(() -> byPlace(secret.rule(), location)),
                false));
    }

    private Location shown(Location location, Optional<String> pointer) throws GateException, InterruptedException {
        Optional<String> path = location.path().isEmpty()
                ? Optional.empty()
                : Optional.of(paths.of(location.path().get()));
        return new Location(
                location.layer(), path, location.line(), location.pointer().or(() -> pointer));
    }

    /** Without a key a secret is told from another of its rule in the same file by its number. */
    private Fingerprint byPlace(RuleId rule, Location location) {
        int occurrence = occurrences.merge(SecretFinding.identity(rule, location, ""), 1, Integer::sum);
        return SecretFinding.identity(rule, location, Integer.toString(occurrence));
    }

    public void unsearched(Unsearched place, Location location) throws GateException, InterruptedException {
        findings.add(SecretFinding.undecided(
                new RuleId(place.reason().rule()),
                place.reason().title(),
                shown(location, Optional.empty()),
                place.problem(),
                place.remedy()));
    }

    public List<SecretFinding> all() {
        return List.copyOf(findings);
    }
}
