package io.jenkins.lib.containergate.layer.cache;

import java.io.IOException;

/**
 * Writes values of a record type and reads them again.
 *
 * @param <T> made of records, sealed types of records, enums, texts, numbers, lists, maps and optionals
 */
public final class RecordCodec<T> {
    private final Class<T> type;
    private final ValueType values;

    /** @throws IllegalArgumentException when the type is made of anything else */
    public RecordCodec(Class<T> type) {
        this.type = type;
        this.values = ValueTypes.of(type);
    }

    public void write(EntryWriter out, Object value) {
        values.write(out, type.cast(value));
    }

    public T read(EntryReader in) throws CorruptEntryException {
        return type.cast(values.read(in));
    }

    /** Changes whenever values of the type are written otherwise. */
    public String shape() {
        return values.shape();
    }

    /** A kept result that is not what was written: it is made again. */
    public static final class CorruptEntryException extends IOException {
        private static final long serialVersionUID = 1L;

        CorruptEntryException(String problem) {
            super(problem);
        }

        CorruptEntryException(String problem, Throwable cause) {
            super(problem, cause);
        }
    }
}
