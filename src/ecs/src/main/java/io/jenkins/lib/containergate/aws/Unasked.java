package io.jenkins.lib.containergate.aws;

import java.lang.reflect.Proxy;

/** Look-ups that ask nothing: every answer is {@link Lookup.NotAsked}. */
final class Unasked {
    private Unasked() {}

    /**
     * @param questions an interface whose methods all return a {@link Lookup}
     * @param reason why nothing is asked
     */
    static <T> T of(Class<T> questions, String reason) {
        return questions.cast(Proxy.newProxyInstance(
                questions.getClassLoader(),
                new Class<?>[] {questions},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "toString" -> "Unasked[" + questions.getSimpleName() + "]";
                    default -> new Lookup.NotAsked<>(reason);
                }));
    }
}
