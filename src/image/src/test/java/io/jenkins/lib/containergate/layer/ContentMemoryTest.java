package io.jenkins.lib.containergate.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContentMemoryTest {
    private static final int CHUNK = ContentMemory.CHUNK;

    @Test
    void noMoreIsLentThanThereIs() {
        ContentMemory memory = new ContentMemory(3L * CHUNK);
        List<byte[]> two = memory.take(CHUNK + 1).orElseThrow();
        assertThat(two).hasSize(2).allMatch(chunk -> chunk.length == CHUNK);
        assertThat(memory.take(CHUNK + 1)).isEmpty();
        assertThat(memory.take(CHUNK)).isPresent();
        assertThat(memory.take(1)).isEmpty();
    }

    @Test
    void whatIsGivenBackIsLentAgain() {
        ContentMemory memory = new ContentMemory(CHUNK);
        List<byte[]> chunks = memory.take(5).orElseThrow();
        byte[] first = chunks.get(0);
        memory.release(chunks);
        assertThat(memory.take(CHUNK).orElseThrow().get(0)).isSameAs(first);
    }
}
