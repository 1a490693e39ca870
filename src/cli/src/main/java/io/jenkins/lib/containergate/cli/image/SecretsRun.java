package io.jenkins.lib.containergate.cli.image;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.options.ReadOptions;
import io.jenkins.lib.containergate.cli.registry.RegistryOptions;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.ImageGate;
import io.jenkins.lib.containergate.gate.ImageInspector;
import io.jenkins.lib.containergate.gate.SecretsGate;
import io.jenkins.lib.containergate.git.GitHistory;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.judge.KnownFindings;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import io.jenkins.lib.containergate.secret.tree.SourceHistory;
import io.jenkins.lib.containergate.secret.tree.SourceTree;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.lib.containergate.source.ImageSource;
import io.jenkins.lib.containergate.source.ImageSources;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** From an image or a directory to verdicts on the secrets in it; what cannot be searched is an ERROR verdict. */
final class SecretsRun {
    private static final Set<GateName> GATES = Set.of(GateName.SECRETS);

    private final SecretSearch search;
    private final KnownFindings known;
    private final ReadOptions read;
    private final RegistryOptions registries;
    private final EffectivePolicy policy;
    private final Clock clock;
    private final ProgressListener progress;
    private final int threads = Runtime.getRuntime().availableProcessors();

    /** @param known what the last passed verdict had */
    SecretsRun(
            SecretSearch search,
            KnownFindings known,
            ReadOptions read,
            RegistryOptions registries,
            EffectivePolicy policy,
            Clock clock,
            ProgressListener progress) {
        this.search = search;
        this.known = known;
        this.read = read;
        this.registries = registries;
        this.policy = policy;
        this.clock = clock;
        this.progress = progress;
    }

    JudgedImage judge(Path tree, String name, boolean history) throws InterruptedException {
        try {
            Deadline deadline = Deadline.after(read.deadline(), clock);
            return judged(new SecretsGate(policy, clock)
                    .judge(
                            new SourceTree(search, threads, history(history)).search(tree, name, deadline, progress),
                            known));
        } catch (GateException e) {
            return unreadable(name, e, policy, clock);
        }
    }

    private Optional<SourceHistory> history(boolean wanted) {
        return wanted ? Optional.of(GitHistory.within(search.limits())) : Optional.empty();
    }

    List<JudgedImage> judge(ImageLocation location) throws GateException, IOException, InterruptedException {
        Optional<Platform> platform = read.platform();
        Deadline deadline = Deadline.after(read.deadline(), clock);
        List<JudgedImage> judged = new ArrayList<>();
        Limits limits = search.limits();
        try (Workspace workspace = Workspace.create();
                ImageSource source = ImageSources.standard(workspace.directory())
                        .withRegistries(registries.client(location, clock))
                        .open(location, limits)) {
            ImageInspector inspector = new ImageInspector(
                            new LayerReaders(read.cache(), clock, progress).reader(limits, workspace.directory()),
                            limits)
                    .searching(search);
            for (Image image : source.resolve(platform, deadline)) {
                judged.add(judge(inspector, location, image, deadline));
            }
            return judged;
        } catch (UsageException e) {
            throw e;
        } catch (GateException e) {
            return List.of(unreadable(location.text(), meant(location, e), policy, clock));
        }
    }

    /** A name without a tag may be a path that was meant and is not there. */
    private static GateException meant(ImageLocation location, GateException cause) {
        String name = location.text();
        return location instanceof ImageLocation.Registry && name.matches("[^:@]+")
                ? new GateException(
                        cause.problem(),
                        cause.remedy() + "; or check the path: there is no file or directory " + name + " here",
                        cause)
                : cause;
    }

    private JudgedImage judge(ImageInspector inspector, ImageLocation location, Image image, Deadline deadline)
            throws InterruptedException {
        try {
            return judged(new SecretsGate(policy, clock)
                    .judge(inspector.inspect(location, image, deadline, progress), known));
        } catch (GateException e) {
            return judged(ImageGate.unreadable(image, GATES, e, policy, clock));
        }
    }

    /** The verdict on what could not be searched. */
    static JudgedImage unreadable(String name, GateException cause, EffectivePolicy policy, Clock clock) {
        return judged(ImageGate.unreadable(name, GATES, cause, policy, clock));
    }

    private static JudgedImage judged(Verdict verdict) {
        return new JudgedImage(verdict, Optional.empty());
    }
}
