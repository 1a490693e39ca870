package io.jenkins.lib.containergate.cli;

import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;

import io.jenkins.lib.containergate.attestation.AttestationBundle;
import io.jenkins.lib.containergate.attestation.VerdictAttestation;
import io.jenkins.lib.containergate.attestation.VerdictAttestation.Input;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.json.VerdictReader;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.lib.containergate.testkit.signature.SignatureTexts;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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

    /** Attaches a file to an image as an artifact of its own, as anyone can who can write to the repository. */
    static void attach(FakeRegistry registry, String repository, BuiltImage image, String type, byte[] content) {
        registry.manifest(repository, "attached-" + Digest.of(content).hex(), """
            {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","artifactType":"%1$s",
             "config":{"mediaType":"application/vnd.oci.empty.v1+json","digest":"%2$s","size":2},
             "layers":[{"mediaType":"%1$s","digest":"%3$s","size":%4$d}],
             "subject":{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"%5$s","size":%6$d}}
            """.formatted(
                        type,
                        registry.blob("{}".getBytes(StandardCharsets.UTF_8)),
                        registry.blob(content),
                        content.length,
                        image.manifestDigest(),
                        registry.stored(repository, image.manifestDigest()).orElseThrow().length));
    }

    /**
     * Attests a verdict as a build does that has several documents of it.
     *
     * @param reference of the image, with its digest
     */
    static void attest(
            FakeRegistry registry, String reference, BuiltImage image, SigningKey key, Verdict verdict, Input... inputs)
            throws GateException {
        ImageReference named = ImageReference.parse(reference);
        VerdictAttestation attestation = VerdictAttestation.of(named, verdict, "urn:container-gate", List.of(inputs));
        String statement = new String(attestation.statement().toArray(), StandardCharsets.UTF_8);
        attach(
                registry,
                named.repository(),
                image,
                AttestationBundle.MEDIA_TYPE,
                SignatureTexts.bundle(key, statement).getBytes(StandardCharsets.UTF_8));
    }

    static Verdict verdict(Path file) throws GateException, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new VerdictReader().read(file.toString(), in).verdict();
        }
    }
}
