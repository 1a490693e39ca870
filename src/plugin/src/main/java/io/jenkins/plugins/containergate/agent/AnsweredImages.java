package io.jenkins.plugins.containergate.agent;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageConfig;
import io.jenkins.lib.containergate.image.ImageConfigParser;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.source.ImageDocuments;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.plugins.containergate.agent.InspectionReport.LayerOfAgent;
import io.jenkins.plugins.containergate.agent.InspectionReport.PinnedImage;
import java.util.List;
import java.util.Optional;

/**
 * Finds the images that a question names again, from the indexes, manifests and configurations that the agent sent, each
 * known by its digest, and holds what the agent says of them against that. So an agent can neither answer for another
 * digest, repository or platform, nor leave a platform out. What it says of the content of layers stays its word.
 */
final class AnsweredImages {
    private final ImageLocation asked;
    private final Optional<Platform> platform;
    private final Deadline deadline;

    AnsweredImages(ImageLocation asked, Optional<Platform> platform, Deadline deadline) {
        this.asked = asked;
        this.platform = platform;
        this.deadline = deadline;
    }

    /** @throws GateException that says what differs */
    void check(ImageDocuments documents, List<PinnedImage> answered) throws GateException, InterruptedException {
        if (asked instanceof ImageLocation.Registry registry) {
            AnswerCheck.same(
                    "number of manifests that " + asked.text() + " names",
                    1,
                    documents.roots().size());
            Digest root = documents.roots().get(0).digest();
            Optional<Digest> digest = registry.reference().digest();
            if (digest.isPresent()) {
                AnswerCheck.same("digest of " + asked.text(), digest.get(), root);
            }
            compare(documents, Optional.of(registry.reference().repository()), answered);
        } else if (documents.roots().isEmpty()) {
            dockerArchive(documents, answered);
        } else {
            compare(documents, Optional.empty(), answered);
        }
    }

    private void compare(ImageDocuments documents, Optional<String> repository, List<PinnedImage> answered)
            throws GateException, InterruptedException {
        List<Image> found = documents.images(asked, repository, platform, Limits.defaults(), deadline);
        AnswerCheck.same("number of images of " + asked.text(), found.size(), answered.size());
        for (int i = 0; i < found.size(); i++) {
            compare(PinnedImage.of(found.get(i)), answered.get(i));
        }
    }

    private void compare(PinnedImage found, PinnedImage answered) throws GateException {
        String of = " of " + asked.text();
        AnswerCheck.same("reference" + of, found.reference(), answered.reference());
        AnswerCheck.same("repository" + of, found.repository(), answered.repository());
        AnswerCheck.same("manifest digest" + of, found.digest(), answered.digest());
        AnswerCheck.same("kind of digest" + of, found.manifestDigest(), answered.manifestDigest());
        AnswerCheck.same("index digest" + of, found.indexDigest(), answered.indexDigest());
        AnswerCheck.same("configuration digest" + of, found.configDigest(), answered.configDigest());
        AnswerCheck.same("layers" + of, found.layers(), answered.layers());
        AnswerCheck.sameUnshown(
                "the configuration" + of + " is not the one with its digest", found.config(), answered.config());
    }

    /** It has no manifest: the configuration is the image, and names its layers by their content. */
    private void dockerArchive(ImageDocuments documents, List<PinnedImage> answered) throws GateException {
        String of = " of " + asked.text();
        AnswerCheck.same("number of images" + of, 1, answered.size());
        PinnedImage image = answered.get(0);
        AnswerCheck.same("reference" + of, asked.text(), image.reference());
        AnswerCheck.same("image id" + of, image.configDigest(), image.digest());
        AnswerCheck.same("kind of digest" + of, false, image.manifestDigest());
        AnswerCheck.same("index digest" + of, Optional.empty(), image.indexDigest());
        ImageConfig config = ImageConfigParser.parse(
                documents.document(image.configDigest(), "image configuration"),
                image.configDigest(),
                Limits.defaults());
        AnswerCheck.sameUnshown("the configuration" + of + " is not the one with its digest", config, image.config());
        AnswerCheck.same(
                "layers" + of,
                config.diffIds(),
                image.layers().stream().map(LayerOfAgent::diffId).toList());
        AnswerCheck.holds(
                "the image" + of + " is of " + config.platform() + ", which was not asked for",
                platform.isEmpty() || config.platform().satisfies(platform.get()));
    }
}
