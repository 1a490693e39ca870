package io.jenkins.lib.containergate.ecs.account;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.UnaskedLookups;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;

/** Lookups of which a test answers some; the others ask nothing. */
public final class TestLookups {
    private TestLookups() {}

    /** @param some of the components of {@link CloudLookups} */
    public static CloudLookups of(Object... some) {
        CloudLookups none = UnaskedLookups.of("not part of this test");
        RecordComponent[] components = CloudLookups.class.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            RecordComponent component = components[i];
            Class<?> type = types[i];
            values[i] =
                    Arrays.stream(some).filter(type::isInstance).findFirst().orElseGet(() -> value(component, none));
        }
        try {
            return CloudLookups.class.getConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param answers by method, whatever it is asked about; asking for another fails the test */
    public static <T> T answering(Class<T> lookups, Map<String, Lookup<?>> answers) {
        return lookups.cast(Proxy.newProxyInstance(
                lookups.getClassLoader(), new Class<?>[] {lookups}, (proxy, method, arguments) -> {
                    Lookup<?> answer = answers.get(method.getName());
                    if (answer == null) {
                        throw new AssertionError("asked for " + method.getName());
                    }
                    return answer;
                }));
    }

    private static Object value(RecordComponent component, CloudLookups lookups) {
        try {
            return component.getAccessor().invoke(lookups);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
