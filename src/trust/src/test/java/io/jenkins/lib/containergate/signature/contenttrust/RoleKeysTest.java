package io.jenkins.lib.containergate.signature.contenttrust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.image.StrictJson;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoleKeysTest {
    private static final byte[] SIGNED = {'{', '}'};

    @Test
    void oneKeyUnderTwoIdsIsOneSignature() throws Exception {
        SigningKey key = SigningKey.ecdsa("secp256r1", "SHA256withECDSAinP1363Format");
        Bytes signature = Bytes.of(key.sign(SIGNED));
        TrustMetadata metadata = new TrustMetadata(
                RoleName.TARGETS,
                Bytes.of(SIGNED),
                Bytes.of(SIGNED),
                StrictJson.parse(SIGNED, "the metadata"),
                List.of(new TrustMetadata.Signature("one", signature), new TrustMetadata.Signature("two", signature)),
                1,
                Instant.MAX);
        Map<String, TrustKey> twice = Map.of(
                "one", new TrustKey("one", key.publicKey(), List.of()),
                "two", new TrustKey("two", key.publicKey(), List.of()));

        assertThat(new RoleKeys(twice, 1).check(metadata)).containsExactly(key.publicKey());
        assertThatThrownBy(() -> new RoleKeys(twice, 2).check(metadata))
                .hasMessageContaining("1 valid signatures of the 2 they need");
    }
}
