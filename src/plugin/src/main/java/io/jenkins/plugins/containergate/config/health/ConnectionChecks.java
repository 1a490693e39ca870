package io.jenkins.plugins.containergate.config.health;

import hudson.Extension;
import hudson.model.AsyncPeriodicWork;
import hudson.model.TaskListener;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.config.AwsAccount;
import io.jenkins.plugins.containergate.config.AwsAccountProbe;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.TrivyConnection;
import io.jenkins.plugins.containergate.config.TrivyServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Tries the AWS accounts and Trivy servers of the configuration twice a day. */
@Extension
public final class ConnectionChecks extends AsyncPeriodicWork {
    private static final Duration PERIOD = Duration.ofHours(12);
    private static final Duration FIRST = Duration.ofMinutes(5);

    private volatile List<Broken> broken = List.of();

    public ConnectionChecks() {
        super("Container gate: connections");
    }

    /** @param connection the account or server as it was configured then: one that has changed since is not known to be broken */
    private record Broken(Object connection, String problem) {}

    @Override
    public long getRecurrencePeriod() {
        return PERIOD.toMillis();
    }

    @Override
    public long getInitialDelay() {
        return FIRST.toMillis();
    }

    @Override
    public void execute(TaskListener listener) throws InterruptedException {
        ContainerGateConfiguration configuration = ContainerGateConfiguration.get();
        List<Broken> found = new ArrayList<>();
        for (AwsAccount account : configuration.getAwsAccounts()) {
            try {
                AwsAccountProbe.identity(account);
            } catch (GateException e) {
                found.add(new Broken(account, Messages.BrokenConnections_account(account.getName(), e.getMessage())));
            }
        }
        for (TrivyServer server : configuration.getTrivyServers()) {
            try {
                if (!server.isFromAgent()) {
                    TrivyConnection.ask(server);
                }
            } catch (GateException e) {
                found.add(new Broken(server, Messages.BrokenConnections_trivy(server.getName(), e.getMessage())));
            }
        }
        found.forEach(each -> listener.getLogger().println("[container-gate] " + each.problem()));
        broken = List.copyOf(found);
    }

    /** Of what is still configured as it was. */
    List<String> problems() {
        ContainerGateConfiguration configuration = ContainerGateConfiguration.get();
        List<Object> configured = new ArrayList<>(configuration.getAwsAccounts());
        configured.addAll(configuration.getTrivyServers());
        return broken.stream()
                .filter(each -> configured.stream().anyMatch(now -> now == each.connection()))
                .map(Broken::problem)
                .toList();
    }
}
