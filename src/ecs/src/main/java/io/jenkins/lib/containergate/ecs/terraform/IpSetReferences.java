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
 * Says of the ARNs of IP sets in a web ACL that are known only after apply which resources they may be of. Rules are a set, in another
 * order than in the configuration, so each may be any that the web ACL refers to.
 */
final class IpSetReferences {
    static final String STATEMENT = "ip_set_reference_statement";

    private IpSetReferences() {}

    /** @param written as {@link TerraformReferences#ipSets}: with none of them where the configuration does not have every statement */
    static Mapping named(Mapping acl, List<Set<String>> written) {
        boolean all = count(acl) == written.size() && written.stream().noneMatch(Set::isEmpty);
        List<String> names =
                all ? written.stream().flatMap(Set::stream).distinct().toList() : List.of();
        return (Mapping) named(acl, names, false);
    }

    private static Value named(Value value, List<String> names, boolean statement) {
        if (value instanceof Sequence sequence) {
            return new Sequence(
                    sequence.items().stream()
                            .map(item -> named(item, names, statement))
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
                                : named(member, names, name.equals(STATEMENT))));
        return new Mapping(members, mapping.mark());
    }

    private static int count(Value value) {
        if (value instanceof Sequence sequence) {
            return sequence.items().stream().mapToInt(IpSetReferences::count).sum();
        }
        if (!(value instanceof Mapping mapping)) {
            return 0;
        }
        return mapping.members().entrySet().stream()
                .mapToInt(member -> count(member.getValue())
                        + (member.getKey().equals(STATEMENT) && member.getValue() instanceof Sequence blocks
                                ? blocks.items().size()
                                : 0))
                .sum();
    }
}
