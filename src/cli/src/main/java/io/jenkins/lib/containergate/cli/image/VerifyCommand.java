package io.jenkins.lib.containergate.cli.image;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cli.ExitCode;
import io.jenkins.lib.containergate.cli.output.ProgressLine;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.cli.signature.SignatureCheck;
import io.jenkins.lib.containergate.cli.signature.SignatureOptions;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.SignatureGate;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.registry.RegistryClient;
import io.jenkins.lib.containergate.source.ImageLocation;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gate verify}: who signed the image. */
@Command(
        name = "verify",
        description = {
            "Check whether an image in a registry is signed by the signers that the policy trusts.",
            "Without --platform, the image or index that the reference names is checked."
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  gate verify registry.example/shop/app:1.4 --policy org.yaml --trusted-root trusted_root.json",
            "  gate verify registry.example/shop/app:1.4 --key release.pub"
        })
public final class VerifyCommand implements Callable<Integer> {
    @Mixin
    private ImageArgument image = new ImageArgument();

    @Mixin
    private SignatureOptions signatures = new SignatureOptions();

    @Mixin
    private JudgingOptions options = new JudgingOptions();

    private final Terminal terminal;
    private final Clock clock;

    VerifyCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() throws GateException, IOException, InterruptedException {
        ImageLocation.Registry location = image.inRegistry("and only there are signatures");
        EffectivePolicy policy = signatures.policy(options.policies(), location.reference(), clock);
        Deadline deadline = Deadline.after(options.read().deadline(), clock);
        RegistryClient client = options.registries().client(location, clock);
        SignatureGate gate = signatures.gate(policy, client, options.registries(), deadline, clock);
        Verdict verdict;
        try (ProgressLine progress = new ProgressLine(terminal.err(), terminal.interactive(), System::nanoTime)) {
            verdict = new SignatureCheck(client, gate, deadline, progress)
                    .verify(
                            location.text(),
                            location.reference(),
                            options.read().platform());
        }
        new VerdictPrinter(terminal, options.output(), policy)
                .print(List.of(new JudgedImage(verdict, Optional.empty())));
        return ExitCode.of(verdict.outcome());
    }
}
