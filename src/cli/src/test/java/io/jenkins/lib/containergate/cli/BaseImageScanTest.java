package io.jenkins.lib.containergate.cli;

import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.RegistryFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of an image on an approved Debian, and of those that only say so. */
class BaseImageScanTest extends ApprovedBase {
    private Gate scan(ImageBuilder image, String baseImages, Object... more) {
        pushed(image);
        return scanned(at("shop/app:1.4"), baseImages, more);
    }

    private Gate scanned(String reference, String baseImages, Object... more) {
        return scanOf(reference, baseImages, "", more);
    }

    private static final String APPROVED = "allowed: ['REGISTRY/approved/**']";

    @Test
    void anImageOnAnApprovedBasePassesAndTheVerdictSaysWhatComesFromThere() {
        Gate scan = scan(app().label(NAME, at("approved/debian:12")).label(DIGEST, base.manifestDigest()), APPROVED);
        assertThat(scan.exit()).as(scan.out()).isEqualTo(ExitCode.PASSED);
        assertThat(scan.out())
                .contains("base-image", "approved/debian:12", "1 lowest layers bring 1 of 1 vulnerabilities");
    }

    @Test
    void theAnnotationOfTheManifestComesBeforeTheLabel() {
        ImageBuilder annotated = app().label(NAME, at("evil/debian:12"))
                .changeManifest(manifest -> manifest.putObject("annotations").put(NAME, at("approved/debian:12")));
        assertThat(scan(annotated, APPROVED).exit()).isEqualTo(ExitCode.PASSED);
    }

    @Test
    void aBaseThatIsNotAllowedFailsAndNobodyLooksThere() {
        Gate scan = scan(app().label(NAME, "evil.example/debian:12"), APPROVED);
        assertThat(scan.exit()).as(scan.out()).isEqualTo(ExitCode.FAILED);
        assertThat(scan.out())
                .contains("unapproved-base-image", "evil.example/debian:12", "org.yaml: baseImages.allowed");
    }

    @Test
    void aLabelAloneProvesNothing() {
        ImageBuilder other = ImageBuilder.image()
                .layer(Fixtures.debianLayer().file("etc/evil", "x"), "ADD file:0 in /")
                .user("10001")
                .healthCheck("CMD", "/bin/healthy");
        for (ImageBuilder hostile : List.of(
                other.label(NAME, at("approved/debian:12")).label(DIGEST, base.manifestDigest()),
                app().label(NAME, at("approved/debian:13")),
                app().label(NAME, at("approved/debian:12")).label(DIGEST, "sha256:" + "0".repeat(64)),
                app().label(NAME, at("approved/debian:12")).label(DIGEST, "sha256:short"),
                app().label(NAME, "not a reference"),
                app().label(NAME, " "),
                app())) {
            Gate scan = scan(hostile, APPROVED);
            assertThat(scan.exit()).as(scan.out()).isEqualTo(ExitCode.ERROR);
            assertThat(scan.out()).contains("unknown-base-image");
        }
    }

    @Test
    void anApprovedImageIsItsOwnBaseWhereItsRegistryIsAskedAndNowhereElse() {
        assertThat(scanned(at("approved/debian:12"), APPROVED).exit()).isEqualTo(ExitCode.PASSED);
        String layout =
                "oci-archive:" + OciLayout.of(base, at("approved/debian:12")).writeArchive(folder.resolve("layout"));
        assertThat(scanned(layout, APPROVED).exit()).isEqualTo(ExitCode.ERROR);
    }

    @Test
    void aBaseThatIsTooOldFailsAndOneOfUnknownAgeIsAnError() {
        ImageBuilder app = app().label(NAME, at("approved/debian:12"));
        assertThat(scan(app, APPROVED + ", maxAge: 10d").exit()).isEqualTo(ExitCode.PASSED);
        Gate stale = scan(app, APPROVED + ", maxAge: 9d");
        assertThat(stale.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(stale.out()).contains("stale-base-image", "org.yaml: baseImages.maxAge=9d");
        for (Instant odd : List.of(Instant.EPOCH, Gate.NOW.plus(Duration.ofDays(2)))) {
            registry.with("approved/odd", OciLayout.of(debian(odd), "12"));
            Gate unknown = scan(app().label(NAME, at("approved/odd:12")), APPROVED + ", maxAge: 3650d");
            assertThat(unknown.exit()).as("%s", odd).isEqualTo(ExitCode.ERROR);
        }
    }

    /** Whoever pushes the image could push old layers with a new date beside it. */
    @Test
    void withoutAListTheImageChoosesNeitherWhereRequestsGoNorWhoseDatesCount() {
        registry.with("shop/base", OciLayout.of(debian(Gate.NOW), "new"));
        for (String name : List.of("internal.example/debian:12", at("shop/base:new"))) {
            Gate scan = scan(app().label(NAME, name), "maxAge: 30d");
            assertThat(scan.exit()).as(name).isEqualTo(ExitCode.ERROR);
            assertThat(scan.out()).as(name).contains("the policy has no list of base images to believe");
        }
        assertThat(scan(app(), "maxAge: 30d", "--base-image", at("approved/debian:12"))
                        .exit())
                .isEqualTo(ExitCode.PASSED);
    }

    @Test
    void theBaseThatIsGivenCountsByItsNameInARegistry() {
        assertThat(scan(app(), APPROVED, "--base-image", at("approved/debian:12"))
                        .exit())
                .isEqualTo(ExitCode.PASSED);
        registry.with("other/debian", OciLayout.of(base, "12"));
        assertThat(scan(app(), APPROVED, "--base-image", at("other/debian:12")).exit())
                .isEqualTo(ExitCode.FAILED);
        String layout = "oci-archive:" + OciLayout.of(base, "12").writeArchive(folder.resolve("base"));
        assertThat(scan(app(), APPROVED, "--base-image", layout).exit()).isEqualTo(ExitCode.ERROR);
    }

    @Test
    void anInnerLayerCanOnlyApproveLess() {
        ImageBuilder app = app().label(NAME, at("approved/debian:12"));
        Path narrow = Fixtures.write(
                folder.resolve("narrow.yaml"),
                "version: 1\nbaseImages: {allowed: ['" + at("approved/alpine") + "']}\n");
        assertThat(scan(app, APPROVED, "--policy", narrow).exit()).isEqualTo(ExitCode.FAILED);
        Path wide = Fixtures.write(folder.resolve("wide.yaml"), "version: 1\nbaseImages: {allowed: ['**']}\n");
        assertThat(scan(app, APPROVED, "--policy", wide).exit()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aBaseThatAnImageNamesExcusesNoFinding() {
        Path limits = Fixtures.write(
                folder.resolve("limits.yaml"),
                "version: 1\nvulnerabilities: {max: {low: 0}, baseImage: {max: {low: unlimited}}}\n");
        ImageBuilder app = app().label(NAME, at("approved/debian:12"));
        registry.with("shop/app", OciLayout.of(app.build(), "1.4"));
        Path allowed = Fixtures.write(
                folder.resolve("allowed.yaml"), "version: 1\nbaseImages: {allowed: ['" + at("approved/**") + "']}\n");
        Gate scan = Gate.run(
                "scan",
                at("shop/app:1.4"),
                "--osv",
                osv,
                "--policy",
                limits,
                "--policy",
                allowed,
                "--insecure-registry",
                registry.authority(),
                "--docker-config",
                folder.resolve("docker"));
        assertThat(scan.exit()).as(scan.out()).isEqualTo(ExitCode.FAILED);
    }

    /** Debian 12 after an update of OpenSSL, and one in which it got worse. */
    @Test
    void theNewerImageOfTheBasesTagIsScannedAndTheVerdictSaysWhatItRemoves() {
        ImageBuilder app = app().label(NAME, at("approved/debian:12")).label(DIGEST, base.manifestDigest());
        assertThat(scan(app, APPROVED, "--upgrades").out()).contains("still is what the image is built on");
        BuiltImage updated = ImageBuilder.image()
                .layer(
                        layer().file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n")
                                .file("var/lib/dpkg/status", """
                                Package: libssl3
                                Status: install ok installed
                                Architecture: amd64
                                Source: openssl
                                Version: 3.0.11-1~deb12u2

                                """),
                        "ADD file:0123 in /")
                .build();
        registry.with("approved/debian", OciLayout.of(updated, "12").and(base, "old"));
        Gate scan = scan(app, APPROVED, "--upgrades");
        assertThat(scan.exit()).as(scan.out()).isEqualTo(ExitCode.PASSED);
        assertThat(scan.out())
                .contains(
                        "base-image-upgrade",
                        "rebuild on " + at("approved/debian:12") + ", which is now " + updated.manifestDigest())
                .contains("removes 1 of 1 vulnerabilities of the base image and adds 0");
        assertThat(scan(app, APPROVED).out()).doesNotContain("base-image-upgrade");
    }

    private static BuiltImage debian(String openssl, String... more) {
        StringBuilder status = new StringBuilder();
        for (String name : more) {
            status.append(
                    ("Package: %s\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1\n\n").formatted(name));
        }
        status.append("Package: libssl3\nStatus: install ok installed\nArchitecture: amd64\nSource: openssl\nVersion: ")
                .append(openssl)
                .append("\n\n");
        return ImageBuilder.image()
                .layer(
                        layer().file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n")
                                .file("var/lib/dpkg/status", status.toString()),
                        "ADD file:0123 in /")
                .build();
    }

    @Test
    void newerTagsOfTheBaseAreScannedAndProgramsReadWhatEachRemoves() throws Exception {
        BuiltImage newer = debian("3.0.11-1~deb12u2");
        BuiltImage same = debian("3.0.11-1~deb12u1", "zlib1g");
        registry.with(
                "approved/debian",
                OciLayout.of(base, "12.4")
                        .and(same, "12.5")
                        .and(newer, "13.0")
                        .and(newer, "13.1-slim")
                        .and(newer, "bookworm-20241016")
                        .and(newer, "12.3"));
        ImageBuilder app = app().label(NAME, at("approved/debian:12.4")).label(DIGEST, base.manifestDigest());
        Path out = folder.resolve("out");

        Gate scan = scan(app, APPROVED, "--upgrades", "--format", "json", "--out", out);

        assertThat(scan.exit()).as(scan.out()).isEqualTo(ExitCode.PASSED);
        List<String> upgrades = new ArrayList<>();
        for (var note : new ObjectMapper().readTree(scan.out()).path("notes")) {
            var upgrade = note.path("upgrade");
            if (!upgrade.isMissingNode()) {
                assertThat(note.path("kind").asText()).isEqualTo("base-image-upgrade");
                upgrades.add(upgrade.path("reference").asText() + " "
                        + upgrade.path("digest").asText() + " " + upgrade.path("removes") + "/" + upgrade.path("of")
                        + " +" + upgrade.path("adds"));
            }
        }
        assertThat(upgrades)
                .containsExactly(
                        at("approved/debian:12.5 ") + same.manifestDigest() + " 0/1 +0",
                        at("approved/debian:13.0 ") + newer.manifestDigest() + " 1/1 +0");
        assertThat(scan.out())
                .contains(
                        "approved/debian:12.4 still is what the image is built on",
                        "upgrade " + at("approved/debian:12.4 to ") + at("approved/debian:13.0 (sha256:"));
        assertThat(Files.readString(out.resolve("report.html")))
                .contains(
                        "<dt>Newer base</dt><dd>upgrade ",
                        "approved/debian:13.0 (" + newer.manifestDigest()
                                + "): removes 1 of 1 vulnerabilities of the base image and adds 0")
                .doesNotContain("<dt>Newer base</dt><dd>upgrade " + at("approved/debian:12.4 to ")
                        + at("approved/debian:12.5"));
        for (String report : List.of("report.sarif", "junit.xml")) {
            assertThat(Files.readString(out.resolve(report)))
                    .as(report)
                    .contains("base-image-upgrade: upgrade " + at("approved/debian:12.4 to ")
                            + at("approved/debian:13.0 ("));
        }
        assertThat(scan(app, APPROVED, "--upgrades", "--format", "markdown").out())
                .contains("removes 1 of 1 vulnerabilities");
        assertThat(new ObjectMapper().readTree(out.resolve("copa.json").toFile()))
                .isEqualTo(new ObjectMapper().readTree("""
                {"apiVersion": "v1alpha1",
                 "metadata": {"os": {"type": "debian", "version": "12"}, "config": {"arch": "amd64"}},
                 "updates": [{"name": "libssl3", "installedVersion": "3.0.11-1~deb12u1",
                   "fixedVersion": "3.0.11-1~deb12u2", "vulnerabilityID": "CVE-2023-5363"}]}
                """));
        scan(app, APPROVED, "--out", out);
        assertThat(out.resolve("copa.json")).doesNotExist();
    }

    @Test
    void tagsThatCannotBeListedChangeNothingButTheNote() {
        ImageBuilder app = app().label(NAME, at("approved/debian:12")).label(DIGEST, base.manifestDigest());
        registry.failAlways("/tags/", new RegistryFault.Status(403));
        Gate scan = scan(app, APPROVED, "--upgrades");
        assertThat(scan.exit()).as(scan.out()).isEqualTo(ExitCode.PASSED);
        assertThat(scan.out()).contains("newer tags could not be looked for: ");

        registry.with("approved/debian", OciLayout.of(base, "stable"));
        Gate named = scan(app().label(NAME, at("approved/debian:stable")), APPROVED, "--upgrades");
        assertThat(named.out()).contains("no newer tag was looked for: the tag stable has no number");
    }

    @Test
    void aNewerImageThatCannotBeEvaluatedPromisesNothing() {
        ImageBuilder app = app().label(NAME, at("approved/debian:12")).label(DIGEST, base.manifestDigest());
        BuiltImage odd = ImageBuilder.image()
                .layer(
                        layer().file("etc/os-release", "ID=unheard\nVERSION_ID=\"1\"\n")
                                .file("bin/x", "x"),
                        "ADD file:0 in /")
                .build();
        registry.with("approved/debian", OciLayout.of(odd, "12").and(base, "old"));
        Gate scan = scan(app, APPROVED, "--upgrades");
        assertThat(scan.exit()).as(scan.out()).isEqualTo(ExitCode.PASSED);
        assertThat(scan.out()).contains("what it would change is not known").doesNotContain("removes");
        assertThat(scan(app(), "maxAge: 30d", "--upgrades").out()).contains("no newer base image was looked for");
    }
}
