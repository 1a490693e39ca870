package io.jenkins.lib.containergate.ecs.declared;

import io.jenkins.lib.containergate.aws.elb.AclNode;
import io.jenkins.lib.containergate.aws.elb.Senders;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import io.jenkins.lib.containergate.ecs.terraform.Addresses;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A part of a web ACL that a file declares.
 *
 * @param part the web ACL, or a rule group
 * @param declared what its rules may refer to
 */
record DeclaredAclNode(DeclaredPart part, Written written, Declared declared) implements AclNode {
    /** IP sets and rule groups of the file. */
    record Declared(List<DeclaredPart> ipSets, List<DeclaredPart> ruleGroups) {}

    /** Blocks that Terraform repeats are called in the singular. */
    private static final Map<String, String> BLOCKS = Map.of(
            "Rules", "rule",
            "Statements", "statement",
            "ExcludedRules", "excluded_rule",
            "RuleActionOverrides", "rule_action_override",
            "CustomKeys", "custom_key");

    private static String cloudFormation(String member) {
        return member.equals("ARN") ? "Arn" : member;
    }

    private static String inTerraform(String member) {
        String block = BLOCKS.get(member);
        return block != null
                ? block
                : member.replaceAll("([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])", "$1$3_$2$4")
                        .toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean has(String member) throws GateException {
        return written.has(cloudFormation(member), inTerraform(member));
    }

    @Override
    public List<AclNode> nodes(String member) throws GateException {
        List<AclNode> nodes = new ArrayList<>();
        for (Written each : written.objects(cloudFormation(member), inTerraform(member))) {
            nodes.add(new DeclaredAclNode(part, each, declared));
        }
        return nodes;
    }

    @Override
    public Optional<String> text(String member) throws GateException {
        return written.text(cloudFormation(member), inTerraform(member));
    }

    /** A set that the file does not declare is not known. */
    @Override
    public Senders addresses() throws GateException {
        List<DeclaredPart> sets = named(declared.ipSets());
        if (sets.isEmpty()) {
            return Senders.UNKNOWN;
        }
        Senders found = senders(sets.get(0).written());
        for (DeclaredPart set : sets) {
            found = found.or(senders(set.written()));
        }
        return found;
    }

    @Override
    public Group group() throws GateException {
        List<DeclaredPart> groups = named(declared.ruleGroups());
        if (groups.size() != 1) {
            return new Group.Unread(
                    groups.isEmpty()
                            ? "the file does not declare the rule group"
                            : "the file does not say which rule group it is");
        }
        DeclaredPart group = groups.get(0);
        if (group.written().has("", "rules_json")) {
            return new Group.Unread("rules_json of " + group.name() + " is not read");
        }
        return new Group.Read(new DeclaredAclNode(group, group.written(), declared).nodes("Rules"));
    }

    /**
     * Which of them the ARN here may be of: several where a condition decides, none where it may be of something else.
     *
     * @param all of their kind in the file
     */
    private List<DeclaredPart> named(List<DeclaredPart> all) throws GateException {
        Optional<Value> arn = written.member("Arn", "arn");
        if (arn.isPresent()
                && arn.get() instanceof Unresolved later
                && (written.terraform() || later.origin().isEmpty())) {
            return oneOf(later.alternatives(), all);
        }
        DeclaredPart reference = new DeclaredPart(
                part.name(), written, part.called(), part.own(), part.condition(), part.configured(), part.where());
        return all.stream()
                .filter(each -> written.terraform()
                        ? reference.refersTo(each, "Arn", "arn")
                        : reference.surelyRefersTo(each, all, "Arn", "arn"))
                .toList();
    }

    /** @param names of all that the ARN may be of */
    private List<DeclaredPart> oneOf(List<String> names, List<DeclaredPart> all) {
        List<DeclaredPart> named = new ArrayList<>();
        for (String name : names) {
            List<DeclaredPart> found = all.stream()
                    .filter(each -> written.terraform()
                            ? Addresses.withoutIndices(each.name()).equals(name)
                            : each.called().contains(part.own().apply(name)))
                    .toList();
            if (found.isEmpty()) {
                return List.of();
            }
            named.addAll(found);
        }
        return named;
    }

    /** Of ranges between which a condition decides, at most all. */
    private static Senders senders(Written set) throws GateException {
        Optional<Value> addresses = set.member("Addresses", "addresses");
        if (addresses.isEmpty()) {
            return Senders.NOBODY;
        }
        List<Value> items = addresses.get() instanceof Sequence ranges ? ranges.items() : List.of(addresses.get());
        List<String> ranges = new ArrayList<>();
        for (Value each : items) {
            List<String> named =
                    each instanceof Unresolved later ? later.names().toList() : List.of();
            ranges.addAll(each instanceof Text text ? List.of(text.value()) : named.isEmpty() ? List.of("") : named);
        }
        Senders found = Senders.of(ranges);
        return items.stream().anyMatch(Unresolved.class::isInstance) ? found.or(Senders.NOBODY) : found;
    }
}
