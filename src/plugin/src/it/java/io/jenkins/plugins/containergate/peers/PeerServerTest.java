package io.jenkins.plugins.containergate.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that another process stops is no server of a test. */
@Tag("peers")
class PeerServerTest {
    @TempDir
    Path directory;

    @BeforeEach
    void onLinux() {
        PeerServer.needs("sleep");
    }

    @Test
    void aPortThatAnotherProcessAnswersOnIsNotTakenForTheProgram() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();
            assertThat(PeerServer.listens(ProcessHandle.current(), port)).isTrue();

            Process program = new ProcessBuilder("sleep", "60").start();
            try {
                assertThat(PeerServer.listens(program.toHandle(), port)).isFalse();
            } finally {
                program.destroy();
            }
        }
    }

    @Test
    void aProgramThatEndsIsToldWithWhatItSaid() {
        assertThatThrownBy(() -> PeerServer.start(
                        directory.resolve("log"), port -> List.of("sh", "-c", "echo bind: address already in use")))
                .hasMessageContaining("sh did not start")
                .hasMessageContaining("address already in use");
    }
}
