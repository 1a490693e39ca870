package io.jenkins.lib.containergate.ecs.segmentation.reader;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroup;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads security groups, and finds out which of them cannot be read: EC2 answers nothing when one of many does not exist, so
 * that the half of them is asked for, and the half of that.
 */
final class GroupReader {
    private static final int PATIENCE = 64;

    private final NetworkLookups network;
    private final Deadline deadline;
    private final Map<String, SecurityGroup> groups = new TreeMap<>();
    private final Map<String, String> unread = new TreeMap<>();
    private int failures;

    GroupReader(NetworkLookups network, Deadline deadline) {
        this.network = network;
        this.deadline = deadline;
    }

    Map<String, SecurityGroup> groups() {
        return groups;
    }

    /** Why the others could not be read. */
    Map<String, String> unread() {
        return unread;
    }

    void read(List<String> ids) throws DeadlineExceededException, InterruptedException {
        if (ids.isEmpty()) {
            return;
        }
        Lookup<List<SecurityGroup>> lookup = network.securityGroups(ids, deadline);
        if (lookup instanceof Lookup.Answered<List<SecurityGroup>> answered) {
            answered.value().forEach(group -> groups.put(group.id(), group));
            return;
        }
        failures++;
        boolean mayBeOneOfThem = lookup instanceof Lookup.Failed && ids.size() > 1 && failures < PATIENCE;
        if (mayBeOneOfThem) {
            read(ids.subList(0, ids.size() / 2));
            read(ids.subList(ids.size() / 2, ids.size()));
        } else {
            String why = lookup.fold(unused -> "", reason -> reason);
            ids.forEach(id -> unread.put(id, why));
        }
    }
}
