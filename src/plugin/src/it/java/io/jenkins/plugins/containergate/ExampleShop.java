package io.jenkins.plugins.containergate;

import hudson.model.FreeStyleProject;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.osv.FakeOsvApi;
import io.jenkins.lib.containergate.testkit.osv.OsvJson;
import io.jenkins.plugins.containergate.builders.ScanImageBuilder;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.VulnerabilityData;
import io.jenkins.plugins.containergate.config.policy.PolicySettings;
import io.jenkins.plugins.containergate.steps.ScanImageStep;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jvnet.hudson.test.TestBuilder;

/** An image with a vulnerable package, the same image after the fix, and someone who knows the vulnerability. */
final class ExampleShop {
    static final String CVE = "CVE-2023-45853";

    private static final String RECORD = """
        {"schema_version": "1.6.0", "id": "DEBIAN-CVE-2023-45853", "modified": "2025-11-19T02:01:54Z",
         "upstream": ["CVE-2023-45853"], "details": "An integer overflow in zlib",
         "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
         "affected": [{"package": {"ecosystem": "Debian:12", "name": "zlib"},
           "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1:1.3"}]}]}]}
        """;

    private ExampleShop() {}

    /** A package known to be vulnerable, critically. */
    static BuiltImage vulnerable() {
        return image("1:1.2.13.dfsg-1");
    }

    static BuiltImage fixed() {
        return image("1:1.3.dfsg-1");
    }

    /** {@link #fixed} that says in its manifest that it is built on another image. */
    static BuiltImage builtOn(String base) {
        return builtOn(base, "1:1.3.dfsg-1");
    }

    /** The same of {@link #vulnerable}. */
    static BuiltImage vulnerableBuiltOn(String base) {
        return builtOn(base, "1:1.2.13.dfsg-1");
    }

    private static BuiltImage builtOn(String base, String zlib) {
        return builder(zlib)
                .changeManifest(
                        manifest -> manifest.putObject("annotations").put("org.opencontainers.image.base.name", base))
                .build();
    }

    /** A Debian with one package that is not known to be vulnerable. */
    static LayerBuilder layer() {
        return layer("1:1.3.dfsg-1");
    }

    private static LayerBuilder layer(String zlib) {
        return LayerBuilder.layer()
                .file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\nPRETTY_NAME=\"Debian 12\"\n")
                .file("etc/passwd", "root:x:0:0:root:/root:/bin/sh\napp:x:1000:1000::/:/bin/false\n")
                .file(
                        "var/lib/dpkg/status",
                        "Package: zlib1g\nStatus: install ok installed\nArchitecture: amd64\nSource: zlib\n"
                                + "Version: " + zlib
                                + "\nMaintainer: Debian <packages@debian.org>\nDescription: compression\n\n");
    }

    private static BuiltImage image(String zlib) {
        return builder(zlib).build();
    }

    private static ImageBuilder builder(String zlib) {
        return ImageBuilder.image()
                .user("1000")
                .healthCheck("CMD", "/bin/true")
                .layer(layer(zlib), "COPY . / # buildkit");
    }

    /** An API that knows the vulnerability of {@link #vulnerable}. */
    static FakeOsvApi api() throws IOException {
        OsvJson record = OsvJson.record("DEBIAN-CVE-2023-45853")
                .upstream(CVE)
                .rating("CRITICAL")
                .affected("Debian:12", "zlib", "ECOSYSTEM", "introduced", "0", "fixed", "1:1.3");
        return FakeOsvApi.start().matching("Debian:12", "zlib", "1:1.2.13.dfsg-1", record);
    }

    static byte[] archive(BuiltImage image) throws IOException {
        Path file = Files.createTempFile("shop", ".tar");
        try {
            return Files.readAllBytes(OciLayout.of(image, "1.4").writeArchive(file));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** A job that has the image in its workspace and scans it. */
    static FreeStyleProject scanning(FreeStyleProject project, BuiltImage image) throws IOException {
        byte[] archive = archive(image);
        project.getBuildersList().add(TestBuilder.of((build, launcher, listener) -> {
            try (OutputStream out = build.getWorkspace().child("shop.tar").write()) {
                out.write(archive);
            }
        }));
        ScanImageStep options = new ScanImageStep();
        options.setArchive("shop.tar");
        project.getBuildersList().add(new ScanImageBuilder(options));
        return project;
    }

    /** Names the vulnerability data to the controller. */
    static void configure(Path exports) throws IOException {
        Files.createDirectories(exports);
        Files.writeString(exports.resolve("DEBIAN-CVE-2023-45853.json"), RECORD);
        VulnerabilityData data = new VulnerabilityData();
        data.setOsvExports(List.of(exports.toString()));
        ContainerGateConfiguration.get().setVulnerabilityData(data);
    }

    /** A policy that lets nothing critical through, in a mode of choice. */
    static PolicySettings policy(String mode, String onError) {
        return policy(mode, onError, "");
    }

    /** @param more of the policy, in lines that end */
    static PolicySettings policy(String mode, String onError, String more) {
        return new PolicySettings("""
                version: 1
                mode: %s
                onError: %s
                vulnerabilities:
                  max: {critical: 0, high: 0}
                """.formatted(mode, onError) + more);
    }
}
