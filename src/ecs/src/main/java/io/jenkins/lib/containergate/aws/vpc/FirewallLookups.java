package io.jenkins.lib.containergate.aws.vpc;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.List;

/** Asks AWS Network Firewall. */
public interface FirewallLookups {
    /** @return the firewalls of a VPC; none when it has none */
    Lookup<List<Firewall>> firewalls(String vpc, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /**
     * What a firewall does with packets that no rule fits.
     *
     * @param stateless actions, such as {@code aws:drop} or {@code aws:forward_to_sfe}
     * @param fragments the same for fragments of packets
     * @param stateful actions under strict order, such as {@code aws:drop_strict}; none means that they pass
     * @param strict whether stateful rules are taken in strict order; else what no rule fits passes
     * @see <a href="https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_FirewallPolicy.html">FirewallPolicy</a>
     */
    record Firewall(
            String name, List<String> stateless, List<String> fragments, List<String> stateful, boolean strict) {
        public Firewall {
            stateless = List.copyOf(stateless);
            fragments = List.copyOf(fragments);
            stateful = List.copyOf(stateful);
        }
    }
}
