package io.jenkins.lib.containergate.rule;

/** Where a rule comes from: {@code CIS Docker 4.1}, {@code dockle CIS-DI-0001}. */
public record RuleSource(RuleCatalogue catalogue, String item) {
    public static RuleSource cisDocker(String item) {
        return new RuleSource(RuleCatalogue.CIS_DOCKER, item);
    }

    public static RuleSource dockle(String item) {
        return new RuleSource(RuleCatalogue.DOCKLE, item);
    }

    /** @param item Security Hub control, such as {@code ECS.4} */
    public static RuleSource fsbp(String item) {
        return new RuleSource(RuleCatalogue.FSBP, item);
    }

    public static RuleSource checkov(String item) {
        return new RuleSource(RuleCatalogue.CHECKOV, item);
    }

    @Override
    public String toString() {
        return catalogue.title() + " " + item;
    }
}
