package io.jenkins.lib.containergate.ecs.declared;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.elb.AclNode;
import io.jenkins.lib.containergate.aws.elb.AclRules;
import io.jenkins.lib.containergate.aws.elb.LoadBalancerLookups.Action;
import io.jenkins.lib.containergate.aws.elb.LoadBalancerLookups.Listener;
import io.jenkins.lib.containergate.aws.elb.LoadBalancerLookups.LoadBalancer;
import io.jenkins.lib.containergate.aws.elb.TlsPolicies;
import io.jenkins.lib.containergate.aws.elb.WebAclLookups.WebAcl;
import io.jenkins.lib.containergate.ecs.deployment.Wall;
import io.jenkins.lib.containergate.ecs.template.Template;
import io.jenkins.lib.containergate.ecs.terraform.TerraformPlan;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The load balancers of a file with their listeners, rules, attributes and web ACLs.
 *
 * @param added rules of web ACLs that are resources of their own
 * @param unread of the provider awscc
 * @param named what rules of web ACLs may refer to
 */
record DeclaredBalancers(
        List<DeclaredPart> balancers,
        List<DeclaredPart> listeners,
        List<DeclaredPart> rules,
        List<DeclaredPart> associations,
        List<DeclaredPart> acls,
        List<DeclaredPart> added,
        Unread unread,
        DeclaredAclNode.Declared named) {
    /** Parts that may open a load balancer, and that this version does not read. */
    record Unread(List<DeclaredPart> listeners, List<DeclaredPart> rules) {}

    private static final Set<String> SECURE = Set.of("HTTPS", "TLS");

    static DeclaredBalancers of(Template template) throws GateException {
        return new DeclaredBalancers(
                DeclaredPart.of(template, "AWS::ElasticLoadBalancingV2::LoadBalancer"),
                DeclaredPart.of(template, "AWS::ElasticLoadBalancingV2::Listener"),
                DeclaredPart.of(template, "AWS::ElasticLoadBalancingV2::ListenerRule"),
                DeclaredPart.of(template, "AWS::WAFv2::WebACLAssociation"),
                DeclaredPart.of(template, "AWS::WAFv2::WebACL"),
                List.of(),
                new Unread(List.of(), List.of()),
                new DeclaredAclNode.Declared(
                        DeclaredPart.of(template, "AWS::WAFv2::IPSet"),
                        DeclaredPart.of(template, "AWS::WAFv2::RuleGroup")));
    }

    static DeclaredBalancers of(TerraformPlan plan) {
        return new DeclaredBalancers(
                DeclaredPart.of(plan, "aws_lb", "aws_alb"),
                DeclaredPart.of(plan, "aws_lb_listener", "aws_alb_listener"),
                DeclaredPart.of(plan, "aws_lb_listener_rule", "aws_alb_listener_rule"),
                DeclaredPart.of(plan, "aws_wafv2_web_acl_association"),
                DeclaredPart.of(plan, "aws_wafv2_web_acl"),
                DeclaredPart.of(plan, "aws_wafv2_web_acl_rule_group_association", "aws_wafv2_web_acl_rule"),
                new Unread(
                        DeclaredPart.of(plan, "awscc_elasticloadbalancingv2_listener"),
                        DeclaredPart.of(plan, "awscc_elasticloadbalancingv2_listener_rule")),
                new DeclaredAclNode.Declared(
                        DeclaredPart.of(plan, "aws_wafv2_ip_set"), DeclaredPart.of(plan, "aws_wafv2_rule_group")));
    }

    /** Names of listeners and their like of a load balancer that the file does not declare. */
    List<String> apart() {
        List<String> apart = new ArrayList<>();
        apart.addAll(DeclaredPart.apart(listeners, balancers, "LoadBalancerArn", "load_balancer_arn"));
        apart.addAll(DeclaredPart.apart(rules, listeners, "ListenerArn", "listener_arn"));
        apart.addAll(DeclaredPart.apart(associations, balancers, "ResourceArn", "resource_arn"));
        apart.addAll(acls.stream()
                .filter(acl -> associations.stream().noneMatch(each -> each.refersTo(acl, "WebACLArn", "web_acl_arn")))
                .map(DeclaredPart::name)
                .toList());
        return apart;
    }

    Wall.Balancer facts(DeclaredPart balancer) {
        return new Wall.Balancer(
                Written.lookup(() -> balancer(balancer)),
                Written.lookup(() -> listeners(balancer)),
                Written.lookup(() -> attributes(balancer.written())),
                acl(balancer));
    }

    private static LoadBalancer balancer(DeclaredPart part) throws GateException {
        Written written = part.written();
        boolean facing = written.terraform()
                ? !written.computed("", "internal").orElse("false").equals("true")
                : !written.text("Scheme", "").orElse("internet-facing").equals("internal");
        return new LoadBalancer(
                part.name(),
                part.name(),
                written.text("Type", "load_balancer_type").orElse("application"),
                facing);
    }

    private List<Listener> listeners(DeclaredPart balancer) throws GateException {
        for (DeclaredPart each : unread.listeners()) {
            if (each.refersTo(balancer, "", "load_balancer_arn")) {
                throw each.notRead(balancer);
            }
        }
        for (DeclaredPart each : unread.rules()) {
            for (DeclaredPart part : listeners) {
                if (part.refersTo(balancer, "", "load_balancer_arn") && each.refersTo(part, "", "listener_arn")) {
                    throw each.notRead(balancer);
                }
            }
        }
        List<Listener> found = new ArrayList<>();
        for (DeclaredPart part : listeners) {
            if (!part.refersTo(balancer, "LoadBalancerArn", "load_balancer_arn")) {
                continue;
            }
            Written written = part.written();
            // the protocol of an Application Load Balancer follows from the port where nobody writes it
            String port = written.text("Port", "port").orElse("0");
            String protocol = written.text("Protocol", "protocol")
                    .orElse(port.equals("443") || port.equals("8443") ? "HTTPS" : "HTTP")
                    .toUpperCase(Locale.ROOT);
            List<Action> actions = new ArrayList<>(actions(written.objects("DefaultActions", "default_action")));
            for (DeclaredPart rule : rules) {
                if (protocol.equals("HTTP") && rule.refersTo(part, "ListenerArn", "listener_arn")) {
                    actions.addAll(actions(rule.written().objects("Actions", "action")));
                }
            }
            Optional<String> policy = SECURE.contains(protocol)
                    ? written.computed("SslPolicy", "ssl_policy").filter(name -> !name.isEmpty())
                    : Optional.empty();
            found.add(new Listener(
                    port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : 0,
                    protocol,
                    SECURE.contains(protocol) ? policy.or(() -> Optional.of(TlsPolicies.DEFAULT)) : Optional.empty(),
                    actions));
        }
        return found;
    }

    private static List<Action> actions(List<Written> written) throws GateException {
        List<Action> actions = new ArrayList<>();
        for (Written action : written) {
            Optional<Written> redirect = action.object("RedirectConfig", "redirect");
            actions.add(new Action(
                    action.text("Type", "type").orElse(""),
                    redirect.isPresent() ? redirect.get().text("Protocol", "protocol") : Optional.empty()));
        }
        return actions;
    }

    private static Map<String, String> attributes(Written balancer) throws GateException {
        if (!balancer.terraform()) {
            return balancer.pairs("LoadBalancerAttributes");
        }
        Map<String, String> attributes = new HashMap<>();
        Optional<Written> logs = balancer.object("", "access_logs");
        if (logs.isPresent()) {
            attributes.put("access_logs.s3.enabled", Boolean.toString(logs.get().flag("", "enabled", false)));
        }
        balancer.text("", "desync_mitigation_mode")
                .ifPresent(mode -> attributes.put("routing.http.desync_mitigation_mode", mode));
        balancer.text("", "drop_invalid_header_fields")
                .ifPresent(drops -> attributes.put("routing.http.drop_invalid_header_fields.enabled", drops));
        balancer.text("", "enable_waf_fail_open").ifPresent(open -> attributes.put("waf.fail_open.enabled", open));
        return attributes;
    }

    private Lookup<Optional<WebAcl>> acl(DeclaredPart balancer) {
        List<DeclaredPart> associated = associations.stream()
                .filter(each -> each.refersTo(balancer, "ResourceArn", "resource_arn"))
                .toList();
        if (associated.isEmpty()) {
            return new Lookup.NotAsked<>("the file associates no web ACL: evaluate the service once it is deployed");
        }
        if (associated.stream()
                .noneMatch(each -> each.accompanies(balancer)
                        && each.surelyRefersTo(balancer, balancers, "ResourceArn", "resource_arn"))) {
            return new Lookup.NotAsked<>(
                    "the file does not say which load balancer has its web ACL: evaluate the service once it is"
                            + " deployed");
        }
        List<DeclaredPart> found = acls.stream()
                .filter(each -> associated.stream()
                        .allMatch(part -> part.surelyRefersTo(each, acls, "WebACLArn", "web_acl_arn")))
                .toList();
        return found.size() == 1
                ? Written.lookup(() -> Optional.of(rules(found.get(0))))
                : new Lookup.NotAsked<>(
                        "the file does not say which web ACL it associates: evaluate the service once it is deployed");
    }

    private WebAcl rules(DeclaredPart part) throws GateException {
        if (part.written().has("", "rule_json")) {
            throw new GateException(
                    "rule_json of " + part.name() + " is not read",
                    "write each rule as a block, or evaluate what is deployed");
        }
        for (DeclaredPart each : added) {
            if (each.refersTo(part, "", "web_acl_arn")) {
                throw new GateException(
                        each.name() + " adds rules to " + part.name() + ", and is not read",
                        "write each rule as a block of the web ACL, or evaluate what is deployed");
            }
        }
        List<AclNode> rules = new DeclaredAclNode(part, part.written(), named).nodes("Rules");
        return new WebAcl(part.name(), part.name(), AclRules.of(rules, "Statement"));
    }
}
