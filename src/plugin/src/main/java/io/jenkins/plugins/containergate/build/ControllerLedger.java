package io.jenkins.plugins.containergate.build;

import hudson.model.Run;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.ledger.Ledger;
import io.jenkins.lib.containergate.ledger.LedgerEntry;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;

/** The verdicts of all builds of this controller, on its disk. Jobs cannot write to it but by passing or failing a gate. */
public final class ControllerLedger {
    /** Some 500,000 verdicts. */
    private static final long MAX_BYTES = 256L << 20;

    private ControllerLedger() {}

    /**
     * Enters a verdict of a build, and returns when it is on the disk.
     *
     * @param policy that it was given under
     * @param taskDefinitions digests of those it is on
     */
    public static void enter(
            Run<?, ?> run, Verdict verdict, EffectivePolicy policy, List<Digest> taskDefinitions, Optional<Digest> sbom)
            throws GateException {
        open().append(entry(run, verdict, taskDefinitions, sbom, Optional.empty()), policy);
    }

    /** Enters the attestation of a verdict that was entered before. */
    public static void enterAttestation(Run<?, ?> run, Verdict verdict, Optional<Digest> sbom, Digest attestation)
            throws GateException {
        open().append(entry(run, verdict, List.of(), sbom, Optional.of(attestation)));
    }

    private static LedgerEntry entry(
            Run<?, ?> run,
            Verdict verdict,
            List<Digest> taskDefinitions,
            Optional<Digest> sbom,
            Optional<Digest> attestation) {
        return LedgerEntry.of(
                verdict, new LedgerEntry.Attached(taskDefinitions, attestation, sbom, Optional.of(run.getUrl())));
    }

    public static Ledger open() throws GateException {
        return Ledger.ofController(
                Jenkins.get().getRootDir().toPath().resolve("container-gate").resolve("ledger"), MAX_BYTES);
    }
}
