package io.jenkins.plugins.containergate.agent;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.registry.auth.RegistryLogin;
import io.jenkins.lib.containergate.source.ImageDocuments;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.lib.containergate.source.ImageSource;
import io.jenkins.lib.containergate.source.ImageSources;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.DockerArchive;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.image.OciIndex;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.plugins.containergate.access.RegistryAccess;
import io.jenkins.plugins.containergate.agent.InspectionReport.PinnedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent that lies about which image it read. */
class AnsweredImagesTest {
    private static final Platform AMD = Platform.of("linux", "amd64");
    private static final Platform ARM = Platform.of("linux", "arm64");

    @TempDir
    private Path workspace;

    private final BuiltImage clean = image("clean", AMD);
    private final BuiltImage arm = image("arm", ARM);
    private final BuiltImage evil = image("evil", AMD);
    private FakeRegistry registry;

    private static BuiltImage image(String content, Platform platform) {
        return ImageBuilder.image()
                .platform(platform.os(), platform.architecture())
                .layer(LayerBuilder.layer().file("content", content))
                .build();
    }

    @BeforeEach
    void start() throws IOException {
        registry = FakeRegistry.start()
                .with("shop/app", OciLayout.of(clean, "clean"))
                .with("shop/app", OciLayout.of(evil, "evil"))
                .with("other/app", OciLayout.of(clean, "clean"));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    /** What an agent sends. */
    private record Answer(ImageDocuments documents, List<PinnedImage> images) {
        Answer with(PinnedImage other) {
            return new Answer(documents, List.of(other));
        }
    }

    private ImageLocation named(String rest) throws GateException {
        ImageReference reference = ImageReference.parse(registry.authority() + "/" + rest);
        return new ImageLocation.Registry(reference.toString(), reference);
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofMinutes(1), Clock.systemUTC());
    }

    private Answer answer(ImageLocation location, Optional<Platform> platform) throws Exception {
        ImageReference any = ImageReference.parse(registry.authority() + "/a");
        ImageSources sources = ImageSources.standard(workspace)
                .withRegistries(RegistryAccess.of(any, new RegistryLogin.Anonymous(), true, null)
                        .client(Clock.systemUTC()));
        try (ImageSource source = sources.open(location, Limits.defaults())) {
            List<PinnedImage> images = new ArrayList<>();
            for (Image each : source.resolve(platform, soon())) {
                images.add(PinnedImage.of(each));
            }
            return new Answer(source.documents(), images);
        }
    }

    private static void check(ImageLocation asked, Optional<Platform> platform, Answer answer) throws Exception {
        new AnsweredImages(asked, platform, soon()).check(answer.documents(), answer.images());
    }

    private static void check(ImageLocation asked, Answer answer) throws Exception {
        check(asked, Optional.empty(), answer);
    }

    @Test
    void anHonestAnswerIsTaken() throws Exception {
        for (String name : List.of("shop/app:clean", "shop/app@" + clean.manifestDigest())) {
            ImageLocation asked = named(name);
            assertThatCode(() -> check(asked, answer(asked, Optional.empty()))).doesNotThrowAnyException();
            assertThatCode(() -> check(asked, Optional.of(AMD), answer(asked, Optional.of(AMD))))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void aCleanImageDoesNotAnswerForTheDigestOfAnother() throws Exception {
        Answer clean = answer(named("shop/app:clean"), Optional.empty());
        ImageLocation asked = named("shop/app@" + evil.manifestDigest());
        assertThatThrownBy(() -> check(asked, clean))
                .hasMessageContaining("the agent answers another question: the digest of")
                .hasMessageContaining(this.clean.manifestDigest())
                .hasMessageContaining("expected " + evil.manifestDigest());
    }

    @Test
    void aDigestThatIsOnlyClaimedIsNotTaken() throws Exception {
        Answer clean = answer(named("shop/app:clean"), Optional.empty());
        Answer evilDocuments = answer(named("shop/app:evil"), Optional.empty());
        ImageLocation asked = named("shop/app@" + evil.manifestDigest());
        assertThatThrownBy(() -> check(asked, new Answer(evilDocuments.documents(), clean.images())))
                .hasMessageContaining("reference of");
        PinnedImage as = clean.images().get(0);
        PinnedImage claimed = new PinnedImage(
                asked.text(),
                as.repository(),
                Digest.parse(evil.manifestDigest()),
                true,
                Optional.empty(),
                as.configDigest(),
                as.config(),
                as.layers());
        assertThatThrownBy(() -> check(asked, new Answer(evilDocuments.documents(), List.of(claimed))))
                .hasMessageContaining("configuration digest of");
        ImageDocuments lying = new ImageDocuments(
                evilDocuments.documents().roots(), clean.documents().documents());
        assertThatThrownBy(() -> check(asked, new Answer(lying, List.of(claimed))))
                .hasMessageContaining("is not among the documents");
    }

    @Test
    void anotherRepositoryIsNotTaken() throws Exception {
        Answer other = answer(named("other/app:clean"), Optional.empty());
        ImageLocation asked = named("shop/app:clean");
        PinnedImage as = other.images().get(0);
        PinnedImage renamed = pinned(as, asked.text(), as, as);
        assertThatThrownBy(() -> check(asked, other.with(renamed))).hasMessageContaining("the repository of");
    }

    @Test
    void aConfigurationOrLayersThatAreNotTheImagesAreNotTaken() throws Exception {
        ImageLocation asked = named("shop/app:evil");
        Answer evil = answer(asked, Optional.empty());
        PinnedImage clean =
                answer(named("shop/app:clean"), Optional.empty()).images().get(0);
        PinnedImage is = evil.images().get(0);
        assertThatThrownBy(() -> check(asked, evil.with(pinned(is, is.reference(), clean, is))))
                .hasMessageContaining("the configuration of");
        assertThatThrownBy(() -> check(asked, evil.with(pinned(is, is.reference(), is, clean))))
                .hasMessageContaining("the layers of");
    }

    @Test
    void noPlatformOfAnIndexIsLeftOutAndNoneIsAnsweredForAnother() throws Exception {
        OciLayout.of(OciIndex.index().image(clean).image(arm), "both").writeArchive(workspace.resolve("both.tar"));
        ImageLocation asked =
                new ImageLocation.OciArchive("oci-archive:both.tar", workspace.resolve("both.tar"), Optional.empty());
        Answer both = answer(asked, Optional.empty());
        assertThatCode(() -> check(asked, both)).doesNotThrowAnyException();
        assertThatThrownBy(() ->
                        check(asked, new Answer(both.documents(), both.images().subList(0, 1))))
                .hasMessageContaining("number of images of oci-archive:both.tar is 1, expected 2");
        Answer armAlone = answer(asked, Optional.of(ARM));
        assertThatThrownBy(() -> check(asked, Optional.of(AMD), armAlone)).isInstanceOf(GateException.class);
        Answer mixed = new Answer(both.documents(), armAlone.images());
        assertThatThrownBy(() -> check(asked, Optional.of(AMD), mixed)).hasMessageContaining("manifest digest of");
    }

    @Test
    void aDockerArchiveIsItsConfiguration() throws Exception {
        DockerArchive.of(evil, "shop/app:1").writeTo(workspace.resolve("evil.tar"));
        DockerArchive.of(clean, "shop/app:1").writeTo(workspace.resolve("clean.tar"));
        ImageLocation asked = new ImageLocation.DockerArchive(
                "docker-archive:a.tar", workspace.resolve("evil.tar"), Optional.empty());
        ImageLocation other = new ImageLocation.DockerArchive(
                "docker-archive:a.tar", workspace.resolve("clean.tar"), Optional.empty());
        Answer evil = answer(asked, Optional.empty());
        Answer clean = answer(other, Optional.empty());
        assertThatCode(() -> check(asked, evil)).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(asked, new Answer(evil.documents(), clean.images())))
                .hasMessageContaining("is not among the documents");
        PinnedImage is = evil.images().get(0);
        assertThatThrownBy(() -> check(asked, evil.with(pinned(is, is.reference(), is, is))))
                .hasMessageContaining("kind of digest");
        assertThatThrownBy(() -> check(asked, Optional.of(ARM), evil)).hasMessageContaining("was not asked for");
        assertThatThrownBy(() -> check(named("shop/app:clean"), evil)).hasMessageContaining("number of manifests");
    }

    /** The same by its digest, under another reference, with the configuration and the layers of others. */
    private static PinnedImage pinned(PinnedImage image, String reference, PinnedImage config, PinnedImage layers) {
        return new PinnedImage(
                reference,
                image.repository(),
                image.digest(),
                true,
                image.indexDigest(),
                image.configDigest(),
                config.config(),
                layers.layers());
    }
}
