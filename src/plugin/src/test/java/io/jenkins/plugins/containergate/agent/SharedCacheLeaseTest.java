package io.jenkins.plugins.containergate.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.layer.cache.SharedEntries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whatever is wrong with the shared cache costs time only. */
class SharedCacheLeaseTest {
    private final List<String> notes = new ArrayList<>();

    @Test
    void anAgentSharesUntilTheLeaseEnds() {
        List<String> ended = new ArrayList<>();
        SharedCacheLease lease = SharedCacheLease.open(() -> lent(() -> ended.add("closed")), notes::add);

        assertThat(lease.sharing()).isNotNull();
        assertThat(ended).isEmpty();
        lease.close();
        assertThat(ended).containsExactly("closed");
        assertThat(notes).isEmpty();
    }

    @Test
    void whereNothingIsSharedNothingIsSaid() {
        try (SharedCacheLease lease = SharedCacheLease.open(() -> null, notes::add)) {
            assertThat(lease.sharing()).isNull();
        }
        assertThat(notes).isEmpty();
    }

    @Test
    void aStoreThatDoesNotOpenIsSaidAndNotShared() {
        List<SharedCacheLease.Opener> faults = List.of(
                () -> {
                    throw new GateException("there is no AWS account 'prod'", "add it");
                },
                () -> {
                    throw new IllegalArgumentException("Illegal character in authority");
                },
                () -> {
                    throw new NoClassDefFoundError("software/amazon/awssdk/Something");
                });
        for (SharedCacheLease.Opener fault : faults) {
            try (SharedCacheLease lease = SharedCacheLease.open(fault, notes::add)) {
                assertThat(lease.sharing()).isNull();
            }
        }
        assertThat(notes)
                .satisfiesExactly(
                        note -> assertThat(note).startsWith("the shared cache is not used: there is no AWS account"),
                        note -> assertThat(note).contains("is not used", "Illegal character in authority"),
                        note -> assertThat(note).contains("is not used", "software/amazon/awssdk/Something"));
    }

    @Test
    void aStoreThatDoesNotCloseIsSaidAndFailsNothing() {
        SharedCacheLease lease = SharedCacheLease.open(
                () -> lent(() -> {
                    throw new IllegalStateException("Connection pool shut down");
                }),
                notes::add);

        lease.close();

        assertThat(notes).singleElement().asString().contains("not closed properly", "Connection pool shut down");
    }

    private static SharedCacheLease.Lent lent(Runnable end) {
        SharedEntries nothing = new SharedEntries() {
            @Override
            public Optional<byte[]> get(String name, int most) {
                return Optional.empty();
            }

            @Override
            public void put(String name, byte[] object) {
                throw new IllegalStateException("nothing is put here");
            }
        };
        LentStore store = new LentStore(nothing, end);
        return new SharedCacheLease.Lent(store, store.under(new byte[32]));
    }
}
