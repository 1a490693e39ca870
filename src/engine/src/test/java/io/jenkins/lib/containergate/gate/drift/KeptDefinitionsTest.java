package io.jenkins.lib.containergate.gate.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.ecs.RegisteredTaskDefinition;
import io.jenkins.lib.containergate.fault.GateException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Task definitions on a disk that strangers can write to. */
class KeptDefinitionsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
    private static final Arn SHOP = revision("shop:7");
    private static final Arn OTHER = revision("other:7");
    private static final String JSON = "{\"taskDefinition\": {\"family\": \"shop\"}}";

    @TempDir
    private Path folder;

    private KeptDefinitions plain;
    private KeptDefinitions own;

    @BeforeEach
    void open() throws GateException {
        plain = KeptDefinitions.open(folder.resolve("cache"), 1 << 20, CLOCK);
        own = plain.encrypted(key(1));
    }

    private static Arn revision(String name) {
        return Arn.of("arn:aws:ecs:eu-central-1:123456789012:task-definition/" + name)
                .orElseThrow();
    }

    private static byte[] key(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return key;
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
            return files.toList();
        }
    }

    @Test
    void whatIsEncryptedIsFoundWithItsKeyAndReadByNobodyElse() throws IOException {
        own.keep(new RegisteredTaskDefinition(SHOP, JSON));
        assertThat(own.find(SHOP)).map(RegisteredTaskDefinition::json).contains(JSON);
        assertThat(own.find(OTHER)).isEmpty();
        for (Path entry : entries()) {
            assertThat(new String(Files.readAllBytes(entry), StandardCharsets.ISO_8859_1))
                    .doesNotContain("family");
        }
        assertThat(plain.encrypted(key(2)).find(SHOP)).isEmpty();
        assertThat(entries()).as("what does not hold is removed").isEmpty();
    }

    @Test
    void whoDoesNotHaveTheKeyCannotLeaveAnEntry() throws IOException {
        plain.keep(new RegisteredTaskDefinition(SHOP, JSON));
        assertThat(own.find(SHOP)).isEmpty();
        plain.encrypted(key(2)).keep(new RegisteredTaskDefinition(SHOP, JSON));
        assertThat(own.find(SHOP)).isEmpty();
        own.keep(new RegisteredTaskDefinition(SHOP, JSON));
        Path entry = entries().get(0);
        byte[] forged = Files.readAllBytes(entry);
        for (int at = 0; at < forged.length; at += 7) {
            byte[] changed = forged.clone();
            changed[at] ^= 1;
            Files.write(entry, changed);
            assertThat(own.find(SHOP)).isEmpty();
        }
    }

    @Test
    void aKeyThatCanBeGuessedIsRefused() {
        assertThatThrownBy(() -> plain.encrypted(new byte[16])).isInstanceOf(IllegalArgumentException.class);
    }
}
