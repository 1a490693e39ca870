package io.jenkins.lib.containergate.ecs.terraform;

import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says of the ARNs of IP sets and rule groups in a web ACL or rule group that are known only after apply which resources they may be of. Rules are a set, in another
 * order than in the configuration, so each may be any that the web ACL refers to.
 */
final class AclReferences {
    static final List<String> STATEMENTS = List.of("ip_set_reference_statement", "rule_group_reference_statement");

    private AclReferences() {}

    /**
     * @param kind of statements
     * @param written as {@link ResolvedReferences#statements}: with none of them where the configuration does not have every statement
     */
    static Mapping named(Mapping acl, String kind, List<Set<String>> written) {
        boolean all = count(acl, kind) == written.size() && written.stream().noneMatch(Set::isEmpty);
        List<String> names =
                all ? written.stream().flatMap(Set::stream).distinct().toList() : List.of();
        return (Mapping) named(acl, kind, names, false);
    }

    private static Value named(Value value, String kind, List<String> names, boolean statement) {
        if (value instanceof Sequence sequence) {
            return new Sequence(
                    sequence.items().stream()
                            .map(item -> named(item, kind, names, statement))
                            .toList(),
                    sequence.mark());
        }
        if (!(value instanceof Mapping mapping)) {
            return value;
        }
        Map<String, Value> members = new LinkedHashMap<>();
        mapping.members()
                .forEach((name, member) -> members.put(
                        name,
                        statement && name.equals("arn") && member instanceof Unresolved later
                                ? later.oneOf(names)
                                : named(member, kind, names, name.equals(kind))));
        return new Mapping(members, mapping.mark());
    }

    private static int count(Value value, String kind) {
        if (value instanceof Sequence sequence) {
            return sequence.items().stream().mapToInt(each -> count(each, kind)).sum();
        }
        if (!(value instanceof Mapping mapping)) {
            return 0;
        }
        return mapping.members().entrySet().stream()
                .mapToInt(member -> count(member.getValue(), kind)
                        + (member.getKey().equals(kind) && member.getValue() instanceof Sequence blocks
                                ? blocks.items().size()
                                : 0))
                .sum();
    }
}
