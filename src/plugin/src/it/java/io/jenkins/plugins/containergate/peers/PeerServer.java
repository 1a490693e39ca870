package io.jenkins.plugins.containergate.peers;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that listens on 127.0.0.1 until it is closed. A test that misses one is skipped, with the reason; it fails
 * instead when the environment says {@code CONTAINER_GATE_PEERS=required}, and is skipped anyway when it says
 * {@code off}.
 */
final class PeerServer implements AutoCloseable {
    private static final String MODE = System.getenv().getOrDefault("CONTAINER_GATE_PEERS", "");
    private static final int SECONDS = 60;

    private final Process process;

    private PeerServer(Process process) {
        this.process = process;
    }

    static void needs(String... programs) {
        if ("off".equals(MODE)) {
            abort("CONTAINER_GATE_PEERS=off");
        }
        List<String> path = List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
        for (String program : programs) {
            if (path.stream().noneMatch(directory -> Files.isExecutable(Path.of(directory, program)))) {
                if ("required".equals(MODE)) {
                    fail("CONTAINER_GATE_PEERS=required, but " + program + " is not installed");
                }
                abort(program + " is not installed");
            }
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** Returns when the port answers; fails with what the program said when it does not. */
    static PeerServer start(int port, Path log, String... command) throws IOException, InterruptedException {
        PeerServer server = new PeerServer(process(log, command));
        for (int attempt = 0; attempt < SECONDS * 10 && server.process.isAlive(); attempt++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return server;
                }
            } catch (IOException e) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        server.close();
        return fail(command[0] + " did not start: " + Files.readString(log));
    }

    /** Runs a program to its end; a failure is told with what the program said. */
    static void run(Path log, String... command) throws IOException, InterruptedException {
        Process process = process(log, command);
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            fail(command[0] + " did not end in " + SECONDS + " seconds");
        }
        if (process.exitValue() != 0) {
            fail(String.join(" ", Arrays.copyOf(command, 2)) + " ended with " + process.exitValue() + ": "
                    + Files.readString(log));
        }
    }

    private static Process process(Path log, String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
        process.destroyForcibly();
    }
}
