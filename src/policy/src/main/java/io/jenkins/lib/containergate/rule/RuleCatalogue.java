package io.jenkins.lib.containergate.rule;

/** Published collections of checks that rules are traced to. */
public enum RuleCatalogue {
    /** CIS Docker Benchmark, numbered as Docker Bench for Security 1.6.0 numbers it. */
    CIS_DOCKER("CIS Docker"),
    DOCKLE("dockle"),
    /** AWS Foundational Security Best Practices, by Security Hub control. */
    FSBP("AWS FSBP"),
    CHECKOV("checkov"),
    /** CIS Distribution Independent Linux Benchmark 2.0.0. */
    CIS_LINUX("CIS Linux");

    private final String title;

    RuleCatalogue(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
