package io.jenkins.lib.containergate.ecs.terraform;

import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which groups, IP sets and rule groups the expressions of a resource refer to, through variables and outputs of modules. */
final class ResolvedReferences {
    /** Instead of an address, where the plan does not say what a value is made of. */
    static final String ELSEWHERE = "a value of the configuration";

    private static final int MAX_DEPTH = 16;
    private static final Set<String> GROUPS = Set.of("security_groups", "security_group_ids");

    private final ModuleTree tree;

    ResolvedReferences(ModuleTree tree) {
        this.tree = tree;
    }

    /**
     * The groups that any block of the resource names under {@code security_groups}, by their address with {@code .id}
     * and without an index; {@link #ELSEWHERE} where the plan does not say which, as for a local value.
     */
    List<String> groups(String address) {
        ModuleTree.Place place = tree.place(address);
        Set<String> found = new LinkedHashSet<>();
        named(ModuleTree.expressions(place), place.path(), found, 0);
        return List.copyOf(found);
    }

    /**
     * What the ARN of each IP set or rule group that a web ACL or rule group refers to is made of: addresses of resources without an index, and {@link #ELSEWHERE}
     * where it may be another value. Statements of a dynamic block are not among them.
     *
     * @param kind of the statements
     */
    List<Set<String>> statements(String address, String kind) {
        ModuleTree.Place place = tree.place(address);
        List<Set<String>> found = new ArrayList<>();
        statements(ModuleTree.expressions(place), kind, place.path(), found);
        return found;
    }

    private void statements(@Nullable Value expressions, String kind, List<String> path, List<Set<String>> found) {
        if (expressions instanceof Sequence blocks) {
            blocks.items().forEach(block -> statements(block, kind, path, found));
        } else if (expressions instanceof Mapping mapping) {
            mapping.members().forEach((name, expression) -> {
                statements(expression, kind, path, found);
                if (name.equals(kind)) {
                    for (Value statement : ModuleTree.items(expression)) {
                        Set<String> names = new LinkedHashSet<>();
                        resolve(ModuleTree.member(statement, "arn"), path, names, 0);
                        found.add(names);
                    }
                }
            });
        }
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
        for (Value item : ModuleTree.items(ModuleTree.member(expression, "references"))) {
            if (!(item instanceof Text text)) {
                continue;
            }
            String reference = Addresses.withoutIndices(text.value());
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
                        Value output = tree.output(inner, words.get(2));
                        if (output == null) {
                            found.add(ELSEWHERE);
                        } else {
                            resolve(output, inner, found, depth + 1);
                        }
                    } else if (!ReferenceLists.more(expression, reference)) {
                        found.add(ELSEWHERE);
                    }
                }
                case "var" -> {
                    if (!path.isEmpty() && words.size() > 1) {
                        resolve(tree.given(path, words.get(1)), path.subList(0, path.size() - 1), found, depth + 1);
                    }
                }
                case "each" -> {
                    if (!words.get(words.size() - 1).equals("key")
                            && !ReferenceLists.indexes(expression, text.value())) {
                        found.add(ELSEWHERE);
                    }
                }
                case "path", "count", "terraform" -> {}
                default -> found.add(ELSEWHERE);
            }
        }
    }
}
