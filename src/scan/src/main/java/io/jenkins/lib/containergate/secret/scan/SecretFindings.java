package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Fingerprint;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.SecretFinding;
import io.jenkins.lib.containergate.finding.SecretFinding.Commit;
import io.jenkins.lib.containergate.finding.SecretFinding.Details;
import io.jenkins.lib.containergate.secret.detect.FixturePath;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes findings of what a scan found, the same fingerprints each time it is the same content. */
public final class SecretFindings {
    private static final String EXPECTED = "no secret: a reference to a secret store, or a value given at run time";

    /** Characters of a commit's id. */
    private static final int SHOWN = 12;

    private static final int LONGEST_AUTHOR = 100;

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
        found(secret, location, origin, Optional.empty());
    }

    /** @param commit that brought it, with an author that nobody has looked at yet */
    public void found(FoundSecret secret, Location location, Optional<String> origin, Optional<Commit> commit)
            throws GateException, InterruptedException {
        boolean fixture = !secret.issued()
                && (secret.illustrates() && location.layer().isEmpty()
                        || location.path()
                                .filter(path ->
                                        location.layer().isPresent() ? FixturePath.ofImage(path) : FixturePath.is(path))
                                .isPresent());
        List<String> details = new ArrayList<>();
        details.add(secret.sample());
        secret.note().ifPresent(details::add);
        if (!secret.through().isEmpty()) {
            details.add("under " + String.join(" in ", secret.through()));
        }
        origin.ifPresent(details::add);
        Optional<Commit> shownCommit = commit.isEmpty() ? commit : Optional.of(shown(commit.get()));
        shownCommit.ifPresent(each -> details.add("brought by " + words(each)));
        if (fixture) {
            details.add("in tests or examples");
        }
        findings.add(new SecretFinding(
                secret.rule(),
                secret.severity(),
                secret.title(),
                shown(location, secret.pointer()),
                String.join(", ", details),
                EXPECTED,
                help,
                secret.fingerprint().orElseGet(() -> byPlace(secret.rule(), location)),
                false,
                new Details(fixture, secret.fingerprint().isPresent(), shownCommit)));
    }

    private static String words(Commit commit) {
        return "commit " + commit.id().substring(0, SHOWN) + " of " + commit.time()
                + (commit.author().isEmpty() ? "" : " by " + commit.author());
    }

    /** Whoever commits chooses what name it says, so it may be anything. */
    private Commit shown(Commit commit) throws GateException, InterruptedException {
        return new Commit(commit.id(), SafeText.oneLine(paths.of(commit.author()), LONGEST_AUTHOR), commit.time());
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
                problem(place),
                place.remedy()));
    }

    private String problem(Unsearched place) throws GateException, InterruptedException {
        if (place.rest()) {
            return "from " + paths.of(place.first()) + " on: " + place.problem();
        }
        return place.places() == 1
                ? place.problem()
                : place.places() + " places in it are not searched, the first is " + paths.of(place.first()) + ": "
                        + place.problem();
    }

    public List<SecretFinding> all() {
        return List.copyOf(findings);
    }
}
