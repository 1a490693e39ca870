package io.jenkins.plugins.containergate.run;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.report.Report;
import io.jenkins.lib.containergate.report.files.ReportFiles;
import io.jenkins.plugins.containergate.build.ControllerLedger;
import io.jenkins.plugins.containergate.build.GateContext;
import io.jenkins.plugins.containergate.build.TemporaryDirectory;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.evaluate.ImagePin;
import io.jenkins.plugins.containergate.evaluate.Judged;
import io.jenkins.plugins.containergate.ui.ExcerptFile;
import io.jenkins.plugins.containergate.ui.PolicyFile;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import io.jenkins.plugins.containergate.ui.VerdictFile;
import io.jenkins.plugins.containergate.ui.posture.PostureAction;
import io.jenkins.plugins.containergate.ui.posture.PostureFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import jenkins.util.BuildListenerAdapter;

/** Keeps a verdict with its build: summary, findings, policy, and the reports as artifacts. */
public final class VerdictRecorder {
    /** Name of the SBOM among the reports. */
    public static final String SBOM = "sbom.cdx.json";

    private final GateContext context;
    private final EffectivePolicy policy;

    /** @param policy the verdicts were reached under */
    VerdictRecorder(GateContext context, EffectivePolicy policy) {
        this.context = context;
        this.policy = policy;
    }

    /** @throws IOException when anything cannot be kept; then the build must not go on as if it were judged */
    Recorded record(Judged judged) throws IOException, GateException, InterruptedException {
        Optional<EarlierVerdict> earlier = EarlierVerdict.of(context.run(), judged);
        Judged compared =
                earlier.map(found -> judged.noted(found.note(judged.verdict()))).orElse(judged);
        VerdictAction action = add(compared);
        earlier.map(EarlierVerdict::comparison).ifPresent(action::compareWith);
        archive(compared, action);
        context.run().save();
        enter(compared, action);
        VerdictChecks.publish(context.run(), context.listener(), action);
        return new Recorded(compared, action);
    }

    /** @param judged with a note on what is new and fixed since an earlier build */
    record Recorded(Judged judged, VerdictAction action) {}

    /** What the ledger does not have, drift checks that rely on it would not see: a verdict that is not entered fails the build. */
    private void enter(Judged judged, VerdictAction action) throws GateException {
        if (judged.entered()) {
            return;
        }
        Optional<Digest> sbom = Optional.empty();
        if (action.getSbomDigest() != null) {
            sbom = Optional.of(Digest.parse(action.getSbomDigest()));
        }
        ControllerLedger.enter(context.run(), judged.verdict(), policy, judged.taskDefinitions(), sbom);
    }

    /** Steps in parallel branches of one build must not take the same number. */
    private VerdictAction add(Judged judged) throws IOException {
        Run<?, ?> run = context.run();
        synchronized (run) {
            int number = run.getActions(VerdictAction.class).stream()
                            .mapToInt(VerdictAction::getNumber)
                            .max()
                            .orElse(0)
                    + 1;
            VerdictFile.of(run, number).write(judged.verdict());
            PolicyFile.of(run, number).write(policy);
            if (!judged.excerpts().isEmpty()) {
                ExcerptFile.of(run, number).write(judged.excerpts());
            }
            VerdictAction action =
                    new VerdictAction(number, judged.verdict(), judged.image().flatMap(ImagePin::repository));
            if (judged.verdict().outcome() == Outcome.FAIL) {
                action.sayWhoCanWaive(WhoCanWaive.of(policy));
            }
            run.addAction(action);
            if (judged.posture().isPresent()) {
                PostureFile.of(run, number).write(judged.posture().get());
                run.addAction(new PostureAction(number, judged.posture().get()));
            }
            run.save();
            return action;
        }
    }

    private void archive(Judged judged, VerdictAction action) throws IOException, GateException, InterruptedException {
        List<Report> reports =
                ContainerGateConfiguration.get().archivedReports().chosen();
        if (reports.isEmpty()) {
            return;
        }
        Path parent = context.run().getRootDir().toPath();
        try (TemporaryDirectory directory = TemporaryDirectory.in(parent)) {
            Map<String, String> artifacts = new TreeMap<>();
            for (Path file : new ReportFiles(reports).write(directory.path(), judged.verdict(), judged.inventory())) {
                String name = directory.path().relativize(file).toString();
                artifacts.put(action.getUrlName() + "/" + name, name);
                if (name.equals(SBOM)) {
                    action.keepSbom(Digest.of(Files.readAllBytes(file)));
                }
            }
            context.run()
                    .pickArtifactManager()
                    .archive(
                            new FilePath(directory.path().toFile()),
                            new Launcher.LocalLauncher(context.listener()),
                            BuildListenerAdapter.wrap(context.listener()),
                            artifacts);
        }
    }
}
