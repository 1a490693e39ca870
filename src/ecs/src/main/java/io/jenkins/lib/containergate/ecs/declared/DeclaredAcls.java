package io.jenkins.lib.containergate.ecs.declared;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.AclEntry;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.NetworkAcl;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.template.Template;
import io.jenkins.lib.containergate.ecs.terraform.TerraformPlan;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The network ACLs of a file with their entries.
 *
 * @param entries that are resources of their own
 * @param unread those of the provider awscc
 */
record DeclaredAcls(List<DeclaredPart> acls, List<DeclaredPart> entries, List<DeclaredPart> unread) {
    private static final String ALL = "-1";
    private static final String DEFAULT = "aws_default_network_acl.";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");

    static DeclaredAcls of(Template template) throws GateException {
        return new DeclaredAcls(
                DeclaredPart.of(template, "AWS::EC2::NetworkAcl"),
                DeclaredPart.of(template, "AWS::EC2::NetworkAclEntry"),
                List.of());
    }

    static DeclaredAcls of(TerraformPlan plan) {
        return new DeclaredAcls(
                DeclaredPart.of(plan, "aws_network_acl", "aws_default_network_acl"),
                DeclaredPart.of(plan, "aws_network_acl_rule"),
                DeclaredPart.of(plan, "awscc_ec2_network_acl_entry"));
    }

    List<String> apart() {
        return entries.stream()
                .filter(part -> acls.stream().noneMatch(acl -> of(part, acl)))
                .map(DeclaredPart::name)
                .toList();
    }

    /** Also by the VPC, whose default ACL the provider of Terraform takes over; of which VPC is not compared. */
    private static boolean of(DeclaredPart entry, DeclaredPart acl) {
        return entry.refersTo(acl, "NetworkAclId", "network_acl_id")
                || acl.name().contains(DEFAULT)
                        && entry.written().value() instanceof Mapping members
                        && members.members().get("network_acl_id") instanceof Value.Unresolved later
                        && later.origin().endsWith(".default_network_acl_id");
    }

    Lookup<NetworkAcl> acl(DeclaredPart acl) {
        return Written.lookup(() -> {
            for (DeclaredPart each : unread) {
                if (of(each, acl)) {
                    throw each.notRead(acl);
                }
            }
            List<AclEntry> found = new ArrayList<>();
            Written written = acl.written();
            boolean apart = entries.stream().anyMatch(part -> of(part, acl));
            // the provider of Terraform fills in the inline rules of an ACL that has rules of their own: it takes
            // either, not both
            boolean filledIn = apart
                    && !acl.configured().contains("ingress")
                    && written.member("", "ingress")
                            .filter(Value.Unresolved.class::isInstance)
                            .isPresent();
            if (written.terraform() && !filledIn) {
                for (Written entry : written.objects("", "ingress")) {
                    found.add(entry(entry, entry.text("", "rule_no"), entry.text("", "action"), false));
                }
            }
            for (DeclaredPart part : entries) {
                if (of(part, acl)) {
                    Written entry = part.written();
                    AclEntry read = entry(
                            entry,
                            entry.text("RuleNumber", "rule_number"),
                            entry.text("RuleAction", "rule_action"),
                            entry.flag("Egress", "egress", false));
                    if (!read.allow()
                            && !read.egress()
                            && !(part.accompanies(acl)
                                    && part.surelyRefersTo(acl, acls, "NetworkAclId", "network_acl_id"))) {
                        throw new GateException(
                                "the file does not say for sure that the denial " + part.name()
                                        + " is of the network ACL " + acl.name(),
                                "let it name one network ACL, give what its condition depends on (--parameter"
                                        + " NAME=VALUE), or evaluate what is deployed");
                    }
                    found.add(read);
                }
            }
            return new NetworkAcl(acl.name(), acl.name().contains(DEFAULT), found);
        });
    }

    private static AclEntry entry(Written entry, Optional<String> number, Optional<String> action, boolean egress)
            throws GateException {
        Optional<Written> ports = entry.terraform() ? Optional.of(entry) : entry.object("PortRange", "");
        String range = entry.text("CidrBlock", "cidr_block")
                .filter(text -> !text.isEmpty())
                .orElse("");
        if (range.isEmpty()) {
            range = entry.text("Ipv6CidrBlock", "ipv6_cidr_block").orElse("");
        }
        String protocol = entry.text("Protocol", "protocol").orElse(ALL);
        boolean denies = action.orElse("allow").equalsIgnoreCase("deny");
        boolean every = protocol.equals(ALL) || protocol.equals("all");
        return new AclEntry(
                number(number, entry),
                egress,
                !denies,
                every ? ALL : protocol,
                every ? OptionalInt.empty() : port(ports, "From", "from_port", denies),
                every ? OptionalInt.empty() : port(ports, "To", "to_port", denies),
                range);
    }

    /** Entries are taken in the order of their numbers: one without decides nothing. */
    private static int number(Optional<String> number, Written entry) throws GateException {
        if (number.filter(text -> NUMBER.matcher(text).matches()).isEmpty()) {
            throw entry.malformed(entry.terraform() ? "rule_number" : "RuleNumber");
        }
        return Integer.parseInt(number.get());
    }

    /** Empty for all: what is no port lets in everything, and keeps nothing out. */
    private static OptionalInt port(Optional<Written> ports, String cloudFormation, String inTerraform, boolean denies)
            throws GateException {
        Optional<String> port = ports.isPresent() ? ports.get().text(cloudFormation, inTerraform) : Optional.empty();
        if (port.filter(text -> NUMBER.matcher(text).matches()).isPresent()) {
            return OptionalInt.of(Integer.parseInt(port.get()));
        }
        if (denies && port.isPresent()) {
            throw ports.get().malformed(cloudFormation);
        }
        return OptionalInt.empty();
    }
}
