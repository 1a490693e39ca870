package io.jenkins.lib.containergate.ecs.segmentation;

import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroupRule;
import io.jenkins.lib.containergate.text.FirstFew;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of a security group through which something comes in.
 *
 * @param group id of the group
 * @param rule one of its ingress rules
 */
public record IngressMatch(String group, SecurityGroupRule rule) implements Comparable<IngressMatch> {
    private static final int SHOWN = 3;

    /** {@code sg-back lets in tcp 8080 from sg-front, 10.0.0.0/16}. */
    public String text() {
        List<String> from = new ArrayList<>();
        rule.groups()
                .forEach(each ->
                        from.add(each.account().map(account -> account + "/").orElse("") + each.id()));
        from.addAll(rule.ranges());
        from.addAll(rule.prefixLists());
        return group + " lets in " + Traffic.of(rule) + " from " + FirstFew.of(from, SHOWN);
    }

    @Override
    public int compareTo(IngressMatch other) {
        return text().compareTo(other.text());
    }
}
