package io.jenkins.lib.containergate.signature.contenttrust;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.gate.SignatureRun;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.testkit.signature.FakeNotary;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import io.jenkins.lib.containergate.testkit.signature.TrustRepository;
import io.jenkins.lib.containergate.testkit.tls.ServerIdentity;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentTrustTest {
    private static final Descriptor IMAGE = SignatureRun.IMAGE;
    private static final String RELEASES = "targets/releases";

    @TempDir
    static Path certificates;

    private static ServerIdentity identity;

    @TempDir
    Path state;

    private FakeNotary notary;
    private TrustRepository repository;
    private ContentTrustRun run;

    @BeforeAll
    static void identity() {
        identity = ServerIdentity.valid(certificates);
    }

    @BeforeEach
    void start() throws Exception {
        notary = new FakeNotary(identity);
        repository = new TrustRepository(SignatureRun.REPOSITORY);
        notary.with(SignatureRun.REPOSITORY, repository);
        run = new ContentTrustRun(notary.address(), identity, state);
    }

    @AfterEach
    void stop() {
        notary.close();
    }

    private TrustRepository signed() {
        return repository.sign(RELEASES, "1.4", IMAGE.digest().hex(), IMAGE.size());
    }

    private void refused(String reason) throws Exception {
        refused(repository.rootKeyId(), reason);
    }

    private void refused(String rootKey, String reason) throws Exception {
        GateResult result = run.result(rootKey);
        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(result.findings().toString()).contains(reason);
    }

    private void undecided(String rootKey, String reason) throws Exception {
        GateResult result = run.result(rootKey);
        assertThat(result.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(result.toString()).contains(reason);
    }

    private void passes(String rootKey) throws Exception {
        GateResult result = run.result(rootKey);
        assertThat(result.findings()).isEmpty();
        assertThat(result.outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void whatTheDemandedDelegationSignedPasses() throws Exception {
        signed().publish();
        passes(repository.rootKeyId());
        passes(repository.rootKeyPem());
        run.asked(SignatureRun.REPOSITORY + "@" + IMAGE.digest());
        passes(repository.rootKeyId());
    }

    @Test
    void aServerOfThisMachineThatAnInnerLayerNamesIsAskedOnlyIfTheOutermostLayerNamesItsHost() throws Exception {
        signed().publish();
        String exempt = "signatures:\n  - {repositories: ['**'], exempt: not signed by others}\n"
                + "delegate: {servers: ['**'], signers: ['**']}\n";
        run.within(exempt);
        undecided(repository.rootKeyId(), "an inner policy layer leads to");
        run = new ContentTrustRun(notary.address(), identity, state)
                .within(exempt + "internalHosts: ['"
                        + URI.create(notary.address()).getHost() + "']\n");
        passes(repository.rootKeyId());
    }

    @Test
    void whatOnlyTheOwnerSignedIsNotWhatTheDelegationSigned() throws Exception {
        repository.sign("targets", "1.4", IMAGE.digest().hex(), IMAGE.size()).publish();
        refused("targets/releases has not signed the tag");
        run.delegations("targets");
        passes(repository.rootKeyId());
        run.delegations("targets, targets/releases");
        refused("targets/releases has not signed the tag");
    }

    @Test
    void aDelegationNobodyMadeSignsNothing() throws Exception {
        signed().publish();
        run.delegations("targets/qa");
        refused("know no role targets/qa");
    }

    @Test
    void aRootThatNobodyPinnedIsNotTrustedOnFirstUse() throws Exception {
        signed().publish();
        refused(SigningKey.ecdsa().pem(), "root key that the policy pins");
        refused("ab".repeat(32), "root key that the policy pins");
    }

    @Test
    void aRootForAnotherRepositoryOrForNoneIsRefusedAlthoughItsKeyIsPinned() throws Exception {
        for (String other : List.of("registry.example/shop/other", "registry.example/shop", "*", "")) {
            TrustRepository foreign = new TrustRepository(other);
            foreign.sign(RELEASES, "1.4", IMAGE.digest().hex(), IMAGE.size()).publish();
            notary.with(SignatureRun.REPOSITORY, foreign);
            for (String pin : List.of(foreign.rootKeyId(), foreign.rootKeyPem())) {
                refused(pin, other.isEmpty() ? "in no certificate" : "not for this repository");
            }
        }
    }

    @Test
    void aRootForAllRepositoriesBelowAPrefixPasses() throws Exception {
        TrustRepository wide = new TrustRepository("registry.example/shop/*");
        wide.sign(RELEASES, "1.4", IMAGE.digest().hex(), IMAGE.size()).publish();
        notary.with(SignatureRun.REPOSITORY, wide);
        passes(wide.rootKeyId());
    }

    @Test
    void aTagThatWasSignedForAnotherDigestIsRefused() throws Exception {
        repository.sign(RELEASES, "1.4", "cd".repeat(32), IMAGE.size()).publish();
        refused("another digest for the tag");
    }

    @Test
    void anotherTagOfTheDigestDoesNotVouchForTheTagThatWasAskedFor() throws Exception {
        repository.sign(RELEASES, "1.3", IMAGE.digest().hex(), IMAGE.size()).publish();
        refused("has not signed the tag");
        run.asked(SignatureRun.REPOSITORY + "@" + IMAGE.digest());
        passes(repository.rootKeyId());
    }

    @Test
    void aDigestWithAnotherSizeIsRefused() throws Exception {
        repository.sign(RELEASES, "1.4", IMAGE.digest().hex(), IMAGE.size() + 1).publish();
        refused("another digest for the tag");
    }

    @Test
    void aDelegationSignsOnlyTagsItIsAllowedTo() throws Exception {
        signed().delegatesOnly("dev-").publish();
        refused("may not sign the tag 1.4");
    }

    @Test
    void expiredMetadataAreAFreezeAndRefused() throws Exception {
        signed().publish();
        run.at(SignatureRun.NOW.plus(Duration.ofDays(3_000)));
        refused("expired at");
    }

    @Test
    void nobodyGoesBackToOlderMetadata() throws Exception {
        signed().publish();
        Map<String, byte[]> old = new HashMap<>(repository.files());
        repository.publish();
        passes(repository.rootKeyId());
        repository.files().putAll(old);
        refused("was seen before");
        run = new ContentTrustRun(notary.address(), identity, state.resolve("elsewhere"));
        passes(repository.rootKeyId());
    }

    /** Whoever has stolen these keys counts the versions up, and that is seen. */
    private void fastForward(String... roles) throws Exception {
        signed().publish();
        passes(repository.rootKeyId());
        for (String role : roles) {
            repository.versionOf(role, 1_000);
        }
        repository.publish();
        passes(repository.rootKeyId());
        for (String role : roles) {
            repository.versionOf(role, 1);
        }
    }

    private void rotate(String... roles) {
        for (String role : roles) {
            repository.hijack(role);
        }
        repository.renewRoot().publish();
    }

    @Test
    void theOwnerRecoversFromVersionsCountedUpByRotatingTheKeys() throws Exception {
        fastForward("timestamp", "snapshot");
        rotate("timestamp", "snapshot");
        passes(repository.rootKeyId());
        repository.publish();
        passes(repository.rootKeyId());
    }

    @Test
    void aNewTimestampKeyAloneForgetsTheSnapshotToo() throws Exception {
        fastForward("timestamp", "snapshot");
        rotate("timestamp");
        passes(repository.rootKeyId());
    }

    @Test
    void aNewRootWithoutNewKeysForgetsNothing() throws Exception {
        fastForward("timestamp", "snapshot");
        repository.renewRoot().publish();
        refused("was seen before");
        repository.admit("timestamp").renewRoot().publish();
        refused("was seen before");
    }

    @Test
    void whatTheRotatedKeysDidNotSignIsNotForgotten() throws Exception {
        fastForward("timestamp", "snapshot", "targets");
        rotate("timestamp", "snapshot");
        refused("its targets metadata have the version");
        rotate("targets");
        passes(repository.rootKeyId());
    }

    @Test
    void aDelegationRecoversWhenItsKeysAreReplacedByItsOwner() throws Exception {
        fastForward(RELEASES);
        repository.publish();
        refused("its targets/releases metadata have the version");
        repository.hijack(RELEASES).publish();
        passes(repository.rootKeyId());
    }

    @Test
    void afterARotationNobodyGoesBackEither() throws Exception {
        signed().publish();
        Map<String, byte[]> first = new HashMap<>(repository.files());
        passes(repository.rootKeyId());
        repository.versionOf("timestamp", 1_000);
        rotate("timestamp", "snapshot");
        Map<String, byte[]> second = new HashMap<>(repository.files());
        passes(repository.rootKeyId());
        repository.publish();
        passes(repository.rootKeyId());
        repository.files().putAll(second);
        refused("was seen before");
        repository.files().putAll(first);
        refused("was seen before");
    }

    @Test
    void whatWasSeenBeforeKeysWereKeptCountsStill() throws Exception {
        signed().publish();
        Map<String, byte[]> old = new HashMap<>(repository.files());
        repository.publish();
        passes(repository.rootKeyId());
        try (var files = Files.list(state)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".versions")).toList()) {
                String kept = Files.readString(file);
                assertThat(kept).containsPattern("timestamp 2 [0-9a-f]{64} [0-9a-f]{64}\n");
                Files.writeString(file, kept.replaceAll("(?m)^(\\S+ \\S+ \\S+) .*$", "$1"));
            }
        }
        repository.files().putAll(old);
        refused("was seen before");
        repository.publish();
        passes(repository.rootKeyId());
    }

    @Test
    void twoContentsOfOneVersionAreRefused() throws Exception {
        signed().publish();
        passes(repository.rootKeyId());
        TrustRepository again = new TrustRepository(SignatureRun.REPOSITORY)
                .sign(RELEASES, "1.4", IMAGE.digest().hex(), IMAGE.size());
        notary.with(SignatureRun.REPOSITORY, again.publish());
        refused(again.rootKeyId(), "were seen before");
    }

    @Test
    void aRotatedRootIsFollowedFromThePinnedOne() throws Exception {
        String first = repository.rootKeyId();
        signed().rotateRoot(true).rotateRoot(true).publish();
        passes(first);
        passes(repository.rootKeyId());
    }

    /** One root key is often that of many repositories, and whoever was given one of them must not speak for the others. */
    @Test
    void theRootOfAnotherRepositoryDoesNotBecomeThisOnesByRotation() throws Exception {
        TrustRepository other = new TrustRepository("registry.example/shop/other");
        String shared = other.rootKeyId();
        String pem = other.rootKeyPem();
        other.rotateRoot(true)
                .handRootTo(SignatureRun.REPOSITORY)
                .sign(RELEASES, "1.4", IMAGE.digest().hex(), IMAGE.size())
                .publish();
        notary.with(SignatureRun.REPOSITORY, other);
        refused(shared, "not for this repository");
        refused(pem, "not for this repository");
    }

    @Test
    void aRootThatTheOldOneDidNotSignIsRefused() throws Exception {
        String first = repository.rootKeyId();
        signed().rotateRoot(false).publish();
        refused(first, "the root metadata have 0 valid signatures of the 1 they need");
    }

    @Test
    void metadataThatSomebodyElseSignedAreRefused() throws Exception {
        for (String role : new String[] {"timestamp", "snapshot", "targets"}) {
            TrustRepository taken = new TrustRepository(SignatureRun.REPOSITORY)
                    .sign(RELEASES, "1.4", IMAGE.digest().hex(), IMAGE.size());
            String rootKey = taken.rootKeyId();
            notary.with(SignatureRun.REPOSITORY, taken.hijack(role).publish());
            refused(rootKey, "the " + role + " metadata have 0 valid signatures");
        }
    }

    @Test
    void oneKeyThatSignsTwiceIsOneSignature() throws Exception {
        signed().threshold("targets", 2).renewRoot().publish();
        refused("the targets metadata have 1 valid signatures of the 2 they need");
    }

    @Test
    void metadataThatAreNotThoseAnnouncedAreRefused() throws Exception {
        signed().publish();
        for (String role : new String[] {"snapshot", "targets", RELEASES, "root"}) {
            Map<String, byte[]> whole = new HashMap<>(repository.files());
            String file = whole.keySet().stream()
                    .filter(name -> name.matches(role + "\\.[0-9a-f]{64}\\.json"))
                    .findFirst()
                    .orElseThrow();
            byte[] changed = Arrays.copyOf(whole.get(file), whole.get(file).length + 1);
            changed[changed.length - 1] = ' ';
            repository.files().put(file, changed);
            refused("the " + role + " metadata are not those that were announced");
            repository.files().putAll(whole);
        }
    }

    @Test
    void aMemberThatIsThereTwiceIsRefused() throws Exception {
        signed().publish();
        String timestamp = new String(repository.files().get("timestamp.json"), StandardCharsets.UTF_8);
        repository
                .files()
                .put(
                        "timestamp.json",
                        timestamp
                                .replace("\"version\":1", "\"version\":1,\"version\":1")
                                .getBytes(StandardCharsets.UTF_8));
        refused("not valid JSON");
    }

    @Test
    void aRepositoryWithoutTrustDataIsUnsigned() throws Exception {
        refused("the server has no trust data of this repository");
    }

    @Test
    void aServerThatIsGoneIsAnErrorNotAPass() throws Exception {
        signed().publish();
        notary.close();
        undecided(repository.rootKeyId(), "refuses the connection");
    }

    @Test
    void metadataWithoutEndAreAnError() throws Exception {
        signed().publish();
        repository.files().put("timestamp.json", new byte[(4 << 20) + 1]);
        undecided(repository.rootKeyId(), "maxBytes");
    }

    @Test
    void aMemoryThatIsDamagedIsAnErrorNotAPass() throws Exception {
        signed().publish();
        passes(repository.rootKeyId());
        try (var files = Files.list(state)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".versions")).toList()) {
                Files.writeString(file, "root one\n");
            }
        }
        undecided(repository.rootKeyId(), "cannot be read or kept");
    }

    /** What is missing would be forgotten, and older metadata would pass. */
    @Test
    void aMemoryOfWhichOnlyTheStartIsLeftIsAnErrorNotAPass() throws Exception {
        signed().publish();
        passes(repository.rootKeyId());
        try (var files = Files.list(state)) {
            Path file = files.filter(each -> each.toString().endsWith(".versions"))
                    .findFirst()
                    .orElseThrow();
            String whole = Files.readString(file);
            for (int end = 0; end < whole.length(); end = end < 8 ? end + 1 : whole.indexOf('\n', end) + 1) {
                Files.writeString(file, whole.substring(0, end));
                undecided(repository.rootKeyId(), "cannot be read or kept");
            }
            Files.writeString(file, whole.substring(0, whole.length() - 1));
            undecided(repository.rootKeyId(), "cannot be read or kept");
            Files.writeString(file, whole);
        }
        passes(repository.rootKeyId());
    }
}
