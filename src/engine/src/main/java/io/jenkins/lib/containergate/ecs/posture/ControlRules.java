package io.jenkins.lib.containergate.ecs.posture;

import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which rule belongs to which control: the one table. Every rule on what runs also belongs to {@link Control#DRIFT}, so that
 * the column says what {@code gate drift} says. Rules on images are not here: their results are in the verdicts on images.
 */
public final class ControlRules {
    private static final Map<RuleId, Set<Control>> TABLE = table();

    /** A control is not evaluated unless each of these rules was asked. */
    private static final Map<Control, List<RuleId>> DECISIVE = new EnumMap<>(Map.of(
            Control.SECRETS, rules("no-plaintext-secrets-env"),
            Control.HARDENED, rules("no-privileged"),
            Control.LEAST_PRIVILEGE, rules("task-role-least-privilege"),
            Control.SEGMENTED, rules("segment-reachability"),
            Control.FIREWALLED, rules("network-acl-no-open-ingress dns-firewall lb-web-acl"),
            Control.WATCHED, rules("guardduty-runtime-monitoring")));

    /**
     * A control is not evaluated unless one of these rules applies: that on segments does not where the policy has no list for
     * the service, or where its network is that of its hosts, and then nothing is known of who reaches the tasks; those on
     * packages do not where nothing on the hosts looks for them.
     */
    private static final Map<Control, List<RuleId>> MUST_APPLY = new EnumMap<>(Map.of(
            Control.SEGMENTED, rules("segment-reachability"),
            Control.HOSTS_PATCHED, rules("host-vulnerabilities host-patches-installed")));

    /** Rules on clusters that are about container instances, and so not about tasks on Fargate. */
    private static final Set<RuleId> ON_INSTANCES = Set.of(
            new RuleId("imds-blocked"),
            new RuleId("cluster-instance-volumes-encrypted"),
            new RuleId("container-agent-connected"),
            new RuleId("ecs-agent-current"),
            new RuleId("host-ami-current"),
            new RuleId("host-patches-installed"),
            new RuleId("host-vulnerabilities"),
            new RuleId("host-no-public-address"),
            new RuleId("host-privileged-off"),
            new RuleId("instance-role-least-privilege"),
            new RuleId("inspector-covers-hosts"),
            new RuleId("managed-termination-protection"));

    /** Rules whose failure lets the internet reach tasks. */
    private static final Set<RuleId> EXPOSING = Set.of(
            new RuleId("no-public-ip"),
            new RuleId("no-public-ip-task-set"),
            new RuleId("running-no-public-address"),
            new RuleId("no-open-declared-group"),
            new RuleId("sg-no-open-ingress"));

    private ControlRules() {}

    /** The control that a gate on images answers, whatever its rules; empty for the gates that the table is about. */
    public static Optional<Control> of(GateName gate) {
        return switch (gate) {
            case VULNERABILITIES -> Optional.of(Control.SCANNED);
            case HARDENING -> Optional.of(Control.HARDENED);
            case SECRETS -> Optional.of(Control.SECRETS);
            case SIGNATURES -> Optional.of(Control.SIGNED);
            case LICENSES -> Optional.of(Control.LICENSED);
            case TASK_DEFINITION, DRIFT, ADMISSION -> Optional.empty();
        };
    }

    /** Path of the rule's page from the root of the repository; empty for what has none. */
    public static Optional<String> page(RuleId rule) {
        return TABLE.containsKey(rule) ? Optional.of(RuleMetadata.page(rule)) : Optional.empty();
    }

    /** Empty for a rule that has no place here. */
    public static Set<Control> of(RuleId rule) {
        return TABLE.getOrDefault(rule, Set.of());
    }

    /** The rules of the table. */
    public static Set<RuleId> all() {
        return TABLE.keySet();
    }

    /** Rules without which the control is not evaluated. */
    public static List<RuleId> decisive(Control control) {
        return DECISIVE.getOrDefault(control, List.of());
    }

    /** Rules of which one has to apply so that the control is evaluated; none for a control that has no such rules. */
    static List<RuleId> mustApply(Control control) {
        return MUST_APPLY.getOrDefault(control, List.of());
    }

    /** Whether the rule is about container instances, and so not about tasks on Fargate. */
    public static boolean onInstances(RuleId rule) {
        return ON_INSTANCES.contains(rule);
    }

    /** Whether a failure of the rule lets the internet reach tasks. */
    public static boolean exposes(RuleId rule) {
        return EXPOSING.contains(rule);
    }

    private static Map<RuleId, Set<Control>> table() {
        Map<RuleId, Set<Control>> table = new HashMap<>();
        put(table, Control.SCANNED, "image-scanned ecr-scan-on-push inspector-covers-images");
        put(
                table,
                Control.SIGNED,
                "image-signed image-by-digest trusted-registry task-no-latest-tag"
                        + " version-consistency-on runs-judged-image ecr-immutable-tags");
        put(
                table,
                Control.SECRETS,
                "no-plaintext-secrets-env no-secrets-in-arguments log-options-no-secrets secrets-by-reference"
                        + " secret-version-pinned registry-credentials env-file-scope no-secrets-in-deployments"
                        + " secure-parameters secret-not-public secret-rotation secret-age secret-customer-key"
                        + " env-file-bucket-private started-no-secrets no-secrets-in-env-files");
        put(
                table,
                Control.HARDENED,
                "every-resource-evaluated no-privileged task-non-root-user task-windows-non-admin-user no-host-network"
                        + " host-network-nonroot no-host-pid no-host-ipc no-shared-pid readonly-root-filesystem"
                        + " drop-all-capabilities no-added-capabilities no-new-privileges apparmor-profile selinux-label"
                        + " default-seccomp-profile mac-not-on-fargate no-docker-socket no-sensitive-host-mounts"
                        + " host-mounts-read-only no-shared-mount-propagation no-host-devices no-dangerous-sysctl"
                        + " memory-hard-limit cpu-limit ulimits-set no-interactive-tty init-process efs-transit-encryption"
                        + " fault-injection-off allowed-host-paths allowed-commands allowed-override-commands"
                        + " task-health-check no-privileged-ports no-fixed-host-port no-ssh-port no-links-extra-hosts"
                        + " ebs-volumes-encrypted managed-storage-kms deployment-circuit-breaker"
                        + " managed-termination-protection ecr-cmk cluster-instance-volumes-encrypted host-privileged-off"
                        + " host-confinement host-cis-configured host-cis-docker-daemon host-cis-docker-files");
        put(
                table,
                Control.LEAST_PRIVILEGE,
                "task-role-present execution-role-present execution-role-not-task-role task-role-least-privilege"
                        + " unused-permission task-role-trust task-role-trust-closed task-role-not-shared"
                        + " execution-role-least-privilege execution-role-trust-closed execution-role-scope"
                        + " efs-iam-authorization exec-disabled ecr-not-public imds-blocked instance-role-least-privilege"
                        + " started-exec-disabled task-role-services-used access-analyzer-no-findings");
        put(
                table,
                Control.SEGMENTED,
                "segment-reachability sg-no-open-ingress sg-ingress-from-sg sg-egress-restricted sg-not-shared"
                        + " unused-ingress"
                        + " no-default-security-group explicit-security-group no-open-declared-group private-subnets"
                        + " no-public-ip no-public-ip-task-set awsvpc-network-mode no-host-network"
                        + " service-load-balancer service-connect-tls host-no-public-address started-no-public-ip");
        put(
                table,
                Control.FIREWALLED,
                "lb-tls-only lb-tls-policy lb-web-acl web-acl-blocks waf-fails-closed lb-request-smuggling"
                        + " dns-firewall network-acl-no-open-ingress network-firewall-drops shield-protected");
        put(
                table,
                Control.HOSTS_PATCHED,
                "fargate-latest-platform container-agent-connected ecs-agent-current host-ami-current"
                        + " host-patches-installed fargate-tasks-current host-vulnerabilities inspector-covers-hosts");
        put(
                table,
                Control.WATCHED,
                "log-configuration log-non-blocking service-connect-logging container-insights exec-logging"
                        + " exec-logging-kms guardduty-runtime-monitoring lb-access-logs guardduty-covers-cluster"
                        + " guardduty-no-findings audit-trail audit-trail-protected vpc-flow-logs dns-query-logs"
                        + " task-logs-retained task-logs-encrypted web-acl-logs audit-alarms guardduty-watches-service");
        put(table, Control.DRIFT, "admission-hook-present");

        String verdicts = "running-evidence-readable running-image-judged running-image-passed"
                + " running-verdict-strict-enough running-verdict-recent running-waivers-in-force"
                + " running-no-new-vulnerabilities running-image-kept";
        put(table, Control.SCANNED, verdicts);
        put(table, Control.LICENSED, "running-licenses-allowed");
        put(table, Control.SIGNED, "running-tag-unmoved");
        put(table, Control.LEAST_PRIVILEGE, "running-exec-disabled");
        put(table, Control.SEGMENTED, "running-no-public-address");
        put(
                table,
                Control.DRIFT,
                verdicts
                        + " running-licenses-allowed running-tag-unmoved running-exec-disabled"
                        + " running-no-public-address running-task-definition-judged running-task-definition-passes"
                        + " running-revision-deployed running-no-overrides");
        return Map.copyOf(table);
    }

    private static List<RuleId> rules(String ids) {
        return Arrays.stream(ids.split(" ")).map(RuleId::new).toList();
    }

    private static void put(Map<RuleId, Set<Control>> table, Control control, String rules) {
        Arrays.stream(rules.split(" "))
                .forEach(rule -> table.computeIfAbsent(new RuleId(rule), unused -> EnumSet.noneOf(Control.class))
                        .add(control));
    }
}
