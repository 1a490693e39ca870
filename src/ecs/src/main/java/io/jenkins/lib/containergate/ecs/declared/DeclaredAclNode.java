package io.jenkins.lib.containergate.ecs.declared;

import io.jenkins.lib.containergate.aws.elb.AclNode;
import io.jenkins.lib.containergate.aws.elb.IpSets;
import io.jenkins.lib.containergate.aws.elb.WebAclLookups.Share;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

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

    /** A set that the file does not declare is not known. What a plan does not know yet, it makes. */
    @Override
    public Share addresses() throws GateException {
        DeclaredPart reference = new DeclaredPart(
                acl.name(), written, acl.called(), acl.own(), acl.condition(), acl.configured(), acl.where());
        List<Share> shares = new ArrayList<>();
        for (DeclaredPart set : ipSets) {
            if (reference.refersTo(set, "Arn", "arn")) {
                shares.add(share(set.written()));
            }
        }
        boolean sure = written.terraform()
                || ipSets.stream().anyMatch(set -> reference.surelyRefersTo(set, ipSets, "Arn", "arn"));
        if (shares.isEmpty() || !sure) {
            return Share.UNKNOWN;
        }
        boolean same = shares.stream().distinct().count() == 1;
        return same ? shares.get(0) : Share.UNKNOWN;
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
