package io.jenkins.lib.containergate.ecs.posture;

import java.util.Collection;

/**
 * Who has to see to a control, under the launch types that tasks run on.
 *
 * @param why in one sentence
 * @param source page of AWS that says so
 */
public record Responsibility(Party party, String why, String source) {
    private static final String MODEL =
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-shared-model.html";
    private static final String MANAGED =
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-shared-model-managed-instances.html";

    /** One of the two sides of AWS's shared responsibility model. */
    public enum Party {
        AWS("AWS"),
        /** Whoever runs the tasks. */
        TENANT("tenant");

        private final String title;

        Party(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /**
     * @param launchTypes of all tasks; what is not known counts as the tenant's
     * @return the tenant as soon as one of the launch types leaves it to the tenant
     */
    public static Responsibility of(Control control, Collection<String> launchTypes) {
        return switch (control) {
            case SCANNED -> tenant("Images are yours on every launch type.");
            case LICENSED -> tenant("What images hold is yours on every launch type.");
            case SIGNED -> tenant("Images, and who may build them, are yours on every launch type.");
            case SECRETS -> tenant("What images and settings hold is yours on every launch type.");
            case HARDENED -> hardened(launchTypes);
            case LEAST_PRIVILEGE -> tenant("IAM roles are yours on every launch type.");
            case SEGMENTED -> tenant("VPC, routes and security groups are yours on every launch type.");
            case FIREWALLED -> tenant("Network ACLs, AWS WAF and DNS Firewall are yours on every launch type.");
            case HOSTS_PATCHED -> hosts(launchTypes);
            case WATCHED -> tenant("Logs and runtime monitoring are for you to switch on, on every launch type.");
            case DRIFT -> tenant("What you deploy is yours on every launch type.");
        };
    }

    private static Responsibility hardened(Collection<String> launchTypes) {
        return only(launchTypes, "FARGATE")
                ? tenant("The task definition is yours. AWS isolates each task on Fargate on a host of its own.")
                : tenant("The task definition is yours, and tasks share the kernel of their host.");
    }

    private static Responsibility hosts(Collection<String> launchTypes) {
        if (only(launchTypes, "FARGATE")) {
            return new Responsibility(Party.AWS, "AWS provisions and patches the hosts of Fargate.", MODEL);
        }
        if (!launchTypes.isEmpty()
                && launchTypes.stream().allMatch(each -> each.equals("FARGATE") || each.equals("MANAGED_INSTANCES"))) {
            return new Responsibility(Party.AWS, "AWS patches and replaces Managed Instances.", MANAGED);
        }
        return tenant("AMI, agent, container runtime and kernel of container instances are yours to patch.");
    }

    private static boolean only(Collection<String> launchTypes, String type) {
        return !launchTypes.isEmpty() && launchTypes.stream().allMatch(type::equals);
    }

    private static Responsibility tenant(String why) {
        return new Responsibility(Party.TENANT, why, MODEL);
    }
}
