package io.jenkins.lib.containergate.ecs.segmentation;

import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroupRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The ranges of rules, with what their prefix lists hold.
 *
 * @param unknown ids of prefix lists of which nobody knows what they hold
 */
public record Sources(List<String> ranges, List<String> unknown) {
    public Sources {
        ranges = List.copyOf(ranges);
        unknown = List.copyOf(unknown);
    }

    public static Sources of(Collection<SecurityGroupRule> rules, ClusterNetwork network) {
        List<String> ranges = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (SecurityGroupRule rule : rules) {
            ranges.addAll(rule.ranges());
            for (String list : rule.prefixLists()) {
                List<String> held = network.prefixLists().get(list);
                if (held == null) {
                    unknown.add(list);
                } else {
                    ranges.addAll(held);
                }
            }
        }
        return new Sources(ranges, unknown.stream().distinct().toList());
    }

    /** What is said of a prefix list that could not be read. */
    public static String unread(String list) {
        return "what the prefix list " + list
                + " holds is not known: ec2:GetManagedPrefixListEntries did not answer it";
    }

    /** Whether they are the internet together. */
    public boolean open() {
        return Ranges.open(ranges);
    }
}
