package io.jenkins.plugins.containergate.config.health;

import hudson.Extension;
import hudson.model.AsyncPeriodicWork;
import hudson.model.TaskListener;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.text.SafeText;
import io.jenkins.plugins.containergate.JenkinsWords;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.config.AwsAccount;
import io.jenkins.plugins.containergate.config.AwsAccountProbe;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.TrivyConnection;
import io.jenkins.plugins.containergate.config.TrivyServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tries the AWS accounts and Trivy servers of the configuration twice a day. */
@Extension
public final class ConnectionChecks extends AsyncPeriodicWork {
    private static final Duration PERIOD = Duration.ofHours(12);
    private static final Duration FIRST = Duration.ofMinutes(5);

    private static final int MAX_REASON = 300;

    private volatile List<Broken> broken = List.of();

    public ConnectionChecks() {
        super("Container gate: connections");
    }

    /** @param connection the account or server as it was configured then: one that has changed since is not known to be broken */
    private record Broken(List<?> connection, String problem) {}

    /** Connects to an account or server. */
    private interface Check {
        void run() throws GateException, InterruptedException;
    }

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
            problem(() -> AwsAccountProbe.identity(account))
                    .map(problem -> Messages.BrokenConnections_account(account.getName(), problem))
                    .ifPresent(problem -> found.add(new Broken(settings(account), problem)));
        }
        for (TrivyServer server : configuration.getTrivyServers()) {
            if (server.isFromAgent()) {
                continue;
            }
            problem(() -> TrivyConnection.ask(server))
                    .map(problem -> Messages.BrokenConnections_trivy(server.getName(), problem))
                    .ifPresent(problem -> found.add(new Broken(settings(server), problem)));
        }
        found.forEach(each -> listener.getLogger().println("[container-gate] " + each.problem()));
        broken = List.copyOf(found);
    }

    /** A connection whose check fails in an unforeseen way is broken, too, and the others are still checked. */
    private static Optional<String> problem(Check check) throws InterruptedException {
        try {
            check.run();
            return Optional.empty();
        } catch (GateException e) {
            return Optional.of(JenkinsWords.of(e.getMessage()));
        } catch (RuntimeException e) {
            return Optional.of(Messages.BrokenConnections_unexpected(SafeText.oneLine(e.toString(), MAX_REASON)));
        }
    }

    /** Saving the form, and configuration as code, replace an account by an equal one. */
    private static List<?> settings(AwsAccount account) {
        return Arrays.asList(
                AwsAccount.class,
                account.getName(),
                account.getCredentialsId(),
                account.getRoleArn(),
                account.getExternalId(),
                account.getAccountId(),
                account.getRegions());
    }

    private static List<?> settings(TrivyServer server) {
        return Arrays.asList(
                TrivyServer.class,
                server.getName(),
                server.getUrl(),
                server.getTokenCredentialsId(),
                server.getTokenHeader(),
                server.isFromAgent());
    }

    /** Of what is still configured as it was. */
    List<String> problems() {
        ContainerGateConfiguration configuration = ContainerGateConfiguration.get();
        Set<List<?>> configured = new HashSet<>();
        configuration.getAwsAccounts().forEach(account -> configured.add(settings(account)));
        configuration.getTrivyServers().forEach(server -> configured.add(settings(server)));
        return broken.stream()
                .filter(each -> configured.contains(each.connection()))
                .map(Broken::problem)
                .toList();
    }
}
