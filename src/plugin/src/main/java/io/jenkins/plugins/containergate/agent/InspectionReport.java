package io.jenkins.plugins.containergate.agent;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.InspectedImage;
import io.jenkins.lib.containergate.gate.UnsignedStatements;
import io.jenkins.lib.containergate.hardening.ImageFacts;
import io.jenkins.lib.containergate.hardening.file.FileFacts;
import io.jenkins.lib.containergate.hardening.history.BuildHistory;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageConfig;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.Layer;
import io.jenkins.lib.containergate.inventory.InstalledPackage;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.secret.image.ImageSecrets;
import io.jenkins.lib.containergate.source.ImageDocuments;
import io.jenkins.lib.containergate.source.ImageLocation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an agent found out about an image, as it travels to the controller: facts, never a verdict.
 *
 * @param images one for each platform
 * @param documents that lead from what was asked for to the images
 * @param failure why there is no image at all
 */
public record InspectionReport(List<Inspected> images, ImageDocuments documents, Optional<Failure> failure) {
    public InspectionReport {
        images = List.copyOf(images);
        if (images.isEmpty() == failure.isEmpty()) {
            throw new IllegalArgumentException("images and a failure exclude each other, and one of them is needed");
        }
    }

    static InspectionReport of(List<Inspected> images, ImageDocuments documents) {
        return new InspectionReport(images, documents, Optional.empty());
    }

    static InspectionReport of(GateException failure) {
        return new InspectionReport(List.of(), ImageDocuments.none(), Optional.of(Failure.of(failure)));
    }

    /**
     * One image: read to its end, known before, or failed.
     *
     * @param name of the image in a registry, when it is asked for by one
     * @param inventory and {@code files} exactly when it was read
     * @param secrets when it was also searched for them
     * @param unsigned what the build put beside it
     * @param known it is one of those the controller said it knows, so it was not read
     */
    public record Inspected(
            PinnedImage image,
            Optional<ImageReference> name,
            Optional<PackageInventory> inventory,
            Optional<FileFacts> files,
            Optional<ImageSecrets> secrets,
            UnsignedStatements unsigned,
            boolean known,
            Optional<Failure> failure) {
        public Inspected {
            boolean read = inventory.isPresent();
            if (files.isPresent() != read || secrets.isPresent() && !read) {
                throw new IllegalArgumentException("an image is read whole or not at all");
            }
            if ((read ? 1 : 0) + (known ? 1 : 0) + (failure.isPresent() ? 1 : 0) != 1) {
                throw new IllegalArgumentException("an image is read, known or failed, and only one of them");
            }
        }

        static Inspected of(InspectedImage inspected) {
            return new Inspected(
                    PinnedImage.of(inspected.image()),
                    inspected.facts().reference(),
                    Optional.of(inspected.inventory()),
                    Optional.of(inspected.facts().files()),
                    inspected.secrets(),
                    inspected.unsigned(),
                    false,
                    Optional.empty());
        }

        static Inspected known(Image image, ImageLocation location) throws InterruptedException {
            return new Inspected(
                    PinnedImage.of(image),
                    ImageFacts.reference(location),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    UnsignedStatements.of(image),
                    true,
                    Optional.empty());
        }

        static Inspected of(Image image, GateException failure) {
            return new Inspected(
                    PinnedImage.of(image),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    UnsignedStatements.none(),
                    false,
                    Optional.of(Failure.of(failure)));
        }

        /**
         * Whether what was found is of this image and of what was asked for.
         *
         * @param reference that the question named
         * @param rules that secrets were to be searched with
         */
        void check(Optional<ImageReference> reference, Optional<SecretRules> rules) throws GateException {
            if (failure.isPresent()) {
                return;
            }
            AnswerCheck.same("name of " + image.reference(), reference, name);
            Set<Digest> layers = new HashSet<>();
            image.layers().forEach(layer -> layers.add(layer.diffId()));
            if (inventory.isPresent()) {
                for (InstalledPackage each : inventory.get().packages()) {
                    AnswerCheck.holds(
                            "a package of " + image.reference() + " is in a layer that the image does not have",
                            layers.contains(each.layer()));
                }
            }
            if (secrets.isPresent()) {
                AnswerCheck.holds(
                        "it searched " + image.reference() + " for secrets without being asked to", rules.isPresent());
                AnswerCheck.sameUnshown(
                        "it did not search " + image.reference() + " with the rules it was given",
                        rules.get().search(Limits.defaults()).rules(),
                        secrets.get().rules());
            }
        }

        boolean read() {
            return inventory.isPresent();
        }

        /** This image under its own name, with what an earlier reading of the same image found. */
        Inspected as(Inspected earlier) {
            return new Inspected(
                    image, name, earlier.inventory, earlier.files, earlier.secrets, unsigned, false, earlier.failure);
        }

        /** @throws GateException what the agent failed with */
        public InspectedImage inspected() throws GateException {
            if (failure.isPresent()) {
                throw failure.get().exception();
            }
            if (known) {
                throw new GateException(
                        "the agent did not read " + image.reference(), "run the step again, and report this fault");
            }
            Image read = image.image();
            ImageFacts facts = new ImageFacts(name, read.config(), BuildHistory.of(read.config()), files.orElseThrow());
            return new InspectedImage(read, inventory.orElseThrow(), facts, secrets, unsigned);
        }
    }

    /** An image without the content of its layers. */
    public record PinnedImage(
            String reference,
            Optional<String> repository,
            Digest digest,
            boolean manifestDigest,
            Optional<Digest> indexDigest,
            Digest configDigest,
            ImageConfig config,
            List<LayerOfAgent> layers) {
        static PinnedImage of(Image image) {
            return new PinnedImage(
                    image.reference(),
                    image.repository(),
                    image.digest(),
                    image.manifestDigest(),
                    image.indexDigest(),
                    image.configDigest(),
                    image.config(),
                    image.layers().stream().map(LayerOfAgent::of).toList());
        }

        /** Equal for equal content: digests of the manifest, the configuration and the layers, whatever the name. */
        String identity() {
            StringBuilder content =
                    new StringBuilder().append(digest).append(manifestDigest).append(configDigest);
            layers.forEach(layer ->
                    content.append(' ').append(layer.descriptor().digest()).append(layer.diffId()));
            return Digest.of(content.toString().getBytes(StandardCharsets.UTF_8))
                    .hex();
        }

        public Image image() {
            return new Image(
                    reference,
                    repository,
                    digest,
                    manifestDigest,
                    indexDigest,
                    configDigest,
                    config,
                    List.copyOf(layers));
        }
    }

    /** A layer whose content stayed on the agent. */
    record LayerOfAgent(int index, Descriptor descriptor, Digest diffId) implements Layer {
        static LayerOfAgent of(Layer layer) {
            return new LayerOfAgent(layer.index(), layer.descriptor(), layer.diffId());
        }

        @Override
        public InputStream open() throws IOException {
            throw new IOException("the content of layer " + diffId + " is on the agent");
        }
    }

    /** A {@link GateException} of the agent. */
    record Failure(String problem, String remedy) {
        static Failure of(GateException cause) {
            return new Failure(cause.problem(), cause.remedy());
        }

        GateException exception() {
            return new GateException(problem, remedy);
        }
    }
}
