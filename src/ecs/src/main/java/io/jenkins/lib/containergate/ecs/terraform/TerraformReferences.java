package io.jenkins.lib.containergate.ecs.terraform;

import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the expressions of a plan's configuration refer to: tells two values apart that are not known yet. */
final class TerraformReferences {
    /** Instead of an address, where the plan does not say what a value is made of. */
    static final String ELSEWHERE = "a value of the configuration";

    private static final int MAX_DEPTH = 16;
    private static final Set<String> GROUPS = Set.of("security_groups", "security_group_ids");
    private static final Set<String> OTHERS =
            Set.of("module", "var", "local", "data", "each", "count", "self", "path", "terraform", "ephemeral");
    /** Their attributes are texts that somebody gave them, or parts of names. */
    private static final Pattern KEEPING = Pattern.compile("terraform_data|null_resource|(?:random|time)_[a-z0-9_]+"
            + "|aws_ssm_parameter|aws_iam_instance_profile|aws_cloudformation_stack");

    /** What there is for each instance of a resource. */
    private static final Pattern INDEXING = Pattern.compile("(?:each|count)\\..*");

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
        return references(expressions(place(address)));
    }

    /**
     * Attributes and blocks that the configuration of a resource has, and {@code block.attribute} for those that are a reference of a
     * managed resource. A dynamic block is not among them.
     */
    Set<String> configured(String address) {
        if (!(expressions(place(address)) instanceof Mapping written)) {
            return Set.of();
        }
        Set<String> found = new LinkedHashSet<>(written.members().keySet());
        written.members()
                .forEach((block, content) -> items(content)
                        .forEach(each -> references(each).forEach((attribute, reference) -> {
                            if (ofResource(reference)) {
                                found.add(block + "." + attribute);
                            }
                        })));
        return found;
    }

    /** The key of the configuration of a resource's provider; empty where the plan does not say. */
    String provider(String address) {
        return member(configuration(place(address)), "provider_config_key") instanceof Text key ? key.value() : "";
    }

    private static @Nullable Value expressions(Place place) {
        return member(configuration(place), "expressions");
    }

    private static @Nullable Value configuration(Place place) {
        for (Value resource : items(member(place.module(), "resources"))) {
            if (member(resource, "address") instanceof Text text && text.value().equals(place.local())) {
                return resource;
            }
        }
        return null;
    }

    /**
     * Whether it is of a managed resource that is what it is called after; a variable, a local value, an output, a data source, or a
     * resource that keeps what others give it may hold anything.
     */
    static boolean ofResource(String reference) {
        int dot = reference.indexOf('.');
        String type = dot > 0 ? withoutIndices(reference.substring(0, dot)) : "module";
        return !OTHERS.contains(type) && !KEEPING.matcher(type).matches();
    }

    /**
     * The groups that any block of the resource names under {@code security_groups}, by their address with {@code .id}
     * and without an index; {@link #ELSEWHERE} where the plan does not say which, as for a local value.
     */
    List<String> groups(String address) {
        Place place = place(address);
        Set<String> found = new LinkedHashSet<>();
        named(expressions(place), place.path(), found, 0);
        return List.copyOf(found);
    }

    /**
     * What the ARN of each IP set or rule group that a web ACL or rule group refers to is made of: addresses of resources without an index, and {@link #ELSEWHERE}
     * where it may be another value. Statements of a dynamic block are not among them.
     *
     * @param kind of the statements
     */
    List<Set<String>> statements(String address, String kind) {
        Place place = place(address);
        List<Set<String>> found = new ArrayList<>();
        statements(expressions(place), kind, place.path(), found);
        return found;
    }

    private void statements(@Nullable Value expressions, String kind, List<String> path, List<Set<String>> found) {
        if (expressions instanceof Sequence blocks) {
            blocks.items().forEach(block -> statements(block, kind, path, found));
        } else if (expressions instanceof Mapping mapping) {
            mapping.members().forEach((name, expression) -> {
                statements(expression, kind, path, found);
                if (name.equals(kind)) {
                    for (Value statement : items(expression)) {
                        Set<String> names = new LinkedHashSet<>();
                        resolve(member(statement, "arn"), path, names, 0);
                        found.add(names);
                    }
                }
            });
        }
    }

    /** The address of a group with the module of the resource that refers to it. */
    static String inModuleOf(String address, String reference) {
        return withoutIndices(Addresses.module(address)) + withoutIndices(reference);
    }

    private record Place(@Nullable Value module, List<String> path, String local) {}

    private Place place(String address) {
        List<String> words = List.of(withoutIndices(address).split("\\."));
        List<String> path = new ArrayList<>();
        int i = 0;
        while (i + 1 < words.size() && words.get(i).equals("module")) {
            path.add(words.get(i + 1));
            i += 2;
        }
        return new Place(module(path), path, String.join(".", words.subList(i, words.size())));
    }

    private @Nullable Value module(List<String> path) {
        Value module = root;
        for (String name : path) {
            module = member(member(member(module, "module_calls"), name), "module");
        }
        return module;
    }

    private void named(@Nullable Value expressions, List<String> path, Set<String> found, int depth) {
        if (depth > MAX_DEPTH) {
            found.add(ELSEWHERE);
        } else if (expressions instanceof Sequence blocks) {
            blocks.items().forEach(block -> named(block, path, found, depth + 1));
        } else if (expressions instanceof Mapping mapping) {
            mapping.members().forEach((name, expression) -> {
                if (GROUPS.contains(name)) {
                    resolve(expression, path, found, depth + 1);
                } else {
                    named(expression, path, found, depth + 1);
                }
            });
        }
    }

    private void resolve(@Nullable Value expression, List<String> path, Set<String> found, int depth) {
        if (depth > MAX_DEPTH) {
            found.add(ELSEWHERE);
            return;
        }
        for (Value item : items(member(expression, "references"))) {
            if (!(item instanceof Text text)) {
                continue;
            }
            String reference = withoutIndices(text.value());
            List<String> words = List.of(reference.split("\\."));
            String prefix = path.stream().map(name -> "module." + name + ".").collect(Collectors.joining());
            switch (words.get(0)) {
                case "aws_security_group", "aws_default_security_group" -> {
                    if (words.size() > 1) {
                        found.add(prefix + words.get(0) + "." + words.get(1) + ".id");
                    }
                }
                case "aws_wafv2_ip_set", "aws_wafv2_rule_group" ->
                    found.add(words.size() > 1 ? prefix + words.get(0) + "." + words.get(1) : ELSEWHERE);
                case "aws_vpc", "aws_default_vpc" ->
                    found.add(prefix + (words.size() == 2 ? reference + ".default_security_group_id" : reference));
                case "module" -> {
                    if (words.size() > 2) {
                        List<String> inner = new ArrayList<>(path);
                        inner.add(words.get(1));
                        Value output = member(member(module(inner), "outputs"), words.get(2));
                        if (output == null) {
                            found.add(ELSEWHERE);
                        } else {
                            resolve(member(output, "expression"), inner, found, depth + 1);
                        }
                    } else if (!more(expression, reference)) {
                        found.add(ELSEWHERE);
                    }
                }
                case "var" -> {
                    if (!path.isEmpty() && words.size() > 1) {
                        List<String> outer = path.subList(0, path.size() - 1);
                        Value call = member(member(module(outer), "module_calls"), path.get(path.size() - 1));
                        resolve(member(member(call, "expressions"), words.get(1)), outer, found, depth + 1);
                    }
                }
                case "each" -> {
                    if (!words.get(words.size() - 1).equals("key") && !indexes(expression, text.value())) {
                        found.add(ELSEWHERE);
                    }
                }
                case "path", "count", "terraform" -> {}
                default -> found.add(ELSEWHERE);
            }
        }
    }

    /**
     * Whether a value takes one of several instances: then a resource is in the expression without an attribute, and nothing else is
     * there that could be what takes it.
     */
    private static boolean indexes(@Nullable Value expression, String value) {
        List<String> all = items(member(expression, "references")).stream()
                .filter(Text.class::isInstance)
                .map(item -> ((Text) item).value())
                .toList();
        long taken = all.stream()
                .filter(each -> ofResource(each)
                        && !more(expression, withoutIndices(each))
                        && withoutIndices(each).split("\\.").length == 2)
                .count();
        long taking = all.stream()
                .filter(each -> INDEXING.matcher(each).matches()
                        && !all.stream().anyMatch(longer -> longer.startsWith(each + "."))
                        && !value.startsWith(each + "."))
                .count();
        return taken > 0 && taking <= taken;
    }

    /** Whether another reference of the expression says which output of the module it is. */
    private static boolean more(@Nullable Value expression, String reference) {
        return items(member(expression, "references")).stream()
                .anyMatch(item -> item instanceof Text text
                        && withoutIndices(text.value()).startsWith(reference + "."));
    }

    private static String withoutIndices(String address) {
        return Addresses.withoutIndices(address);
    }

    private static List<Value> items(@Nullable Value value) {
        return value instanceof Sequence sequence ? sequence.items() : List.of();
    }

    /** By attribute, all that its expression refers to, for those that are more than one reference. */
    Map<String, List<String>> several(String address) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        if (expressions(place(address)) instanceof Mapping mapping) {
            mapping.members().forEach((name, expression) -> {
                List<Value> all = items(member(expression, "references"));
                if (!one(all)) {
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
                List<Value> all = items(member(expression, "references"));
                if (all.size() > 1 && all.get(0) instanceof Text attribute && one(all)) {
                    found.put(name, attribute.value());
                }
            });
        }
        return found;
    }

    /** Whether it is one reference: after an attribute come its resource with an index, and the resource. The first is the whole. */
    private static boolean one(List<Value> references) {
        for (int i = 1; i < references.size(); i++) {
            boolean within = references.get(i - 1) instanceof Text longer
                    && references.get(i) instanceof Text shorter
                    && (longer.value().startsWith(shorter.value() + ".")
                            || longer.value().startsWith(shorter.value() + "["));
            if (!within) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Value member(@Nullable Value value, String name) {
        return value instanceof Mapping mapping ? mapping.members().get(name) : null;
    }
}
