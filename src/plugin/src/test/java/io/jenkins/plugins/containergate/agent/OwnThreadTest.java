package io.jenkins.plugins.containergate.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class OwnThreadTest {
    @Test
    void anAbortThatTheWorkForgetsOnceStopsItAllTheSame() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        FutureTask<Class<?>> call = new FutureTask<>(() -> {
            try {
                return OwnThread.call(() -> {
                    begun.countDown();
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        // as the class loader of an agent does
                    }
                    try {
                        never.await();
                    } finally {
                        ended.set(true);
                    }
                    return Void.class;
                });
            } catch (InterruptedException e) {
                return e.getClass();
            }
        });
        Thread calling = new Thread(call);
        calling.start();
        begun.await();

        calling.interrupt();

        assertThat(call.get()).isEqualTo(InterruptedException.class);
        assertThat(ended).isTrue();
    }

    @Test
    void whatTheWorkThrowsIsThrown() {
        assertThatThrownBy(() -> OwnThread.call(() -> {
                    throw new IOException("no space");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("no space");
        assertThatThrownBy(() -> OwnThread.call(() -> {
                    throw new NoClassDefFoundError("gone");
                }))
                .isInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void whatTheWorkReturnsIsReturned() throws Exception {
        assertThat(OwnThread.call(() -> "done")).isEqualTo("done");
    }
}
