package io.jenkins.plugins.containergate.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.registry.RegistryClient;
import io.jenkins.lib.containergate.source.ImageDocuments;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.lib.containergate.source.ImageSource;
import io.jenkins.lib.containergate.source.ImageSources;
import io.jenkins.plugins.containergate.access.RegistryAccess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import jenkins.agents.ControllerToAgentFileCallable;

/**
 * Reads the configuration of an image in a registry, on the agent, and none of its layers.
 *
 * @param image registry reference
 * @param platform to choose from an image of several
 * @param seconds for all of it
 */
public record ReadImageConfigCallable(String image, String platform, RegistryAccess registry, long seconds)
        implements ControllerToAgentFileCallable<byte[]> {

    /**
     * What travels: one of the two.
     *
     * @param image without its layers' content
     * @param documents that lead to it
     * @param failure why there is none
     */
    public record Answer(
            Optional<InspectionReport.PinnedImage> image,
            ImageDocuments documents,
            Optional<InspectionReport.Failure> failure) {
        public Answer {
            if (image.isPresent() == failure.isPresent()) {
                throw new IllegalArgumentException("an image and a failure exclude each other, and one is needed");
            }
        }

        /** @throws GateException what the agent failed with, or that it answers another question */
        public static Image image(byte[] json, ImageReference asked, Platform platform, Deadline deadline)
                throws GateException, InterruptedException {
            Answer answer = InspectionJson.read(json, Answer.class);
            if (answer.failure().isPresent()) {
                throw answer.failure().get().exception();
            }
            InspectionReport.PinnedImage image = answer.image().orElseThrow();
            new AnsweredImages(location(asked), Optional.of(platform), deadline)
                    .check(answer.documents(), List.of(image));
            return image.image();
        }
    }

    @Override
    public byte[] invoke(File workspace, VirtualChannel channel) throws IOException, InterruptedException {
        Deadline until = Deadline.after(Duration.ofSeconds(seconds), Clock.systemUTC());
        try {
            Found found = find(
                    registry.client(Clock.systemUTC()), ImageReference.parse(image), Platform.parse(platform), until);
            return InspectionJson.write(new Answer(
                    Optional.of(InspectionReport.PinnedImage.of(found.image())), found.documents(), Optional.empty()));
        } catch (GateException e) {
            return InspectionJson.write(
                    new Answer(Optional.empty(), ImageDocuments.none(), Optional.of(InspectionReport.Failure.of(e))));
        }
    }

    /** Wherever this runs. */
    public static Image read(RegistryClient client, ImageReference reference, Platform platform, Deadline until)
            throws GateException, IOException, InterruptedException {
        return find(client, reference, platform, until).image();
    }

    private record Found(Image image, ImageDocuments documents) {}

    private static ImageLocation location(ImageReference reference) {
        return new ImageLocation.Registry(reference.toString(), reference);
    }

    private static Found find(RegistryClient client, ImageReference reference, Platform platform, Deadline until)
            throws GateException, IOException, InterruptedException {
        // nothing is unpacked: a registry is not kept in files
        ImageSources sources = ImageSources.standard(Path.of("")).withRegistries(client);
        try (ImageSource source = sources.open(location(reference), Limits.defaults())) {
            List<Image> images = source.resolve(Optional.of(platform), until);
            if (images.size() != 1) {
                throw new GateException(
                        reference + " has " + images.size() + " images for " + platform
                                + ", and the task does not say which it runs",
                        "name the image by its digest");
            }
            return new Found(images.get(0), source.documents());
        }
    }
}
