package io.jenkins.lib.containergate.layer.cache;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Derives from the declaration of a type how its values are written down. */
final class ValueTypes {
    private static final int MAX_DEPTH = 20;

    private ValueTypes() {}

    /** @throws IllegalArgumentException when it is not made of records and what they may hold */
    static ValueType of(Class<?> type) {
        return of(type, Map.of(), 0);
    }

    private static ValueType of(Type type, Map<TypeVariable<?>, Type> variables, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("a type that contains itself: " + type);
        }
        if (type instanceof TypeVariable<?> variable) {
            Type bound = variables.get(variable);
            if (bound == null) {
                throw new IllegalArgumentException("an open type: " + variable);
            }
            return of(bound, variables, depth + 1);
        }
        if (type instanceof ParameterizedType parameterized) {
            return generic(parameterized, variables, depth + 1);
        }
        if (!(type instanceof Class<?> plain)) {
            throw unknown(type);
        }
        if (plain == String.class) {
            return new ValueType.Text();
        }
        if (plain == int.class || plain == long.class) {
            return new ValueType.Number(plain == int.class);
        }
        if (plain == boolean.class) {
            return new ValueType.Flag();
        }
        if (plain == OptionalInt.class) {
            return new ValueType.MaybeNumber();
        }
        if (plain.isEnum()) {
            return new ValueType.Constant(List.of(plain.getEnumConstants()));
        }
        return structure(plain, List.of(), depth);
    }

    private static ValueType generic(ParameterizedType type, Map<TypeVariable<?>, Type> variables, int depth) {
        List<Type> arguments = new ArrayList<>();
        for (Type argument : type.getActualTypeArguments()) {
            arguments.add(argument instanceof TypeVariable<?> variable ? variables.get(variable) : argument);
        }
        if (type.getRawType() == List.class) {
            return new ValueType.Many(of(arguments.get(0), variables, depth));
        }
        if (type.getRawType() == Optional.class) {
            return new ValueType.Maybe(of(arguments.get(0), variables, depth));
        }
        if (type.getRawType() == Map.class) {
            return new ValueType.Table(of(arguments.get(0), variables, depth), of(arguments.get(1), variables, depth));
        }
        return structure((Class<?>) type.getRawType(), arguments, depth);
    }

    /** A record, or a sealed type of records with the same type parameters. */
    private static ValueType structure(Class<?> type, List<Type> arguments, int depth) {
        if (type.isRecord()) {
            return record(type, arguments, depth);
        }
        if (!type.isSealed()) {
            throw unknown(type);
        }
        List<ValueType.Record> permitted = new ArrayList<>();
        for (Class<?> each : type.getPermittedSubclasses()) {
            permitted.add(record(each, arguments, depth));
        }
        return new ValueType.Choice(permitted);
    }

    private static ValueType.Record record(Class<?> type, List<Type> arguments, int depth) {
        if (!type.isRecord() || type.getTypeParameters().length != arguments.size()) {
            throw unknown(type);
        }
        Map<TypeVariable<?>, Type> variables = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            variables.put(type.getTypeParameters()[i], arguments.get(i));
        }
        RecordComponent[] declared = type.getRecordComponents();
        Class<?>[] parameters = new Class<?>[declared.length];
        List<Method> accessors = new ArrayList<>();
        List<ValueType> components = new ArrayList<>();
        for (int i = 0; i < declared.length; i++) {
            parameters[i] = declared[i].getType();
            accessors.add(declared[i].getAccessor());
            components.add(of(declared[i].getGenericType(), variables, depth + 1));
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(parameters);
            constructor.setAccessible(true);
            accessors.forEach(accessor -> accessor.setAccessible(true));
            return new ValueType.Record(type, constructor, List.copyOf(accessors), List.copyOf(components));
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException("a record without its constructor: " + type, e);
        }
    }

    private static IllegalArgumentException unknown(Type type) {
        return new IllegalArgumentException("not made of records: " + type);
    }
}
