package hudson;

import io.jenkins.lib.containergate.stubs.Signature;
import java.util.AbstractList;

public class ExtensionList<T> extends AbstractList<T> {
    ExtensionList() {}

    public static <T> ExtensionList<T> lookup(Class<T> type) {
        throw Signature.only();
    }

    public static <U> U lookupSingleton(Class<U> type) {
        throw Signature.only();
    }

    @Override
    public T get(int index) {
        throw Signature.only();
    }

    @Override
    public int size() {
        throw Signature.only();
    }
}
