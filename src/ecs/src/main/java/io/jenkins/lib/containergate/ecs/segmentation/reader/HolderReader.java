package io.jenkins.lib.containergate.ecs.segmentation.reader;

import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.NetworkInterface;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork.GroupHolders;
import io.jenkins.lib.containergate.policy.segment.Source;
import io.jenkins.lib.containergate.policy.segment.SourceKind;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells by its interfaces who holds a security group. Only descriptions that an AWS service wrote are believed: anybody may
 * call an interface a load balancer.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html">How
 *     load balancers describe their interfaces</a>
 */
final class HolderReader {
    private static final Pattern BALANCER = Pattern.compile("ELB (app|net|gwy)/([A-Za-z0-9-]{1,32})/[0-9a-f]{1,32}");
    private static final Pattern CLASSIC = Pattern.compile("ELB ([A-Za-z0-9-]{1,32})");
    private static final Pattern TASK = Pattern.compile("arn:aws[a-z-]*:ecs:[^:]*:[0-9]*:attachment/[A-Za-z0-9-]+");

    private HolderReader() {}

    static GroupHolders of(String group, List<NetworkInterface> interfaces) {
        TreeSet<Source> balancers = new TreeSet<>();
        boolean tasks = false;
        boolean others = false;
        for (NetworkInterface each : interfaces) {
            if (!each.groups().contains(group)) {
                continue;
            }
            Optional<Source> balancer = balancer(each);
            if (balancer.isPresent()) {
                balancers.add(balancer.get());
            } else if (each.requester().isPresent()
                    && TASK.matcher(each.description()).matches()) {
                tasks = true;
            } else {
                others = true;
            }
        }
        return new GroupHolders(List.copyOf(balancers), others, tasks, Optional.empty());
    }

    private static Optional<Source> balancer(NetworkInterface one) {
        if (one.requester().isEmpty()) {
            return Optional.empty();
        }
        Matcher balancer = BALANCER.matcher(one.description());
        if (balancer.matches()) {
            SourceKind kind =
                    switch (balancer.group(1)) {
                        case "app" -> SourceKind.ALB;
                        case "net" -> SourceKind.NLB;
                        default -> SourceKind.GWLB;
                    };
            return Optional.of(Source.of(kind, balancer.group(2)));
        }
        Matcher classic = CLASSIC.matcher(one.description());
        return classic.matches() ? Optional.of(Source.of(SourceKind.ELB, classic.group(1))) : Optional.empty();
    }
}
