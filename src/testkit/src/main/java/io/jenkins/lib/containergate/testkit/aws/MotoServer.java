package io.jenkins.lib.containergate.testkit.aws;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A server of Moto, which imitates AWS, installed with pip where it is missing. */
final class MotoServer implements AutoCloseable {
    private static final String VERSION = "moto[server]==5.2.5";
    private static final Path DIRECTORY =
            Path.of("..", "..", "target", "peers").toAbsolutePath().normalize();
    private static final int MINUTES = 5;

    private final Process process;
    private final URI endpoint;

    private MotoServer(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** @throws PeerMissingException without Python, the network, or a server that starts */
    static MotoServer start() throws IOException, InterruptedException, PeerMissingException {
        Path server = installed();
        int port = freePort();
        Process process = new ProcessBuilder(server.toString(), "-H", "127.0.0.1", "-p", Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(DIRECTORY.resolve("moto.log").toFile())
                .start();
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!answers(port)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                process.destroyForcibly();
                throw new PeerMissingException("moto_server does not start, see " + DIRECTORY.resolve("moto.log"));
            }
            Thread.sleep(100);
        }
        return new MotoServer(process, URI.create("http://127.0.0.1:" + port));
    }

    URI endpoint() {
        return endpoint;
    }

    private static Path installed() throws IOException, InterruptedException, PeerMissingException {
        Path environment = DIRECTORY.resolve("moto");
        Path whole = DIRECTORY.resolve("moto.whole");
        if (!Files.exists(whole)) {
            Files.createDirectories(DIRECTORY);
            run("python3", "-m", "venv", "--clear", environment.toString());
            run(environment.resolve("bin/pip").toString(), "--quiet", "install", VERSION);
            Files.createFile(whole);
        }
        return environment.resolve("bin/moto_server");
    }

    private static void run(String... command) throws InterruptedException, PeerMissingException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(DIRECTORY.resolve("moto.log").toFile())
                    .start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new PeerMissingException(command[0] + " did not end in " + MINUTES + " minutes");
            }
            if (process.exitValue() != 0) {
                throw new PeerMissingException(
                        String.join(" ", command) + " failed, see " + DIRECTORY.resolve("moto.log"));
            }
        } catch (IOException e) {
            throw new PeerMissingException(command[0] + " cannot be run");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
