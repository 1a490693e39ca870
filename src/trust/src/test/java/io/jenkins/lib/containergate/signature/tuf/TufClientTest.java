package io.jenkins.lib.containergate.signature.tuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import io.jenkins.lib.containergate.testkit.signature.TufFiles;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TufClientTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final byte[] CONTENT = "what is trusted".getBytes(StandardCharsets.UTF_8);

    private final TufFiles files = new TufFiles().target("trusted_root.json", CONTENT);
    private final byte[] first = files.firstRoot();
    private Map<String, byte[]> seen = Map.of();

    @Test
    void aTargetThatIsSignedForIsTaken() throws Exception {
        files.publish();

        assertThat(update().target().toArray()).isEqualTo(CONTENT);
        assertThat(update().files()).containsKeys("timestamp.json", "1.snapshot.json", "1.targets.json");
    }

    @Test
    void keysOfAllKindsMaySignAndLaterRootsNameOthers() throws Exception {
        List<SigningKey> old = files.rootKeys();
        files.keys("root", 2, SigningKey.ecdsa(), SigningKey.ed25519())
                .keys("timestamp", 1, SigningKey.ed25519())
                .renewRoot(old)
                .publish();

        assertThat(update().target().toArray()).isEqualTo(CONTENT);
        assertThat(update().files()).containsKey("2.root.json");
    }

    @Test
    void aKeyOfAnUnknownKindSignsNothingAndKeepsNobodyFromSigning() throws Exception {
        List<SigningKey> old = files.rootKeys();
        files.keys("root", 1, SigningKey.ecdsa())
                .keyOfTheFuture("root")
                .keyOfTheFuture("timestamp")
                .renewRoot(old)
                .publish();
        assertThat(update().target().toArray()).isEqualTo(CONTENT);

        files.keys("timestamp", 2, SigningKey.ecdsa()).renewRoot(List.of()).publish();
        refused("the role timestamp wants 2 signatures and has 1 keys that can be used");
    }

    @Test
    void aRootThatTheOneBeforeDidNotSignIsRefused() {
        files.keys("root", 1, SigningKey.ecdsa()).renewRoot(List.of()).publish();

        refused("the root metadata have 0 valid signatures of the 1 they need");
    }

    @Test
    void aRootThatDoesNotSignItselfIsRefused() {
        List<SigningKey> old = files.rootKeys();
        SigningKey missing = SigningKey.ecdsa();
        files.keys("root", 2, old.get(0), missing).renewRoot(List.of());
        files.files().put("2.root.json", without(files.files().get("2.root.json")));

        refused("valid signatures of the");
    }

    /** Drops the last signature. */
    private static byte[] without(byte[] metadata) {
        return new String(metadata, StandardCharsets.UTF_8)
                .replaceFirst(",\\{\"keyid\":\"[0-9a-f]+\",\"sig\":\"[0-9a-f]+\"\\}\\]", "]")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aRootOutOfTurnIsRefused() {
        List<SigningKey> old = files.rootKeys();
        files.versionOf("root", 2).renewRoot(old);
        files.files().put("2.root.json", files.files().get("3.root.json"));

        refused("root 3 does not follow root 1");
    }

    @Test
    void oneKeyThatSignsTwiceCountsOnce() {
        List<SigningKey> old = files.rootKeys();
        SigningKey twice = SigningKey.ecdsa();
        files.keys("targets", 2, twice, SigningKey.ecdsa()).renewRoot(old);
        files.keys("targets", 2, twice, twice).publish();

        refused("the targets metadata have 1 valid signatures of the 2 they need");
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamp", "snapshot", "targets"})
    void metadataOfWhomTheRootDoesNotNameAreRefused(String role) {
        files.hijack(role).publish();

        refused("the " + role + " metadata have 0 valid signatures");
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamp", "snapshot", "targets"})
    void expiredMetadataAreRefused(String role) {
        files.expiring(role, NOW).publish();

        refused("the " + role + " metadata expired at " + NOW);
    }

    @Test
    void onlyTheLastRootHasToBeFresh() throws Exception {
        TufFiles old = new TufFiles().expiring("root", NOW.minusSeconds(1));
        old.renewRoot(old.rootKeys()).expiring("root", NOW.plusSeconds(1)).renewRoot(old.rootKeys());
        old.target("trusted_root.json", CONTENT).publish();

        assertThat(update(old, old.firstRoot()).target().toArray()).isEqualTo(CONTENT);
        assertThatThrownBy(() -> {
                    TufFiles expired = new TufFiles().expiring("root", NOW);
                    expired.renewRoot(expired.rootKeys())
                            .target("trusted_root.json", CONTENT)
                            .publish();
                    update(expired, expired.firstRoot());
                })
                .hasMessageContaining("the root metadata expired");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.snapshot.json", "1.targets.json", "targets/"})
    void aFileThatIsNotTheOneSignedForIsRefused(String path) {
        files.publish();
        files.files().keySet().stream()
                .filter(each -> each.startsWith(path))
                .toList()
                .forEach(each -> files.files().put(each, "{}".getBytes(StandardCharsets.UTF_8)));

        refused("is not the file that is signed for");
    }

    @Test
    void whatIsOlderThanWhatWasSeenIsRefused() throws Exception {
        files.publish();
        Map<String, byte[]> old = new HashMap<>(files.files());
        files.publish();
        seen = Map.copyOf(files.files());
        files.files().putAll(old);

        refused("the timestamp metadata have version 1, and version 2 was seen before");
    }

    @Test
    void anOlderSnapshotUnderANewTimestampIsRefused() throws Exception {
        files.publish();
        seen = Map.copyOf(files.files());
        files.versionOf("snapshot", 0).publish();
        assertThat(update().target().toArray()).isEqualTo(CONTENT);
        files.publish();
        seen = Map.copyOf(files.files());
        files.versionOf("snapshot", 0).publish();

        refused("the snapshot metadata have version 1, and version 2 was seen before");
    }

    @Test
    void whatWasSeenUnderKeysThatWereReplacedNoLongerCounts() throws Exception {
        files.versionOf("timestamp", 41).publish();
        seen = Map.copyOf(files.files());
        List<SigningKey> root = files.rootKeys();
        files.keys("timestamp", 1, SigningKey.ecdsa())
                .renewRoot(root)
                .versionOf("timestamp", 6)
                .publish();

        assertThat(update().target().toArray()).isEqualTo(CONTENT);
    }

    @Test
    void whomARootThatWasSeenHasDroppedDoesNotCountAgain() throws Exception {
        files.publish();
        Map<String, byte[]> old = new HashMap<>(files.files());
        List<SigningKey> root = files.rootKeys();
        files.keys("timestamp", 1, SigningKey.ecdsa()).renewRoot(root).publish();
        seen = Map.copyOf(files.files());
        files.files().clear();
        files.files().putAll(old);

        refused("the timestamp metadata have 0 valid signatures");
        seen = Map.of("2.root.json", "{}".getBytes(StandardCharsets.UTF_8));
        assertThat(update().target().toArray()).isEqualTo(CONTENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "{\"signed\":{}}", "{\"signatures\":[],\"signed\":{\"_type\":\"timestamp\"}}", "{{"})
    void whatIsNoMetadataIsAnErrorAndNothingElse(String text) {
        files.publish();
        files.files().put("timestamp.json", text.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(this::update).isInstanceOf(GateException.class);
    }

    @Test
    void metadataWithoutEndAreNotRead() {
        files.publish();
        files.files().put("timestamp.json", new byte[2 << 20]);

        assertThatThrownBy(this::update).isInstanceOf(LimitExceededException.class);
    }

    @Test
    void rootsWithoutEndAreNotFollowed() {
        List<SigningKey> root = files.rootKeys();
        for (int i = 0; i < 5; i++) {
            files.renewRoot(root);
        }

        refused("more than 4 roots follow each other");
    }

    @Test
    void aTargetThatIsNotListedIsRefused() {
        files.publish();

        assertThatThrownBy(() -> client(first).update("other.json", repository(files.files()), none(), NOW))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("other.json");
    }

    @Test
    void theRootThatThisProgramBringsIsSignedByItsOwnKeys() throws Exception {
        TufMetadata root = TufMetadata.parse("root", SigstoreTuf.root());

        TufRole.of("root", root.signed()).check(root);
        assertThat(root.version()).isEqualTo(14);
        byte[] changed = new String(SigstoreTuf.root().toArray(), StandardCharsets.UTF_8)
                .replace("\"version\": 14", "\"version\": 15")
                .getBytes(StandardCharsets.UTF_8);
        TufMetadata other = TufMetadata.parse("root", Bytes.of(changed));
        assertThatThrownBy(() -> TufRole.of("root", other.signed()).check(other))
                .hasMessageContaining("0 valid signatures of the 3");
    }

    private TufClient.Update update() throws GateException, InterruptedException {
        return update(files, first);
    }

    private TufClient.Update update(TufFiles of, byte[] root) throws GateException, InterruptedException {
        return client(root).update("trusted_root.json", repository(of.files()), repository(seen), NOW);
    }

    private static TufClient client(byte[] root) {
        return new TufClient(Bytes.of(root), new TufClient.Limits(1 << 20, 4 << 20, 4));
    }

    private void refused(String problem) {
        assertThatThrownBy(this::update)
                .isInstanceOf(RejectedSignatureException.class)
                .hasMessageContaining(problem);
    }

    private static TufRepository none() {
        return repository(Map.of());
    }

    private static TufRepository repository(Map<String, byte[]> files) {
        return (path, maxBytes) -> {
            byte[] content = files.get(path);
            if (content != null && content.length > maxBytes) {
                throw new LimitExceededException(path, "maxBytes", maxBytes);
            }
            return Optional.ofNullable(content).map(Bytes::of);
        };
    }
}
