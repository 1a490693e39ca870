package io.jenkins.lib.containergate.aws.vpc;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who opened connections to which service, as flow logs recorded it.
 *
 * @param coverage how much of what time it rests on
 * @param services with who reached them; one that was seen and that nobody reached has an empty list
 */
public record ObservedTraffic(Coverage coverage, Map<Target, List<Connection>> services) {
    public ObservedTraffic {
        services = Collections.unmodifiableMap(new TreeMap<>(services));
    }

    /**
     * How much of what time it rests on.
     *
     * @param from first second
     * @param to last second
     * @param records that were read
     * @param unread lines that could not be
     * @param skipped intervals that AWS left out
     * @param daysWithout days between that no record is of
     */
    public record Coverage(Instant from, Instant to, long records, long unread, long skipped, long daysWithout) {
        /** Why what is not in it may have happened all the same; empty when nothing is missing. */
        public Optional<String> gap() {
            if (unread > 0) {
                return Optional.of(unread + " lines of its flow logs could not be read");
            }
            if (skipped > 0) {
                return Optional.of("AWS skipped " + skipped + " intervals of its flow logs");
            }
            return daysWithout > 0
                    ? Optional.of("its flow logs have no record of " + daysWithout + " of the days")
                    : Optional.empty();
        }

        /** {@code 1200 records from 2026-11-01T00:00:00Z to 2026-11-27T00:00:00Z}. */
        public String text() {
            return records + " records from " + from + " to " + to;
        }
    }

    /**
     * A service, by what its interfaces are in.
     *
     * @param account twelve digits
     * @param vpc id
     * @param cluster name
     * @param service name
     */
    public record Target(String account, String vpc, String cluster, String service) implements Comparable<Target> {
        @Override
        public int compareTo(Target other) {
            return String.join("/", account, vpc, cluster, service)
                    .compareTo(String.join("/", other.account, other.vpc, other.cluster, other.service));
        }
    }

    /**
     * @param protocol number of IANA
     * @param port 0 for protocols without ports
     * @param caller what had the address then, as policies name it: a service, {@code alb:front}; empty when it is not known
     * @param address in CIDR notation; {@code 0.0.0.0/0} or {@code ::/0} for any public one
     * @param flows records of it
     * @param last second that it was seen in
     */
    public record Connection(
            int protocol, int port, Optional<String> caller, String address, long flows, long bytes, Instant last) {}
}
