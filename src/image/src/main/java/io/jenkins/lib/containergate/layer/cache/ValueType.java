package io.jenkins.lib.containergate.layer.cache;

import io.jenkins.lib.containergate.layer.cache.RecordCodec.CorruptEntryException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How values of one type are written down and read again: records by their components, sealed types by which of them it
 * is, and the few types of the library they are made of. Whatever it reads went through the constructor of its record.
 */
sealed interface ValueType {
    void write(EntryWriter out, Object value);

    Object read(EntryReader in) throws CorruptEntryException;

    /** Tells types apart whose values are written down differently. */
    String shape();

    record Text() implements ValueType {
        @Override
        public void write(EntryWriter out, Object value) {
            out.text((String) value);
        }

        @Override
        public Object read(EntryReader in) throws CorruptEntryException {
            return in.text();
        }

        @Override
        public String shape() {
            return "text";
        }
    }

    /** @param narrow it is an {@code int} */
    record Number(boolean narrow) implements ValueType {
        @Override
        public void write(EntryWriter out, Object value) {
            out.number(((java.lang.Number) value).longValue());
        }

        @Override
        public Object read(EntryReader in) throws CorruptEntryException {
            long value = in.number();
            if (!narrow) {
                return value;
            }
            if (value != (int) value) {
                throw new CorruptEntryException("a number that is too large");
            }
            return (int) value;
        }

        @Override
        public String shape() {
            return narrow ? "int" : "long";
        }
    }

    record Flag() implements ValueType {
        @Override
        public void write(EntryWriter out, Object value) {
            out.number((boolean) value ? 1 : 0);
        }

        @Override
        public Object read(EntryReader in) throws CorruptEntryException {
            return in.index(2) == 1;
        }

        @Override
        public String shape() {
            return "boolean";
        }
    }

    record Constant(List<Object> constants) implements ValueType {
        @Override
        public void write(EntryWriter out, Object value) {
            out.number(constants.indexOf(value));
        }

        @Override
        public Object read(EntryReader in) throws CorruptEntryException {
            return constants.get(in.index(constants.size()));
        }

        @Override
        public String shape() {
            return constants.toString();
        }
    }

    record Many(ValueType element) implements ValueType {
        @Override
        public void write(EntryWriter out, Object value) {
            List<?> list = (List<?>) value;
            out.number(list.size());
            list.forEach(each -> element.write(out, each));
        }

        @Override
        public Object read(EntryReader in) throws CorruptEntryException {
            int count = in.count();
            List<Object> list = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                list.add(element.read(in));
            }
            return list;
        }

        @Override
        public String shape() {
            return "[" + element.shape() + "]";
        }
    }

    record Table(ValueType key, ValueType value) implements ValueType {
        @Override
        public void write(EntryWriter out, Object table) {
            Map<?, ?> map = (Map<?, ?>) table;
            out.number(map.size());
            map.forEach((k, v) -> {
                key.write(out, k);
                value.write(out, v);
            });
        }

        @Override
        public Object read(EntryReader in) throws CorruptEntryException {
            int count = in.count();
            Map<Object, Object> map = new LinkedHashMap<>();
            for (int i = 0; i < count; i++) {
                map.put(key.read(in), value.read(in));
            }
            return map;
        }

        @Override
        public String shape() {
            return "{" + key.shape() + ":" + value.shape() + "}";
        }
    }

    record Maybe(ValueType inner) implements ValueType {
        @Override
        public void write(EntryWriter out, Object value) {
            Optional<?> optional = (Optional<?>) value;
            out.number(optional.isPresent() ? 1 : 0);
            optional.ifPresent(present -> inner.write(out, present));
        }

        @Override
        public Object read(EntryReader in) throws CorruptEntryException {
            return in.index(2) == 0 ? Optional.empty() : Optional.of(inner.read(in));
        }

        @Override
        public String shape() {
            return "?" + inner.shape();
        }
    }

    record MaybeNumber() implements ValueType {
        @Override
        public void write(EntryWriter out, Object value) {
            OptionalInt optional = (OptionalInt) value;
            out.number(optional.isPresent() ? 1 : 0);
            optional.ifPresent(out::number);
        }

        @Override
        public Object read(EntryReader in) throws CorruptEntryException {
            return in.index(2) == 0 ? OptionalInt.empty() : OptionalInt.of((int) new Number(true).read(in));
        }

        @Override
        public String shape() {
            return "?int";
        }
    }

    /** One of the permitted types of a sealed one. */
    record Choice(List<Record> permitted) implements ValueType {
        @Override
        public void write(EntryWriter out, Object value) {
            for (int i = 0; i < permitted.size(); i++) {
                if (permitted.get(i).type().isInstance(value)) {
                    out.number(i);
                    permitted.get(i).write(out, value);
                    return;
                }
            }
            throw new IllegalArgumentException(value.getClass() + " is none of " + permitted);
        }

        @Override
        public Object read(EntryReader in) throws CorruptEntryException {
            return permitted.get(in.index(permitted.size())).read(in);
        }

        @Override
        public String shape() {
            return permitted.stream().map(Record::shape).toList().toString();
        }
    }

    /** @param accessors and {@code components} in the order of the constructor's parameters */
    record Record(Class<?> type, Constructor<?> constructor, List<Method> accessors, List<ValueType> components)
            implements ValueType {
        @Override
        public void write(EntryWriter out, Object value) {
            for (int i = 0; i < components.size(); i++) {
                try {
                    components.get(i).write(out, accessors.get(i).invoke(value));
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException("a record without access to its components", e);
                }
            }
        }

        @Override
        public Object read(EntryReader in) throws CorruptEntryException {
            Object[] values = new Object[components.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = components.get(i).read(in);
            }
            try {
                return constructor.newInstance(values);
            } catch (InvocationTargetException e) {
                throw new CorruptEntryException("a value that " + type.getSimpleName() + " refuses", e);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("a record without access to its constructor", e);
            }
        }

        @Override
        public String shape() {
            StringBuilder shape = new StringBuilder(type.getName()).append('(');
            for (int i = 0; i < components.size(); i++) {
                shape.append(accessors.get(i).getName())
                        .append('=')
                        .append(components.get(i).shape())
                        .append(',');
            }
            return shape.append(')').toString();
        }
    }
}
