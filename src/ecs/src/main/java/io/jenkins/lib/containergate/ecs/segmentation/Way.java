package io.jenkins.lib.containergate.ecs.segmentation;

import java.util.BitSet;

/**
 * What a rule of security groups lets through, in one direction; the same rule in several groups is one way.
 *
 * @param from numbers of the sources, as in {@link Origins}
 * @param to numbers of the services
 */
record Way(Traffic traffic, BitSet from, BitSet to) {
    /** Something can go out by this one and come in by the other. */
    boolean meets(Way other) {
        return traffic.meets(other.traffic) && from.intersects(other.from) && to.intersects(other.to);
    }

    static BitSet common(BitSet one, BitSet other) {
        BitSet both = (BitSet) one.clone();
        both.and(other);
        return both;
    }
}
