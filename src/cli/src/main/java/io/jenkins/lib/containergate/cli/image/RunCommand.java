package io.jenkins.lib.containergate.cli.image;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.options.PolicyOptions;
import io.jenkins.lib.containergate.cli.options.SecretOptions;
import io.jenkins.lib.containergate.cli.options.TaskDefinitionOptions;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.cli.registry.RegistryOptions;
import io.jenkins.lib.containergate.cli.signature.SignatureCheck;
import io.jenkins.lib.containergate.cli.signature.SignatureOptions;
import io.jenkins.lib.containergate.cli.signature.TrustOptions;
import io.jenkins.lib.containergate.ecs.reader.Definitions;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.SignatureGate;
import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.registry.RegistryClient;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import io.jenkins.lib.containergate.signature.notation.RevocationCheck;
import io.jenkins.lib.containergate.source.ImageLocation;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gate run}: every gate that has an input. */
@Command(
        name = "run",
        description = {
            "Run every gate that has an input and give one verdict.",
            "Signatures are verified when the image is in a registry and the policy, or --key, requires them."
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  gate run oci-archive:app.tar",
            "  gate run registry.example/shop/app:1.4 --key release.pub",
            "  gate run oci-archive:app.tar --platform linux/arm64 --policy org.yaml --out reports",
            "  gate run oci-archive:app.tar --task-definition taskdef.json"
        })
public final class RunCommand extends JudgeCommand {
    @Option(
            names = "--task-definition",
            paramLabel = "FILE",
            description = "Also evaluate the task definition that will run the image.")
    private Optional<Path> taskDefinition = Optional.empty();

    @Mixin
    private TaskDefinitionOptions reading = new TaskDefinitionOptions();

    @Option(
            names = "--signatures-later",
            description = "The image is in no registry yet: leave its signatures to a later gate verify. The verdict"
                    + " says so.")
    private boolean later;

    @Mixin
    private SignatureOptions signatures = new SignatureOptions();

    @Mixin
    private SecretOptions secrets = new SecretOptions();

    RunCommand(Terminal terminal, Clock clock) {
        super(terminal, clock);
    }

    @Override
    Definitions tasks() throws GateException {
        return taskDefinition.isEmpty()
                ? Definitions.none()
                : reading.files()
                        .read(taskDefinition.get(), taskDefinition.get().toString());
    }

    @Override
    Optional<SecretSearch> secrets(EffectivePolicy policy) throws UsageException {
        return Optional.of(secrets.search(Limits.defaults(), policy));
    }

    @Override
    TrustOptions trust() {
        return signatures.trust();
    }

    @Override
    EffectivePolicy policy(PolicyOptions options, Clock now) throws GateException {
        if (location() instanceof ImageLocation.Registry registry) {
            return signatures.policy(options, registry.reference(), now);
        }
        if (signatures.demanding()) {
            throw new UsageException(
                    "--key requires signatures, but " + location().text() + " is not in a registry",
                    "name the image in its registry, or remove --key");
        }
        return super.policy(options, now);
    }

    @Override
    List<JudgedImage> complete(
            List<JudgedImage> judged,
            EffectivePolicy policy,
            RegistryOptions options,
            Deadline deadline,
            ProgressListener progress)
            throws GateException, InterruptedException {
        if (policy.signatures().isEmpty()) {
            return judged;
        }
        if (!(location() instanceof ImageLocation.Registry registry)) {
            boolean demanded = policy.signatures().stream()
                    .anyMatch(entry -> entry.value().exempt().isEmpty());
            SignatureGate none = new SignatureGate(policy, signatures.root(), RevocationCheck.offline(), clock());
            return demanded
                    ? judged.stream().map(image -> notVerified(image, none)).toList()
                    : judged;
        }
        RegistryClient client = options.client(registry, clock());
        SignatureGate gate = signatures.gate(policy, client, options, deadline, clock());
        SignatureCheck check = new SignatureCheck(client, gate, deadline, progress);
        List<JudgedImage> complete = new ArrayList<>();
        for (JudgedImage image : judged) {
            complete.add(new JudgedImage(check.join(image.verdict(), registry.reference()), image.inventory()));
        }
        return complete;
    }

    /** An archive has no signatures to verify, and what the policy demands was not seen: no pass, unless told later. */
    private JudgedImage notVerified(JudgedImage image, SignatureGate gate) {
        Verdict verdict = image.verdict();
        if (!later) {
            GateException cause = new GateException(
                    "the policy demands signatures, which only an image in a registry can have",
                    "name the image in its registry; before it is pushed, leave this gate for later with"
                            + " --signatures-later");
            return new JudgedImage(
                    SignatureGate.join(verdict, gate.unreadable(verdict.subject(), cause)), image.inventory());
        }
        PolicyNote note = new PolicyNote(
                "signatures-not-verified",
                "the policy demands signatures, which only an image in a registry can have: verify it there");
        return new JudgedImage(verdict.noted(note), image.inventory());
    }
}
