package io.jenkins.plugins.containergate.evaluate;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.BaseImageFinder;
import io.jenkins.lib.containergate.gate.InspectedImage;
import io.jenkins.lib.containergate.gate.NewerBases;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.plugins.containergate.access.ControllerRegistries;
import io.jenkins.plugins.containergate.access.ImageTarget;
import io.jenkins.plugins.containergate.agent.BuildAgent;
import io.jenkins.plugins.containergate.agent.InspectionReport;
import io.jenkins.plugins.containergate.build.GateContext;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The registry of a base image, reached with the organisation's credentials alone: agents read, the controller lists. */
final class BaseRegistry implements NewerBases.Registry, BaseImageFinder.Registry {
    private static final Duration DEADLINE = Duration.ofMinutes(10);

    private final GateContext context;
    private final Clock clock;

    BaseRegistry(GateContext context, Clock clock) {
        this.context = context;
        this.clock = clock;
    }

    @Override
    public List<String> tags(ImageReference name, Deadline deadline) throws GateException, InterruptedException {
        return new ControllerRegistries(context, null, clock)
                .client(name, null)
                .reader(name)
                .tags(deadline);
    }

    @Override
    public Image resolve(ImageReference tag, Platform platform, Deadline deadline)
            throws GateException, IOException, InterruptedException {
        return ImageConfigReader.read(tag, platform, ImageTarget.of(tag, platform, null, null), context, clock);
    }

    @Override
    public List<String> tags(ImageReference repository) throws GateException, InterruptedException {
        return tags(repository, Deadline.after(DEADLINE, clock));
    }

    @Override
    public Image read(ImageReference name, Platform platform) throws GateException, IOException, InterruptedException {
        return resolve(name, platform, Deadline.after(DEADLINE, clock));
    }

    /** By digest, so that the image is the one that was found. */
    @Override
    public InspectedImage inspect(ImageReference tag, Image image, Deadline deadline, ProgressListener progress)
            throws GateException, IOException, InterruptedException {
        ImageTarget target = ImageTarget.of(tag.withDigest(image.digest()), image.platform(), null, null);
        InspectionReport report = new BuildAgent(context, clock).inspect(target, Optional.empty(), deadline);
        for (InspectionReport.Inspected each : report.images()) {
            if (each.image().image().digest().equals(image.digest())) {
                InspectedImage seen = each.inspected();
                return seen.withoutSecrets();
            }
        }
        throw new GateException("the agent did not read " + target.name(), "look at the log of the agent");
    }
}
