package io.jenkins.lib.containergate.http;

import io.jenkins.lib.containergate.bounds.BulkInputStream;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.ReadAborted;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A response body as a stream that does not wait for ever: neither beyond the deadline nor through a long silence. A
 * few pieces are taken in advance; who does not read stops the sender.
 *
 * <p>Past the deadline and on interruption reading throws {@link ReadAborted}; a lost connection is a {@link
 * TransientException}.
 */
final class BodyStream extends BulkInputStream implements HttpResponse.BodySubscriber<BodyStream> {
    private static final int AHEAD = 16;

    /** What the sender did next. */
    private record Signal(List<ByteBuffer> buffers, Optional<Throwable> fault, boolean end) {}

    private final String sender;
    private final Deadline deadline;
    private final Duration silence;
    private final CompletableFuture<BodyStream> self = CompletableFuture.completedFuture(this);
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final Queue<ByteBuffer> ready = new ArrayDeque<>();
    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean closed;
    private volatile boolean ended;

    /** @param sender for messages: host and port */
    BodyStream(String sender, Deadline deadline, Duration silence) {
        this.sender = sender;
        this.deadline = deadline;
        this.silence = silence;
    }

    @Override
    public CompletionStage<BodyStream> getBody() {
        return self;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (closed) {
            given.cancel();
        } else {
            given.request(AHEAD);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        signals.add(new Signal(List.copyOf(buffers), Optional.empty(), false));
    }

    @Override
    public void onError(Throwable fault) {
        signals.add(new Signal(List.of(), Optional.of(fault), true));
    }

    @Override
    public void onComplete() {
        signals.add(new Signal(List.of(), Optional.empty(), true));
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        ByteBuffer next = next();
        if (next == null) {
            return -1;
        }
        int count = Math.min(length, next.remaining());
        next.get(target, offset, count);
        return count;
    }

    private @Nullable ByteBuffer next() throws IOException {
        while (true) {
            ByteBuffer first = ready.peek();
            if (first != null && first.hasRemaining()) {
                return first;
            }
            if (first != null) {
                ready.remove();
            } else if (ended) {
                return null;
            } else {
                take();
            }
        }
    }

    private void take() throws IOException {
        Signal signal = await();
        if (signal.fault().isPresent()) {
            throw ConnectionFaults.passing(
                    sender,
                    "lost the connection in the middle of an answer",
                    signal.fault().get());
        }
        ended = signal.end();
        ready.addAll(signal.buffers());
        Flow.Subscription source = subscription;
        if (!ended && source != null) {
            source.request(1);
        }
    }

    private Signal await() throws IOException {
        if (closed) {
            throw new IOException("the stream is closed");
        }
        try {
            deadline.check("reading from " + sender);
            Duration left = deadline.remaining();
            Duration patience = left.compareTo(silence) < 0 ? left : silence;
            Signal signal = signals.poll(patience.toMillis() + 1, TimeUnit.MILLISECONDS);
            if (signal == null) {
                deadline.check("reading from " + sender);
                throw ConnectionFaults.silent(sender, patience);
            }
            return signal;
        } catch (GateException e) {
            throw new ReadAborted(e);
        } catch (InterruptedException e) {
            throw new ReadAborted(e);
        }
    }

    /** Gives up what has not been read. */
    @Override
    public void close() {
        closed = true;
        Flow.Subscription source = subscription;
        if (source != null && !ended) {
            source.cancel();
        }
    }
}
