package io.jenkins.plugins.containergate.agent;

import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.ImageInspector;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.layer.LayerReader;
import io.jenkins.lib.containergate.layer.ParallelLayerReader;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.lib.containergate.source.ImageSource;
import io.jenkins.lib.containergate.source.ImageSources;
import io.jenkins.plugins.containergate.build.GateLog;
import io.jenkins.plugins.containergate.build.ProgressLog;
import io.jenkins.plugins.containergate.build.TemporaryDirectory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import jenkins.agents.ControllerToAgentFileCallable;
import org.jspecify.annotations.Nullable;

/**
 * Reads an image where it is, on the agent, and returns what it found as the bytes of an {@link InspectionReport}. No
 * policy and no key that would serve for anything else comes along, and of logins only what the registry of this image
 * wants to see. No value of a secret leaves the agent.
 *
 * @param secrets how to search for secrets in the same pass, if at all
 * @param known {@linkplain InspectionReport.PinnedImage#identity identities} of images that need not be read again
 */
record InspectImageCallable(
        AskedImage asked,
        AgentEnvironment environment,
        @Nullable SecretRules secrets,
        List<String> known,
        TaskListener listener)
        implements ControllerToAgentFileCallable<byte[]> {
    InspectImageCallable {
        known = new ArrayList<>(known);
    }

    @Override
    public List<String> known() {
        return List.copyOf(known);
    }

    @Override
    public byte[] invoke(File workspace, VirtualChannel channel) throws IOException, InterruptedException {
        GateLog log = new GateLog(listener);
        try (TemporaryDirectory unpacked = TemporaryDirectory.in(Path.of(environment.temporary()))) {
            return OwnThread.call(() -> InspectionJson.write(inspect(workspace.toPath(), unpacked.path(), log)));
        } finally {
            log.flush();
        }
    }

    private InspectionReport inspect(Path workspace, Path unpacked, GateLog log)
            throws IOException, InterruptedException {
        Limits limits = Limits.defaults();
        Deadline until = environment.deadline();
        List<InspectionReport.Inspected> inspected = new ArrayList<>();
        try {
            ImageInspector inspector = inspector(reader(limits, unpacked, log), limits);
            ImageLocation location = asked.location(workspace);
            ImageSources sources = ImageSources.standard(unpacked)
                    .withRegistries(asked.registry().client(Clock.systemUTC()))
                    .with(ImageLocation.Daemon.class, asked.daemon().opener(unpacked));
            try (ImageSource source = sources.open(location, limits)) {
                for (Image found : source.resolve(asked.wantedPlatform(), until)) {
                    inspected.add(inspect(inspector, location, found, until, log));
                }
                return InspectionReport.of(inspected, source.documents());
            }
        } catch (GateException e) {
            return InspectionReport.of(e);
        }
    }

    private InspectionReport.Inspected inspect(
            ImageInspector inspector, ImageLocation location, Image image, Deadline until, GateLog log)
            throws InterruptedException {
        if (known.contains(InspectionReport.PinnedImage.of(image).identity())) {
            return InspectionReport.Inspected.known(image, location);
        }
        try {
            return InspectionReport.Inspected.of(inspector.inspect(location, image, until, new ProgressLog(log)));
        } catch (GateException e) {
            return InspectionReport.Inspected.of(image, e);
        }
    }

    private ImageInspector inspector(LayerReader reader, Limits limits) throws GateException {
        ImageInspector inspector = new ImageInspector(reader, limits);
        return secrets == null ? inspector : inspector.searching(secrets.search(limits));
    }

    /** Without a place for results everything is only slower. */
    private LayerReader reader(Limits limits, Path unpacked, GateLog log) {
        ParallelLayerReader reader =
                new ParallelLayerReader(limits, Runtime.getRuntime().availableProcessors(), unpacked);
        AgentLayers layers = environment.layers();
        if (layers == null) {
            return reader;
        }
        try {
            return reader.keeping(layers.open(log::line));
        } catch (GateException e) {
            log.line("results of layers are not cached: " + GateLog.ofEngine(e.getMessage()));
            return reader;
        }
    }
}
