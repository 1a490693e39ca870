package io.jenkins.lib.containergate.cli.image;

import io.jenkins.lib.containergate.attestation.AttachedFile;
import io.jenkins.lib.containergate.attestation.AttestationBundle;
import io.jenkins.lib.containergate.attestation.AttestationKey;
import io.jenkins.lib.containergate.attestation.AttestationPublisher;
import io.jenkins.lib.containergate.attestation.VerdictAttestation;
import io.jenkins.lib.containergate.attestation.VerdictAttestation.Input;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cli.ExitCode;
import io.jenkins.lib.containergate.cli.options.LedgerOptions;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.cli.registry.RegistryOptions;
import io.jenkins.lib.containergate.cli.signature.AttestationOptions;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.ledger.Ledger;
import io.jenkins.lib.containergate.ledger.LedgerEntry;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.registry.RepositoryWriter;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.evidence.SignedImageResolver;
import io.jenkins.lib.containergate.source.ImageLocation;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gate attest}: sign a verdict and put it beside the image. */
@Command(
        name = "attest",
        description = {
            "Sign a verdict as a SLSA verification summary and attach it to the image in its registry.",
            "The image must have the digest that the verdict is on."
        },
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  gate attest registry.example/shop/app:1.4 --verdict reports/verdict.json --signing-key gate.key")
public final class AttestCommand implements Callable<Integer> {
    @Mixin
    private AttestationOptions options = new AttestationOptions();

    @Mixin
    private ImageAccess access = new ImageAccess();

    @Mixin
    private LedgerOptions ledger = new LedgerOptions();

    private final Terminal terminal;
    private final Clock clock;

    AttestCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() throws GateException, IOException, InterruptedException {
        ImageLocation.Registry location = access.image().inRegistry("so nothing can be attached to it");
        RegistryOptions registries = access.registries();
        Verdict verdict = options.verdict();
        List<Input> inputs = options.inputs();
        Deadline deadline = Deadline.after(access.read().deadline(), clock);
        AttestationKey key = options.key(registries.signingServices(), deadline);
        RepositoryWriter repository = registries.client(location, clock).writer(location.reference());
        ImageReference pinned = pinned(repository, location.reference(), verdict, deadline);
        VerdictAttestation attestation = VerdictAttestation.of(pinned, verdict, options.verifier(), inputs);
        Optional<EffectivePolicy> policy = options.policy(clock);
        if (policy.isPresent()) {
            attestation = attestation.withPolicy(policy.get());
        }
        AttestationPublisher publisher = new AttestationPublisher(repository);
        for (AttachedFile file : options.attached()) {
            Descriptor artifact = publisher.attach(attestation, file, deadline);
            terminal.out().println("attached " + file.name() + " (" + artifact.digest() + ")");
        }
        Descriptor referrer =
                publisher.publish(attestation, AttestationBundle.sign(attestation.statement(), key), deadline);
        record(verdict, inputs, referrer);
        terminal.out()
                .println("attested " + attestation.subject().in(pinned.repository()) + ": " + attestation.summary()
                        + " (" + referrer.digest() + ")");
        terminal.out().flush();
        return ExitCode.PASSED;
    }

    private void record(Verdict verdict, List<Input> inputs, Descriptor referrer) throws GateException {
        Optional<Ledger> records = ledger.open();
        if (records.isPresent()) {
            records.get()
                    .append(LedgerEntry.of(
                            verdict,
                            new LedgerEntry.Attached(
                                    List.of(),
                                    Optional.of(referrer.digest()),
                                    AttestationOptions.sbom(inputs),
                                    LedgerOptions.build())));
        }
    }

    private static ImageReference pinned(
            RepositoryWriter repository, ImageReference reference, Verdict verdict, Deadline deadline)
            throws GateException, InterruptedException {
        Optional<String> judged = verdict.subject().platform();
        Optional<Platform> platform = judged.isEmpty() ? Optional.empty() : Optional.of(Platform.parse(judged.get()));
        SignedImage resolved = new SignedImageResolver(repository.reader()).resolve(reference, platform, deadline);
        return reference.withDigest(resolved.manifest().digest());
    }
}
