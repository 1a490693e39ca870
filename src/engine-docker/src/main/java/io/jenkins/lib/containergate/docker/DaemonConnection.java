package io.jenkins.lib.containergate.docker;

import com.github.dockerjava.httpclient5.ApacheDockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Asks a daemon, within the deadline. Its API is 1.44, the oldest that current daemons know. */
final class DaemonConnection implements Closeable {
    private static final String API = "/v1.44";
    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** So that it is the deadline that is reported. */
    private static final Duration GRACE = Duration.ofMillis(100);

    /** What becomes of an answer. */
    @FunctionalInterface
    interface Reader<T> {
        T read(InputStream body) throws IOException, GateException, InterruptedException;
    }

    private final DaemonAddress address;
    private final DockerHttpClient client;

    /** @param deadline of everything that will be asked */
    DaemonConnection(DaemonAddress address, Deadline deadline) throws GateException {
        this.address = address;
        ApacheDockerHttpClient.Builder builder = new ApacheDockerHttpClient.Builder()
                .dockerHost(address.host())
                .maxConnections(1)
                .connectionTimeout(CONNECT)
                .responseTimeout(deadline.remaining().plus(GRACE));
        if (address.certificates().isPresent()) {
            builder.sslConfig(DaemonTls.of(address.certificates().get()));
        }
        this.client = builder.build();
    }

    /**
     * @param path without the version
     * @param what is asked for: {@code the image shop/app:1.4}
     * @throws GateException when the daemon cannot be reached, has no such thing, or does not answer in time
     */
    @SuppressWarnings("try") // the watches are not used but running
    <T> T get(String path, String what, Deadline deadline, Reader<T> reader)
            throws GateException, InterruptedException {
        deadline.check("asking the Docker daemon for " + what);
        try (DeadlineWatch connecting = new DeadlineWatch(deadline, client);
                Response response = send(path);
                DeadlineWatch reading = new DeadlineWatch(deadline, response)) {
            check(response.getStatusCode(), what);
            return reader.read(response.getBody());
        } catch (IOException | RuntimeException e) {
            deadline.check("reading " + what + " from the Docker daemon");
            throw unreachable(what, e);
        }
    }

    private Response send(String path) {
        return client.execute(
                Request.builder().method(Request.Method.GET).path(API + path).build());
    }

    private void check(int status, String what) throws GateException {
        if (status == 404) {
            throw new GateException(
                    "the Docker daemon at " + address + " has not " + what,
                    "build or pull it there, or check its name (docker images)");
        }
        if (status == 400) {
            throw new GateException(
                    "the Docker daemon at " + address + " does not take the request (400)",
                    "it must know API 1.44, that of Docker 25 and later");
        }
        if (status != 200) {
            throw new GateException(
                    "the Docker daemon at " + address + " answers " + status + " when asked for " + what,
                    "see the daemon's log");
        }
    }

    private GateException unreachable(String what, Exception fault) {
        Throwable root = fault;
        for (int depth = 0; root.getCause() != null && depth < 20; depth++) {
            root = root.getCause();
        }
        return new GateException(
                "the Docker daemon at " + address + " did not give " + what + " ("
                        + root.getClass().getSimpleName() + ": " + root.getMessage() + ")",
                "check that it runs, DOCKER_HOST, and that you may use it (group docker)",
                fault);
    }

    @Override
    public void close() throws IOException {
        client.close();
    }

    /** Closes a connection when the deadline passes, since nothing else ends a read that waits for its next byte. */
    static final class DeadlineWatch implements AutoCloseable {
        private final Thread thread;

        DeadlineWatch(Deadline deadline, Closeable connection) {
            long milliseconds = deadline.remaining().toMillis() + 1;
            thread = new Thread(
                    () -> {
                        try {
                            Thread.sleep(milliseconds);
                            connection.close();
                        } catch (InterruptedException | IOException e) {
                            // done in time, or closed as well as can be
                        }
                    },
                    "daemon-deadline");
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }
}
