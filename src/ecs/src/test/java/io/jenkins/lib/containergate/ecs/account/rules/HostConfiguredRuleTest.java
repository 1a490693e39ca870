package io.jenkins.lib.containergate.ecs.account.rules;

class HostConfiguredRuleTest extends HostBenchContract {
    @Override
    protected HostBenchRule rule() {
        return new HostConfiguredRule(MAX, CLOCK);
    }

    @Override
    protected String section() {
        return "1";
    }
}
