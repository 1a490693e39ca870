package io.jenkins.lib.containergate.source;

import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.Layer;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.Compression;
import io.jenkins.lib.containergate.testkit.image.DockerArchive;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.Lie;
import io.jenkins.lib.containergate.testkit.image.MediaTypes;
import io.jenkins.lib.containergate.testkit.image.OciIndex;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OciSourceTest {
    private static final BuiltImage AMD64 = image("linux", "amd64", "for amd64");
    private static final BuiltImage ARM64 = image("linux", "arm64", "for arm64");

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(MediaTypes.class)
    void anImageIsReadFromALayoutAndFromAnArchiveAlike(MediaTypes mediaTypes) throws Exception {
        BuiltImage built = ImageBuilder.image()
                .mediaTypes(mediaTypes)
                .user("app")
                .layer(layer().file("a", "1").compression(Compression.ZSTD))
                .layer(layer().file("b", "2"))
                .build();
        OciLayout layout = OciLayout.of(built, "1.0");

        for (String location : List.of(
                "oci:" + layout.writeDirectory(directory.resolve("layout")),
                "oci-archive:" + layout.writeArchive(directory.resolve("a.tar")),
                "oci-archive:" + layout.compression(Compression.GZIP).writeArchive(directory.resolve("a.tar.gz"))
                        + ":1.0",
                "oci-archive:" + layout.compression(Compression.ZSTD).writeArchive(directory.resolve("a.tar.zst")))) {
            try (ImageSource source = open(location)) {
                Image image = only(source.resolve(Optional.empty(), Sources.noDeadline()));

                assertThat(image.reference()).isEqualTo(location);
                assertThat(image.digest()).hasToString(built.manifestDigest());
                assertThat(image.manifestDigest()).isTrue();
                assertThat(image.indexDigest()).isEmpty();
                assertThat(image.configDigest()).hasToString(built.configDigest());
                assertThat(image.config().user()).isEqualTo("app");
                assertThat(image.layers()).extracting(Layer::index).containsExactly(0, 1);
                assertThat(image.layers())
                        .extracting(layer -> layer.diffId().toString())
                        .isEqualTo(built.diffIds());
                try (InputStream in = image.layers().get(1).open()) {
                    assertThat(in.readAllBytes())
                            .isEqualTo(built.layers().get(1).blob().bytes());
                }
            }
        }
    }

    @Test
    void theUnpackedCopyOfACompressedArchiveIsGoneAfterwards() throws Exception {
        Path archive = OciLayout.of(AMD64).compression(Compression.GZIP).writeArchive(directory.resolve("a.tar.gz"));
        Path temporary = Files.createDirectory(directory.resolve("temporary"));
        ImageSource source =
                ImageSources.standard(temporary).open(ImageLocation.parse("oci-archive:" + archive), Limits.defaults());
        source.resolve(Optional.empty(), Sources.noDeadline());
        assertThat(temporary).isNotEmptyDirectory();

        source.close();

        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void aCompressedArchiveMayNotBeABomb() throws IOException {
        Path archive = OciLayout.of(image(layer().compression(Compression.NONE)
                        .file("zeros", io.jenkins.lib.containergate.testkit.image.Content.zeros(50 << 20))))
                .compression(Compression.GZIP)
                .writeArchive(directory.resolve("a.tar.gz"));
        Path temporary = Files.createDirectory(directory.resolve("temporary"));
        Limits limits = new Limits(8 << 20, 512, 10 << 20, 100, 100, 100, 40, 100, 8, 100);

        assertThatThrownBy(() -> Sources.resolve("oci-archive:" + archive, limits, temporary))
                .isInstanceOf(LimitExceededException.class);
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void withoutAPlatformEveryImageOfTheIndexIsJudged() throws Exception {
        OciIndex index = OciIndex.index().image(AMD64).image(ARM64);
        List<Image> images = resolve(OciLayout.of(index, "1.0"), Optional.empty());

        assertThat(images)
                .extracting(image -> image.platform() + " " + image.digest())
                .containsExactly("linux/amd64 " + AMD64.manifestDigest(), "linux/arm64 " + ARM64.manifestDigest());
        assertThat(images).extracting(Image::indexDigest).containsOnly(Optional.of(Digest.parse(index.digest())));
    }

    @Test
    void aPlatformChoosesItsImage() throws Exception {
        OciLayout layout = OciLayout.of(OciIndex.index().image(AMD64).image(ARM64), "1.0");

        assertThat(only(resolve(layout, Optional.of("linux/arm64/v8"))).digest())
                .hasToString(ARM64.manifestDigest());
        assertThatThrownBy(() -> resolve(layout, Optional.of("windows/amd64")))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("no image for windows/amd64")
                .hasMessageContaining("linux/amd64, linux/arm64");
    }

    @Test
    void anImageOfAnotherPlatformIsAnErrorEvenWithoutAnIndex() {
        assertThatThrownBy(() -> resolve(OciLayout.of(ARM64), Optional.of("linux/amd64")))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("no image for linux/amd64")
                .hasMessageContaining("linux/arm64");
    }

    @Test
    void anIndexWithoutPlatformsIsDecidedByTheConfigurations() throws Exception {
        OciLayout layout =
                OciLayout.of(OciIndex.index().imageWithoutPlatform(AMD64).imageWithoutPlatform(ARM64), "x");

        assertThat(only(resolve(layout, Optional.of("linux/arm64"))).digest()).hasToString(ARM64.manifestDigest());
    }

    @Test
    void anIndexThatLiesAboutThePlatformIsAnError() {
        ObjectNode arm =
                new ObjectMapper().createObjectNode().put("os", "linux").put("architecture", "arm64");

        assertThatThrownBy(() -> resolve(
                        OciLayout.of(OciIndex.index().image(AMD64, arm, Map.of()), "x"), Optional.of("linux/arm64")))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("linux/amd64 by its configuration, but linux/arm64 by the index");
    }

    /** A runtime takes the first entry of its platform, wherever else the index lists that manifest. */
    @Test
    void aManifestThatIsListedForSeveralPlatformsIsJudgedForEachOfThem() throws Exception {
        ObjectNode arm =
                new ObjectMapper().createObjectNode().put("os", "linux").put("architecture", "arm64");
        BuiltImage second =
                ImageBuilder.image().layer(layer().file("second", "x")).build();
        OciIndex index =
                OciIndex.index().image(AMD64, arm, Map.of()).image(AMD64).image(second);

        assertThat(resolve(OciLayout.of(index, "x"), Optional.of("linux/amd64")))
                .extracting(image -> image.digest().toString())
                .containsExactly(AMD64.manifestDigest(), second.manifestDigest());
    }

    @Test
    void aManifestForSeveralVariantsIsOneImage() throws Exception {
        BuiltImage v6 = ImageBuilder.image().platform("linux", "arm", "v6").build();
        ObjectNode v7 = new ObjectMapper()
                .createObjectNode()
                .put("os", "linux")
                .put("architecture", "arm")
                .put("variant", "v7");
        OciLayout layout = OciLayout.of(OciIndex.index().image(v6).image(v6, v7, Map.of()), "x");

        for (Optional<String> platform : List.of(Optional.<String>empty(), Optional.of("linux/arm/v7"))) {
            assertThat(only(resolve(layout, platform)).digest()).hasToString(v6.manifestDigest());
        }
    }

    @Test
    void severalVariantsAreAllJudgedWhenNoneIsAskedFor() throws Exception {
        BuiltImage v6 = ImageBuilder.image().platform("linux", "arm", "v6").build();
        BuiltImage v7 = ImageBuilder.image().platform("linux", "arm", "v7").build();
        OciLayout layout = OciLayout.of(OciIndex.index().image(v6).image(v7), "x");

        assertThat(resolve(layout, Optional.of("linux/arm"))).hasSize(2);
        assertThat(only(resolve(layout, Optional.of("linux/arm/v6"))).digest()).hasToString(v6.manifestDigest());
    }

    @Test
    void nestedIndexesAreFollowedAndTheOutermostIsRemembered() throws Exception {
        OciIndex outer =
                OciIndex.index().nested(OciIndex.index().nested(OciIndex.index().image(AMD64)));

        Image image = only(resolve(OciLayout.of(outer, "x"), Optional.empty()));

        assertThat(image.digest()).hasToString(AMD64.manifestDigest());
        assertThat(image.indexDigest()).contains(Digest.parse(outer.digest()));
    }

    @Test
    void nestingHasABound() {
        OciIndex index = OciIndex.index().image(AMD64);
        for (int i = 0; i < 9; i++) {
            index = OciIndex.index().nested(index);
        }
        OciLayout layout = OciLayout.of(index, "x");

        assertThatThrownBy(() -> resolve(layout, Optional.empty()))
                .isInstanceOfSatisfying(
                        LimitExceededException.class, e -> assertThat(e.limit()).isEqualTo("index depth"));
    }

    @Test
    void indexesThatMultiplyAreStoppedEarly() {
        OciIndex index = OciIndex.index().image(AMD64);
        for (int i = 0; i < 6; i++) {
            OciIndex outer = OciIndex.index();
            for (int copy = 0; copy < 20; copy++) {
                outer.nested(index);
            }
            index = outer;
        }
        OciLayout layout = OciLayout.of(index, "x");

        assertThatThrownBy(() -> resolve(layout, Optional.empty()))
                .isInstanceOfSatisfying(
                        LimitExceededException.class, e -> assertThat(e.limit()).isEqualTo("index entries"));
    }

    @Test
    void theIndexAndItsChildrenAreVerified() {
        OciIndex lying = OciIndex.index().image(AMD64).withWrongDigest();
        assertThatThrownBy(() -> resolve(OciLayout.of(lying, "x"), Optional.empty()))
                .isInstanceOf(GateException.class)
                .hasMessageContainingAll("index", Lie.WRONG_DIGEST, lying.digest());

        BuiltImage child = ImageBuilder.image().lie(Lie.MANIFEST_DIGEST).build();
        assertThatThrownBy(() -> resolve(OciLayout.of(OciIndex.index().image(child), "x"), Optional.empty()))
                .isInstanceOf(GateException.class)
                .hasMessageContainingAll("manifest", Lie.WRONG_DIGEST, child.manifestDigest());
    }

    @Test
    void attestationsAreLeftOutAndNothingElse() throws Exception {
        BuiltImage statement = ImageBuilder.image()
                .platform("unknown", "unknown")
                .layer(layer().mediaType("application/vnd.in-toto+json"))
                .build();

        assertThat(only(resolve(
                                OciLayout.of(OciIndex.index().image(AMD64).attestation(statement, AMD64), "x"),
                                Optional.empty()))
                        .digest())
                .hasToString(AMD64.manifestDigest());

        // an unknown platform alone does not make an attestation, nor does the annotation alone
        ObjectNode unknown =
                new ObjectMapper().createObjectNode().put("os", "unknown").put("architecture", "unknown");
        assertThatThrownBy(() -> resolve(
                        OciLayout.of(OciIndex.index().image(AMD64).image(statement, unknown, Map.of()), "x"),
                        Optional.empty()))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("not a layer's");
        assertThat(resolve(
                        OciLayout.of(
                                OciIndex.index()
                                        .image(
                                                AMD64,
                                                new ObjectMapper().createObjectNode(),
                                                Map.of("vnd.docker.reference.type", "attestation-manifest")),
                                "x"),
                        Optional.empty()))
                .hasSize(1);
    }

    /** AWS's {@code soci convert} puts one beside each image, with the image's platform. */
    private static ImageBuilder sociIndex() {
        return ImageBuilder.image()
                .layer(layer().mediaType("application/octet-stream"))
                .changeManifest(manifest -> ((ObjectNode) manifest.path("config"))
                        .put("mediaType", "application/vnd.amazon.soci.index.v2+json"));
    }

    private static OciLayout besideAnImage(BuiltImage artifact) {
        ObjectNode platform =
                new ObjectMapper().createObjectNode().put("os", "linux").put("architecture", "amd64");
        Map<String, String> annotations = Map.of("com.amazon.soci.image-manifest-digest", AMD64.manifestDigest());
        return OciLayout.of(OciIndex.index().image(AMD64).image(artifact, platform, annotations), "x");
    }

    @Test
    void aSociIndexBesideAnImageIsLeftOut() throws Exception {
        BuiltImage soci = sociIndex().changeConfig(ObjectNode::removeAll).build();
        for (Optional<String> platform : List.of(Optional.<String>empty(), Optional.of("linux/amd64"))) {
            assertThat(only(resolve(besideAnImage(soci), platform)).digest()).hasToString(AMD64.manifestDigest());
        }
        assertThatThrownBy(() -> resolve(OciLayout.of(soci), Optional.empty()))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("artifact, not of a container image");
    }

    @Test
    void whatOnlyCallsItselfAnArtifactIsAnErrorNotLeftOut() {
        // has a root file system, which a lenient runtime might run
        BuiltImage disguised = sociIndex().build();
        assertThatThrownBy(() -> resolve(besideAnImage(disguised), Optional.empty()))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("artifact, not of a container image");
        // an image with an empty configuration
        BuiltImage empty = ImageBuilder.image()
                .layer(layer())
                .changeConfig(ObjectNode::removeAll)
                .build();
        assertThatThrownBy(() -> resolve(besideAnImage(empty), Optional.empty()))
                .isInstanceOf(GateException.class);
    }

    @Test
    void anIndexOfArtifactsOnlyHoldsNoImage() {
        BuiltImage soci = sociIndex().changeConfig(ObjectNode::removeAll).build();
        assertThatThrownBy(
                        () -> resolve(OciLayout.of(OciIndex.index().imageWithoutPlatform(soci), "x"), Optional.empty()))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("no image for any platform");
    }

    @Test
    void anIndexOfAttestationsOnlyHoldsNoImage() {
        assertThatThrownBy(() ->
                        resolve(OciLayout.of(OciIndex.index().attestation(AMD64, AMD64), "x"), Optional.empty()))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("holds no image");
    }

    @Test
    void somethingInTheIndexThatIsNoImageIsAnError() {
        OciLayout layout = OciLayout.of(AMD64)
                .changeIndex(index -> ((ObjectNode) index.at("/manifests/0"))
                        .put("mediaType", "application/vnd.oci.artifact.manifest.v1+json"));
        assertThatThrownBy(() -> resolve(layout, Optional.empty()))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("not an image manifest's");

        OciLayout old = OciLayout.of(AMD64)
                .changeIndex(index -> ((ObjectNode) index.at("/manifests/0"))
                        .put("mediaType", "application/vnd.docker.distribution.manifest.v1+prettyjws"));
        assertThatThrownBy(() -> resolve(old, Optional.empty())).hasMessageContaining("schema 1");
    }

    @Test
    void ofSeveralImagesOneMustBeChosenByItsTag() throws Exception {
        OciLayout layout = OciLayout.of(AMD64, "1.0").and(ARM64, "registry.example/shop/app:2.0");
        String location = "oci-archive:" + layout.writeArchive(directory.resolve("a.tar"));

        Image one = only(Sources.resolve(location + ":1.0", Limits.defaults(), directory));
        assertThat(one.digest()).hasToString(AMD64.manifestDigest());
        assertThat(one.repository()).isEmpty();
        for (String tag : List.of("2.0", "registry.example/shop/app:2.0")) {
            Image two = only(Sources.resolve(location + ":" + tag, Limits.defaults(), directory));
            assertThat(two.digest()).hasToString(ARM64.manifestDigest());
            assertThat(two.repository()).contains("registry.example/shop/app");
        }
        assertThatThrownBy(() -> Sources.resolve(location, Limits.defaults(), directory))
                .isInstanceOf(GateException.class)
                .hasMessageContainingAll("several images", "'1.0'", "'registry.example/shop/app:2.0'");
        for (String missing : List.of("3.0", "latest", "1")) {
            assertThatThrownBy(() -> Sources.resolve(location + ":" + missing, Limits.defaults(), directory))
                    .as(missing)
                    .isInstanceOf(GateException.class)
                    .hasMessageContainingAll("no image '" + missing + "'", "'1.0'");
        }
    }

    @Test
    void entriesWithoutNameThatTellTheirPlatformsAreOneImage() throws Exception {
        OciLayout layout = OciLayout.empty().andWithPlatform(AMD64).andWithPlatform(ARM64);

        assertThat(resolve(layout, Optional.empty())).hasSize(2);
        assertThat(only(resolve(layout, Optional.of("linux/arm64"))).digest()).hasToString(ARM64.manifestDigest());
    }

    @Test
    void aLayoutThatIsNoneGetsAHint() throws Exception {
        Path docker = DockerArchive.of(AMD64, "app:1").writeTo(directory.resolve("docker.tar"));
        assertThatThrownBy(() -> Sources.resolve("oci-archive:" + docker, Limits.defaults(), directory))
                .hasMessageContaining("use docker-archive: instead");

        assertThatThrownBy(() -> Sources.resolve("oci:" + directory, Limits.defaults(), directory))
                .hasMessageContaining("not an OCI layout");

        assertThatThrownBy(() -> resolve(
                        OciLayout.of(AMD64).layoutFile("{\"imageLayoutVersion\": \"2.0.0\"}"), Optional.empty()))
                .hasMessageContaining("another version");
        assertThatThrownBy(() -> resolve(OciLayout.empty(), Optional.empty())).hasMessageContaining("holds no image");
    }

    @Test
    void documentsHaveABoundedSize() {
        Limits limits = new Limits(200, 512, 1 << 20, 100, 100, 100, 40, 100, 8, 100);
        String location = "oci-archive:" + OciLayout.of(AMD64).writeArchive(directory.resolve("a.tar"));

        assertThatThrownBy(() -> Sources.resolve(location, limits, directory))
                .isInstanceOfSatisfying(
                        LimitExceededException.class, e -> assertThat(e.limit()).isEqualTo("maxManifestBytes"));
    }

    private static BuiltImage image(String os, String architecture, String content) {
        return ImageBuilder.image()
                .platform(os, architecture)
                .layer(layer().file("a", content))
                .build();
    }

    private static BuiltImage image(io.jenkins.lib.containergate.testkit.image.LayerBuilder layer) {
        return ImageBuilder.image().layer(layer).build();
    }

    private List<Image> resolve(OciLayout layout, Optional<String> platform) throws Exception {
        return Sources.resolve(
                "oci-archive:" + layout.writeArchive(directory.resolve("image.tar")),
                Limits.defaults(),
                directory,
                platform);
    }

    private ImageSource open(String location) throws GateException {
        return ImageSources.standard(directory).open(ImageLocation.parse(location), Limits.defaults());
    }

    private static Image only(List<Image> images) {
        assertThat(images).hasSize(1);
        return images.get(0);
    }
}
