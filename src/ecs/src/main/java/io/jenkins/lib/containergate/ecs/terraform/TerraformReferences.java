package io.jenkins.lib.containergate.ecs.terraform;

import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the expressions of a plan's configuration refer to: tells two values apart that are not known yet. */
final class TerraformReferences {
    private static final Set<String> OTHERS =
            Set.of("module", "var", "local", "data", "each", "count", "self", "path", "terraform", "ephemeral");
    /** Their attributes are texts that somebody gave them, or parts of names. */
    private static final Pattern KEEPING = Pattern.compile("terraform_data|null_resource|(?:random|time)_[a-z0-9_]+"
            + "|aws_ssm_parameter|aws_iam_instance_profile|aws_cloudformation_stack");

    private final ModuleTree tree;

    private TerraformReferences(ModuleTree tree) {
        this.tree = tree;
    }

    static TerraformReferences of(Mapping plan) {
        return new TerraformReferences(ModuleTree.of(plan));
    }

    /** Those that lead to groups, IP sets and rule groups. */
    ResolvedReferences resolved() {
        return new ResolvedReferences(tree);
    }

    /** Those of what rules, schedules and pipes start. */
    TargetReferences targets() {
        return new TargetReferences(tree);
    }

    /**
     * By attribute, for attributes whose whole value is one reference.
     *
     * @param address of a resource, with its modules and perhaps an index
     */
    Map<String, String> of(String address) {
        return references(ModuleTree.expressions(tree.place(address)));
    }

    /**
     * Attributes and blocks that the configuration of a resource has, and {@code block.attribute} for those that are a reference of a
     * managed resource. A dynamic block is not among them.
     */
    Set<String> configured(String address) {
        if (!(ModuleTree.expressions(tree.place(address)) instanceof Mapping written)) {
            return Set.of();
        }
        Set<String> found = new LinkedHashSet<>(written.members().keySet());
        written.members()
                .forEach((block, content) -> ModuleTree.items(content)
                        .forEach(each -> references(each).forEach((attribute, reference) -> {
                            if (ofResource(reference)) {
                                found.add(block + "." + attribute);
                            }
                        })));
        return found;
    }

    /** The key of the configuration of a resource's provider; empty where the plan does not say. */
    String provider(String address) {
        return ModuleTree.member(ModuleTree.configuration(tree.place(address)), "provider_config_key")
                        instanceof Text key
                ? key.value()
                : "";
    }

    /** Whether a data source is given nothing, so that it reads what its provider is configured with. */
    boolean plain(String address) {
        return ModuleTree.expressions(tree.place(address)) instanceof Mapping mapping
                ? mapping.members().isEmpty()
                : ModuleTree.configuration(tree.place(address)) != null;
    }

    /**
     * Whether it is of a managed resource that is what it is called after; a variable, a local value, an output, a data source, or a
     * resource that keeps what others give it may hold anything.
     */
    static boolean ofResource(String reference) {
        int dot = reference.indexOf('.');
        String type = dot > 0 ? Addresses.withoutIndices(reference.substring(0, dot)) : "module";
        return !OTHERS.contains(type) && !KEEPING.matcher(type).matches();
    }

    /** The address of a group with the module of the resource that refers to it. */
    static String inModuleOf(String address, String reference) {
        return Addresses.withoutIndices(Addresses.module(address)) + Addresses.withoutIndices(reference);
    }

    /** By attribute, all that its expression refers to, for those that are more than one reference. */
    Map<String, List<String>> several(String address) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        if (ModuleTree.expressions(tree.place(address)) instanceof Mapping mapping) {
            mapping.members().forEach((name, expression) -> {
                List<Value> all = ModuleTree.items(ModuleTree.member(expression, "references"));
                if (!ReferenceLists.one(all)) {
                    found.put(
                            name,
                            all.stream()
                                    .filter(Text.class::isInstance)
                                    .map(each -> ((Text) each).value())
                                    .toList());
                }
            });
        }
        return found;
    }

    private static Map<String, String> references(@Nullable Value expressions) {
        Map<String, String> found = new LinkedHashMap<>();
        if (expressions instanceof Mapping mapping) {
            mapping.members().forEach((name, expression) -> {
                List<Value> all = ModuleTree.items(ModuleTree.member(expression, "references"));
                if (all.size() > 1 && all.get(0) instanceof Text attribute && ReferenceLists.one(all)) {
                    found.put(name, attribute.value());
                }
            });
        }
        return found;
    }
}
