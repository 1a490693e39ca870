package io.jenkins.plugins.containergate.run;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.InspectedImage;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.secret.image.ImageSecrets;
import io.jenkins.lib.containergate.secret.tree.TreeSecrets;
import java.util.List;
import java.util.Optional;

/**
 * What an agent's search for secrets came to, as it travels to the controller: redacted findings, never a verdict.
 *
 * @param tree when a directory or file was searched
 * @param images one for each platform, when an image was
 * @param failure why nothing could be searched
 */
record SecretsReport(
        Optional<TreeSecrets> tree, List<SearchedImage> images, Optional<InspectionReport.Failure> failure) {
    SecretsReport {
        images = List.copyOf(images);
        int answers = (tree.isPresent() ? 1 : 0) + (images.isEmpty() ? 0 : 1) + (failure.isPresent() ? 1 : 0);
        if (answers != 1) {
            throw new IllegalArgumentException("a tree, images or a failure, and only one of them");
        }
    }

    static SecretsReport of(TreeSecrets tree) {
        return new SecretsReport(Optional.of(tree), List.of(), Optional.empty());
    }

    static SecretsReport of(List<SearchedImage> images) {
        return new SecretsReport(Optional.empty(), images, Optional.empty());
    }

    static SecretsReport of(GateException failure) {
        return new SecretsReport(Optional.empty(), List.of(), Optional.of(InspectionReport.Failure.of(failure)));
    }

    /**
     * One image, searched to its end or not.
     *
     * @param secrets exactly when there is no failure
     */
    record SearchedImage(
            InspectionReport.PinnedImage image,
            Optional<ImageSecrets> secrets,
            Optional<InspectionReport.Failure> failure) {
        SearchedImage {
            if (secrets.isPresent() == failure.isPresent()) {
                throw new IllegalArgumentException("an image is searched or failed, and not both");
            }
        }

        static SearchedImage of(InspectedImage inspected) {
            return new SearchedImage(
                    InspectionReport.PinnedImage.of(inspected.image()), inspected.secrets(), Optional.empty());
        }

        static SearchedImage of(Image image, GateException failure) {
            return new SearchedImage(
                    InspectionReport.PinnedImage.of(image),
                    Optional.empty(),
                    Optional.of(InspectionReport.Failure.of(failure)));
        }

        /** @throws GateException what the agent failed with */
        ImageSecrets searched() throws GateException {
            if (failure.isPresent()) {
                throw failure.get().exception();
            }
            return secrets.orElseThrow();
        }
    }
}
