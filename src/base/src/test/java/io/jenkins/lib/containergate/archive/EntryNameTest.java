package io.jenkins.lib.containergate.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "etc/passwd", "naïve", "日本語", "😀/x", "\uFFFD", "a\\x2db"})
    void utf8IsReadAsItIs(String name) {
        assertThat(decode(name.getBytes(StandardCharsets.UTF_8))).isEqualTo(name);
    }

    @Test
    void differentBytesAreDifferentNames() {
        Map<String, String> seen = new HashMap<>();
        long seed = 5;
        Random random = new Random(seed);
        byte[] alphabet = {
            'a', (byte) 0xe9, (byte) 0xef, (byte) 0x9e, (byte) 0xbf, (byte) 0xbd, (byte) 0xc3, (byte) 0xa9, (byte) 0x80
        };
        for (int i = 0; i < 200_000; i++) {
            byte[] name = new byte[1 + random.nextInt(6)];
            for (int j = 0; j < name.length; j++) {
                name[j] = alphabet[random.nextInt(alphabet.length)];
            }
            String bytes = HexFormat.of().formatHex(name);
            String decoded = decode(name);
            assertThat(seen.computeIfAbsent(decoded, key -> bytes))
                    .as("seed %d", seed)
                    .isEqualTo(bytes);
            assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(decoded)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a/b, a/b",
        "/a/b/, a/b",
        "./a/./b, a/b",
        "a//b, a/b",
        "././., ''",
        "/, ''",
        "'', ''",
        ".a/..b/c..., .a/..b/c...",
        "é/ü, é/ü"
    })
    void pathsAreMadeCanonical(String name, String path) throws MalformedArchiveException {
        assertThat(EntryPath.canonical(name)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../a", "a/..", "a/../b", "/../a", "./../a", "é/.."})
    void pathsThatGoUpAreRefused(String name) {
        assertThatThrownBy(() -> EntryPath.canonical(name)).isInstanceOf(MalformedArchiveException.class);
    }

    private static String decode(byte[] bytes) {
        return EntryName.decode(bytes, 0, bytes.length);
    }
}
