package io.jenkins.plugins.containergate.peers;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program that listens on 127.0.0.1 until it is closed. A test that misses one is skipped, with the reason; it fails
 * instead when the environment says {@code CONTAINER_GATE_PEERS=required}, and is skipped anyway when it says
 * {@code off}.
 */
final class PeerServer implements AutoCloseable {
    private static final String MODE = System.getenv().getOrDefault("CONTAINER_GATE_PEERS", "");
    private static final int SECONDS = 60;

    private static final int ATTEMPTS = 3;
    /** In the kernel's table of sockets. */
    private static final String LISTENING = "0A";

    private final Process process;
    private final int port;

    private PeerServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    int port() {
        return port;
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

    /** Makes the command of a program that listens on a port. */
    @FunctionalInterface
    interface Command {
        List<String> on(int port) throws IOException;
    }

    /**
     * Returns when the program listens; fails with what it said when it does not. Another process can take a port after it was
     * found free: then the program ends, and has another one.
     */
    static PeerServer start(Path log, Command command) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            List<String> words = command.on(port);
            PeerServer server = new PeerServer(process(log, words), port);
            if (server.comesUp()) {
                return server;
            }
            server.close();
            if (attempt == ATTEMPTS) {
                return fail(words.get(0) + " did not start: " + Files.readString(log));
            }
        }
    }

    private boolean comesUp() throws IOException, InterruptedException {
        for (int tenth = 0; tenth < SECONDS * 10 && process.isAlive(); tenth++) {
            if (listens(process.toHandle(), port)) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return false;
    }

    /** Whether it is this process that listens there: that something answers on the port does not say who. */
    static boolean listens(ProcessHandle process, int port) throws IOException {
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(Path.of("/proc/net", table))) {
                String[] fields = line.strip().split("\\s+");
                if (fields[3].equals(LISTENING) && fields[1].endsWith(":%04X".formatted(port))) {
                    sockets.add("socket:[" + fields[9] + "]");
                }
            }
        }
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            for (Path each : open.toList()) {
                if (Files.isSymbolicLink(each)
                        && sockets.contains(Files.readSymbolicLink(each).toString())) {
                    return true;
                }
            }
        } catch (NoSuchFileException e) {
            return false; // it closed a file, or has ended
        }
        return false;
    }

    /** Runs a program to its end; a failure is told with what the program said. */
    static void run(Path log, String... command) throws IOException, InterruptedException {
        Process process = process(log, List.of(command));
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            fail(command[0] + " did not end in " + SECONDS + " seconds");
        }
        if (process.exitValue() != 0) {
            fail(String.join(" ", Arrays.copyOf(command, 2)) + " ended with " + process.exitValue() + ": "
                    + Files.readString(log));
        }
    }

    private static Process process(Path log, List<String> command) throws IOException {
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
