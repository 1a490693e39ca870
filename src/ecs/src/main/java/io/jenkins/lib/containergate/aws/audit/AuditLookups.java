package io.jenkins.lib.containergate.aws.audit;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Asks CloudTrail, CloudWatch Logs and EC2 what is recorded. */
public interface AuditLookups {
    /** All trails that record in the region of the session, also those of other regions and of the organisation. */
    Lookup<List<Trail>> trails(Deadline deadline) throws DeadlineExceededException, InterruptedException;

    /**
     * @param region where they are; empty for that of the session
     * @return the log groups of these names that exist
     */
    Lookup<List<LogGroup>> logGroups(Optional<String> region, List<String> names, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /**
     * @param logGroup ARN of one in the account of the credentials; another makes a failure
     * @return what it counts of the events that are written to it
     */
    Lookup<List<MetricFilter>> metricFilters(Arn logGroup, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /** @return those on one metric; composite alarms, and those that calculate, are left out */
    Lookup<List<MetricAlarm>> alarms(String region, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /** @return those of these VPCs; what they do for subnets and interfaces alone is left out */
    Lookup<List<FlowLog>> flowLogs(List<String> vpcs, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /**
     * @param multiRegion whether it records in all regions
     * @param logging whether it records now
     * @param management whether it records all management events, reading and writing ones
     * @param validated whether its files can be shown to be unchanged
     * @param key of KMS; empty when S3's own key encrypts
     * @param logGroup ARN of that of CloudWatch that it writes to as well
     * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Trail.html">Trail</a>
     */
    record Trail(
            String name,
            boolean multiRegion,
            boolean logging,
            boolean management,
            boolean validated,
            Optional<String> key,
            Optional<Arn> logGroup) {}

    /**
     * @param pattern of the events that are counted, in the syntax of CloudWatch Logs
     * @param whole whether it looks at every event as it was written: not at those of some accounts and regions, and not at what a
     *     transformer made of them
     * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricFilter.html">MetricFilter</a>
     */
    record MetricFilter(String pattern, boolean whole, List<Counted> metrics) {
        public MetricFilter {
            metrics = List.copyOf(metrics);
        }
    }

    record Metric(String namespace, String name) {}

    /** @param value that each event adds; empty when it differs between events, or dimensions divide the metric */
    record Counted(Metric metric, Optional<BigDecimal> value) {}

    /**
     * @param acts whether it does something when it is raised, such as telling somebody
     * @param from the value of one event that raises it; empty when one event may not
     */
    record MetricAlarm(Metric metric, boolean acts, Optional<From> from) {
        /** Whether one event that is counted so raises it, and it acts. */
        public boolean raisedBy(Counted counted) {
            return acts
                    && metric.equals(counted.metric())
                    && counted.value()
                            .filter(value -> from.isPresent() && from.get().reachedBy(value))
                            .isPresent();
        }
    }

    /** @param included whether the threshold itself raises the alarm */
    record From(BigDecimal threshold, boolean included) {
        boolean reachedBy(BigDecimal value) {
            // a threshold below zero is passed by no event as well: such an alarm is raised all the time, or never
            // again
            return value.signum() > 0
                    && threshold.signum() >= (included ? 1 : 0)
                    && value.compareTo(threshold) >= (included ? 0 : 1);
        }
    }

    /**
     * @param days that events are kept; empty for ever
     * @param key of KMS; empty when CloudWatch's own key encrypts
     */
    record LogGroup(String name, OptionalInt days, Optional<String> key) {}

    /**
     * @param traffic {@code ACCEPT}, {@code REJECT} or {@code ALL}
     * @param delivers whether it is active and what it records arrives
     */
    record FlowLog(String vpc, String traffic, boolean delivers) {}
}
