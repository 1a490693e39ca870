package io.jenkins.lib.containergate.aws.elb;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks Elastic Load Balancing about Application and Network Load Balancers. */
public interface LoadBalancerLookups {
    /**
     * @param targetGroups ARNs; one that does not exist makes a failure
     * @return those that send to at least one of the target groups
     */
    Lookup<List<LoadBalancer>> inFrontOf(List<String> targetGroups, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /** @param balancer ARN */
    Lookup<List<Listener>> listeners(String balancer, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /**
     * @param balancer ARN
     * @return values by key, such as {@code access_logs.s3.enabled}
     */
    Lookup<Map<String, String>> attributes(String balancer, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /** @return the security policies of these names that exist */
    Lookup<List<TlsPolicy>> tlsPolicies(List<String> names, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /**
     * @param type {@code application}, {@code network} or {@code gateway}
     * @param internetFacing whether its addresses are public
     * @param zones in which a Network Load Balancer has addresses
     * @param vpc id; empty where nothing says it
     */
    record LoadBalancer(String arn, String name, String type, boolean internetFacing, List<Zone> zones, String vpc) {
        public LoadBalancer {
            zones = List.copyOf(zones);
        }

        /** Of which the VPC does not matter. */
        public LoadBalancer(String arn, String name, String type, boolean internetFacing, List<Zone> zones) {
            this(arn, name, type, internetFacing, zones, "");
        }

        /** Of which the addresses do not matter. */
        public LoadBalancer(String arn, String name, String type, boolean internetFacing) {
            this(arn, name, type, internetFacing, List.of());
        }

        public boolean network() {
            return type.equals("network");
        }

        /** The only type that understands requests, and that AWS WAF looks at. */
        public boolean application() {
            return type.equals("application");
        }
    }

    /**
     * @param name of an Availability Zone
     * @param allocations ids of the Elastic IP addresses of a Network Load Balancer there, as in {@code eipalloc-0123}; none where AWS
     *     gave it an address
     */
    record Zone(String name, List<String> allocations) {
        public Zone {
            allocations = List.copyOf(allocations);
        }
    }

    /**
     * @param protocol such as {@code HTTPS}
     * @param tlsPolicy name of its security policy; empty without TLS
     * @param actions what it does with requests, by default and by its rules; those of rules only where it takes HTTP
     */
    record Listener(int port, String protocol, Optional<String> tlsPolicy, List<Action> actions) {
        public Listener {
            actions = List.copyOf(actions);
        }

        /** As in {@code HTTP:80}. */
        public String text() {
            return protocol + ":" + port;
        }
    }

    /**
     * @param type such as {@code forward} or {@code redirect}
     * @param redirectProtocol where it redirects
     */
    record Action(String type, Optional<String> redirectProtocol) {}

    /**
     * @param protocols such as {@code TLSv1.2}
     * @param ciphers by OpenSSL's names
     */
    record TlsPolicy(String name, List<String> protocols, List<String> ciphers) {
        public TlsPolicy {
            protocols = List.copyOf(protocols);
            ciphers = List.copyOf(ciphers);
        }
    }
}
