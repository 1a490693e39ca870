package io.jenkins.lib.containergate.ecs.declared;

import io.jenkins.lib.containergate.cloud.network.GroupReference;
import io.jenkins.lib.containergate.cloud.network.SecurityGroupRule;
import io.jenkins.lib.containergate.ecs.deployment.DeclaredGroup;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.template.Resource;
import io.jenkins.lib.containergate.ecs.template.Template;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** The security groups of a CloudFormation template, with the ingress that the template gives them. */
public final class TemplateGroups {
    /** What a network of the template holds is no more than that network. */
    private static final Pattern NETWORK = Pattern.compile("\\.(?:CidrBlock|CidrBlockAssociations|Ipv6CidrBlocks?)$");

    private static final Pattern PORT = Pattern.compile("-?[0-9]{1,6}");

    private record Draft(String name, List<SecurityGroupRule> ingress, List<String> unknown) {
        Draft(String name) {
            this(name, new ArrayList<>(), new ArrayList<>());
        }
    }

    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final Map<String, List<Value>> lists = new HashMap<>();

    private TemplateGroups() {}

    /**
     * By what the template calls them: {@code Group}, {@code Group.GroupId}.
     *
     * @throws GateException when the template cannot be resolved at all
     */
    public static Map<String, DeclaredGroup> of(Template template) throws GateException {
        TemplateGroups groups = new TemplateGroups();
        for (Resource list : template.resources("AWS::EC2::PrefixList")) {
            List<Value> ranges = items(list.properties(), "Entries").stream()
                    .map(entry -> member(entry, "Cidr").orElse(entry))
                    .toList();
            groups.lists.put(list.name(), ranges);
            groups.lists.put(list.name() + ".PrefixListId", ranges);
        }
        List<Resource> declared = template.resources("AWS::EC2::SecurityGroup");
        for (Resource group : declared) {
            Draft draft = new Draft(group.name());
            groups.drafts.put(group.name(), draft);
            groups.drafts.put(group.name() + ".GroupId", draft);
        }
        for (Resource group : declared) {
            Draft draft = groups.drafts.get(group.name());
            for (Value rule : draft == null ? List.<Value>of() : items(group.properties(), "SecurityGroupIngress")) {
                groups.add(rule, draft);
            }
        }
        for (Resource rule : template.resources("AWS::EC2::SecurityGroupIngress")) {
            groups.attach(rule);
        }
        Map<String, DeclaredGroup> found = new HashMap<>();
        groups.drafts.forEach((called, draft) ->
                found.put(called, new DeclaredGroup(draft.name(), draft.ingress(), draft.unknown())));
        return found;
    }

    /** A rule whose group is not known may be meant for any. */
    private void attach(Resource rule) {
        Optional<Value> group = member(rule.properties(), "GroupId");
        if (group.isPresent()
                && group.get() instanceof Value.Unresolved later
                && !later.origin().isEmpty()) {
            Draft draft = drafts.get(later.origin());
            if (draft != null) {
                add(rule.properties(), draft);
            }
        } else if (group.isEmpty() || group.get() instanceof Value.Unresolved) {
            drafts.values().stream()
                    .distinct()
                    .forEach(draft ->
                            draft.unknown().add("the group of " + rule.name() + " is known only at deployment"));
        }
    }

    private void add(Value written, Draft draft) {
        if (!(written instanceof Mapping)) {
            draft.unknown().add("a rule of " + draft.name() + " is known only at deployment");
            return;
        }
        List<String> ranges = new ArrayList<>();
        for (String name : List.of("CidrIp", "CidrIpv6")) {
            member(written, name).ifPresent(range -> range(range, draft, ranges));
        }
        member(written, "SourcePrefixListId").ifPresent(list -> prefixes(list, draft, ranges));
        List<GroupReference> callers = member(written, "SourceSecurityGroupId").stream()
                .map(unused -> new GroupReference("a group", Optional.empty()))
                .toList();
        draft.ingress()
                .add(new SecurityGroupRule(
                        member(written, "IpProtocol").map(TemplateGroups::text).orElse("-1"),
                        port(written, "FromPort"),
                        port(written, "ToPort"),
                        ranges,
                        callers,
                        List.of()));
    }

    private void prefixes(Value list, Draft draft, List<String> ranges) {
        List<Value> held = list instanceof Value.Unresolved later ? lists.get(later.origin()) : null;
        if (held == null) {
            draft.unknown().add("what the prefix list of a rule of " + draft.name() + " holds is not in the file");
        } else {
            held.forEach(range -> range(range, draft, ranges));
        }
    }

    private static void range(Value range, Draft draft, List<String> ranges) {
        if (range instanceof Value.Text text) {
            ranges.add(text.value().strip());
        } else if (!(range instanceof Value.Unresolved later
                && NETWORK.matcher(later.origin()).find())) {
            draft.unknown().add("a range that " + draft.name() + " lets in is known only at deployment");
        }
    }

    private static OptionalInt port(Value rule, String name) {
        return member(rule, name)
                .map(TemplateGroups::text)
                .filter(text -> PORT.matcher(text).matches())
                .map(text -> OptionalInt.of(Integer.parseInt(text)))
                .orElse(OptionalInt.empty());
    }

    private static String text(Value value) {
        if (value instanceof Value.Number number) {
            return number.digits();
        }
        return value instanceof Value.Text text ? text.value().strip() : "-1";
    }

    private static Optional<Value> member(Value value, String name) {
        return value instanceof Mapping mapping
                ? Optional.ofNullable(mapping.members().get(name)).filter(found -> !(found instanceof Value.Null))
                : Optional.empty();
    }

    /** A list that is known only at deployment is one element that is. */
    private static List<Value> items(Value value, String name) {
        return member(value, name)
                .map(found -> found instanceof Sequence sequence ? sequence.items() : List.of(found))
                .orElse(List.of())
                .stream()
                .filter(item -> !(item instanceof Value.Null))
                .toList();
    }
}
