package io.jenkins.lib.containergate.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.layer.Contents.ChunkedContent;
import io.jenkins.lib.containergate.layer.Contents.TemporaryFileContent;
import io.jenkins.lib.containergate.layer.FileContent.MemoryContent;
import java.io.EOFException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VisitedFileTest {
    private static final LayerEntry ENTRY = new LayerEntry("f", LayerEntry.Kind.FILE, 0, 0644, 0, 0, "");

    @TempDir
    Path directory;

    private static byte[] digest(FileContent content) throws Exception {
        return new VisitedFile(ENTRY, content, "f").digest();
    }

    @Test
    void theDigestIsThatOfTheContentWhereverItLies() throws Exception {
        byte[] content = new byte[ContentMemory.CHUNK + 7];
        new Random(3).nextBytes(content);
        byte[] expected = Digest.sha256().digest(content);
        byte[] last = new byte[ContentMemory.CHUNK];
        System.arraycopy(content, ContentMemory.CHUNK, last, 0, 7);
        Path file = Files.write(directory.resolve("spooled"), Arrays.copyOf(content, content.length + 100));

        assertThat(digest(new MemoryContent("f", content))).isEqualTo(expected);
        assertThat(digest(new ChunkedContent(
                        "f", List.of(Arrays.copyOf(content, ContentMemory.CHUNK), last), content.length)))
                .isEqualTo(expected);
        try (FileChannel channel = FileChannel.open(file)) {
            assertThat(digest(new TemporaryFileContent("f", channel, content.length)))
                    .isEqualTo(expected);
        }
    }

    @Test
    void contentThatIsCutShortHasNoDigest() throws Exception {
        try (FileChannel channel = FileChannel.open(Files.write(directory.resolve("spooled"), new byte[5]))) {
            assertThatThrownBy(() -> digest(new TemporaryFileContent("f", channel, 6)))
                    .isInstanceOf(EOFException.class);
        }
    }
}
