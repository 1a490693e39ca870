package io.jenkins.lib.containergate.policy.key;

import static io.jenkins.lib.containergate.policy.key.PolicyKeyKinds.EARLIER;
import static io.jenkins.lib.containergate.policy.key.PolicyKeyKinds.LIMITS;
import static io.jenkins.lib.containergate.policy.key.PolicyKeyKinds.TASK_DEFINITION;
import static io.jenkins.lib.containergate.policy.key.PolicyKeyKinds.atMost;
import static io.jenkins.lib.containergate.policy.key.PolicyKeyKinds.choice;
import static io.jenkins.lib.containergate.policy.key.PolicyKeyKinds.demand;
import static io.jenkins.lib.containergate.policy.key.PolicyKeyKinds.patterns;

import io.jenkins.lib.containergate.policy.format.ListFormats.PatternSetFormat;
import io.jenkins.lib.containergate.policy.format.ScalarFormats.DurationFormat;
import io.jenkins.lib.containergate.policy.format.SegmentSetFormat;
import io.jenkins.lib.containergate.policy.setting.Choice.AwsLookups;
import io.jenkins.lib.containergate.policy.setting.Choice.Demand;
import io.jenkins.lib.containergate.policy.setting.PatternSet;
import io.jenkins.lib.containergate.policy.setting.SegmentSet;
import java.time.Duration;
import java.util.List;

/** Every setting of the section {@code taskDefinition} with one value, but its profile and the levels of single rules. */
public final class TaskDefinitionKeys {
    /** Whether rules that need AWS lookups may stay undecided. */
    public static final PolicyKey<AwsLookups> AWS_LOOKUPS =
            choice(AwsLookups.ASKED, TASK_DEFINITION, "awsLookups").stricter(EARLIER);

    /** Repositories that images of tasks may come from; without it, any. */
    public static final PolicyKey<PatternSet> TRUSTED_REGISTRIES = patterns(
                    "trustedRegistries", PatternSetFormat.overImages())
            .values("patterns over `REGISTRY/PATH`")
            .unsetMeans("any");

    /** {@code BUCKET/KEY} of the files that environment variables of tasks may come from; without it, any. */
    public static final PolicyKey<PatternSet> ENVIRONMENT_FILES = patterns(
                    "environmentFiles", PatternSetFormat.overPaths())
            .values("patterns over `BUCKET/KEY`")
            .unsetMeans("any");

    /** Directories of instances that tasks may mount; without it, any but those of the system. */
    public static final PolicyKey<PatternSet> HOST_PATHS = patterns("hostPaths", PatternSetFormat.overPaths())
            .values("patterns over directories of the host")
            .unsetMeans("any but those of the system");

    /** What containers may be told to run in the place of their image's own command; without it, anything. */
    public static final PolicyKey<PatternSet> COMMANDS = patterns("commands", PatternSetFormat.overPaths())
            .values("patterns over commands, words joined by blanks")
            .unsetMeans("any");

    /** ARNs of the deployment hooks of which each service must have one; without it, none. */
    public static final PolicyKey<PatternSet> ADMISSION_HOOKS = patterns("admissionHooks", PatternSetFormat.overPaths())
            .values("patterns over ARNs, or `PAUSE`")
            .unsetMeans("no hook is needed");

    /** Actions of IAM that the role of a task may be allowed; without it, any. */
    public static final PolicyKey<PatternSet> PERMISSIONS = patterns("permissions", PatternSetFormat.overActions())
            .values("patterns over actions of IAM, such as `s3:GetObject`")
            .unsetMeans("any");

    /** How old the AMI of a container instance may be. */
    public static final PolicyKey<Duration> MAX_AMI_AGE = atMost("amiAge", 90);

    /** How long ago Patch Manager may have scanned a container instance. */
    public static final PolicyKey<Duration> MAX_PATCH_SCAN_AGE = atMost("patchScanAge", 30);

    /** How long a task may run on Fargate. */
    public static final PolicyKey<Duration> MAX_FARGATE_TASK_AGE = atMost("fargateTaskAge", 90);

    /** How long ago Inspector may have scanned an image or a container instance. */
    public static final PolicyKey<Duration> MAX_INSPECTOR_SCAN_AGE = atMost("inspectorScanAge", 7);

    /** How long ago a secret may have been changed. */
    public static final PolicyKey<Duration> MAX_SECRET_AGE = atMost("secretAge", 90);

    /** How long ago a task role may have used a service that it is allowed to use. */
    public static final PolicyKey<Duration> MAX_UNUSED_ACCESS = atMost("unusedAccess", 90);

    /** How long ago somebody may have used an ingress rule of a security group. */
    public static final PolicyKey<Duration> MAX_UNUSED_INGRESS = atMost("unusedIngress", 30);

    /** How long logs of tasks are kept. */
    public static final PolicyKey<Duration> MIN_LOG_RETENTION = PolicyKey.of(
                    Duration.ofDays(365),
                    new DurationFormat(Duration.ofDays(1)),
                    Orders.largest("demands at least"),
                    TASK_DEFINITION,
                    LIMITS,
                    "logRetention")
            .stricter("the longer");

    /** Whether the signatures of every image of a task have to be verified with it. */
    public static final PolicyKey<Demand> IMAGES_SIGNED = demand("images", "signed");

    /** Whether every image of a task has to be scanned with it. */
    public static final PolicyKey<Demand> IMAGES_SCANNED = demand("images", "scanned");

    /** Whether Shield Advanced has to protect what faces the internet. */
    public static final PolicyKey<Demand> SHIELD = demand("account", "shield");

    /** Whether changes of IAM and uses of the root user have to raise an alarm. */
    public static final PolicyKey<Demand> ALARMS = demand("account", "alarms");

    /** The only callers allowed to reach a service; a service without a list is not evaluated. */
    public static final PolicyKey<SegmentSet> SEGMENTS = PolicyKey.unset(
                    new SegmentSetFormat(), Orders.segments(), TASK_DEFINITION, "segments")
            .stricter("shorter lists, for more services");

    private TaskDefinitionKeys() {}

    /** In the order of the documentation; {@link #SEGMENTS} comes later there. */
    static List<PolicyKey<?>> all() {
        return List.of(
                AWS_LOOKUPS,
                TRUSTED_REGISTRIES,
                ENVIRONMENT_FILES,
                HOST_PATHS,
                COMMANDS,
                ADMISSION_HOOKS,
                PERMISSIONS,
                MAX_AMI_AGE,
                MAX_PATCH_SCAN_AGE,
                MAX_FARGATE_TASK_AGE,
                MAX_INSPECTOR_SCAN_AGE,
                MAX_SECRET_AGE,
                MAX_UNUSED_ACCESS,
                MAX_UNUSED_INGRESS,
                MIN_LOG_RETENTION,
                IMAGES_SIGNED,
                IMAGES_SCANNED,
                SHIELD,
                ALARMS);
    }
}
