package io.jenkins.lib.containergate.ecs.posture;

/** The columns of the matrix, in the order of reports: a question to everything that runs under one name. */
public enum Control {
    SCANNED("scanned", "scanned", "Has every image that runs a verdict that counts, and would it pass today?"),
    LICENSED("licensed", "licences", "Does the policy allow the licences of every image that runs?"),
    SIGNED("signed", "signed", "Is every image that runs signed by those whom the policy trusts?"),
    SECRETS("secrets", "secrets", "Are images, task definition and service free of secrets in plain text?"),
    HARDENED("hardened", "hardened", "Are images and containers confined, and their data encrypted?"),
    LEAST_PRIVILEGE("leastPrivilege", "least privilege", "Do the roles allow only what the application needs?"),
    SEGMENTED("segmented", "segmented", "Can only allowed callers reach the tasks?"),
    FIREWALLED(
            "firewalled",
            "firewalled",
            "Are requests and DNS queries filtered before they reach the tasks, or leave them?"),
    HOSTS_PATCHED("hostsPatched", "hosts patched", "Are the hosts of the tasks up to date?"),
    WATCHED("watched", "watched", "Is what the tasks do monitored and logged?"),
    DRIFT("drift", "drift", "Is what runs what passed?");

    private final String key;
    private final String title;
    private final String question;

    Control(String key, String title, String question) {
        this.key = key;
        this.title = title;
        this.question = question;
    }

    /** Name in JSON and CSV. */
    public String key() {
        return key;
    }

    /** Heading of the column. */
    public String title() {
        return title;
    }

    /** What the control asks, for people. */
    public String question() {
        return question;
    }
}
