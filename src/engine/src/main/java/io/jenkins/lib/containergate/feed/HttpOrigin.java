package io.jenkins.lib.containergate.feed;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.fault.ReadAborted;
import io.jenkins.lib.containergate.http.HttpAnswer;
import io.jenkins.lib.containergate.http.HttpCall;
import io.jenkins.lib.containergate.http.HttpTransport;
import io.jenkins.lib.containergate.http.PassingException;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.tuf.TufRepository;
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

/** Publishers and mirrors, by TLS; a file that did not change is not sent again. */
final class HttpOrigin implements FeedOrigin {
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int BUFFER = 1 << 16;

    private final HttpTransport transport;
    private final URI sigstore;
    private final Clock clock;

    /** @param sigstore address of the TUF repository; ends with a slash */
    HttpOrigin(HttpTransport transport, URI sigstore, Clock clock) {
        this.transport = transport;
        this.sigstore = sigstore;
        this.clock = clock;
    }

    @Override
    public Optional<Fetched> fetch(Feed feed, Optional<FeedRecord> known, Path draft, Deadline deadline)
            throws GateException, InterruptedException {
        Map<String, String> headers = new HashMap<>();
        known.flatMap(FeedRecord::etag).ifPresent(etag -> headers.put("If-None-Match", etag));
        known.flatMap(FeedRecord::lastModified).ifPresent(time -> headers.put("If-Modified-Since", time));
        HttpCall call = HttpCall.get(feed.address(), headers);
        return transport.retrying(deadline, () -> {
            try (HttpAnswer answer = transport.once(call, deadline)) {
                if (answer.status() == NOT_MODIFIED && known.isPresent()) {
                    return Optional.empty();
                }
                if (answer.status() != OK) {
                    throw refused(feed.address(), answer);
                }
                save(answer, feed, draft);
                return Optional.of(new Fetched(answer.header("ETag"), answer.header("Last-Modified"), clock.instant()));
            }
        });
    }

    private static void save(HttpAnswer answer, Feed feed, Path draft)
            throws IOException, GateException, InterruptedException {
        if (answer.contentLength().orElse(0) > feed.maxBytes()) {
            throw tooLarge(feed);
        }
        try (OutputStream out = Files.newOutputStream(draft)) {
            InputStream in = answer.body();
            byte[] buffer = new byte[BUFFER];
            long total = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                total += read;
                if (total > feed.maxBytes()) {
                    throw tooLarge(feed);
                }
                out.write(buffer, 0, read);
            }
        } catch (PassingException e) {
            throw e;
        } catch (ReadAborted e) {
            throw ReadAborted.rethrow(e);
        } catch (IOException e) {
            throw DataDirectory.unusable(draft, e);
        }
    }

    private static GateException tooLarge(Feed feed) {
        return new LimitExceededException(feed.address().toString(), "maxBytes", feed.maxBytes());
    }

    private static GateException refused(URI address, HttpAnswer answer) {
        String remedy = answer.status() == NOT_FOUND || answer.status() == FORBIDDEN
                ? "check the address; a mirror has to have every file, in the layout of the data directory"
                : "check the address and the proxies in between";
        return new GateException(address + " answers with status " + answer.status(), remedy);
    }

    @Override
    public TufRepository sigstore(Deadline deadline) {
        return (path, maxBytes) -> {
            URI address = sigstore.resolve(path);
            HttpCall call = HttpCall.get(address, Map.of());
            return transport.retrying(deadline, () -> {
                try (HttpAnswer answer = transport.once(call, deadline)) {
                    if (answer.status() == NOT_FOUND || answer.status() == FORBIDDEN) {
                        return Optional.empty();
                    }
                    if (answer.status() != OK) {
                        throw refused(address, answer);
                    }
                    return Optional.of(Bytes.of(answer.bytes(maxBytes, "maxBytes", address.toString())));
                }
            });
        };
    }
}
