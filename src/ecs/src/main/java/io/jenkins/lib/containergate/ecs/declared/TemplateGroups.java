package io.jenkins.lib.containergate.ecs.declared;

import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.GroupReference;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroupRule;
import io.jenkins.lib.containergate.ecs.deployment.Network.DeclaredGroup;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.template.Template;
import io.jenkins.lib.containergate.ecs.template.Template.Resource;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The security groups of a CloudFormation template, with the ingress that the template gives them. */
public final class TemplateGroups {
    /** What a network of the template holds is no more than that network. */
    private static final Pattern NETWORK = Pattern.compile("\\.(?:CidrBlock|CidrBlockAssociations|Ipv6CidrBlocks?)$");

    private final Map<String, DraftGroup> drafts = new LinkedHashMap<>();
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
            List<Value> ranges = DraftGroup.items(list.properties(), "Entries").stream()
                    .map(entry -> DraftGroup.member(entry, "Cidr").orElse(entry))
                    .toList();
            groups.lists.put(list.name(), ranges);
            groups.lists.put(list.name() + ".PrefixListId", ranges);
        }
        List<Resource> declared = template.resources("AWS::EC2::SecurityGroup");
        for (Resource group : declared) {
            DraftGroup draft = new DraftGroup(group.name());
            groups.drafts.put(group.name(), draft);
            groups.drafts.put(group.name() + ".GroupId", draft);
            groups.drafts.put(group.name() + ".Id", draft);
            if (!(group.properties() instanceof Mapping)) {
                draft.unknown().add("what " + group.name() + " lets in is known only at deployment");
            }
        }
        for (Resource group : declared) {
            DraftGroup draft = groups.drafts.get(group.name());
            for (Value rule :
                    draft == null ? List.<Value>of() : DraftGroup.items(group.properties(), "SecurityGroupIngress")) {
                groups.add(rule, draft);
            }
        }
        for (Resource rule : template.resources("AWS::EC2::SecurityGroupIngress")) {
            groups.attach(rule);
        }
        Map<String, DeclaredGroup> found = new HashMap<>();
        groups.drafts.forEach((called, draft) -> found.put(called, draft.declared()));
        return found;
    }

    /** A rule whose group is not known may be meant for any. */
    private void attach(Resource rule) {
        Optional<Value> group = DraftGroup.member(rule.properties(), "GroupId");
        List<String> called = group.map(TemplateGroups::called).orElse(List.of());
        // also one that the template does not declare: a service may name it in the same way
        called.stream()
                .filter(each -> !each.isEmpty())
                .forEach(each -> add(rule.properties(), drafts.computeIfAbsent(each, DraftGroup::new)));
        if (called.isEmpty() || called.contains("")) {
            drafts.values().stream()
                    .distinct()
                    .forEach(draft ->
                            draft.unknown().add("the group of " + rule.name() + " is known only at deployment"));
        }
    }

    private static List<String> called(Value group) {
        if (group instanceof Value.Unresolved later) {
            return later.names().toList();
        }
        return group instanceof Value.Text id ? List.of(id.value()) : List.of();
    }

    private void add(Value written, DraftGroup draft) {
        if (!(written instanceof Mapping)) {
            draft.unknown().add("a rule of " + draft.name() + " is known only at deployment");
            return;
        }
        List<String> ranges = new ArrayList<>();
        for (String name : List.of("CidrIp", "CidrIpv6")) {
            DraftGroup.member(written, name).ifPresent(range -> draft.range(range, ranges, NETWORK, "at deployment"));
        }
        DraftGroup.member(written, "SourcePrefixListId").ifPresent(list -> prefixes(list, draft, ranges));
        List<GroupReference> callers = DraftGroup.member(written, "SourceSecurityGroupId").stream()
                .map(unused -> new GroupReference("a group", Optional.empty()))
                .toList();
        draft.ingress()
                .add(new SecurityGroupRule(
                        DraftGroup.member(written, "IpProtocol")
                                .map(DraftGroup::text)
                                .orElse("-1"),
                        DraftGroup.port(written, "FromPort"),
                        DraftGroup.port(written, "ToPort"),
                        ranges,
                        callers,
                        List.of()));
    }

    private void prefixes(Value list, DraftGroup draft, List<String> ranges) {
        List<Value> held = list instanceof Value.Unresolved later ? lists.get(later.origin()) : null;
        if (held == null) {
            draft.unknown().add("what the prefix list of a rule of " + draft.name() + " holds is not in the file");
        } else {
            held.forEach(range -> draft.range(range, ranges, NETWORK, "at deployment"));
        }
    }
}
