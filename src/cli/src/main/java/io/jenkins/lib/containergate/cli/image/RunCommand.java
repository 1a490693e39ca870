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
import io.jenkins.lib.containergate.ecs.reader.Definitions;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.PinnedKeys;
import io.jenkins.lib.containergate.gate.SignatureGate;
import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.registry.RegistryClient;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
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
            "Signatures are verified when the image is in a registry and the policy, or --key, asks for them."
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
            description = "Judge the task definition that will run the image as well.")
    private Optional<Path> taskDefinition = Optional.empty();

    @Mixin
    private TaskDefinitionOptions reading = new TaskDefinitionOptions();

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
    Optional<SecretSearch> secrets() throws UsageException {
        return Optional.of(secrets.search(Limits.defaults()));
    }

    @Override
    EffectivePolicy policy(PolicyOptions options, Clock now) throws GateException {
        if (location() instanceof ImageLocation.Registry registry) {
            return signatures.policy(options, registry.reference(), now);
        }
        if (signatures.demanding()) {
            throw new UsageException(
                    "--key asks for signatures, but " + location().text() + " is not in a registry",
                    "name the image in its registry, or leave --key away");
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
            return judged.stream().map(RunCommand::notVerified).toList();
        }
        RegistryClient client = options.client(registry, clock());
        SignatureGate gate = signatures.gate(policy, client, PinnedKeys.of(options.kms(), deadline), clock());
        SignatureCheck check = new SignatureCheck(client, gate, deadline, progress);
        List<JudgedImage> complete = new ArrayList<>();
        for (JudgedImage image : judged) {
            complete.add(new JudgedImage(check.join(image.verdict(), registry.reference()), image.inventory()));
        }
        return complete;
    }

    /** An archive has no signatures to verify; whoever reads the verdict has to know that they are still to be. */
    private static JudgedImage notVerified(JudgedImage image) {
        Verdict verdict = image.verdict();
        List<PolicyNote> notes = new ArrayList<>(verdict.notes());
        notes.add(new PolicyNote(
                "signatures-not-verified",
                "the policy demands signatures, which only an image in a registry can have: verify it there"));
        return new JudgedImage(
                new Verdict(verdict.subject(), verdict.policy(), verdict.gates(), notes, verdict.judgedAt()),
                image.inventory());
    }
}
