package io.jenkins.lib.containergate.ecs.declared;

import io.jenkins.lib.containergate.aws.elb.AclNode;
import io.jenkins.lib.containergate.aws.elb.IpSets;
import io.jenkins.lib.containergate.aws.elb.WebAclLookups.Share;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import io.jenkins.lib.containergate.ecs.terraform.Addresses;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A part of a web ACL that a file declares.
 *
 * @param acl the web ACL
 * @param ipSets that the file declares
 */
record DeclaredAclNode(DeclaredPart acl, Written written, List<DeclaredPart> ipSets) implements AclNode {
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
            nodes.add(new DeclaredAclNode(acl, each, ipSets));
        }
        return nodes;
    }

    @Override
    public Optional<String> text(String member) throws GateException {
        return written.text(cloudFormation(member), inTerraform(member));
    }

    /** A set that the file does not declare is not known. */
    @Override
    public Share addresses() throws GateException {
        Optional<Value> arn = written.member("Arn", "arn");
        if (written.terraform() && arn.isPresent() && arn.get() instanceof Unresolved later) {
            return afterApply(later.alternatives());
        }
        DeclaredPart reference = new DeclaredPart(
                acl.name(), written, acl.called(), acl.own(), acl.condition(), acl.configured(), acl.where());
        List<DeclaredPart> named = ipSets.stream()
                .filter(set -> reference.refersTo(set, "Arn", "arn"))
                .toList();
        boolean sure = written.terraform()
                || ipSets.stream().anyMatch(set -> reference.surelyRefersTo(set, ipSets, "Arn", "arn"));
        return sure ? together(named) : Share.UNKNOWN;
    }

    /** @param names addresses of all that the ARN may be of, without an index */
    private Share afterApply(List<String> names) throws GateException {
        List<DeclaredPart> named = new ArrayList<>();
        for (String name : names) {
            List<DeclaredPart> found = ipSets.stream()
                    .filter(set -> Addresses.withoutIndices(set.name()).equals(name))
                    .toList();
            if (found.isEmpty()) {
                return Share.UNKNOWN;
            }
            named.addAll(found);
        }
        return together(named);
    }

    private static Share together(List<DeclaredPart> sets) throws GateException {
        Set<Share> shares = EnumSet.noneOf(Share.class);
        for (DeclaredPart set : sets) {
            shares.add(share(set.written()));
        }
        return shares.size() == 1 ? shares.iterator().next() : Share.UNKNOWN;
    }

    private static Share share(Written set) throws GateException {
        Optional<Value> addresses = set.member("Addresses", "addresses");
        if (addresses.isEmpty() || !(addresses.get() instanceof Sequence ranges)) {
            return addresses.isEmpty() ? Share.NONE : Share.UNKNOWN;
        }
        List<String> known = new ArrayList<>();
        for (Value range : ranges.items()) {
            known.add(range instanceof Text text ? text.value() : "");
        }
        return IpSets.share(known);
    }
}
