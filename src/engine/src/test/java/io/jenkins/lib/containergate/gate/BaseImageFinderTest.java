package io.jenkins.lib.containergate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.hardening.TestImage;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How far registries are searched for the layers of an image. */
class BaseImageFinderTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-27T00:00:00Z"), ZoneOffset.UTC);
    private static final int MOST_READ = 25;

    private final Digest digest = Digest.of(new byte[] {1});
    private final List<String> read = new ArrayList<>();
    private final List<String> listed = new ArrayList<>();
    private boolean answers = true;
    private String broken = "";

    private Image image(String name, TestImage built) {
        return new Image(
                name,
                Optional.of("registry.example/shop/app"),
                digest,
                true,
                Optional.empty(),
                digest,
                built.config(),
                List.of());
    }

    private BaseImageFinder finder(String allowed) throws GateException {
        EffectivePolicy policy = PolicyMerge.merge(
                List.of(PolicyParser.parse("org", "org.yaml", "version: 1\nbaseImages: {allowed: " + allowed + "}")),
                CLOCK);
        BaseImageFinder.Registry registry = new BaseImageFinder.Registry() {
            @Override
            public Image read(ImageReference name, Platform platform) throws GateException {
                read.add(name.path() + ":" + name.tag().orElseThrow());
                if (!answers || name.path().equals(broken)) {
                    throw new GateException(name + " is not there", "push it");
                }
                return image(name.toString(), TestImage.clean());
            }

            @Override
            public List<String> tags(ImageReference repository) {
                listed.add(repository.path());
                return IntStream.range(0, 100).mapToObj(i -> "1." + i).toList();
            }
        };
        return new BaseImageFinder(policy, registry, MOST_READ);
    }

    private BaseImage.Unknown find(BaseImageFinder finder) throws InterruptedException {
        BaseImage found = finder.find(
                image("registry.example/shop/app:1", TestImage.cleanWindows()),
                Optional.empty(),
                AttestedBases.Read.nothing());
        assertThat(found).isInstanceOf(BaseImage.Unknown.class);
        return (BaseImage.Unknown) found;
    }

    @Test
    void theNewestTagsOfEachRepositoryInTurnAreReadOnceForAllImagesUpToALimit() throws Exception {
        BaseImageFinder finder = finder("[registry.example/debian, registry.example/alpine]");
        assertThat(find(finder).why()).contains("not those of the 25 images", "175 more tags were not read");
        find(finder);
        assertThat(read).hasSize(MOST_READ).startsWith("alpine:1.99", "debian:1.99", "alpine:1.98", "debian:1.98");
        assertThat(listed).hasSize(2);
    }

    @Test
    void theTagsOfARepositoryAreListedOnceForAllPlatforms() throws Exception {
        BaseImageFinder finder = finder("[registry.example/debian]");
        for (TestImage each : List.of(TestImage.cleanWindows(), TestImage.clean())) {
            finder.find(image("registry.example/shop/app:1", each), Optional.empty(), AttestedBases.Read.nothing());
        }
        assertThat(listed).containsExactly("debian");
        assertThat(read).hasSize(MOST_READ);
    }

    @Test
    void aRegistryThatKeepsFailingIsAskedNoMore() throws Exception {
        answers = false;
        assertThat(find(finder("[registry.example/debian]")).why())
                .contains("90 more tags were not read", "is not there");
        assertThat(read).hasSize(10);
    }

    @Test
    void aRegistryThatFailsLeavesTheOthersTheirTurn() throws Exception {
        broken = "debian";
        assertThat(find(finder("[registry.example/debian, registry.example/alpine]"))
                        .why())
                .contains("not those of the 25 images", "175 more tags were not read", "10 could not be read");
        assertThat(read.stream().filter(name -> name.startsWith("alpine:"))).hasSize(15);
    }

    /** Docker Hub allows 100 pulls in 6 hours without a login, and an index and its manifest may be one each. */
    @Test
    void twoScansStayBelowThePullLimitOfDockerHub() {
        assertThat(2 * 2 * ApprovedImages.MOST_READ).isLessThan(100);
    }

    @Test
    void patternsNameNoRepositoryToSearch() throws Exception {
        assertThat(find(finder("['registry.example/**']")).why()).contains("no repository without a wildcard");
        assertThat(listed).isEmpty();
    }
}
