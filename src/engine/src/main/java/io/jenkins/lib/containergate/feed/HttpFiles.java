package io.jenkins.lib.containergate.feed;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.fault.ReadAborted;
import io.jenkins.lib.containergate.http.HttpAnswer;
import io.jenkins.lib.containergate.http.HttpCall;
import io.jenkins.lib.containergate.http.HttpTransport;
import io.jenkins.lib.containergate.http.TransientException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Files of a web server. */
final class HttpFiles {
    static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    private static final int BUFFER = 1 << 16;

    private final HttpTransport transport;

    HttpFiles(HttpTransport transport) {
        this.transport = transport;
    }

    HttpTransport transport() {
        return transport;
    }

    /** A small file. */
    byte[] small(URI address, int maxBytes, Deadline deadline) throws GateException, InterruptedException {
        return small(address, Map.of(), maxBytes, deadline);
    }

    /** A small file, asked for with these headers. */
    byte[] small(URI address, Map<String, String> headers, int maxBytes, Deadline deadline)
            throws GateException, InterruptedException {
        return transport.retrying(deadline, () -> {
            try (HttpAnswer answer = transport.once(HttpCall.get(address, headers), deadline)) {
                if (answer.status() != OK) {
                    throw refused(address, answer);
                }
                return answer.bytes(maxBytes, "maxBytes", address.toString());
            }
        });
    }

    /** A file of any size. */
    void large(URI address, long maxBytes, Path draft, Deadline deadline) throws GateException, InterruptedException {
        transport.retrying(deadline, () -> {
            try (HttpAnswer answer = transport.once(HttpCall.get(address, Map.of()), deadline)) {
                if (answer.status() != OK) {
                    throw refused(address, answer);
                }
                save(answer, address, maxBytes, draft);
                return draft;
            }
        });
    }

    /** A file of any size, unless it is still the one that is known. */
    Optional<FeedOrigin.Fetched> changed(
            URI address, long maxBytes, Optional<FeedRecord> known, Path draft, Clock clock, Deadline deadline)
            throws GateException, InterruptedException {
        Map<String, String> headers = new HashMap<>();
        known.flatMap(FeedRecord::etag).ifPresent(etag -> headers.put("If-None-Match", etag));
        known.flatMap(FeedRecord::lastModified).ifPresent(time -> headers.put("If-Modified-Since", time));
        HttpCall call = HttpCall.get(address, headers);
        return transport.retrying(deadline, () -> {
            try (HttpAnswer answer = transport.once(call, deadline)) {
                if (answer.status() == NOT_MODIFIED && known.isPresent()) {
                    return Optional.empty();
                }
                if (answer.status() != OK) {
                    throw refused(address, answer);
                }
                save(answer, address, maxBytes, draft);
                return Optional.of(
                        new FeedOrigin.Fetched(answer.header("ETag"), answer.header("Last-Modified"), clock.instant()));
            }
        });
    }

    private static void save(HttpAnswer answer, URI address, long maxBytes, Path draft)
            throws IOException, GateException, InterruptedException {
        if (answer.contentLength().orElse(0) > maxBytes) {
            throw tooLarge(address, maxBytes);
        }
        try (OutputStream out = Files.newOutputStream(draft)) {
            InputStream in = answer.body();
            byte[] buffer = new byte[BUFFER];
            long total = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                total += read;
                if (total > maxBytes) {
                    throw tooLarge(address, maxBytes);
                }
                out.write(buffer, 0, read);
            }
        } catch (TransientException e) {
            throw e;
        } catch (ReadAborted e) {
            throw ReadAborted.rethrow(e);
        } catch (IOException e) {
            throw DataDirectory.unusable(draft, e);
        }
    }

    private static GateException tooLarge(URI address, long maxBytes) {
        return new LimitExceededException(address.toString(), "maxBytes", maxBytes);
    }

    static GateException refused(URI address, HttpAnswer answer) {
        String remedy = answer.status() == NOT_FOUND || answer.status() == FORBIDDEN
                ? "check the address; a mirror has to have every file, in the layout of the data directory"
                : "check the address and the proxies in between";
        return new GateException(address + " answers with status " + answer.status(), remedy);
    }
}
