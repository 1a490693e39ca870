package io.jenkins.lib.containergate.cli;

import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.RegistryFault;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an image is built on, from signed provenance and from its layers, where it says something else or nothing. */
class BaseImageSourcesTest extends ApprovedBase {
    private static final SigningKey CI = SigningKey.ecdsa();
    private static final SigningKey STRANGER = SigningKey.ecdsa();
    private static final String V1 = "https://slsa.dev/provenance/v1";
    private static final String V0_2 = "https://slsa.dev/provenance/v0.2";
    private static final String PATTERN = "allowed: ['REGISTRY/approved/**']";
    private static final String BY_NAME = "allowed: ['REGISTRY/approved/debian']";

    private static BuiltImage stranger() {
        return ImageBuilder.image()
                .layer(layer().file("opt/tool", "x"), "ADD file:0 in /")
                .build();
    }

    private String purl(String path, String digest) {
        return "{\"uri\": \"pkg:docker/" + at(path) + "?digest=" + digest + "&platform=linux%2Famd64\"}";
    }

    private static String beside(String purl, String digest) {
        return "{\"uri\": \"" + purl + "\", \"digest\": {\"sha256\": \"" + digest.replace("sha256:", "") + "\"}}";
    }

    private static String v1(String dependencies) {
        return """
            {"buildDefinition": {"buildType": "https://github.com/moby/buildkit/blob/master/docs/attestations/slsa-definitions.md",
              "externalParameters": {}, "resolvedDependencies": [%s]}, "runDetails": {"builder": {"id": "https://ci.example"}}}
            """.formatted(dependencies);
    }

    private static String v02(String materials) {
        return """
            {"builder": {"id": ""}, "buildType": "https://mobyproject.org/buildkit@v1", "materials": [%s]}
            """.formatted(materials);
    }

    /** In the place of what was attested before. */
    private void attest(SigningKey key, BuiltImage image, String type, String predicate) {
        attestations(image).attest(key, type, predicate);
    }

    private CosignAttestations attestations(BuiltImage image) {
        return new CosignAttestations(registry, "shop/app", image.manifestDigest());
    }

    private Gate scan(String baseImages, Object... more) {
        return scanOf(
                at("shop/app:1.4"),
                baseImages,
                "signatures: [{repositories: [\"" + registry.authority() + "/**\"], signers: [" + CI.signer("ci")
                        + "]}]\n",
                more);
    }

    private void passes(Gate scan, String... texts) {
        assertThat(scan.exit()).as(scan.out()).isEqualTo(ExitCode.PASSED);
        assertThat(scan.out()).contains(texts);
    }

    private void undecided(Gate scan, String... texts) {
        assertThat(scan.exit()).as(scan.out()).isEqualTo(ExitCode.ERROR);
        assertThat(scan.out()).contains("unknown-base-image").contains(texts);
    }

    private void fails(Gate scan, String... texts) {
        assertThat(scan.exit()).as(scan.out()).isEqualTo(ExitCode.FAILED);
        assertThat(scan.out()).contains("unapproved-base-image").contains(texts);
    }

    @Test
    void provenanceOfATrustedSignerNamesTheBaseInEachForm() {
        String hex = base.manifestDigest();
        String frontend = beside("pkg:docker/docker/dockerfile@1", "sha256:" + "1".repeat(64));
        String git = beside("https://github.com/acme/shop.git#refs/heads/main", "sha256:" + "2".repeat(64));
        for (String dependency : List.of(
                purl("approved/debian@12", hex),
                purl("approved/debian", hex),
                beside("pkg:docker/" + at("approved/debian@12") + "?platform=linux%2Famd64", hex),
                beside(
                        "pkg:oci/debian@" + hex.replace(":", "%3A") + "?repository_url=" + at("approved/debian"),
                        hex))) {
            BuiltImage image = pushed(app());
            attest(CI, image, V1, v1(frontend + "," + git + "," + dependency));
            passes(scan(PATTERN), "built on " + at("approved/debian"), "named by provenance signed by ci");
            attest(CI, image, V0_2, v02(frontend + "," + dependency));
            passes(scan(PATTERN, "--upgrades"), "named by provenance signed by ci", "base-image-upgrade");
        }
    }

    @Test
    void provenanceCountsOnlyFromATrustedSignerAndOnlyWithTheLayers() {
        BuiltImage image = pushed(app());
        attest(STRANGER, image, V1, v1(purl("approved/debian@12", base.manifestDigest())));
        undecided(scan(PATTERN), "its provenance does not count: ", "not made with this signer's key");

        registry.with("approved/tool", OciLayout.of(stranger(), "1"));
        attest(CI, image, V1, v1(purl("approved/tool@1", stranger().manifestDigest())));
        undecided(scan(PATTERN), "those of no image that can be compared of provenance signed by ci");

        attest(CI, image, V1, v1("{\"uri\": \"pkg:docker/%%%\"}"));
        undecided(scan(PATTERN), "that can be compared of provenance signed by ci: pkg:docker/%%%");
        attestations(image).attach("no envelope", V1);
        undecided(scan(PATTERN), "its provenance does not count");
    }

    @Test
    void anAddressThatCannotBeReadCouldBeTheBaseAndTheRestOfTheProvenanceCounts() {
        String malformed = "{\"uri\": \"pkg:docker/%%%\"}";
        String debian = purl("approved/debian@12", base.manifestDigest());
        BuiltImage image = pushed(app());
        attest(CI, image, V1, v1(malformed + "," + debian));
        undecided(scan(BY_NAME), "or on another image that", "pkg:docker/%%%");
        attest(
                CI,
                image,
                V1,
                v1(malformed + "," + beside("pkg:docker/evil.example/debian@12", "sha256:" + "3".repeat(64))));
        undecided(scan(BY_NAME), "evil.example/debian:12", "pkg:docker/%%%");

        BuiltImage labelled = pushed(app().label(NAME, at("approved/debian:12")));
        attest(CI, labelled, V1, v1(malformed + "," + debian));
        passes(scan(PATTERN), "named by its labels and provenance signed by ci");
        attest(CI, labelled, V1, v1(malformed));
        undecided(scan(PATTERN), "its labels name " + at("approved/debian:12"), "names pkg:docker/%%%");
    }

    @Test
    void anImageThatIsNotAllowedIsNotAskedForAndCouldBeTheBase() {
        BuiltImage image = pushed(app());
        String evil = beside("pkg:docker/evil.example/debian@12", "sha256:" + "3".repeat(64));
        attest(CI, image, V1, v1(evil));
        fails(scan(PATTERN), "evil.example/debian:12", "named by provenance signed by ci");

        attest(CI, image, V1, v1(purl("approved/debian@12", base.manifestDigest()) + "," + evil));
        undecided(scan(PATTERN), "or on another image that", "evil.example/debian:12");
        registry.with("shop/app", OciLayout.of(image, "1.4"));
        BuiltImage labelled = pushed(app().label(NAME, at("approved/debian:12")).label(DIGEST, base.manifestDigest()));
        attest(CI, labelled, V1, v1(purl("approved/debian@12", base.manifestDigest()) + "," + evil));
        passes(scan(PATTERN), "named by its labels and provenance signed by ci");
    }

    @Test
    void whenTheSourcesContradictEachOtherTheStrictestDecidesAndTheVerdictSaysSo() {
        BuiltImage labelled = pushed(app().label(NAME, at("approved/debian:12")));
        attest(CI, labelled, V1, v1(beside("pkg:docker/evil.example/debian@12", "sha256:" + "3".repeat(64))));
        fails(
                scan(PATTERN),
                "its labels name " + at("approved/debian:12"),
                "names evil.example/debian:12",
                "strictest");

        BuiltImage evil = pushed(app().label(NAME, "evil.example/debian:12"));
        attest(CI, evil, V1, v1(purl("approved/debian@12", base.manifestDigest())));
        fails(scan(PATTERN), "evil.example/debian:12, named by its labels", "strictest");

        BuiltImage java = Fixtures.debian()
                .layer(layer().file("opt/java", "x"), "COPY java /opt/java")
                .created(Gate.NOW)
                .build();
        registry.with("approved/java", OciLayout.of(java, "21"));
        BuiltImage shop = pushed(Fixtures.debian()
                .layer(layer().file("opt/java", "x"), "COPY java /opt/java")
                .layer(layer().file("app/run", "x"), "COPY app /app")
                .label(NAME, at("approved/debian:12")));
        attest(CI, shop, V1, v1(purl("approved/java@21", java.manifestDigest())));
        passes(scan(PATTERN + ", maxAge: 10d"), "built on " + at("approved/java:21"), "its labels name");
        Gate stale = scan(PATTERN + ", maxAge: 9d");
        assertThat(stale.exit()).as(stale.out()).isEqualTo(ExitCode.FAILED);
        assertThat(stale.out()).contains("stale-base-image");
    }

    @Test
    void anImageOfAMirrorIsTheSameImage() {
        BuiltImage labelled = pushed(app().label(NAME, at("approved/debian:12")));
        attest(CI, labelled, V1, v1(beside("pkg:docker/debian@12", base.manifestDigest())));
        passes(scan(PATTERN), "named by its labels and provenance signed by ci");
        attest(CI, labelled, V1, v1(beside("pkg:docker/debian@12", "sha256:" + "4".repeat(64))));
        fails(scan(PATTERN), "docker.io/library/debian:12", "strictest");
    }

    @Test
    void anImageThatCannotBeReadAgreesOnlyByTagOrDigest() {
        BuiltImage labelled = pushed(app().label(NAME, at("approved/debian:12")));
        String gone = "sha256:" + "5".repeat(64);
        attest(CI, labelled, V1, v1(purl("approved/debian@12", gone)));
        passes(scan(PATTERN), "named by its labels and provenance signed by ci");
        attest(CI, labelled, V1, v1(purl("approved/debian@11", gone)));
        undecided(scan(PATTERN), "its labels name " + at("approved/debian:12"), "names " + at("approved/debian:11"));
        attest(CI, labelled, V1, v1(purl("approved/debian", gone)));
        undecided(scan(PATTERN), "strictest");
    }

    @Test
    void aTagThatMovedIsNoContradiction() {
        registry.with("approved/debian", OciLayout.of(stranger(), "12").and(base, "12.1"));
        BuiltImage labelled = pushed(app().label(NAME, at("approved/debian:12")));
        undecided(scan(PATTERN), "its lowest layers are not those of " + at("approved/debian:12"));
        passes(scan(BY_NAME), "built on " + at("approved/debian:12.1"), "its layers alone");
        attest(CI, labelled, V1, v1(purl("approved/debian@12", base.manifestDigest())));
        passes(scan(PATTERN), "named by provenance signed by ci");

        registry.with("mirror/debian", OciLayout.of(stranger(), "12").and(base, "12.1"));
        pushed(app().label(NAME, at("mirror/debian:12")));
        passes(
                scan("allowed: ['REGISTRY/approved/debian', 'REGISTRY/mirror/debian']"),
                "built on " + at("mirror/debian:12.1"));

        pushed(app().label(NAME, at("approved/debian:12")).label(DIGEST, "sha256:" + "0".repeat(64)));
        undecided(scan(BY_NAME), "sha256:000000");
    }

    @Test
    void theLayersAloneTellWhichApprovedImageIsBelow() {
        BuiltImage java = Fixtures.debian()
                .layer(layer().file("opt/java", "x"), "COPY java /opt/java")
                .build();
        registry.with(
                "approved/debian",
                OciLayout.of(base, "12").and(stranger(), "latest").and(java, "12-java"));
        pushed(app());
        passes(scan(BY_NAME), "built on " + at("approved/debian:12,"), "named by its layers alone");
        undecided(scan(PATTERN), "names no repository without a wildcard");
        attest(STRANGER, pushed(app()), V1, v1(purl("approved/debian@12", base.manifestDigest())));
        passes(scan(BY_NAME), "its layers alone", "its provenance does not count");

        pushed(Fixtures.debian()
                .layer(layer().file("opt/java", "x"), "COPY java /opt/java")
                .layer(layer().file("app/run", "x"), "COPY app /app"));
        passes(scan(BY_NAME), "built on " + at("approved/debian:12-java"));

        pushed(ImageBuilder.image()
                .layer(Fixtures.debianLayer().file("etc/evil", "x"), "ADD file:0 in /")
                .user("10001")
                .healthCheck("CMD", "/bin/healthy"));
        undecided(scan(BY_NAME), "not those of the 3 images of baseImages.allowed");
        registry.failAlways("/tags/", new RegistryFault.Status(403));
        undecided(scan(BY_NAME), "could not be read, the first");
    }

    /** The same provenance as a demand of {@code signatures}: by whom and from what an image has to be built. */
    @Test
    void provenanceThatSaysOtherwiseThanThePolicyDemandsVerifiesNothing() {
        BuiltImage image = pushed(app());
        attest(CI, image, V1, v1(purl("approved/debian@12", base.manifestDigest())));
        assertThat(verify("builders: ['https://ci.example']")).isEqualTo(ExitCode.PASSED);
        assertThat(verify("builders: ['https://other.example']")).isEqualTo(ExitCode.FAILED);
        assertThat(verify("builders: ['https://ci.example'], sources: ['https://github.com/acme/shop']"))
                .isEqualTo(ExitCode.FAILED);
        attest(STRANGER, image, V1, v1(""));
        assertThat(verify("builders: ['https://ci.example']")).isEqualTo(ExitCode.FAILED);
    }

    private int verify(String provenance) {
        Path policy = Fixtures.write(
                folder.resolve("verify.yaml"),
                "version: 1\nsignatures: [{repositories: [\"" + registry.authority()
                        + "/**\"], provenance: {" + provenance
                        + "}, signers: [" + CI.signer("ci") + "]}]\n");
        return Gate.run(
                        "verify",
                        at("shop/app:1.4"),
                        "--policy",
                        policy,
                        "--insecure-registry",
                        registry.authority(),
                        "--docker-config",
                        folder.resolve("docker"))
                .exit();
    }
}
