package io.jenkins.lib.containergate.policy.key;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Settings by key, at most one each. */
public final class Settings {
    private final SortedMap<PolicyKey<?>, Setting<?>> byKey;

    public Settings(SortedMap<PolicyKey<?>, Setting<?>> byKey) {
        byKey.forEach((key, setting) -> {
            // A fallback may decide in place of its key, so only the type must agree.
            if (!key.equals(setting.key())
                    && !key.fallback().map(setting.key()::equals).orElse(false)) {
                throw new IllegalArgumentException(setting.key() + " under the key " + key);
            }
        });
        this.byKey = Collections.unmodifiableSortedMap(new TreeMap<>(byKey));
    }

    /** The setting stored under the key itself. */
    @SuppressWarnings("unchecked") // the constructor holds that a key's setting has the key's type
    public <T> Optional<Setting<T>> stated(PolicyKey<T> key) {
        return Optional.ofNullable((Setting<T>) byKey.get(key));
    }

    /** The setting stored under the key, or under the one it falls back to. */
    public <T> Optional<Setting<T>> find(PolicyKey<T> key) {
        return stated(key).or(() -> key.fallback().flatMap(this::find));
    }

    public Collection<PolicyKey<?>> keys() {
        return byKey.keySet();
    }
}
