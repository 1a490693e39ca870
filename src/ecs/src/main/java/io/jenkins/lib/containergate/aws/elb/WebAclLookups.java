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

    /** Which requests, or addresses of clients. */
    enum Share {
        /** None, or those of a few addresses. */
        NONE,
        /** Nobody knows which. */
        UNKNOWN,
        SOME
    }

    /** @param rules its own and those that AWS Firewall Manager adds, in the order in which they are evaluated */
    record WebAcl(String arn, String name, List<AclRule> rules) {
        public WebAcl {
            rules = List.copyOf(rules);
        }
    }

    /**
     * @param managedGroup of rules as {@code VENDOR/NAME}; empty for a rule that is no managed group
     * @param rateBased whether it counts requests of a client
     * @param acts whether requests that it matches are stopped, and not only counted
     * @param counted rules of the managed group that only count all the same, each by an override of its own
     * @param exempt which requests a scope-down statement keeps from it, other than those of a few addresses
     * @param limit requests of a client that a rate-based rule lets through; 0 where nobody says
     * @param chosenKey whether a client chooses what a rate-based rule counts it by
     * @param passes which requests it lets through past the rules behind it, other than those of a few addresses
     */
    record AclRule(
            String name,
            Optional<String> managedGroup,
            boolean rateBased,
            boolean acts,
            List<String> counted,
            Share exempt,
            long limit,
            boolean chosenKey,
            Share passes) {
        public AclRule {
            counted = List.copyOf(counted);
        }

        /** Without overrides for single rules of its group, for all requests, and without a limit. */
        public AclRule(String name, Optional<String> managedGroup, boolean rateBased, boolean acts) {
            this(name, managedGroup, rateBased, acts, List.of(), Share.NONE, 0, false, Share.NONE);
        }
    }
}
