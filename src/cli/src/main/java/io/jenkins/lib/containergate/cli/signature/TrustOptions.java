package io.jenkins.lib.containergate.cli.signature;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.options.DataLocation;
import io.jenkins.lib.containergate.cli.options.SmallFile;
import io.jenkins.lib.containergate.cli.registry.RegistryOptions;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.feed.DataDirectory;
import io.jenkins.lib.containergate.gate.ContentTrustAccess;
import io.jenkins.lib.containergate.gate.InternalHosts;
import io.jenkins.lib.containergate.gate.PinnedKeys;
import io.jenkins.lib.containergate.gate.SignatureGate;
import io.jenkins.lib.containergate.gate.SigningJobRevocation;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.registry.RegistryClient;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.contenttrust.SeenVersions;
import io.jenkins.lib.containergate.signature.contenttrust.SeenVersions.SeenVersionsFile;
import io.jenkins.lib.containergate.signature.notation.RevocationCheck;
import io.jenkins.lib.containergate.signature.revocation.CertificateRevocation;
import io.jenkins.lib.containergate.signature.revocation.RevocationLimits;
import io.jenkins.lib.containergate.signature.sigstore.TrustedRoot;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What signatures are verified with, besides what the policy says. */
public final class TrustOptions {
    private static final int MAX_ROOT = 4 << 20;

    @Option(
            names = "--trusted-root",
            paramLabel = "FILE",
            description =
                    "Sigstore trusted_root.json, for keyless signatures and transparency logs. Default: the one that"
                            + " gate data update fetched.")
    private Optional<Path> trustedRoot = Optional.empty();

    @Option(
            names = "--trust-state",
            paramLabel = "DIR",
            description = "Where to remember which trust data were seen, so that older ones are refused later."
                    + " Default: container-gate in $XDG_STATE_HOME or ~/.local/state.")
    private Optional<Path> trustState = Optional.empty();

    /** @throws UsageException when the file is no trusted root */
    public Optional<TrustedRoot> root() throws UsageException {
        Optional<Path> chosen = trustedRoot.or(
                () -> DataLocation.usual().map(DataDirectory::new).flatMap(DataDirectory::trustedRoot));
        if (chosen.isEmpty()) {
            return Optional.empty();
        }
        Path file = chosen.get();
        try {
            return Optional.of(
                    TrustedRoot.parse(Bytes.of(SmallFile.bytes(file, "--trusted-root", MAX_ROOT)), file.toString()));
        } catch (GateException e) {
            throw new UsageException(e);
        }
    }

    /** The gate under a policy, with everything it takes to ask the servers that the policy names. */
    public SignatureGate gate(
            EffectivePolicy policy, RegistryClient client, RegistryOptions network, Deadline deadline, Clock clock)
            throws UsageException {
        SeenVersions seen = new SeenVersionsFile(trustState.orElseGet(StateDirectory::usual));
        return new SignatureGate(
                policy,
                root(),
                PinnedKeys.of(network.signingServices(), deadline),
                revocation(policy, network, deadline, clock),
                Optional.of(new ContentTrustAccess(client, seen, clock)),
                clock);
    }

    /** Asks the authorities of certificates, and AWS Signer about its signing jobs. */
    private static RevocationCheck revocation(
            EffectivePolicy policy, RegistryOptions network, Deadline deadline, Clock clock) throws UsageException {
        return new CertificateRevocation(
                network.http(),
                InternalHosts.guard(policy),
                RevocationLimits.defaults(),
                deadline,
                clock,
                new SigningJobRevocation(network.signingServices(), deadline));
    }

    /** Where a program of this user keeps what must outlive it, as the XDG base directory specification has it. */
    static final class StateDirectory {
        private StateDirectory() {}

        static Path usual() {
            String stated = System.getenv().getOrDefault("XDG_STATE_HOME", "");
            Path state = !stated.isEmpty() && Path.of(stated).isAbsolute()
                    ? Path.of(stated)
                    : Path.of(System.getProperty("user.home", ""), ".local", "state");
            return state.resolve("container-gate").resolve("content-trust");
        }
    }
}
