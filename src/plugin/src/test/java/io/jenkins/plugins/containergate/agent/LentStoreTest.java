package io.jenkins.plugins.containergate.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.layer.cache.SharedEntries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an agent can do with the shared cache that it reaches through the controller. */
class LentStoreTest {
    private static final String NAME = "a1".repeat(32);

    private final Map<String, byte[]> objects = new HashMap<>();
    private final List<Integer> sizes = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();
    private final LentStore store = new LentStore(
            new SharedEntries() {
                @Override
                public Optional<byte[]> get(String name, int most) {
                    sizes.add(most);
                    return Optional.ofNullable(objects.get(name));
                }

                @Override
                public void put(String name, byte[] object) {
                    objects.put(name, object);
                }
            },
            () -> ended.add("closed"));

    @Test
    void entriesArePutAndFoundAgain() throws Exception {
        assertThat(store.get(NAME, 10)).isNull();
        store.put(NAME, new byte[] {1, 2});
        assertThat(store.get(NAME, 10)).containsExactly(1, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../other/key", "a1", "A1A1", "x?versionId=1"})
    void nothingButAnEntryCanBeNamed(String name) {
        assertThatThrownBy(() -> store.get(name, 10)).hasMessageContaining("not a name of an entry");
        assertThatThrownBy(() -> store.put(name, new byte[1])).hasMessageContaining("not a name of an entry");
        assertThat(objects).isEmpty();
        assertThat(sizes).isEmpty();
    }

    @Test
    void theControllerHoldsNoObjectLargerThanItsBound() throws Exception {
        store.put(NAME, new byte[LentStore.MAX_OBJECT + 1]);
        assertThat(objects).isEmpty();
        store.get(NAME, Integer.MAX_VALUE);
        store.get(NAME, -1);
        assertThat(sizes).containsExactly(LentStore.MAX_OBJECT, 0);
    }

    @Test
    void nothingIsLentAfterTheImageWasRead() {
        store.close();
        assertThat(ended).containsExactly("closed");
        assertThatThrownBy(() -> store.get(NAME, 10)).hasMessageContaining("not lent any more");
        assertThatThrownBy(() -> store.put(NAME, new byte[1])).hasMessageContaining("not lent any more");
    }

    @Test
    void theKeyIsInNoText() {
        byte[] key = new byte[32];
        key[0] = 0x7f;
        AgentSharing sharing = store.under(key);
        assertThat(sharing.key()).startsWith("7f00");
        assertThat(new AgentLayers("layers", "1", 1, "seal", sharing).toString())
                .doesNotContain("7f00", "seal");
        assertThat(sharing.toString()).doesNotContain("7f00");
    }
}
