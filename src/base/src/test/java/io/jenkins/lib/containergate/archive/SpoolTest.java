package io.jenkins.lib.containergate.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpoolTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "1000, 5", "524288, 524288", "524289, 7", "3000000, 0", "10, 99999999999"})
    void whatWasWrittenIsReadWholeAndAnywhere(int size, long expected) throws Exception {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        try (SeekableByteChannel channel = spooled(content, expected)) {
            assertThat(channel instanceof FileChannel).isEqualTo(size > 512 << 10);
            assertThat(read(channel)).isEqualTo(content);
            channel.position(size / 2);
            assertThat(read(channel)).isEqualTo(Arrays.copyOfRange(content, size / 2, size));
        }
    }

    @Test
    void whatWasHandedOverStaysOpenUntilItIsClosed() throws Exception {
        SeekableByteChannel channel = spooled(new byte[1 << 20], 0);
        assertThat(channel.isOpen()).isTrue();
        channel.close();
        assertThatExceptionOfType(ClosedChannelException.class).isThrownBy(channel::size);
    }

    private static SeekableByteChannel spooled(byte[] content, long expected) throws Exception {
        try (Spool spool = new Spool(expected)) {
            for (int at = 0; at < content.length; at += 10_000) {
                spool.write(content, at, Math.min(10_000, content.length - at));
            }
            return spool.finish();
        }
    }

    private static byte[] read(SeekableByteChannel channel) throws Exception {
        InputStream in = Channels.newInputStream(channel);
        return in.readAllBytes();
    }
}
