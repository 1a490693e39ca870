package io.jenkins.lib.containergate.secret.text;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is made when it is first asked for. Threads may share it; two that ask at once make it twice. */
public final class Late<T> {
    private final Supplier<T> maker;
    private volatile @Nullable T made;

    public Late(Supplier<T> maker) {
        this.maker = maker;
    }

    public T get() {
        T known = made;
        if (known == null) {
            known = maker.get();
            made = known;
        }
        return known;
    }
}
