package io.jenkins.lib.containergate.aws.elb;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.List;
import java.util.Optional;

/** Asks AWS WAF and AWS Shield. */
public interface WebAclLookups {
    /**
     * @param resource ARN of an Application Load Balancer
     * @return its web ACL; empty when it has none
     */
    Lookup<Optional<WebAcl>> webAcl(String resource, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /**
     * @param webAcl ARN
     * @return whether what it decides is logged anywhere
     */
    Lookup<Boolean> logs(String webAcl, Deadline deadline) throws DeadlineExceededException, InterruptedException;

    /**
     * @param resource ARN of an Application Load Balancer or of an Elastic IP address
     * @return whether Shield Advanced protects it
     */
    Lookup<Boolean> shielded(String resource, Deadline deadline) throws DeadlineExceededException, InterruptedException;

    /** @param rules its own and those that AWS Firewall Manager adds, in the order in which they are evaluated */
    record WebAcl(String arn, String name, List<AclRule> rules) {
        public WebAcl {
            rules = List.copyOf(rules);
        }
    }

    /**
     * @param managedGroup whose rules it applies; empty for a rule of its own, as one of a rule group of the account is
     * @param rateBased whether it counts requests of a client
     * @param acts whether requests that it matches are stopped, and not only counted
     * @param counted rules of the managed group that only count all the same, each by an override of its own
     * @param exempt whose requests a scope-down statement keeps from it
     * @param limit requests of a client that a rate-based rule lets through; 0 where nobody says
     * @param chosenKey whether a client chooses what a rate-based rule counts it by
     * @param passes whose requests it lets through past the rules behind it
     * @param unread why it is not known what it does; empty where it is
     */
    record AclRule(
            String name,
            Optional<ManagedGroup> managedGroup,
            boolean rateBased,
            boolean acts,
            List<String> counted,
            Senders exempt,
            long limit,
            boolean chosenKey,
            Senders passes,
            Optional<String> unread) {
        public AclRule {
            counted = List.copyOf(counted);
        }

        /** Without overrides for single rules of its group, for all requests, and without a limit. */
        public AclRule(String name, Optional<ManagedGroup> managedGroup, boolean rateBased, boolean acts) {
            this(
                    name,
                    managedGroup,
                    rateBased,
                    acts,
                    List.of(),
                    Senders.NOBODY,
                    0,
                    false,
                    Senders.NOBODY,
                    Optional.empty());
        }
    }

    /**
     * A rule group that a vendor keeps, such as {@code AWS} and {@code AWSManagedRulesCommonRuleSet}.
     *
     * @param pinned the version that stays when the vendor makes a newer one; empty where the web ACL follows the vendor's default
     */
    record ManagedGroup(String vendor, String name, Optional<String> pinned) {
        public ManagedGroup(String vendor, String name) {
            this(vendor, name, Optional.empty());
        }

        /** What those of others do, AWS WAF does not show. */
        public boolean ofAws() {
            return vendor.equals("AWS");
        }

        public boolean core() {
            return ofAws() && name.equals("AWSManagedRulesCommonRuleSet");
        }

        @Override
        public String toString() {
            return vendor + "/" + name;
        }
    }
}
