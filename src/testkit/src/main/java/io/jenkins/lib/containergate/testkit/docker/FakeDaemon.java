package io.jenkins.lib.containergate.testkit.docker;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** As much of a Docker daemon as saving an image takes, on a Unix socket. */
public final class FakeDaemon implements Closeable {
    /** What goes wrong with every request for the image itself. */
    public enum Fault {
        NONE,
        ERROR_500,
        /** Half of the image, then the end of the connection. */
        CUT,
        /** A byte now and then. */
        DRIP,
        /** No answer at all. */
        SILENCE
    }

    private static final int CHUNK = 64 << 10;

    private final Path socket;
    private final ServerSocketChannel server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, String> ids = new ConcurrentHashMap<>();
    private final Map<String, byte[]> saved = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile Fault fault = Fault.NONE;

    private FakeDaemon(Path socket, ServerSocketChannel server) {
        this.socket = socket;
        this.server = server;
    }

    /** @param socket a path of at most a hundred characters */
    public static FakeDaemon start(Path socket) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        FakeDaemon daemon = new FakeDaemon(socket, server);
        daemon.threads.execute(daemon::accept);
        return daemon;
    }

    public String address() {
        return "unix://" + socket;
    }

    /**
     * @param reference complete, with registry and tag
     * @param id {@code sha256:...}
     * @param archive what {@code docker save} would write
     */
    public FakeDaemon with(String reference, String id, Path archive) throws IOException {
        ids.put(reference, id);
        saved.put(id, Files.readAllBytes(archive));
        return this;
    }

    public FakeDaemon failing(Fault value) {
        fault = value;
        return this;
    }

    /** Method and path of each request. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel connection = server.accept();
                threads.execute(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(SocketChannel connection) {
        try (connection;
                InputStream in = Channels.newInputStream(connection);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
                OutputStream out = Channels.newOutputStream(connection)) {
            String line = reader.readLine();
            if (line == null) {
                return;
            }
            for (String header = reader.readLine(); header != null && !header.isEmpty(); header = reader.readLine()) {
                // no header matters
            }
            String path = line.split(" ")[1];
            requests.add(line.split(" ")[0] + " " + path);
            answer(path, out);
        } catch (IOException | InterruptedException e) {
            // the other side has had enough
        }
    }

    private void answer(String path, OutputStream out) throws IOException, InterruptedException {
        String name = path.replaceFirst("^/v1\\.44/images/(.*)/(json|get)$", "$1");
        if (path.endsWith("/json") && ids.containsKey(name)) {
            byte[] body = ("{\"Id\": \"" + ids.get(name) + "\"}").getBytes(StandardCharsets.UTF_8);
            head(out, 200, body.length);
            out.write(body);
        } else if (path.endsWith("/get") && saved.containsKey(name)) {
            image(saved.get(name), out);
        } else {
            head(out, 404, 0);
        }
    }

    private void image(byte[] tar, OutputStream out) throws IOException, InterruptedException {
        switch (fault) {
            case NONE -> {
                head(out, 200, tar.length);
                out.write(tar);
            }
            case ERROR_500 -> head(out, 500, 0);
            case CUT -> {
                head(out, 200, tar.length);
                out.write(tar, 0, tar.length / 2);
            }
            case DRIP -> {
                head(out, 200, tar.length);
                for (int i = 0; i < CHUNK && !closing.await(50, TimeUnit.MILLISECONDS); i++) {
                    out.write(tar[i]);
                    out.flush();
                }
            }
            case SILENCE -> closing.await();
        }
    }

    private static void head(OutputStream out, int status, long length) throws IOException {
        out.write(("HTTP/1.1 " + status + " x\r\nContent-Length: " + length + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        server.close();
        threads.shutdownNow();
        Files.deleteIfExists(socket);
    }
}
