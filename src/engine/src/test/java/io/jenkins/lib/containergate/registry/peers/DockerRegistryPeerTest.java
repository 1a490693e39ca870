package io.jenkins.lib.containergate.registry.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.ImageInspector;
import io.jenkins.lib.containergate.gate.InspectedImage;
import io.jenkins.lib.containergate.http.HttpClients;
import io.jenkins.lib.containergate.http.HttpLimits;
import io.jenkins.lib.containergate.http.HttpTransport;
import io.jenkins.lib.containergate.http.InsecureHosts;
import io.jenkins.lib.containergate.http.Pause;
import io.jenkins.lib.containergate.http.TlsTrust;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.image.Referrer;
import io.jenkins.lib.containergate.layer.ParallelLayerReader;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.registry.RegistryClient;
import io.jenkins.lib.containergate.registry.auth.RegistryCredentials;
import io.jenkins.lib.containergate.registry.auth.RegistryLogin;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.lib.containergate.source.ImageSource;
import io.jenkins.lib.containergate.source.ImageSources;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.Content;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.peer.Peer;
import io.jenkins.lib.containergate.testkit.registry.TokenIssuer;
import io.jenkins.lib.containergate.testkit.tls.ServerIdentity;
import java.net.ProxySelector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registry of the distribution project, filled by skopeo, with each of its doors. */
@Tag("peers")
class DockerRegistryPeerTest {
    private static final String USER = "peer";
    private static final String PASSWORD = "peer-password";
    /** {@link #PASSWORD}, hashed with bcrypt. */
    private static final String HTPASSWD = USER + ":$2y$05$J0Q9rByX.6ArWhUQyqgk3OwiXRGl2YYyqJIvYNmButOw2hsGQH5GW\n";

    private static final RegistryLogin LOGIN = new RegistryLogin.Password(USER, PASSWORD);
    private static final String NAME = "shop/app:1.4";

    @TempDir
    private Path folder;

    private final BuiltImage image = ImageBuilder.image()
            .layer(LayerBuilder.layer()
                    .file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n")
                    .file("noise", Content.noise(5, 3 << 20)))
            .build();

    @BeforeEach
    void needsPeers() {
        Peer.needs("docker-registry", "skopeo");
    }

    private static RegistryClient client(RegistryLogin login, List<X509Certificate> trusted, String... plain) {
        RegistryCredentials credentials = (asked, deadline) -> login;
        return new RegistryClient(
                new HttpTransport(
                        HttpClients.create(ProxySelector.of(null), Optional.empty(), TlsTrust.with(trusted)),
                        InsecureHosts.at(List.of(plain)),
                        HttpLimits.defaults(),
                        Clock.systemUTC(),
                        Pause.sleeping()),
                credentials);
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofMinutes(2), Clock.systemUTC());
    }

    /** Reads every layer, which checks every digest. */
    private InspectedImage inspect(RegistryClient client, ImageReference reference) throws Exception {
        Limits limits = Limits.defaults();
        ImageLocation.Registry location = new ImageLocation.Registry(reference.toString(), reference);
        try (ImageSource source =
                ImageSources.standard(folder).withRegistries(client).open(location, limits)) {
            Image found = source.resolve(Optional.empty(), soon()).get(0);
            return new ImageInspector(new ParallelLayerReader(limits, 2, folder), limits)
                    .inspect(location, found, soon(), ProgressListener.none());
        }
    }

    private void assertRead(RegistryClient client, ImageReference reference) throws Exception {
        assertThat(inspect(client, reference).image().digest()).hasToString(image.manifestDigest());
    }

    @Test
    void aPasswordOpensIt() throws Exception {
        Path htpasswd = Files.writeString(folder.resolve("htpasswd"), HTPASSWD);
        String door = "auth: {htpasswd: {realm: test, path: " + htpasswd + "}}";
        try (DockerRegistry registry = DockerRegistry.start(folder, "", door)) {
            registry.push(folder, NAME, image, "--dest-tls-verify=false", "--dest-creds", USER + ":" + PASSWORD);
            assertRead(client(LOGIN, List.of(), registry.authority()), registry.image(NAME));
            assertThatThrownBy(() -> inspect(
                            client(new RegistryLogin.Password(USER, "wrong"), List.of(), registry.authority()),
                            registry.image(NAME)))
                    .isInstanceOf(GateException.class)
                    .hasMessageContaining("does not accept the credentials of 'peer'");
        }
    }

    @Test
    void aTokenOfATokenServerOpensIt() throws Exception {
        ServerIdentity identity = ServerIdentity.valid(folder);
        Path bundle = Files.writeString(folder.resolve("bundle.pem"), identity.pem());
        try (TokenIssuer issuer = TokenIssuer.start(identity, USER, PASSWORD)) {
            String door = "auth: {token: {realm: \"http://%s/token\", service: %s, issuer: %s, rootcertbundle: %s}}"
                    .formatted(issuer.authority(), TokenIssuer.SERVICE, TokenIssuer.ISSUER, bundle);
            try (DockerRegistry registry = DockerRegistry.start(folder, "", door)) {
                registry.push(folder, NAME, image, "--dest-tls-verify=false", "--dest-creds", USER + ":" + PASSWORD);
                String[] plain = {registry.authority(), issuer.authority()};
                assertRead(client(LOGIN, List.of(), plain), registry.image(NAME));
                assertThat(issuer.scopes()).last().isEqualTo("repository:shop/app:pull");
                RegistryLogin shared = client(LOGIN, List.of(), plain).loginToShare(registry.image(NAME), soon());
                assertThat(shared).isInstanceOf(RegistryLogin.AccessToken.class);
                assertRead(client(shared, List.of(), registry.authority()), registry.image(NAME));
                assertThatThrownBy(() -> client(shared, List.of(), registry.authority())
                                .writer(registry.image(NAME))
                                .putBlob("text/plain", new byte[1], soon()))
                        .isInstanceOf(GateException.class);
            }
        }
    }

    @Test
    void aPrivateAuthorityVouchesForIt() throws Exception {
        ServerIdentity identity = ServerIdentity.valid(folder);
        Path certificates = Files.createDirectories(folder.resolve("certs"));
        Path certificate = Files.writeString(certificates.resolve("ca.crt"), identity.pem());
        Path key = Files.writeString(folder.resolve("key.pem"), identity.keyPem());
        String tls = ", tls: {certificate: " + certificate + ", key: " + key + "}";
        try (DockerRegistry registry = DockerRegistry.start(folder, tls, "")) {
            registry.push(folder, NAME, image, "--dest-cert-dir", certificates.toString());
            RegistryLogin none = new RegistryLogin.Anonymous();
            assertRead(client(none, List.of(identity.certificate())), registry.image(NAME));
            assertThatThrownBy(() -> inspect(client(none, List.of()), registry.image(NAME)))
                    .hasMessageContaining("not trusted here");
        }
    }

    @Test
    void plainHttpIsRecognisedWhereTlsWasMeant() throws Exception {
        try (DockerRegistry registry = DockerRegistry.start(folder)) {
            assertThatThrownBy(() -> inspect(client(new RegistryLogin.Anonymous(), List.of()), registry.image(NAME)))
                    .hasMessageContaining("does not speak TLS");
        }
    }

    @Test
    void referrersArePutBesideAnImageWithoutTheReferrersApi() throws Exception {
        try (DockerRegistry registry = DockerRegistry.start(folder)) {
            registry.push(folder, NAME, image, "--dest-tls-verify=false");
            RegistryClient client = registry.client();
            ImageReference reference = registry.image(NAME);
            Descriptor subject = client.reader(reference)
                    .manifest("1.4", soon())
                    .orElseThrow()
                    .descriptor();
            Descriptor empty = client.writer(reference)
                    .putBlob("application/vnd.oci.empty.v1+json", "{}".getBytes(StandardCharsets.UTF_8), soon());
            String statement = """
                {"schemaVersion":2,"mediaType":"%s","artifactType":"x/y",
                 "config":{"mediaType":"%s","digest":"%s","size":2},"layers":[],
                 "subject":{"mediaType":"%s","digest":"%s","size":%s}}
                """.formatted(
                            MediaType.OCI_MANIFEST,
                            empty.mediaType(),
                            empty.digest(),
                            subject.mediaType(),
                            subject.digest(),
                            subject.size());
            Descriptor put = client.writer(reference)
                    .attach(
                            subject.digest(),
                            "x/y",
                            MediaType.OCI_MANIFEST,
                            statement.getBytes(StandardCharsets.UTF_8),
                            Map.of(),
                            soon());
            assertThat(client.reader(reference).referrers(subject.digest(), Optional.of("x/y"), soon()))
                    .extracting(Referrer::descriptor)
                    .extracting(Descriptor::digest)
                    .containsExactly(put.digest());
        }
    }
}
