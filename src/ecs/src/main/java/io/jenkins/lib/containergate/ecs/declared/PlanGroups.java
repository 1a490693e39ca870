package io.jenkins.lib.containergate.ecs.declared;

import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.GroupReference;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroupRule;
import io.jenkins.lib.containergate.ecs.deployment.Network.DeclaredGroup;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import io.jenkins.lib.containergate.ecs.terraform.Addresses;
import io.jenkins.lib.containergate.ecs.terraform.TerraformPlan;
import io.jenkins.lib.containergate.ecs.terraform.TerraformPlan.TerraformResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The security groups of a Terraform plan, with the ingress that the plan gives them. */
public final class PlanGroups {
    /** What a network of the plan holds is no more than that network. */
    private static final Pattern NETWORK =
            Pattern.compile("(?:^|\\.)aws_(?:vpc|subnet)\\..*(?:cidr_block|cidr_blocks)$");

    private final Map<String, DraftGroup> drafts = new LinkedHashMap<>();
    private final Map<String, List<Value>> lists = new HashMap<>();

    /** Whether a rule is of a group that the plan does not name. */
    private boolean elsewhere;

    private PlanGroups() {}

    /** By their address without indices, with {@code .id}. All instances of a resource are one group. */
    public static Map<String, DeclaredGroup> of(TerraformPlan plan) {
        PlanGroups groups = new PlanGroups();
        for (TerraformResource list : plan.resources("aws_ec2_managed_prefix_list")) {
            List<Value> ranges = new ArrayList<>();
            DraftGroup.items(list.values(), "entry")
                    .forEach(
                            entry -> ranges.add(DraftGroup.member(entry, "cidr").orElse(entry)));
            names(list).forEach(name -> groups.lists.put(name, ranges));
        }
        plan.resources("aws_ec2_managed_prefix_list_entry").forEach(groups::entry);
        Stream.of("aws_security_group", "aws_default_security_group")
                .flatMap(type -> plan.resources(type).stream())
                .forEach(groups::group);
        for (TerraformResource rule : plan.resources("aws_vpc_security_group_ingress_rule")) {
            groups.attach(rule, List.of("cidr_ipv4", "cidr_ipv6"), "ip_protocol");
        }
        for (TerraformResource rule : plan.resources("aws_security_group_rule")) {
            if (!(DraftGroup.member(rule.values(), "type").orElse(rule.values()) instanceof Value.Text type)
                    || !type.value().equals("egress")) {
                groups.attach(rule, List.of("cidr_blocks", "ipv6_cidr_blocks"), "protocol");
            }
        }
        for (TerraformResource rule : plan.resources("awscc_ec2_security_group_ingress")) {
            groups.drafts.values().stream()
                    .distinct()
                    .forEach(draft -> draft.unknown().add("what " + rule.address() + " lets in is not read"));
        }
        Map<String, DeclaredGroup> found = new HashMap<>();
        groups.drafts.forEach((called, draft) -> found.put(called, draft.declared()));
        boolean lets = groups.elsewhere
                || !plan.resources("awscc_ec2_security_group").isEmpty()
                || groups.drafts.values().stream()
                        .anyMatch(draft -> !draft.unknown().isEmpty()
                                || draft.ingress().stream()
                                        .anyMatch(rule -> !rule.ranges().isEmpty()));
        if (lets) {
            found.put(
                    TerraformPlan.elsewhere(),
                    new DeclaredGroup(
                            "a group of the plan",
                            List.of(),
                            List.of("the plan does not say which of its security groups the tasks get")));
        }
        return found;
    }

    /** An entry whose list is not known may be meant for any. */
    private void entry(TerraformResource entry) {
        Value range = DraftGroup.member(entry.values(), "cidr").orElse(entry.values());
        List<Value> held = DraftGroup.member(entry.values(), "prefix_list_id")
                .map(list -> lists.get(name(entry, list)))
                .orElse(null);
        if (held != null) {
            held.add(range);
        } else if (!(DraftGroup.member(entry.values(), "prefix_list_id").orElse(range) instanceof Value.Text)) {
            lists.values().forEach(list -> list.add(entry.values()));
        }
    }

    private void group(TerraformResource group) {
        List<String> names = names(group);
        DraftGroup draft = drafts.computeIfAbsent(names.get(0), unused -> new DraftGroup(group.address()));
        names.forEach(name -> drafts.put(name, draft));
        for (Value rule : DraftGroup.items(group.values(), "ingress")) {
            add(group, rule, List.of("cidr_blocks", "ipv6_cidr_blocks"), "protocol", draft);
        }
    }

    /** A rule whose group is not known may be meant for any. */
    private void attach(TerraformResource rule, List<String> ranges, String protocol) {
        Optional<Value> group = DraftGroup.member(rule.values(), "security_group_id");
        DraftGroup known = group.map(value -> drafts.get(name(rule, value))).orElse(null);
        if (known != null) {
            add(rule, rule.values(), ranges, protocol, known);
            return;
        }
        if (group.isPresent() && group.get() instanceof Value.Text id) {
            // of another stack: a service of the plan may name it by the same id
            add(rule, rule.values(), ranges, protocol, drafts.computeIfAbsent(id.value(), DraftGroup::new));
            return;
        }
        if (group.isEmpty() || group.get() instanceof Unresolved) {
            elsewhere = true;
            drafts.values().stream()
                    .distinct()
                    .forEach(draft -> draft.unknown().add("the group of " + rule.address() + " is not in the plan"));
        }
    }

    private void add(
            TerraformResource declares, Value written, List<String> sources, String protocol, DraftGroup draft) {
        if (!(written instanceof Mapping)) {
            draft.unknown().add("a rule of " + draft.name() + " is known only after apply");
            return;
        }
        List<String> ranges = new ArrayList<>();
        for (String source : sources) {
            DraftGroup.items(written, source).forEach(range -> draft.range(range, ranges, NETWORK, "after apply"));
        }
        DraftGroup.items(written, "prefix_list_ids").forEach(list -> prefixes(declares, list, draft, ranges));
        DraftGroup.member(written, "prefix_list_id").ifPresent(list -> prefixes(declares, list, draft, ranges));
        List<GroupReference> callers = Stream.concat(
                        DraftGroup.items(written, "security_groups").stream(),
                        DraftGroup.member(written, "referenced_security_group_id").stream())
                .map(unused -> new GroupReference("a group", Optional.empty()))
                .toList();
        draft.ingress()
                .add(new SecurityGroupRule(
                        DraftGroup.member(written, protocol)
                                .map(DraftGroup::text)
                                .orElse("-1"),
                        DraftGroup.port(written, "from_port"),
                        DraftGroup.port(written, "to_port"),
                        ranges,
                        callers,
                        List.of()));
    }

    private void prefixes(TerraformResource declares, Value list, DraftGroup draft, List<String> ranges) {
        List<Value> held = lists.get(name(declares, list));
        if (held == null) {
            draft.unknown().add("what the prefix list of a rule of " + draft.name() + " holds is not in the plan");
        } else {
            held.forEach(range -> draft.range(range, ranges, NETWORK, "after apply"));
        }
    }

    /** What the plan calls a group. */
    public static String name(TerraformResource resource) {
        return TerraformPlan.inModuleOf(resource, called(resource));
    }

    /** By its address, and by its id once it has one. */
    private static List<String> names(TerraformResource resource) {
        List<String> names = new ArrayList<>(List.of(name(resource)));
        DraftGroup.member(resource.values(), "id")
                .filter(Value.Text.class::isInstance)
                .ifPresent(id -> names.add(DraftGroup.text(id)));
        return names;
    }

    /** What a resource calls another one: an id, or what its expression refers to. */
    private static String name(TerraformResource from, Value reference) {
        return reference instanceof Unresolved later
                ? TerraformPlan.inModuleOf(from, later.origin())
                : DraftGroup.text(reference);
    }

    private static String called(TerraformResource resource) {
        String address = Addresses.withoutIndices(resource.address());
        return address.substring(address.lastIndexOf(resource.type() + ".")) + ".id";
    }
}
