package io.jenkins.lib.containergate.http;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.fault.ReadAborted;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The header of an answer, and its body while it comes in; whoever has it closes it. */
public final class HttpAnswer implements Closeable {
    private final HttpResponse<BodyStream> response;
    private final boolean strayed;

    HttpAnswer(HttpResponse<BodyStream> response, boolean strayed) {
        this.response = response;
        this.strayed = strayed;
    }

    public int status() {
        return response.statusCode();
    }

    /** Whether another origin than the one asked has answered, after a redirection. */
    public boolean strayed() {
        return strayed;
    }

    public Origin origin() {
        return Origin.of(response.uri());
    }

    public Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    public List<String> headers(String name) {
        return response.headers().allValues(name);
    }

    /** Empty when the answer does not say it, or not as a number. */
    public OptionalLong contentLength() {
        Optional<String> value = header("Content-Length");
        return value.isPresent() && value.get().matches("[0-9]{1,18}")
                ? OptionalLong.of(Long.parseLong(value.get()))
                : OptionalLong.empty();
    }

    public InputStream body() {
        return response.body();
    }

    /**
     * The whole body.
     *
     * @param what for messages: {@code the manifest of repo/app:1.4}
     * @throws LimitExceededException when it is larger
     * @throws IOException when the connection breaks
     */
    public byte[] bytes(int max, String limit, String what) throws IOException, GateException, InterruptedException {
        OptionalLong announced = contentLength();
        if (announced.isPresent() && announced.getAsLong() > max) {
            throw new LimitExceededException(what, limit, max);
        }
        try {
            byte[] bytes = response.body().readNBytes(max);
            if (bytes.length == max && response.body().read() >= 0) {
                throw new LimitExceededException(what, limit, max);
            }
            return bytes;
        } catch (ReadAborted e) {
            throw ReadAborted.rethrow(e);
        }
    }

    @Override
    public void close() {
        response.body().close();
    }
}
