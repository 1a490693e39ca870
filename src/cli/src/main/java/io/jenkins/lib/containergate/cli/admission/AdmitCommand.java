package io.jenkins.lib.containergate.cli.admission;

import io.jenkins.lib.containergate.aws.ecs.ServiceDeployments;
import io.jenkins.lib.containergate.awssdk.AwsAccess;
import io.jenkins.lib.containergate.awssdk.AwsSession;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cli.ExitCode;
import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.image.JudgedImage;
import io.jenkins.lib.containergate.cli.image.VerdictPrinter;
import io.jenkins.lib.containergate.cli.image.Workspace;
import io.jenkins.lib.containergate.cli.network.AwsConnections;
import io.jenkins.lib.containergate.cli.options.LayerOptions;
import io.jenkins.lib.containergate.cli.options.OutputOptions;
import io.jenkins.lib.containergate.cli.options.SecretRuleOptions;
import io.jenkins.lib.containergate.cli.output.ProgressLine;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.cli.registry.RegistryOptions;
import io.jenkins.lib.containergate.cli.signature.SignatureOptions;
import io.jenkins.lib.containergate.ecs.reader.RegisteredTasks;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.SignatureGate;
import io.jenkins.lib.containergate.gate.admission.Admission;
import io.jenkins.lib.containergate.gate.admission.AdmissionGate;
import io.jenkins.lib.containergate.gate.admission.AdmissionRun;
import io.jenkins.lib.containergate.gate.admission.DeploymentAdmitter;
import io.jenkins.lib.containergate.gate.admission.RegistryImages;
import io.jenkins.lib.containergate.gate.admission.WaitingDeployments;
import io.jenkins.lib.containergate.http.Pause;
import io.jenkins.lib.containergate.ledger.Ledger;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.registry.RegistryClient;
import io.jenkins.lib.containergate.secret.catalogue.CustomRule;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.lib.containergate.source.ImageSources;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gate admit}: whether a deployment that waits goes on. */
@Command(
        name = "admit",
        description = {
            "Evaluate ECS deployments that wait at a PAUSE lifecycle hook, and answer them.",
            "PASS and WARN continue the deployment, FAIL and ERROR roll it back."
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  gate admit --cluster prod --service shop --policy org.yaml",
            "  gate admit --cluster prod --service shop --wait --policy org.yaml",
            "  gate admit --cluster prod --all-services --wait --wait-limit 12h --policy org.yaml"
        })
public final class AdmitCommand implements Callable<Integer> {
    private static final Duration IDENTITY = Duration.ofSeconds(30);
    /** The command is about no image of its own. */
    private static final ImageLocation NO_IMAGE = new ImageLocation.OciLayout("", Path.of(""), Optional.empty());

    @Mixin
    private AdmitOptions admit = new AdmitOptions();

    @Mixin
    private LayerOptions layers = new LayerOptions();

    @Mixin
    private SecretRuleOptions secretRules = new SecretRuleOptions();

    @Mixin
    private SignatureOptions signatures = new SignatureOptions();

    @Mixin
    private RegistryOptions registries = new RegistryOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    private final Terminal terminal;
    private final Clock clock;

    AdmitCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() throws GateException, IOException, InterruptedException {
        WaitingDeployments wanted = admit.wanted();
        EffectivePolicy policy = signatures.policy(layers.policies(), layers.waivers(), "**", clock);
        AdmissionPrinter printer = new AdmissionPrinter(new VerdictPrinter(terminal, output, policy), admit.waits());
        try (Workspace workspace = Workspace.create();
                AwsSession session = AwsConnections.open(where(wanted));
                ProgressLine progress = new ProgressLine(terminal.err(), terminal.interactive(), System::nanoTime)) {
            Supplier<AdmissionGate> gates = gates(policy, session, workspace, progress);
            try {
                run(gates, session, wanted, printer);
            } catch (UsageException e) {
                throw e;
            } catch (GateException e) {
                printer.add(gates.get().undecided(wanted.toString(), Optional.empty(), e));
            }
        }
        return ExitCode.of(printer.finish());
    }

    /** Look-ups remember what AWS answered, and that may change from one deployment to the next: each has its own. */
    private Supplier<AdmissionGate> gates(
            EffectivePolicy policy, AwsSession session, Workspace workspace, ProgressListener progress)
            throws GateException {
        RegistryClient client = registries.client(NO_IMAGE, clock);
        SignatureGate trust = signatures.gate(
                policy,
                client,
                registries,
                Deadline.after(admit.waits() ? admit.limit() : admit.deadline(), clock),
                clock);
        ImageSources sources = ImageSources.standard(workspace.directory()).withRegistries(client);
        RegistryImages images = new RegistryImages(client, sources, progress);
        Optional<Ledger> ledger = output.ledger();
        List<CustomRule> rules = secretRules.read();
        return () -> new AdmissionGate(policy, session.lookups(), trust, images, ledger, rules, clock);
    }

    private void run(
            Supplier<AdmissionGate> gates, AwsSession session, WaitingDeployments wanted, AdmissionPrinter printer)
            throws GateException, IOException, InterruptedException {
        ServiceDeployments deployments = session.deployments();
        String by = decidedBy(session);
        AdmissionRun run = new AdmissionRun(
                session.lookups().ecs(),
                deployments,
                () -> new DeploymentAdmitter(deployments, gates.get(), by, admit.deadline(), Pause.sleeping(), clock),
                admit.interval(),
                Pause.sleeping(),
                clock);
        boolean one = wanted.service().isPresent();
        int admitted = admit.waits()
                ? run.waiting(
                        wanted, one ? 1 : Integer.MAX_VALUE, Deadline.after(admit.limit(), clock), printer::admitted)
                : run.now(wanted, printer::admitted);
        if (admitted == 0 && !one) {
            printer.add(gates.get().idle(wanted));
        }
        if (admitted == 0 && one) {
            throw new GateException(
                    "no deployment of " + wanted + " waits for an answer, so none was evaluated",
                    "start a deployment with a PAUSE lifecycle hook; --wait waits for it");
        }
    }

    /** For the record only: a deployment is not rolled back because STS cannot be reached. */
    private String decidedBy(AwsSession session) throws InterruptedException {
        try {
            return session.identity(Deadline.after(IDENTITY, clock)) + " (gate admit)";
        } catch (GateException e) {
            return "gate admit";
        }
    }

    private AwsAccess where(WaitingDeployments wanted) throws UsageException {
        AwsAccess access = registries.aws().access();
        Optional<String> named = Stream.of(Optional.of(wanted.cluster()), wanted.service())
                .flatMap(Optional::stream)
                .flatMap(name -> RegisteredTasks.region(name).stream())
                .findFirst();
        return new AwsAccess(access.profile(), access.role(), access.region().or(() -> named), access.endpoint());
    }

    /** Shows the verdicts on deployments: all at the end, or each as it comes where more are waited for. */
    static final class AdmissionPrinter {
        private final VerdictPrinter verdicts;
        private final boolean atOnce;
        private final List<JudgedImage> kept = new ArrayList<>();
        private int count;
        private Outcome worst = Outcome.PASS;

        /** @param atOnce whether each is shown as it comes, and none is kept */
        AdmissionPrinter(VerdictPrinter verdicts, boolean atOnce) {
            this.verdicts = verdicts;
            this.atOnce = atOnce;
        }

        void admitted(Admission admission) throws IOException, GateException {
            add(new JudgedImage(
                    admission.verdict(),
                    Optional.empty(),
                    admission.taskDefinition().stream().toList()));
        }

        void add(Verdict verdict) throws IOException, GateException {
            add(new JudgedImage(verdict, Optional.empty()));
        }

        private void add(JudgedImage shown) throws IOException, GateException {
            worst = worst.worse(shown.verdict().outcome());
            count++;
            if (atOnce) {
                verdicts.print(shown, count);
            } else {
                kept.add(shown);
            }
        }

        /** @return the worst outcome */
        Outcome finish() throws IOException, GateException {
            if (!kept.isEmpty()) {
                verdicts.print(kept);
            }
            return worst;
        }
    }
}
