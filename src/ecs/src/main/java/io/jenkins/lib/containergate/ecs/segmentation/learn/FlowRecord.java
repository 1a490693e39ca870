package io.jenkins.lib.containergate.ecs.segmentation.learn;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * One line of a flow log: packets of one direction of a flow, as one interface saw them in one interval.
 *
 * @param source address of the packets, behind gateways where the log has it
 * @param protocol number of IANA
 * @param start first second of the interval since 1970, in UTC
 * @param end last second of the interval
 * @param accepted whether security groups and network ACLs let it through
 * @param ingress whether it came in; empty where the log does not have the direction
 * @param flags of TCP; empty where the log does not have them
 * @param subject whose interface it was
 */
record FlowRecord(
        String source,
        String destination,
        int sourcePort,
        int destinationPort,
        int protocol,
        long bytes,
        long start,
        long end,
        boolean accepted,
        Optional<Boolean> ingress,
        OptionalInt flags,
        Subject subject) {
    private static final int TCP = 6;
    private static final int SYN = 2;
    private static final int ACK = 16;
    private static final int EPHEMERAL = 32_768;

    /**
     * @param service that the interface belongs to, where the log has it
     * @param where account, VPC and cluster of the interface, where the log has all of them
     */
    record Subject(Optional<String> interfaceId, Optional<String> service, Optional<Where> where) {}

    record Where(String account, String vpc, String cluster) {}

    /** Whether it says itself who opened the connection; else the ports are taken for it. */
    boolean tellsWhoOpened() {
        return protocol == TCP && (flags.orElse(0) & SYN) != 0;
    }

    /** Whether these are packets of whoever opened the connection. */
    boolean opens() {
        return tellsWhoOpened()
                ? (flags.orElse(0) & ACK) == 0
                : !(destinationPort >= EPHEMERAL && sourcePort < EPHEMERAL);
    }
}
