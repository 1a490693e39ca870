package io.jenkins.plugins.containergate.run;

import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.ImageInspector;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.layer.ParallelLayerReader;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.lib.containergate.source.ImageSource;
import io.jenkins.lib.containergate.source.ImageSources;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jenkins.agents.ControllerToAgentFileCallable;
import org.jspecify.annotations.Nullable;

/**
 * Reads an image where it is, on the agent, and returns what it found as the bytes of an {@link InspectionReport}. No
 * policy and no key comes along, and of logins only what the registry of this image wants to see.
 *
 * @param image as the options name it, relative paths from the workspace
 * @param archive whether {@code image} is the path of an archive of unknown kind
 * @param platform to choose from an image of several
 * @param registry how an image in a registry is reached
 * @param temporary directory on the agent for what has to be unpacked; made when it is not there
 * @param deadline in seconds, for all of it
 */
record InspectImageCallable(
        String image,
        boolean archive,
        @Nullable String platform,
        RegistryAccess registry,
        String temporary,
        long deadline,
        TaskListener listener)
        implements ControllerToAgentFileCallable<byte[]> {

    @Override
    public byte[] invoke(File workspace, VirtualChannel channel) throws IOException, InterruptedException {
        GateLog log = new GateLog(listener);
        try (TemporaryDirectory unpacked = TemporaryDirectory.in(Path.of(temporary))) {
            return InspectionJson.write(inspect(workspace.toPath(), unpacked.path(), new ProgressLog(log)));
        } finally {
            log.flush();
        }
    }

    private InspectionReport inspect(Path workspace, Path unpacked, ProgressListener progress)
            throws IOException, InterruptedException {
        Limits limits = Limits.defaults();
        Deadline until = Deadline.after(Duration.ofSeconds(deadline), Clock.systemUTC());
        ImageInspector inspector = new ImageInspector(
                new ParallelLayerReader(limits, Runtime.getRuntime().availableProcessors(), unpacked), limits);
        List<InspectionReport.Inspected> inspected = new ArrayList<>();
        try {
            ImageLocation location = WorkspaceLocation.of(workspace, image, archive);
            ImageSources sources = ImageSources.standard(unpacked).withRegistries(registry.client(Clock.systemUTC()));
            try (ImageSource source = sources.open(location, limits)) {
                for (Image found : source.resolve(wanted(), until)) {
                    inspected.add(inspect(inspector, location, found, until, progress));
                }
            }
            return InspectionReport.of(inspected);
        } catch (GateException e) {
            return InspectionReport.of(e);
        }
    }

    private static InspectionReport.Inspected inspect(
            ImageInspector inspector, ImageLocation location, Image image, Deadline until, ProgressListener progress)
            throws InterruptedException {
        try {
            return InspectionReport.Inspected.of(inspector.inspect(location, image, until, progress));
        } catch (GateException e) {
            return InspectionReport.Inspected.of(image, e);
        }
    }

    private Optional<Platform> wanted() throws GateException {
        return platform == null ? Optional.empty() : Optional.of(Platform.parse(platform));
    }
}
