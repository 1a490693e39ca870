package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.image.DockerArchive;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image of Debian with a package that Debian did not build. */
class OtherVendorsScanTest {
    private static final String STATUS = """
            Package: libc6
            Status: install ok installed
            Maintainer: GNU Libc Maintainers <debian-glibc@lists.debian.org>
            Architecture: amd64
            Version: 2.36-9+deb12u4

            Package: %s
            Status: install ok installed
            Maintainer: %s
            Architecture: amd64
            Version: 1.0-1

            """;

    @TempDir
    private Path folder;

    private Gate scan(String name, String maintainer, String policy) {
        ImageBuilder image = ImageBuilder.image()
                .layer(LayerBuilder.layer()
                        .file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\nPRETTY_NAME=\"Debian 12\"\n")
                        .file("var/lib/dpkg/status", STATUS.formatted(name, maintainer)))
                .user("10001")
                .healthCheck("CMD", "/bin/healthy");
        Path archive = DockerArchive.of(image.build(), "shop:1.4").writeTo(folder.resolve("docker.tar"));
        return Gate.run(
                "scan",
                "docker-archive:" + archive,
                "--osv",
                Fixtures.osv(folder, "LOW"),
                "--policy",
                Fixtures.write(folder.resolve("org.yaml"), "version: 1\n" + policy));
    }

    @Test
    void isAWarningThatNamesTheVendorAndItsPackages() {
        Gate scan = scan("docker-ce", "Docker <support@docker.com>", "");

        assertThat(scan.exit()).isEqualTo(ExitCode.PASSED);
        assertThat(scan.out())
                .contains(
                        "WARN",
                        "default: undecided.package-of-another-vendor=warn",
                        "WARNED",
                        "1 package built by docker.com, not by debian",
                        "docker-ce 1.0-1",
                        "1 part of the image (package-of-another-vendor)");
    }

    @Test
    void isAnErrorWhereThePolicySaysSo() {
        Gate scan = scan("docker-ce", "Docker <support@docker.com>", "undecided: {package-of-another-vendor: error}\n");

        assertThat(scan.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(scan.out()).contains("package-of-another-vendor", "1 package built by docker.com, not by debian");
    }

    @Test
    void isWaivedForOneVendorAndForNoOther() {
        String waiver =
                "undecided: {package-of-another-vendor: error}\nwaivers: [{rule: package-of-another-vendor, path: 'var/lib/dpkg/status!/docker.com',"
                        + " owner: platform, reason: we follow its notes, expires: 2026-12-20}]\n";

        assertThat(scan("docker-ce", "Docker <support@docker.com>", waiver).exit())
                .isEqualTo(ExitCode.PASSED);
        assertThat(scan("grafana", "Grafana <contact@grafana.com>", waiver).exit())
                .isEqualTo(ExitCode.ERROR);
    }

    @Test
    void passesAndIsCountedIfItsMaintainerMayBeDebians() {
        Gate scan = scan("libcap-ng0", "Someone <someone@private.example>", "");

        assertThat(scan.exit()).isEqualTo(ExitCode.PASSED);
        assertThat(scan.out()).contains("1 package origin (these packages do not tell who built them");
    }
}
