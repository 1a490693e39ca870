package io.jenkins.plugins.containergate.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImagePinTest {
    private static final String DIGEST = "sha256:" + "a".repeat(64);

    @Test
    void anImageOfARegistryIsDeployedByItsDigest() {
        ImagePin pin = new ImagePin(Optional.of("registry.example.org/shop/app"), DIGEST, true);

        assertThat(pin.digestReference()).contains("registry.example.org/shop/app@" + DIGEST);
    }

    @Test
    void anArchiveNamesNothingThatARegistryKnows() {
        assertThat(new ImagePin(Optional.of("shop/app"), DIGEST, false).digestReference())
                .as("the digest of a configuration deploys nothing")
                .isEmpty();
        assertThat(new ImagePin(Optional.empty(), DIGEST, true).digestReference())
                .isEmpty();
    }
}
