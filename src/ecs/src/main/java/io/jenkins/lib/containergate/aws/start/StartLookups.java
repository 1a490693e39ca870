package io.jenkins.lib.containergate.aws.start;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.List;

/** Asks EventBridge, its Scheduler, its Pipes and Step Functions what they start in a cluster, in the region of the session. */
public interface StartLookups {
    /** The calls of ECS that start tasks themselves, as alternatives of a pattern. */
    String CALLS = "runTask|startTask";

    /**
     * @param cluster ARN
     * @return the targets of rules of all event buses, whether a rule is enabled or not
     */
    Lookup<List<Starter>> eventRules(String cluster, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /** @return schedules of all groups, whether one is enabled or not */
    Lookup<List<Starter>> schedules(String cluster, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /** @return whether one is running or not */
    Lookup<List<Starter>> pipes(String cluster, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /** @return states that run tasks in the cluster, or in one that is known only when they run */
    Lookup<List<Starter>> stateMachines(String cluster, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /**
     * Something that starts tasks.
     *
     * @param kind such as {@code schedule}
     * @param json in the shape of the input of {@code RunTask}, with what it hands to the tasks
     * @param later whether some of it is known only when it runs
     */
    record Starter(String kind, String name, String json, boolean later) {}
}
