package io.jenkins.plugins.containergate.build;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * In what a signature differs from the real class. What it leaves out is no difference; what it has must link and behave
 * the same at run time: kind, modifiers, types it extends, erased types of members, checked exceptions, retention.
 */
final class SignatureDifferences {
    private static final int OF_TYPES = Modifier.PUBLIC
            | Modifier.PROTECTED
            | Modifier.ABSTRACT
            | Modifier.FINAL
            | Modifier.STATIC
            | Modifier.INTERFACE;
    private static final int OF_MEMBERS =
            Modifier.PUBLIC | Modifier.PROTECTED | Modifier.ABSTRACT | Modifier.FINAL | Modifier.STATIC;

    private final Class<?> stub;
    private final Class<?> real;
    private final List<String> differences = new ArrayList<>();

    private SignatureDifferences(Class<?> stub, Class<?> real) {
        this.stub = stub;
        this.real = real;
    }

    static List<String> between(Class<?> stub, Class<?> real) {
        SignatureDifferences found = new SignatureDifferences(stub, real);
        found.type();
        found.members();
        return found.differences;
    }

    private void type() {
        same("kind", kind(stub), kind(real));
        same("modifiers", modifiers(stub.getModifiers(), OF_TYPES), modifiers(real.getModifiers(), OF_TYPES));
        same("type parameters", bounds(stub.getTypeParameters()), bounds(real.getTypeParameters()));
        Set<String> supertypes = supertypes(real).stream().map(Class::getName).collect(Collectors.toSet());
        supertypes(stub).stream()
                .map(Class::getName)
                .filter(name -> !supertypes.contains(name))
                .forEach(name -> differences.add(stub.getName() + " is really no " + name));
        if (stub.isAnnotation()) {
            same("retention", retention(stub), retention(real));
        }
    }

    private void members() {
        visible(stub.getDeclaredConstructors()).forEach(this::constructor);
        visible(stub.getDeclaredMethods()).forEach(this::method);
        visible(stub.getDeclaredFields()).forEach(this::field);
    }

    private void constructor(Constructor<?> declared) {
        executable(
                declared,
                Arrays.stream(real.getDeclaredConstructors())
                        .filter(other -> parameters(other).equals(parameters(declared)))
                        .findFirst());
    }

    /** One that is inherited in reality is found at run time, too. */
    private void method(Method declared) {
        Optional<Method> found = supertypes(real).stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(other -> other.getName().equals(declared.getName())
                        && parameters(other).equals(parameters(declared))
                        && other.getReturnType()
                                .getName()
                                .equals(declared.getReturnType().getName()))
                .findFirst();
        executable(declared, found);
        found.filter(other -> stub.isAnnotation())
                .ifPresent(other -> same(
                        "default of " + declared.getName(),
                        String.valueOf(declared.getDefaultValue() != null),
                        String.valueOf(other.getDefaultValue() != null)));
    }

    private void executable(Executable declared, Optional<? extends Executable> found) {
        String name = declared.getName() + parameters(declared);
        if (found.isEmpty()) {
            differences.add(stub.getName() + " really has no " + name);
            return;
        }
        same(
                "modifiers of " + name,
                modifiers(declared.getModifiers(), OF_MEMBERS),
                modifiers(found.get().getModifiers(), OF_MEMBERS));
        same("exceptions of " + name, exceptions(declared), exceptions(found.get()));
    }

    private void field(Field declared) {
        Optional<Field> found = supertypes(real).stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                .filter(other -> other.getName().equals(declared.getName()))
                .findFirst();
        same(
                "type of " + declared.getName(),
                declared.getType().getName(),
                found.map(other -> other.getType().getName()).orElse("missing"));
        same(
                "modifiers of " + declared.getName(),
                modifiers(declared.getModifiers(), OF_MEMBERS),
                found.map(other -> modifiers(other.getModifiers(), OF_MEMBERS)).orElse("missing"));
    }

    private void same(String what, String ofStub, String ofReal) {
        if (!ofStub.equals(ofReal)) {
            differences.add(what + " of " + stub.getName() + ": " + ofStub + " here, really " + ofReal);
        }
    }

    private static String kind(Class<?> type) {
        return type.isAnnotation() ? "annotation" : type.isInterface() ? "interface" : type.isEnum() ? "enum" : "class";
    }

    private static String modifiers(int modifiers, int mask) {
        return Modifier.toString(modifiers & mask);
    }

    /** As compiled code knows them: by their erasure. */
    private static String bounds(TypeVariable<?>[] variables) {
        return Arrays.stream(variables)
                .map(variable -> variable.getBounds()[0].getTypeName().replaceAll("<.*", ""))
                .toList()
                .toString();
    }

    private static String retention(Class<?> annotation) {
        return Optional.ofNullable(annotation.getAnnotation(Retention.class))
                .map(Retention::value)
                .orElse(RetentionPolicy.CLASS)
                .name();
    }

    private static String exceptions(Executable member) {
        return Arrays.stream(member.getExceptionTypes())
                .filter(type -> !RuntimeException.class.isAssignableFrom(type))
                .map(Class::getName)
                .sorted()
                .toList()
                .toString();
    }

    private static String parameters(Executable member) {
        return Arrays.stream(member.getParameterTypes()).map(Class::getName).collect(Collectors.joining(",", "(", ")"));
    }

    private static <T extends Member> Stream<T> visible(T[] members) {
        return Arrays.stream(members)
                .filter(member ->
                        !member.isSynthetic() && (member.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0);
    }

    /** The type itself first. */
    private static Collection<Class<?>> supertypes(Class<?> type) {
        Set<Class<?>> all = new LinkedHashSet<>();
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            all.add(c);
        }
        for (Class<?> c : List.copyOf(all)) {
            for (Class<?> implemented : c.getInterfaces()) {
                all.addAll(supertypes(implemented));
            }
        }
        return all;
    }
}
