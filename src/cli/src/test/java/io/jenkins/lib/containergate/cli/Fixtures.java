package io.jenkins.lib.containergate.cli;

import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;

import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small images and data that the command-line tests share. */
final class Fixtures {
    private Fixtures() {}

    /** A Debian 12 with one package that {@link #osv} knows a CRITICAL flaw of. */
    static ImageBuilder debian() {
        return ImageBuilder.image()
                .layer(debianLayer(), "ADD file:0123 in /")
                .user("10001")
                .healthCheck("CMD", "/bin/healthy");
    }

    static LayerBuilder debianLayer() {
        return layer().file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\nPRETTY_NAME=\"Debian 12\"\n")
                .file("var/lib/dpkg/status", """
                        Package: libssl3
                        Status: install ok installed
                        Architecture: amd64
                        Source: openssl
                        Version: 3.0.11-1~deb12u1

                        """);
    }

    /** @param severity of the database's own rating */
    static Path osv(Path folder, String severity) {
        return write(folder.resolve("osv").resolve("DEBIAN-CVE-2023-5363.json"), """
                {"schema_version": "1.6.0", "id": "DEBIAN-CVE-2023-5363", "modified": "2026-11-20T00:00:00Z",
                 "upstream": ["CVE-2023-5363"], "details": "truncated keys",
                 "affected": [{"package": {"ecosystem": "Debian:12", "name": "openssl"},
                   "ranges": [{"type": "ECOSYSTEM",
                     "events": [{"introduced": "0"}, {"fixed": "3.0.11-1~deb12u2"}]}]}],
                 "database_specific": {"severity": "%s"}}
                """.formatted(severity))
                .getParent();
    }

    static Path write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another vulnerability of the image's package, among those of {@link #osv}. */
    static void publish(Path osv, String cve, String severity) {
        write(osv.resolve("DEBIAN-" + cve + ".json"), """
                {"schema_version": "1.6.0", "id": "DEBIAN-%1$s", "modified": "2026-11-21T00:00:00Z",
                 "upstream": ["%1$s"], "details": "published since",
                 "affected": [{"package": {"ecosystem": "Debian:12", "name": "openssl"},
                   "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "3.0.11-1~deb12u9"}]}]}],
                 "database_specific": {"severity": "%2$s"}}
                """.formatted(cve, severity));
    }
}
