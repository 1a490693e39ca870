package io.jenkins.plugins.containergate.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.plugins.containergate.Documents;
import io.jenkins.plugins.containergate.config.policy.PolicySettings;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Configuration as code in the documents has attributes that exist, and the complete example has every one of them. */
class DocumentedConfigurationTest {
    private static final String EXAMPLE = "docs/examples/jenkins.yaml";

    @Test
    void everyAttributeOfADocumentedConfigurationExists() throws IOException {
        List<Map<?, ?>> configurations = Documents.blocks("yaml").stream()
                .map(Documents.Block::text)
                .filter(text -> text.startsWith("security:"))
                .map(DocumentedConfigurationTest::load)
                .collect(Collectors.toCollection(ArrayList::new));
        configurations.add(load(Documents.read(EXAMPLE)));

        assertThat(configurations).hasSizeGreaterThan(6);
        Set<String> all = attributes("", ContainerGateConfiguration.class);
        assertThat(configurations).allSatisfy(configuration -> assertThat(all).containsAll(used("", configuration)));
    }

    @Test
    void theCompleteExampleHasEveryAttribute() {
        assertThat(used("", load(Documents.read(EXAMPLE))))
                .containsExactlyInAnyOrderElementsOf(attributes("", ContainerGateConfiguration.class));
    }

    @Test
    void theStepsOfTheQuickStartSetTheSame() {
        String page = "docs/quick-start-jenkins.md";
        List<Documents.Block> blocks = Documents.blocks(page, "yaml");
        assertThat(blocks).hasSize(2);
        assertThat(load(blocks.get(1).text()).get("policy"))
                .isEqualTo(blocks.get(0).text());
    }

    @Test
    void policiesInADocumentedConfigurationAreValid() throws IOException {
        List<String> policies = new ArrayList<>();
        for (Documents.Block block : Documents.blocks("yaml")) {
            if (block.text().startsWith("security:")) {
                collect(load(block.text()), policies);
            }
        }
        collect(load(Documents.read(EXAMPLE)), policies);
        assertThat(policies)
                .hasSizeGreaterThan(3)
                .allSatisfy(text -> assertThat(
                                PolicyParser.check("page", "policy", text).problems())
                        .as(text)
                        .isEmpty());
    }

    private static void collect(Object value, List<String> policies) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> {
                if (key.equals("policy") && inner instanceof String text) {
                    policies.add(text);
                } else {
                    collect(inner, policies);
                }
            });
        } else if (value instanceof List<?> list) {
            list.forEach(inner -> collect(inner, policies));
        }
    }

    /** What is under {@code security: containerGate:}. */
    private static Map<?, ?> load(String yaml) {
        Map<?, ?> root = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(yaml);
        assertThat(root.keySet()).as(yaml).isEqualTo(Set.of("security"));
        Map<?, ?> security = (Map<?, ?>) root.get("security");
        assertThat(security.keySet()).as(yaml).isEqualTo(Set.of("containerGate"));
        return (Map<?, ?>) security.get("containerGate");
    }

    /** The paths of all keys; a policy is one value. */
    private static Set<String> used(String path, Object value) {
        Set<String> paths = new TreeSet<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> {
                paths.add(path + key);
                if (!key.equals("policy")) {
                    paths.addAll(used(path + key + ".", inner));
                }
            });
        } else if (value instanceof List<?> list) {
            list.forEach(inner -> paths.addAll(used(path, inner)));
        }
        return paths;
    }

    /** The same of what Jenkins binds. */
    private static Set<String> attributes(String path, Class<?> type) {
        Set<String> paths = new TreeSet<>();
        bound(type).forEach((name, bound) -> {
            paths.add(path + name);
            Class<?> inner = element(bound);
            if (inner.getPackage() != null
                    && inner.getName().startsWith(ContainerGateConfiguration.class.getPackageName())
                    && inner != PolicySettings.class) {
                paths.addAll(attributes(path + name + ".", inner));
            }
        });
        return paths;
    }

    private static Map<String, Type> bound(Class<?> type) {
        Map<String, Type> bound = new TreeMap<>();
        Arrays.stream(type.getConstructors())
                .filter(constructor -> constructor.isAnnotationPresent(DataBoundConstructor.class))
                .flatMap(constructor -> Arrays.stream(constructor.getParameters()))
                .forEach((Parameter parameter) -> bound.put(parameter.getName(), parameter.getParameterizedType()));
        for (Method method : type.getMethods()) {
            if (method.isAnnotationPresent(DataBoundSetter.class)) {
                String name = method.getName();
                bound.put(
                        name.substring(3, 4).toLowerCase(Locale.ROOT) + name.substring(4),
                        method.getGenericParameterTypes()[0]);
            }
        }
        return bound;
    }

    private static Class<?> element(Type type) {
        return type instanceof ParameterizedType list ? (Class<?>) list.getActualTypeArguments()[0] : (Class<?>) type;
    }
}
