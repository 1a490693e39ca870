package io.jenkins.lib.containergate.cli.image;

import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.options.VerdictName;
import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.AttachedVerdicts;
import io.jenkins.lib.containergate.gate.BaselineUse;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.judge.KnownFindings;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.report.ChangesNote;
import io.jenkins.lib.containergate.report.json.VerdictJson.StoredVerdict;
import io.jenkins.lib.containergate.report.json.VerdictReader;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import io.jenkins.lib.containergate.source.ImageLocation;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the last passed verdict found.
 *
 * @param vulnerabilities empty unless its gate of vulnerabilities passed
 * @param secrets empty unless its gate of secrets passed
 * @param note which verdict it is, of one that is attested to an image
 * @param earlier that verdict; empty where none was named
 */
record Baseline(
        KnownFindings vulnerabilities, KnownFindings secrets, Optional<PolicyNote> note, Optional<Earlier> earlier) {
    /** @param name of the verdict in a sentence */
    record Earlier(Verdict verdict, String name) {}

    /** The verdict that a trusted signer attested to an image. */
    @FunctionalInterface
    interface Attested {
        AttachedVerdicts.Read read(ImageLocation.Registry image) throws GateException, InterruptedException;
    }

    /**
     * @param named a file, or an image with its tag or digest
     * @param gate that has to have passed
     * @throws UsageException when the file is no verdict, or the verdict did not pass
     * @throws GateException when no verdict that counts is attested to the image
     */
    static Baseline read(Optional<String> named, GateName gate, Attested attested)
            throws GateException, InterruptedException {
        if (named.isEmpty()) {
            return new Baseline(KnownFindings.none(), KnownFindings.none(), Optional.empty(), Optional.empty());
        }
        Optional<ImageLocation.Registry> image = VerdictName.image(named.get());
        return image.isPresent() ? attested(attested.read(image.get()), gate) : file(named.get(), gate);
    }

    /** A verdict need not have both gates. */
    private static Baseline attested(AttachedVerdicts.Read read, GateName gate) throws GateException {
        KnownFindings known = read.baseline(gate);
        return new Baseline(
                gate == GateName.VULNERABILITIES ? known : KnownFindings.none(),
                read.passed(GateName.SECRETS) ? known : KnownFindings.none(),
                Optional.of(read.note()),
                Optional.of(new Earlier(read.verdict(), "the verdict on " + read.image())));
    }

    /** The verdict, with notes on what it was compared with and on what is new and fixed since then. */
    Verdict noted(Verdict verdict) {
        Verdict noted = note.map(verdict::noted).orElse(verdict);
        return earlier.map(before -> noted.noted(ChangesNote.of(before.verdict(), verdict, before.name())))
                .orElse(noted);
    }

    private static UsageException unreadable(String name, String reason) {
        return new UsageException(
                "the baseline " + name + " cannot be read: " + reason,
                "name the verdict.json of the last passed image, or remove --baseline");
    }

    private static Baseline file(String name, GateName gate) throws UsageException {
        StoredVerdict stored;
        try {
            stored = new VerdictReader().read(Path.of(name));
        } catch (IOException e) {
            throw unreadable(name, FileProblem.of(e));
        } catch (InvalidPathException e) {
            throw unreadable(name, "it is not a path");
        } catch (GateException e) {
            throw new UsageException(e);
        }
        Outcome outcome = stored.verdict().outcome();
        if (!outcome.passed() || !stored.passed(gate)) {
            throw new UsageException(
                    "the baseline " + name + " is a verdict of " + outcome
                            + (outcome.passed() ? ", in which the gate of " + gate.key() + " did not pass" : ""),
                    "only a verdict that passed can be a baseline; WARN is not enough");
        }
        return new Baseline(
                stored.baseline(GateName.VULNERABILITIES),
                stored.baseline(GateName.SECRETS),
                Optional.empty(),
                Optional.of(new Earlier(stored.verdict(), "the verdict in " + name)));
    }

    /**
     * The same for a gate of secrets alone, which needs to know values by their fingerprints.
     *
     * @throws UsageException also when it would excuse nothing
     */
    static Baseline ofSecrets(Optional<String> named, EffectivePolicy policy, SecretSearch search, Attested attested)
            throws GateException, InterruptedException {
        if (named.isPresent() && !BaselineUse.SECRETS.in(policy)) {
            throw new UsageException(
                    "--baseline has no effect: " + BaselineUse.SECRETS.unused(),
                    "say secrets: {baseline: new-only} or secrets: {newFindings: {deny: high}} in the outermost"
                            + " policy, or remove --baseline");
        }
        requireKey(named, policy, search);
        return read(named, GateName.SECRETS, attested);
    }

    /** @throws UsageException when secrets are to be compared and their fingerprints would say the place only */
    static void requireKey(Optional<String> named, EffectivePolicy policy, SecretSearch search) throws UsageException {
        if (named.isPresent()
                && BaselineUse.SECRETS.in(policy)
                && !search.options().redaction().keyed()) {
            throw new UsageException(
                    "--baseline cannot tell known secrets from new ones: without a key a fingerprint says the place"
                            + " only",
                    "name the key the baseline was made with: --fingerprint-key-file FILE");
        }
    }
}
