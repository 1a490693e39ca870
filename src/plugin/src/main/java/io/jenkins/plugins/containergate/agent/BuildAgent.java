package io.jenkins.plugins.containergate.agent;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.Node;
import hudson.model.Run;
import hudson.model.listeners.RunListener;
import hudson.slaves.WorkspaceList;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.hardening.ImageFacts;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.plugins.containergate.access.ControllerRegistries;
import io.jenkins.plugins.containergate.access.ImageTarget;
import io.jenkins.plugins.containergate.access.RegistryAccess;
import io.jenkins.plugins.containergate.build.GateContext;
import io.jenkins.plugins.containergate.build.GateLog;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.SharedCacheSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import jenkins.security.HMACConfidentialKey;
import org.jspecify.annotations.Nullable;

/** Has the agent of a build read and search. */
public final class BuildAgent {
    public static final Duration DEADLINE = Duration.ofHours(1);
    private static final String LAYERS = "container-gate/layers";
    /** By the name that it always had: another one would make worthless what agents keep. */
    private static final HMACConfidentialKey SEAL =
            new HMACConfidentialKey("io.jenkins.plugins.containergate.agent.BuildAgent.layers");

    private final GateContext context;
    private final Clock clock;

    public BuildAgent(GateContext context, Clock clock) {
        this.context = context;
        this.clock = clock;
    }

    /**
     * Every platform of the image that was asked for. What another step of this build had this agent read, is not read
     * again.
     *
     * @param secrets how to search for them in the same pass, if at all
     * @throws GateException what the agent failed with before there was an image, too
     */
    public InspectionReport inspect(ImageTarget target, Optional<SecretRules> secrets, Deadline deadline)
            throws GateException, IOException, InterruptedException {
        FilePath workspace = context.requiredWorkspace("reading an image");
        Computer computer = workspace.toComputer();
        String agent = computer == null ? "" : "agent " + computer.getName();
        String rules = secrets.map(SecretRules::id).orElse("");
        String run = context.run().getExternalizableId();
        ReadingCache readings = ImagesOfBuilds.readings();
        AskedImage asked = new AskedImage(
                target.name(),
                target.archive(),
                target.platform(),
                registry(target, deadline),
                AgentDaemon.of(context.environment()));
        byte[] answer;
        try (SharedCacheLease lease = sharing(computer)) {
            answer = workspace.act(new InspectImageCallable(
                    asked,
                    environment(workspace, computer, lease.sharing()),
                    secrets.orElse(null),
                    agent.isEmpty() ? List.of() : readings.images(run, agent, rules),
                    context.listener()));
        }
        InspectionReport report = InspectionJson.read(answer);
        if (report.failure().isPresent()) {
            throw report.failure().get().exception();
        }
        ImageLocation location = asked.location(Path.of(""));
        new AnsweredImages(location, asked.wantedPlatform(), deadline)
                .check(
                        report.documents(),
                        report.images().stream()
                                .map(InspectionReport.Inspected::image)
                                .toList());
        List<InspectionReport.Inspected> images = new ArrayList<>();
        for (InspectionReport.Inspected each : report.images()) {
            each.check(ImageFacts.reference(location), secrets);
            String image = each.image().identity();
            if (each.known()) {
                images.add(earlier(each, readings.find(run, agent, image, rules)));
            } else {
                if (each.read() && secrets.isPresent() && each.secrets().isEmpty()) {
                    throw new GateException(
                            "the agent did not search " + each.image().reference() + " for secrets",
                            "look at the log of the agent, and check that nothing on it interferes");
                }
                if (each.read() && !agent.isEmpty()) {
                    String searched = each.secrets().isPresent() ? rules : "";
                    readings.keep(new ReadingCache.Key(run, agent, image, searched), InspectionJson.write(each));
                }
                images.add(each);
            }
        }
        return InspectionReport.of(images, report.documents());
    }

    private InspectionReport.Inspected earlier(InspectionReport.Inspected image, Optional<byte[]> reading)
            throws GateException {
        byte[] found = reading.orElseThrow(() -> new GateException(
                "what was read of " + image.image().reference() + " before is gone", "run the step again"));
        new GateLog(context.listener())
                .line(image.image().reference() + " is " + image.image().digest()
                        + ", which this build has read before: no layer is read again");
        return image.as(InspectionJson.read(found, InspectionReport.Inspected.class));
    }

    public TreeReport search(String path, boolean gitHistory, SecretRules rules)
            throws GateException, IOException, InterruptedException {
        FilePath workspace = context.requiredWorkspace("searching for secrets");
        byte[] answer = workspace.act(new SearchTreeCallable(
                path, gitHistory, rules, environment(workspace, workspace.toComputer(), null), context.listener()));
        TreeReport report = InspectionJson.read(answer, TreeReport.class);
        if (report.tree().isPresent()) {
            AnswerCheck.same("tree", path, report.tree().get().name());
            AnswerCheck.sameUnshown(
                    "it did not search " + path + " with the rules it was given",
                    rules.search(Limits.defaults()).rules(),
                    report.tree().get().rules());
        }
        return report;
    }

    private SharedCacheLease sharing(@Nullable Computer computer) {
        return SharedCacheLease.open(
                () -> lent(computer), note -> new GateLog(context.listener()).line(GateLog.ofEngine(note)));
    }

    private SharedCacheLease.@Nullable Lent lent(@Nullable Computer computer) throws GateException {
        SharedCacheSettings settings =
                ContainerGateConfiguration.get().agentSettings().getSharedCache();
        Node node = computer == null ? null : computer.getNode();
        if (settings == null || node == null || !settings.isFor(node)) {
            return null;
        }
        byte[] key = settings.key();
        LentStore store = LentStore.open(settings, clock);
        return new SharedCacheLease.Lent(store, store.under(key));
    }

    private static AgentEnvironment environment(
            FilePath workspace, @Nullable Computer computer, @Nullable AgentSharing sharing) throws IOException {
        FilePath temporary = WorkspaceList.tempDir(workspace);
        if (temporary == null) {
            throw new IOException("the workspace has no place beside it for temporary files");
        }
        return new AgentEnvironment(
                temporary.getRemote(),
                DEADLINE.toSeconds(),
                layers(computer, sharing).orElse(null));
    }

    /** A key for each agent: one that gives its key away harms itself only. */
    private static Optional<AgentLayers> layers(@Nullable Computer computer, @Nullable AgentSharing sharing) {
        long maxBytes = (long) ContainerGateConfiguration.get().agentSettings().getLayerCacheMegabytes() << 20;
        Node node = computer == null ? null : computer.getNode();
        FilePath root = node == null ? null : node.getRootPath();
        if (maxBytes <= 0 || computer == null || root == null) {
            return Optional.empty();
        }
        byte[] key = SEAL.mac(("agent " + computer.getName()).getBytes(StandardCharsets.UTF_8));
        return CodeIdentity.ofEngine()
                .map(program -> new AgentLayers(
                        root.child(LAYERS).getRemote(),
                        program,
                        maxBytes,
                        HexFormat.of().formatHex(key),
                        sharing));
    }

    /** Only for images that are in a registry. */
    private RegistryAccess registry(ImageTarget target, Deadline deadline) throws GateException, InterruptedException {
        return !target.archive() && ImageLocation.parse(target.name()) instanceof ImageLocation.Registry location
                ? new ControllerRegistries(context, target.awsAccount(), clock)
                        .access(location.reference(), target.registryCredentialsId(), deadline)
                : RegistryAccess.none();
    }

    /** Holds the {@link ReadingCache} of running builds, and forgets those of a build when it ends. */
    @Extension
    public static final class ImagesOfBuilds extends RunListener<Run<?, ?>> {
        private static final long MAX_BYTES = 64L << 20;

        private final ReadingCache readings = new ReadingCache(MAX_BYTES);

        static ReadingCache readings() {
            return ExtensionList.lookupSingleton(ImagesOfBuilds.class).readings;
        }

        @Override
        public void onFinalized(Run<?, ?> run) {
            readings.forget(run.getExternalizableId());
        }
    }
}
