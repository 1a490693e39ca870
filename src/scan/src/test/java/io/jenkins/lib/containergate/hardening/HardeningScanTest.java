package io.jenkins.lib.containergate.hardening;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.hardening.file.FileFactsAnalyzer;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.layer.ImageScan;
import io.jenkins.lib.containergate.layer.ParallelLayerReader;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.lib.containergate.source.ImageSource;
import io.jenkins.lib.containergate.source.ImageSources;
import io.jenkins.lib.containergate.testkit.image.Content;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.image.TarEntry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an archive to findings, through the real source and the real layer reader. */
class HardeningScanTest {
    private static final String PASSWD = "root:x:0:0:root:/root:/bin/sh\napp:x:10001:10001::/:/bin/sh\n";

    @TempDir
    Path directory;

    @Test
    void anImageWithEveryFaultIsFoundOut() throws Exception {
        ImageBuilder image = ImageBuilder.image()
                .layer(base(), "/bin/sh -c #(nop) ADD file:0d1b2c3d in / ")
                .layer(LayerBuilder.layer().file("var/lib/apt/lists/x_Packages", "x"), "RUN /bin/sh -c apt-get update")
                .layer(
                        LayerBuilder.layer()
                                .file("etc/passwd", PASSWD + "toor::0:0::/:/bin/sh\n")
                                .file("usr/sbin/sshd", "x", 0755)
                                .file("opt/helper", "x", 04755)
                                .file("app/config", "x", 0666)
                                .characterDevice("opt/sda")
                                .file("app/.git/HEAD", "x")
                                .file("app/Dockerfile", "x")
                                .file("var/cache/apk/APKINDEX.1.tar.gz", "x"),
                        "RUN |1 X=y /bin/sh -c sudo apk add --allow-untrusted x && apt-get dist-upgrade # buildkit")
                .layer(LayerBuilder.layer().file("x", "x"), "ADD https://u:p@example.com/x /x # buildkit")
                .user("toor")
                .volume("/var/run/docker.sock")
                .expose("22/tcp");
        assertThat(rulesBrokenBy(image))
                .containsExactly(
                        "non-root-user",
                        "health-check-present",
                        "no-update-alone",
                        "no-dist-upgrade",
                        "no-setuid-files",
                        "no-added-setuid-files",
                        "no-add-instruction",
                        "no-unverified-packages",
                        "no-package-cache",
                        "apk-no-cache",
                        "no-sudo",
                        "no-sshd",
                        "no-exposed-ssh-port",
                        "no-sensitive-volume",
                        "no-empty-password",
                        "unique-user-ids",
                        "no-world-writable-files",
                        "no-device-files",
                        "no-version-control",
                        "no-build-files");
    }

    @Test
    void whatLaterLayersRemoveOrRepairIsNotHeldAgainstTheImage() throws Exception {
        ImageBuilder image = ImageBuilder.image()
                .layer(base(), "/bin/sh -c #(nop) ADD file:0d1b2c3d in / ")
                .layer(
                        LayerBuilder.layer()
                                .file("usr/sbin/sshd", "x", 0755)
                                .file("opt/tools/helper", "x", 04755)
                                .directory("srv/shared", 0777)
                                .directory("srv/gone", 0777)
                                .file("etc/passwd", PASSWD + "toor::0:0::/:/bin/sh\n"),
                        "COPY a / # buildkit")
                .layer(
                        LayerBuilder.layer()
                                .whiteout("usr/sbin/sshd")
                                .opaque("opt/tools")
                                .directory("srv/shared", 0755)
                                .whiteout("srv/gone")
                                .file("usr/bin/su", "x", 0755)
                                .file("etc/passwd", PASSWD),
                        "COPY b / # buildkit")
                .user("app")
                .healthCheck("CMD", "/app/health");
        assertThat(rulesBrokenBy(image)).isEmpty();
    }

    @Test
    void aDirectoryThatOnlyReappearsKeepsTheModeItReappearsWith() throws Exception {
        ImageBuilder image = ImageBuilder.image()
                .layer(base(), "/bin/sh -c #(nop) ADD file:0d1b2c3d in / ")
                .layer(LayerBuilder.layer().directory("srv", 0755), "COPY a / # buildkit")
                .layer(LayerBuilder.layer().directory("srv", 0777).file("srv/x", "x"), "COPY b / # buildkit")
                .user("app")
                .healthCheck("CMD", "/app/health");
        assertThat(rulesBrokenBy(image)).containsExactly("no-setuid-files", "no-world-writable-files");
    }

    @Test
    void scanningTwiceGivesTheSameTable() throws Exception {
        ImageBuilder image = ImageBuilder.image().layer(base(), "COPY base / # buildkit");
        assertThat(HardeningRules.all().evaluate(facts(image)))
                .isEqualTo(HardeningRules.all().evaluate(facts(image)));
    }

    @Test
    void onlyRegistriesAndDaemonsHaveReferences() throws Exception {
        ImageFacts archive = facts(ImageBuilder.image().layer(base()));
        assertThat(archive.reference()).isEmpty();
        assertThat(ImageFacts.reference(ImageLocation.parse("shop/web:1")))
                .contains(ImageReference.parse("shop/web:1"));
        assertThat(ImageFacts.reference(ImageLocation.parse("docker-daemon:shop/web")))
                .contains(ImageReference.parse("shop/web"));
        assertThat(ImageLocation.class.getPermittedSubclasses())
                .as("a new kind of location has to be thought of in ImageFacts")
                .hasSize(6);
    }

    @Test
    void aFileWithCapabilitiesCountsLikeASetuidFile() throws Exception {
        assertThat(rulesBrokenBy(ImageBuilder.image()
                        .layer(base(), "COPY a b")
                        .layer(
                                LayerBuilder.layer()
                                        .entry(TarEntry.file("opt/raw", Content.of("x"))
                                                .withPax("SCHILY.xattr.security.capability", "x")),
                                "COPY a b")))
                .contains("no-added-setuid-files");
    }

    @Test
    void filesWrittenThroughALinkHaveThePathThatAContainerSees() throws Exception {
        assertThat(rulesBrokenBy(ImageBuilder.image()
                        .layer(base(), "COPY a b")
                        .layer(
                                LayerBuilder.layer()
                                        .directory("usr/bin")
                                        .symlink("b", "usr/bin")
                                        .file("b/sudo", "x", 0755),
                                "COPY a b")))
                .contains("no-sudo");
        assertThat(rulesBrokenBy(ImageBuilder.image()
                        .layer(base(), "COPY a b")
                        .layer(
                                LayerBuilder.layer().symlink("e", "etc").file("e/passwd", "toor::0:0::/:/bin/sh"),
                                "COPY a b")))
                .contains("no-empty-password");
    }

    private static LayerBuilder base() {
        return LayerBuilder.layer()
                .directory("tmp", 01777)
                .file("usr/bin/su", "x", 04755)
                .file("etc/passwd", PASSWD)
                .file("etc/shadow", "root:*:1::::::\napp:!:1::::::\n")
                .file("etc/group", "root:x:0:\napp:x:10001:\n");
    }

    private List<String> rulesBrokenBy(ImageBuilder image) throws Exception {
        return HardeningRules.all().evaluate(facts(image)).findings().stream()
                .map(Finding::rule)
                .map(Object::toString)
                .distinct()
                .toList();
    }

    private ImageFacts facts(ImageBuilder builder) throws Exception {
        Path archive = OciLayout.of(builder.build()).writeArchive(directory.resolve("image.tar"));
        ImageLocation location = ImageLocation.parse("oci-archive:" + archive);
        Deadline deadline = Deadline.after(Duration.ofMinutes(1), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        FileFactsAnalyzer analyzer = new FileFactsAnalyzer();
        try (ImageSource source = ImageSources.standard(directory).open(location, Limits.defaults())) {
            Image image = source.resolve(Optional.empty(), deadline).get(0);
            ImageScan scan = new ParallelLayerReader(Limits.defaults(), 2, directory)
                    .read(image, List.of(analyzer), deadline, ProgressListener.none());
            return ImageFacts.of(ImageLocation.parse(image.reference()), image, scan, analyzer);
        }
    }
}
