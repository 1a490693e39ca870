package io.jenkins.lib.containergate.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {
    private static final String DIGEST = "sha256:" + "ab".repeat(32);

    @ParameterizedTest
    @CsvSource({
        "nginx, docker.io/library/nginx:latest",
        "nginx:1.27, docker.io/library/nginx:1.27",
        "library/nginx, docker.io/library/nginx:latest",
        "docker.io/nginx, docker.io/library/nginx:latest",
        "index.docker.io/nginx, docker.io/library/nginx:latest",
        "index.docker.io/shop/app:2, docker.io/shop/app:2",
        "shop/app, docker.io/shop/app:latest",
        "shop/team/app, docker.io/shop/team/app:latest",
        "localhost/app, localhost/app:latest",
        "localhost:5000/app:1, localhost:5000/app:1",
        "registry.example.com/app, registry.example.com/app:latest",
        "Registry.Example.COM/app, registry.example.com/app:latest",
        "REGISTRY/app, registry:443/app:latest",
        "registry:5000/a/b/c:v1, registry:5000/a/b/c:v1",
        "127.0.0.1:80/app, 127.0.0.1:80/app:latest",
        "[::1]:5000/app, [::1]:5000/app:latest",
        "[2001:db8::1]/app:x, [2001:db8::1]/app:x",
        "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/app:1.4,"
                + " 123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/app:1.4",
        "a__b/c--d/e.f:UPPER_tag-1.0, docker.io/a__b/c--d/e.f:UPPER_tag-1.0",
        "app:_tag, docker.io/library/app:_tag"
    })
    void aReferenceIsCompletedAsDockerDoes(String text, String complete) throws GateException {
        assertThat(ImageReference.parse(text)).hasToString(complete);
        assertThat(ImageReference.parse(complete)).isEqualTo(ImageReference.parse(text));
    }

    @Test
    void aDigestReplacesTheDefaultTagAndGoesWithAnExplicitOne() throws GateException {
        ImageReference digested = ImageReference.parse("app@" + DIGEST);
        ImageReference both = ImageReference.parse("host:1/app:2@" + DIGEST);

        assertThat(digested.tag()).isEmpty();
        assertThat(digested).hasToString("docker.io/library/app@" + DIGEST);
        assertThat(both.tag()).contains("2");
        assertThat(both.digest()).contains(Digest.parse(DIGEST));
        assertThat(both).hasToString("host:1/app:2@" + DIGEST);
    }

    @Test
    void aReferenceCanBePinned() throws GateException {
        ImageReference pinned = ImageReference.parse("shop/app:1").withDigest(Digest.parse(DIGEST));

        assertThat(pinned).hasToString("docker.io/shop/app:1@" + DIGEST);
        assertThat(pinned.repository()).isEqualTo("docker.io/shop/app");
    }

    @ParameterizedTest
    @CsvSource({
        "docker.io/library/nginx:1, nginx:1",
        "docker.io/shop/app, shop/app:latest",
        "docker.io/library/a/b, library/a/b:latest",
        "quay.io/library/nginx, quay.io/library/nginx:latest",
        "localhost/app, localhost/app:latest"
    })
    void theFamiliarFormIsWhatPeopleType(String text, String familiar) throws GateException {
        assertThat(ImageReference.parse(text).familiar()).isEqualTo(familiar);
        assertThat(ImageReference.parse(familiar)).isEqualTo(ImageReference.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "Nginx, upper-case letters",
        "docker.io/Shop/app, upper-case letters",
        "host.example/shop/App:1, upper-case letters",
        "app:, is not a tag",
        "app:-x, is not a tag",
        "app:.x, is not a tag",
        "app:a:b, is not a tag",
        "a//b, empty component",
        "/a, empty component",
        "a/, empty component",
        "host.example/, empty component",
        "a..b, is not a repository component",
        "a._b, is not a repository component",
        "a___b, is not a repository component",
        "-a, is not a repository component",
        "a-, is not a repository component",
        "_a/b, is not a repository component",
        "a b, is not a repository component",
        "ä, is not a repository component",
        "host:port/app, is not a registry host",
        "-host.example/app, is not a registry host",
        "host..example/app, is not a registry host",
        "[::g]/app, is not a registry host",
        "::1/app, is not a registry host",
        "http://host/app, is not a registry host",
        "app@sha256:abc, is not a sha256 digest",
        "app@md5:d41d8cd98f00b204e9800998ecf8427e, is not a sha256 digest",
        "app@, is not a sha256 digest",
        "@sha256:abc, is not a sha256 digest"
    })
    void aWrongReferenceIsRefusedWithWhatIsWrong(String text, String why) {
        assertThatThrownBy(() -> ImageReference.parse(text))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://deploy:hush-98@registry.acme.net/app",
                "deploy:hush-98@shared.acme.net/app:1",
                "deploy:hush-98@registry.acme.net/app@sha256:abababababababababababababababababababababababababababababababab"
            })
    void aLoginBeforeTheHostIsRefusedAndNotShown(String text) {
        assertThatThrownBy(() -> ImageReference.parse(text))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("credentials")
                .hasMessageNotContaining("hush-98");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u0000", "\n", "app\n", "app:tag\n", "app@"})
    void oddTextsAreRefused(String text) {
        assertThatThrownBy(() -> ImageReference.parse(text)).isInstanceOf(GateException.class);
    }

    @Test
    void aBareImageIdIsNoReference() {
        assertThatThrownBy(() -> ImageReference.parse("ab".repeat(32))).hasMessageContaining("bare image id");
    }

    @Test
    void lengthsAreBounded() throws GateException {
        assertThat(ImageReference.parse("host.example/" + "a".repeat(255)).path())
                .hasSize(255);
        assertThat(ImageReference.parse("a:" + "t".repeat(128)).tag().orElseThrow())
                .hasSize(128);

        assertThatThrownBy(() -> ImageReference.parse("host.example/" + "a".repeat(256)))
                .hasMessageContaining("255");
        assertThatThrownBy(() -> ImageReference.parse("a:" + "t".repeat(129))).hasMessageContaining("128");
        assertThatThrownBy(() -> ImageReference.parse("a/".repeat(1_000_000) + "a"))
                .isInstanceOf(GateException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(600));
    }

    private static List<String> goodParts() {
        List<String> references = new ArrayList<>();
        for (String host : List.of("", "localhost/", "h.example/", "h:5000/", "H/", "[fe80::1]:1/", "1.2.3.4/")) {
            for (String path : List.of("a", "a0/b1", "a-b", "a--b/c", "a_b", "a__b", "a.b/c.d/e", "0/0")) {
                for (String tag : List.of("", ":1", ":V_1.x-y", ":_")) {
                    for (String digest : List.of("", "@" + DIGEST)) {
                        references.add(host + path + tag + digest);
                    }
                }
            }
        }
        return references;
    }

    @Test
    void goodPartsMakeAGoodReferenceThatReadsBackAsItself() throws GateException {
        for (String text : goodParts()) {
            ImageReference reference = ImageReference.parse(text);

            assertThat(ImageReference.parse(reference.toString())).as(text).isEqualTo(reference);
            assertThat(ImageReference.parse(reference.familiar())).as(text).isEqualTo(reference);
            assertThat(reference.toString()).as(text).endsWith(text.contains("@") ? DIGEST : "");
            assertThat(reference.tag().isPresent() || reference.digest().isPresent())
                    .as(text)
                    .isTrue();
        }
    }

    private static List<String> oneBadPart() {
        List<String> references = new ArrayList<>();
        for (String host : List.of("h.example/", "h:5000/", "-h.example/", "h:x/", "h_x.example/", "[fe80::1%eth0]/")) {
            for (String path : List.of("a/b", "a..b", "A", "a/", "/a", "a/-b", "a/b_")) {
                for (String tag : List.of("", ":1", ":", ":-", ":" + "t".repeat(129), ":é")) {
                    for (String digest : List.of("", "@" + DIGEST, "@sha256:" + "AB".repeat(32), "@sha512:ab")) {
                        boolean good = List.of("h.example/", "h:5000/").contains(host)
                                && path.equals("a/b")
                                && List.of("", ":1").contains(tag)
                                && List.of("", "@" + DIGEST).contains(digest);
                        if (!good) {
                            references.add(host + path + tag + digest);
                        }
                    }
                }
            }
        }
        return references;
    }

    @Test
    void oneBadPartIsEnoughToRefuse() {
        for (String text : oneBadPart()) {
            assertThatThrownBy(() -> ImageReference.parse(text)).as(text).isInstanceOf(GateException.class);
        }
    }

    @Test
    void aReferenceWithoutTagAndDigestKeepsTheDefaultTag() throws GateException {
        assertThat(ImageReference.parse("a").tag()).isEqualTo(Optional.of("latest"));
    }
}
