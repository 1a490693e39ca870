package io.jenkins.plugins.containergate.config;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.AsyncPeriodicWork;
import hudson.model.TaskListener;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.feed.DataDirectory;
import io.jenkins.lib.containergate.feed.DataUpdate;
import io.jenkins.lib.containergate.feed.Feed;
import io.jenkins.lib.containergate.feed.FeedOutcome;
import io.jenkins.lib.containergate.feed.FeedRecord;
import io.jenkins.lib.containergate.feed.Feeds;
import io.jenkins.lib.containergate.feed.ParsedVexRepositories;
import io.jenkins.lib.containergate.http.HttpLimits;
import io.jenkins.lib.containergate.http.HttpTransport;
import io.jenkins.lib.containergate.http.InsecureHosts;
import io.jenkins.lib.containergate.http.Pause;
import io.jenkins.plugins.containergate.JenkinsWords;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jenkins.model.Jenkins;

/**
 * Fetches published data every day where administrators want that, into {@code container-gate/data} of the controller. What
 * fails leaves the data from before in place, and is in the log of the task.
 */
@Extension
public final class FetchedData extends AsyncPeriodicWork {
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration DEADLINE = Duration.ofHours(2);
    /** Soon after an administrator asked for data they are there. */
    private static final Duration PERIOD = Duration.ofMinutes(10);

    private static final int MAX_VEX = 8;

    private static final Duration FRESH = Duration.ofHours(23);

    /** Of all scans of this controller. */
    private final ParsedVexRepositories vex = new ParsedVexRepositories(MAX_VEX);

    public FetchedData() {
        super("Container gate: vulnerability data");
    }

    /** The VEX repositories that were read, as long as memory allows. */
    public static ParsedVexRepositories vexRepositories() {
        return ExtensionList.lookupSingleton(FetchedData.class).vex;
    }

    /** Where the data are, whether or not any were fetched. */
    public static DataDirectory directory() {
        return new DataDirectory(
                Jenkins.get().getRootDir().toPath().resolve("container-gate").resolve("data"));
    }

    @Override
    public long getRecurrencePeriod() {
        return PERIOD.toMillis();
    }

    @Override
    public long getInitialDelay() {
        return Duration.ofMinutes(1).toMillis();
    }

    @Override
    protected void execute(TaskListener listener) throws IOException, InterruptedException {
        VulnerabilityData configured = ContainerGateConfiguration.get().getVulnerabilityData();
        if (configured == null) {
            return;
        }
        PrintStream log = listener.getLogger();
        try {
            fetch(configured).forEach(outcome -> tell(outcome, log));
        } catch (GateException e) {
            log.println("[container-gate] nothing was fetched: " + JenkinsWords.of(e.problem() + "; " + e.remedy()));
        }
    }

    private static List<FeedOutcome> fetch(VulnerabilityData configured) throws GateException, InterruptedException {
        Feeds feeds = published(configured);
        List<Feed> wanted = new ArrayList<>(feeds(configured));
        Clock clock = Clock.systemUTC();
        Map<String, FeedRecord> records = directory().records();
        Instant oldest = clock.instant().minus(FRESH);
        wanted.removeIf(feed -> Optional.ofNullable(records.get(feed.path()))
                .filter(record -> record.checkedAt().isAfter(oldest))
                .isPresent());
        if (wanted.isEmpty()) {
            return List.of();
        }
        HttpClient client = CustomCertificates.client().connectTimeout(CONNECT).build();
        HttpTransport transport =
                new HttpTransport(client, InsecureHosts.nowhere(), HttpLimits.defaults(), clock, Pause.sleeping());
        return DataUpdate.over(transport, feeds, directory(), DataUpdate.Settings.defaults(), clock, event -> {})
                .run(wanted, false, Deadline.after(DEADLINE, clock));
    }

    /**
     * What is fetched for this configuration; nothing where it does not ask for it.
     *
     * @throws GateException when the mirror is no address that data can come from
     */
    public static List<Feed> feeds(VulnerabilityData configured) throws GateException {
        Feeds feeds = published(configured);
        List<Feed> wanted = new ArrayList<>(configured.vexFeeds(feeds));
        if (configured.fetches()) {
            wanted.addAll(feeds.lists());
            configured.getFetchedEcosystems().forEach(name -> wanted.addAll(feeds.of(name)));
        }
        return wanted;
    }

    private static Feeds published(VulnerabilityData configured) throws GateException {
        String mirror = configured.getMirror();
        return mirror == null ? Feeds.published() : Feeds.mirrored(URI.create(mirror));
    }

    private static void tell(FeedOutcome outcome, PrintStream log) {
        Optional<GateException> fault = outcome.fault();
        String why = fault.map(e -> ": " + JenkinsWords.of(e.problem() + "; " + e.remedy()))
                .orElse("");
        log.println(
                "[container-gate] " + outcome.path() + " " + outcome.status().shown() + why);
    }
}
