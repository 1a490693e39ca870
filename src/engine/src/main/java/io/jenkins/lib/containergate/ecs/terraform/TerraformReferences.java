package io.jenkins.lib.containergate.ecs.terraform;

import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the expressions of a plan's configuration refer to: tells two values apart that are not known yet. */
final class TerraformReferences {
    private final @Nullable Value root;

    private TerraformReferences(@Nullable Value root) {
        this.root = root;
    }

    static TerraformReferences of(Mapping plan) {
        return new TerraformReferences(
                plan.members().get("configuration") instanceof Mapping configuration
                        ? configuration.members().get("root_module")
                        : null);
    }

    /**
     * By attribute, for attributes whose whole value is one reference.
     *
     * @param address of a resource, with its modules and perhaps an index
     */
    Map<String, String> of(String address) {
        String[] words = address.replaceAll("\\[[^\\]]*\\]", "").split("\\.");
        Value module = root;
        int i = 0;
        while (i + 1 < words.length && words[i].equals("module")) {
            module = member(member(member(module, "module_calls"), words[i + 1]), "module");
            i += 2;
        }
        String local = String.join(".", List.of(words).subList(i, words.length));
        if (member(module, "resources") instanceof Sequence resources) {
            for (Value resource : resources.items()) {
                if (member(resource, "address") instanceof Text text
                        && text.value().equals(local)) {
                    return references(member(resource, "expressions"));
                }
            }
        }
        return Map.of();
    }

    private static Map<String, String> references(@Nullable Value expressions) {
        Map<String, String> found = new LinkedHashMap<>();
        if (expressions instanceof Mapping mapping) {
            mapping.members().forEach((name, expression) -> {
                // an attribute and its resource are two references: the first is the whole
                if (member(expression, "references") instanceof Sequence references
                        && references.items().size() == 2
                        && references.items().get(0) instanceof Text attribute
                        && references.items().get(1) instanceof Text resource
                        && attribute.value().startsWith(resource.value() + ".")) {
                    found.put(name, attribute.value());
                }
            });
        }
        return found;
    }

    private static @Nullable Value member(@Nullable Value value, String name) {
        return value instanceof Mapping mapping ? mapping.members().get(name) : null;
    }
}
