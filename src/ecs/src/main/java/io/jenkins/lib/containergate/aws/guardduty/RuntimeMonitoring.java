package io.jenkins.lib.containergate.aws.guardduty;

/**
 * What GuardDuty watches in an account and region.
 *
 * @param enabled whether Runtime Monitoring is on, in a detector that is
 * @param fargate whether it manages the agents of tasks on Fargate
 * @param ec2 whether it manages the agents of instances of EC2
 */
public record RuntimeMonitoring(boolean enabled, boolean fargate, boolean ec2) {}
