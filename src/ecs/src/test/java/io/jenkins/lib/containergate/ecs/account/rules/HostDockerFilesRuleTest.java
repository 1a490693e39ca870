package io.jenkins.lib.containergate.ecs.account.rules;

class HostDockerFilesRuleTest extends HostBenchContract {
    @Override
    protected HostBenchRule rule() {
        return new HostDockerFilesRule(MAX, CLOCK);
    }

    @Override
    protected String section() {
        return "3";
    }
}
