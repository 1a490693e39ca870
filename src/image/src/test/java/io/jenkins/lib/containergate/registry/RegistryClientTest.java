package io.jenkins.lib.containergate.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.image.Referrer;
import io.jenkins.lib.containergate.registry.auth.RegistryLogin;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.lib.containergate.testkit.registry.RegistryFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryClientTest {
    private static final String REPOSITORY = "shop/app";
    private static final String TYPE = "application/vnd.example.statement+json";

    private final BuiltImage image =
            ImageBuilder.image().layer(LayerBuilder.layer().file("a", "1")).build();
    private final Digest digest = new Digest(image.manifestDigest().substring("sha256:".length()));
    private FakeRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry = FakeRegistry.start().with(REPOSITORY, OciLayout.of(image, "1.4"));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private RepositoryReader reader(Registries registries) throws GateException {
        return registries.client().reader(Registries.image(registry, REPOSITORY));
    }

    private RepositoryReader reader() throws GateException {
        return reader(Registries.plain(registry));
    }

    private RepositoryWriter writer() throws GateException {
        return Registries.plain(registry).client().writer(Registries.image(registry, REPOSITORY));
    }

    @Test
    void aTagIsResolvedToTheDigestOfTheBytes() throws Exception {
        StoredManifest manifest = reader().manifest("1.4", Registries.soon()).orElseThrow();
        assertThat(manifest.descriptor())
                .isEqualTo(Descriptor.of(MediaType.OCI_MANIFEST, digest, manifest.bytes().length));
    }

    @Test
    void whatIsNotThereIsEmpty() throws Exception {
        assertThat(reader().manifest("none", Registries.soon())).isEmpty();
        assertThat(reader().manifest(Digest.of(new byte[0]), Registries.soon())).isEmpty();
        assertThat(reader().has(Digest.of(new byte[0]), Registries.soon())).isFalse();
        assertThat(reader().has(digest, Registries.soon())).isTrue();
    }

    @Test
    void anotherManifestThanTheOneAskedForIsRefused() throws Exception {
        RepositoryReader reader = reader();
        registry.fail("/manifests/", new RegistryFault.WrongBytes());
        assertThatThrownBy(() -> reader.manifest(digest, Registries.soon()))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("has the digest");
        registry.fail("/manifests/", new RegistryFault.WrongDigestHeader());
        assertThatThrownBy(() -> reader.manifest("1.4", Registries.soon())).hasMessageContaining("has the digest");
    }

    @Test
    void aBlobIsReadToItsEndOverBrokenConnections() throws Exception {
        byte[] bytes = new byte[300_000];
        new Random(1).nextBytes(bytes);
        Descriptor blob = Descriptor.of("x/y", Digest.parse(registry.blob(bytes)), bytes.length);
        registry.fail(
                "/blobs/",
                new RegistryFault.CutAfter(100_000),
                new RegistryFault.CutAfter(50_000),
                new RegistryFault.NoRanges());
        try (InputStream in = reader().open(blob, Registries.soon())) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
        assertThat(registry.requests()).filteredOn(r -> r.contains("/blobs/")).hasSize(3);
    }

    @Test
    void aBlobThatNeverArrivesIsGivenUp() throws Exception {
        Descriptor blob = Descriptor.of("x/y", Digest.parse(registry.blob(new byte[9])), 9);
        registry.failAlways("/blobs/", new RegistryFault.CutAfter(3));
        try (InputStream in = reader().open(blob, Registries.soon())) {
            assertThatThrownBy(in::readAllBytes).hasMessageContaining("4 attempts");
        }
    }

    @Test
    void aSmallBlobIsCheckedAgainstItsDescriptor() throws Exception {
        Descriptor blob = Descriptor.of("x/y", Digest.parse(registry.blob(new byte[9])), 9);
        assertThat(reader().blob(blob, "thing", 9, Registries.soon())).hasSize(9);
        assertThatThrownBy(() -> reader().blob(blob, "thing", 8, Registries.soon()))
                .hasMessageContaining("limit");
        registry.fail("/blobs/", new RegistryFault.WrongBytes());
        assertThatThrownBy(() -> reader().blob(blob, "thing", 9, Registries.soon()))
                .hasMessageContaining("has the digest");
        registry.fail("/blobs/", new RegistryFault.OtherLength(1));
        assertThatThrownBy(() -> reader().blob(blob, "thing", 9, Registries.soon()))
                .hasMessageContaining("has 10 bytes where 9 are declared");
    }

    @Test
    void aTokenIsForThisRepositoryAndThisPurposeOnly() throws Exception {
        registry.requireToken("user", "secret");
        reader(Registries.plain(registry).login(new RegistryLogin.Password("user", "secret")))
                .manifest("1.4", Registries.soon());
        assertThat(registry.tokenRequests())
                .containsExactly("service=fake&scope=repository:shop/app:pull&account=user");
        assertThat(registry.requests())
                .filteredOn(request -> request.startsWith("GET /v2/"))
                .noneMatch(request -> request.contains("Basic"));
    }

    @Test
    void aTokenThatHasExpiredIsRenewed() throws Exception {
        registry.requireAnonymousToken();
        RepositoryReader reader = reader();
        reader.manifest("1.4", Registries.soon());
        registry.expireTokens();
        assertThat(reader.manifest("1.4", Registries.soon())).isPresent();
        assertThat(registry.tokenRequests()).hasSize(2);
    }

    @Test
    void aRefreshTokenIsTurnedIntoAToken() throws Exception {
        registry.requireRefreshToken("identity");
        RepositoryReader reader = reader(Registries.plain(registry).login(new RegistryLogin.RefreshToken("identity")));
        assertThat(reader.manifest("1.4", Registries.soon())).isPresent();
    }

    @Test
    void aPasswordIsShownWhereTheRegistryWantsOne() throws Exception {
        registry.requireBasic("user", "secret");
        RepositoryReader reader =
                reader(Registries.plain(registry).login(new RegistryLogin.Password("user", "secret")));
        assertThat(reader.manifest("1.4", Registries.soon())).isPresent();
    }

    @Test
    void aLoginThatIsRefusedIsNamedWithoutItsPassword() throws Exception {
        registry.requireBasic("user", "secret");
        for (String door : List.of("basic", "token")) {
            if (door.equals("token")) {
                registry.requireToken("user", "secret");
            }
            RepositoryReader reader =
                    reader(Registries.plain(registry).login(new RegistryLogin.Password("user", "wr0ng")));
            assertThatThrownBy(() -> reader.manifest("1.4", Registries.soon()))
                    .isInstanceOf(GateException.class)
                    .hasMessageContaining("does not accept the credentials of 'user'")
                    .hasMessageNotContaining("wr0ng");
        }
        assertThatThrownBy(() -> reader().manifest("1.4", Registries.soon()))
                .hasMessageContaining("gives no access")
                .hasMessageContaining("without credentials");
    }

    @Test
    void theLoginStaysAtHomeWhenARedirectionLeadsElsewhere() throws Exception {
        try (FakeRegistry elsewhere = FakeRegistry.start().with(REPOSITORY, OciLayout.of(image, "1.4"))) {
            registry.requireBasic("user", "secret");
            registry.fail("/manifests/", new RegistryFault.Redirect("/v2/shop/app/manifests/1.4"));
            Registries both = Registries.plain(registry, elsewhere).login(new RegistryLogin.Password("user", "secret"));
            RepositoryReader reader = reader(both);
            assertThat(reader.manifest("1.4", Registries.soon())).isPresent();
            registry.fail("/manifests/", new RegistryFault.Redirect(elsewhere.address() + "%s"));
            assertThat(reader.manifest("1.4", Registries.soon())).isPresent();
            assertThat(elsewhere.requests()).containsExactly("GET /v2/shop/app/manifests/1.4");
        }
    }

    /** Or whoever a registry leads to could name a token server of theirs. */
    @Test
    void whereARedirectionLeadsNobodyCanAskForTheLogin() throws Exception {
        try (FakeRegistry elsewhere = FakeRegistry.start().with(REPOSITORY, OciLayout.of(image, "1.4"))) {
            Registries both = Registries.plain(registry, elsewhere).login(new RegistryLogin.Password("user", "secret"));
            for (String door : List.of("basic", "token")) {
                if (door.equals("token")) {
                    elsewhere.requireToken("user", "secret");
                } else {
                    elsewhere.requireBasic("user", "secret");
                }
                registry.fail("/manifests/", new RegistryFault.Redirect(elsewhere.address() + "%s"));
                assertThatThrownBy(() -> reader(both).manifest("1.4", Registries.soon()))
                        .as(door)
                        .isInstanceOf(GateException.class)
                        .hasMessageContaining("wants credentials of its own");
            }
            assertThat(elsewhere.tokenRequests()).isEmpty();
            assertThat(elsewhere.requests()).hasSize(2).noneMatch(request -> request.contains("Basic"));
        }
    }

    @Test
    void plainHttpIsSpokenToNamedHostsOnly() throws Exception {
        try (FakeRegistry elsewhere = FakeRegistry.start()) {
            registry.fail("/manifests/", new RegistryFault.Redirect(elsewhere.address() + "%s"));
            assertThatThrownBy(() -> reader().manifest("1.4", Registries.soon()))
                    .hasMessageContaining("not encrypted")
                    .hasMessageContaining("--insecure-registry " + elsewhere.authority());
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void referrersAreFoundThroughTheApiAndThroughTheTag() throws Exception {
        byte[] statement = ("{\"schemaVersion\":2,\"mediaType\":\"" + MediaType.OCI_MANIFEST + "\",\"artifactType\":\""
                        + TYPE + "\",\"subject\":{\"digest\":\"" + digest + "\"},\"annotations\":{\"k\":\"v\"}}")
                .getBytes(StandardCharsets.UTF_8);
        for (boolean api : new boolean[] {true, false}) {
            if (!api) {
                registry.withoutReferrers();
                assertThat(reader().referrers(digest, Optional.empty(), Registries.soon()))
                        .isEmpty();
            }
            writer().attach(digest, TYPE, MediaType.OCI_MANIFEST, statement, Map.of("k", "v"), Registries.soon());
            List<Referrer> found = reader().referrers(digest, Optional.of(TYPE), Registries.soon());
            assertThat(found).singleElement().satisfies(referrer -> {
                assertThat(referrer.artifactType()).isEqualTo(TYPE);
                assertThat(referrer.descriptor().digest()).isEqualTo(Digest.of(statement));
                assertThat(referrer.descriptor().annotations()).containsEntry("k", "v");
            });
            assertThat(reader().referrers(digest, Optional.of("other/type"), Registries.soon()))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?n=2>; rel=next",
                "<?n=2>;rel=\"next\"",
                "<?n=2>; rel=\"prev next\"",
                "<?n=2>; REL = Next",
                "<?n=1>; rel=\"first\", <?n=2>; rel=\"next\"",
                "<?n=1,2>; rel=\"first\"; title=\"a, b; rel=x\", <?n=2>; title=\"c\"; rel=\"next\"",
                ", <?n=2>; rel='next'"
            })
    void aListOfReferrersGoesOnHoweverItsRegistrySaysSo(String link) throws Exception {
        attachOne();
        registry.linkReferrers(link);
        assertThat(reader().referrers(digest, Optional.empty(), Registries.soon()))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?n=2; rel=next",
                "<?n=2; rel=next",
                "<?n=2>; title=\"x; rel=next",
                "<https://other.example/>; rel=next"
            })
    void aListThatMayGoOnSomewhereUnreadableIsAnError(String link) throws Exception {
        attachOne();
        registry.linkReferrers(link);
        assertThatThrownBy(() -> reader().referrers(digest, Optional.empty(), Registries.soon()))
                .isInstanceOf(GateException.class);
    }

    /** The rest may hold a verdict that did not pass. */
    @Test
    void aListWhoseNextPageIsGoneIsAnErrorAndNotItsBeginning() throws Exception {
        attachOne();
        registry.linkReferrers("</v2/" + REPOSITORY + "/manifests/gone>; rel=next");
        assertThatThrownBy(() -> reader().referrers(digest, Optional.empty(), Registries.soon()))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("end in the middle");
    }

    @Test
    void tagsAreListedToTheirEndAndWithinBounds() throws Exception {
        List<String> before = reader().tags(Registries.soon());
        for (String tag : List.of("z1", "z2", "z3", "z4", "z5")) {
            registry.manifest(REPOSITORY, tag, "{}");
        }
        assertThat(reader().tags(Registries.soon()))
                .containsAll(before)
                .containsSequence("z1", "z2", "z3", "z4", "z5")
                .hasSize(before.size() + 5);

        registry.linkReferrers("<?n=1000>; rel=next");
        assertThatThrownBy(() -> reader().tags(Registries.soon()))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("pages of tags");
        registry.linkReferrers("<https://other.example/>; rel=next");
        assertThatThrownBy(() -> reader().tags(Registries.soon()))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("not the registry's");
    }

    private void attachOne() throws Exception {
        byte[] statement = ("{\"schemaVersion\":2,\"mediaType\":\"" + MediaType.OCI_MANIFEST + "\",\"artifactType\":\""
                        + TYPE + "\",\"subject\":{\"digest\":\"" + digest + "\"}}")
                .getBytes(StandardCharsets.UTF_8);
        writer().attach(digest, TYPE, MediaType.OCI_MANIFEST, statement, Map.of(), Registries.soon());
    }

    /** As {@code cosign copy} leaves it: the image itself, or another one, under the tag of its referrers. */
    @Test
    void anImageUnderTheTagListsNoReferrers() throws Exception {
        registry.withoutReferrers();
        byte[] image = ("{\"schemaVersion\":2,\"mediaType\":\"" + MediaType.OCI_MANIFEST
                        + "\",\"config\":{},\"layers\":[]}")
                .getBytes(StandardCharsets.UTF_8);
        writer().putManifest("sha256-" + digest.hex(), MediaType.OCI_MANIFEST, image, Registries.soon());
        assertThat(reader().referrers(digest, Optional.empty(), Registries.soon()))
                .isEmpty();
        byte[] index = ("{\"schemaVersion\":2,\"mediaType\":\"" + MediaType.OCI_INDEX
                        + "\",\"manifests\":[{\"mediaType\":\""
                        + MediaType.OCI_MANIFEST + "\",\"digest\":\"" + Digest.of(image) + "\",\"size\":" + image.length
                        + "}]}")
                .getBytes(StandardCharsets.UTF_8);
        writer().putManifest("sha256-" + Digest.of(index).hex(), MediaType.OCI_INDEX, index, Registries.soon());
        assertThat(reader().referrers(Digest.of(index), Optional.empty(), Registries.soon()))
                .isEmpty();
    }

    @Test
    void aSecondReferrerJoinsTheFirstUnderTheTag() throws Exception {
        registry.withoutReferrers();
        for (String statement : List.of("one", "two", "two")) {
            writer().attach(
                            digest,
                            TYPE,
                            MediaType.OCI_MANIFEST,
                            ("{\"subject\":{},\"mediaType\":\"" + MediaType.OCI_MANIFEST + "\",\"n\":\"" + statement
                                            + "\"}")
                                    .getBytes(StandardCharsets.UTF_8),
                            Map.of(),
                            Registries.soon());
        }
        assertThat(reader().referrers(digest, Optional.empty(), Registries.soon()))
                .hasSize(2);
    }

    @Test
    void aBlobIsUploadedOnce() throws Exception {
        byte[] bytes = "hello".getBytes(StandardCharsets.UTF_8);
        Descriptor blob = writer().putBlob("text/plain", bytes, Registries.soon());
        writer().putBlob("text/plain", bytes, Registries.soon());
        assertThat(reader().blob(blob, "text", 100, Registries.soon())).isEqualTo(bytes);
        assertThat(registry.requests()).filteredOn(r -> r.startsWith("PUT ")).hasSize(1);
    }

    @Test
    void aManifestIsPutUnderATag() throws Exception {
        byte[] manifest =
                "{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\"}".getBytes(StandardCharsets.UTF_8);
        Descriptor put = writer().putManifest("sig", MediaType.OCI_MANIFEST, manifest, Registries.soon());
        assertThat(reader().manifest("sig", Registries.soon()).orElseThrow().descriptor())
                .isEqualTo(put);
    }

    @Test
    void passingFaultsAreWaitedOut() throws Exception {
        registry.fail(
                "/manifests/",
                new RegistryFault.Status(503),
                new RegistryFault.RetryAfter("7"),
                new RegistryFault.CutAfter(10));
        Registries registries = Registries.plain(registry);
        assertThat(reader(registries).manifest("1.4", Registries.soon())).isPresent();
        assertThat(registries.pauses().stream().map(pause -> pause.toMillis()).toList())
                .isEqualTo(Arrays.asList(10L, 7_000L, 40L));
    }

    @Test
    void theLoginToShareIsATokenWhereTheRegistryGivesOne() throws Exception {
        RegistryLogin password = new RegistryLogin.Password("user", "secret");
        RegistryClient client = Registries.plain(registry).login(password).client();
        assertThat(client.loginToShare(Registries.image(registry, REPOSITORY + ":1.4"), Registries.soon()))
                .isEqualTo(new RegistryLogin.Anonymous());
        registry.requireBasic("user", "secret");
        assertThat(client.loginToShare(Registries.image(registry, REPOSITORY + ":1.4"), Registries.soon()))
                .isEqualTo(password);
        registry.requireToken("user", "secret");
        RegistryLogin token = client.loginToShare(Registries.image(registry, REPOSITORY + ":1.4"), Registries.soon());
        assertThat(token).isInstanceOf(RegistryLogin.AccessToken.class);
        assertThat(reader(Registries.plain(registry).login(token)).manifest("1.4", Registries.soon()))
                .isPresent();
        registry.expireTokens();
        assertThatThrownBy(() -> reader(Registries.plain(registry).login(token)).manifest("1.4", Registries.soon()))
                .hasMessageContaining("may have expired");
    }

    @Test
    void aRegistryThatAnswersAndTakesTheLoginIsThere() throws Exception {
        RegistryClient client = Registries.plain(registry).client();
        client.ping(Registries.image(registry, REPOSITORY), Registries.soon());
        registry.requireBasic("user", "secret");
        assertThatThrownBy(() -> client.ping(Registries.image(registry, REPOSITORY), Registries.soon()))
                .isInstanceOf(GateException.class);
    }
}
