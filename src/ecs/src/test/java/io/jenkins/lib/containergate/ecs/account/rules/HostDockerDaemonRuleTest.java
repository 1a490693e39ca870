package io.jenkins.lib.containergate.ecs.account.rules;

class HostDockerDaemonRuleTest extends HostBenchContract {
    @Override
    protected HostBenchRule rule() {
        return new HostDockerDaemonRule(MAX, CLOCK);
    }

    @Override
    protected String section() {
        return "2";
    }
}
