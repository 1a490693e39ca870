package io.jenkins.lib.containergate.cli.data;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.network.DataTransport;
import io.jenkins.lib.containergate.cli.options.DurationConverter;
import io.jenkins.lib.containergate.cli.output.ProgressLine;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.feed.DataDirectory;
import io.jenkins.lib.containergate.feed.DataUpdate;
import io.jenkins.lib.containergate.feed.Feed;
import io.jenkins.lib.containergate.feed.FeedOutcome;
import io.jenkins.lib.containergate.feed.Feeds;
import io.jenkins.lib.containergate.http.HttpTransport;
import io.jenkins.lib.containergate.http.TlsTrust;
import io.jenkins.lib.containergate.policy.yaml.NearestNames;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gate data update}: fetches what changed. */
@Command(
        name = "update",
        description = {
            "Fetch what is published about vulnerabilities into the data directory, where every gate finds it: OSV"
                    + " exports, advisories of vendors, CISA's catalogue of known exploited vulnerabilities, EPSS scores,"
                    + " ends of support, Sigstore's trusted root.",
            "What did not change is not sent again. What fails leaves the file from before in place, and the exit code"
                    + " is 3."
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  gate data update --ecosystem Debian --ecosystem Maven --ecosystem npm",
            "  gate data update                          (the ecosystems that are there already; at first all)",
            "  gate data update --mirror https://mirror.example.org/container-gate"
        })
final class UpdateCommand implements Callable<Integer> {
    private static final int MAX_CA = 1 << 20;

    @Option(
            names = "--ecosystem",
            paramLabel = "NAME",
            description = "Vulnerability data of this ecosystem, by its name in OSV: Debian, Alpine, Maven, npm ...;"
                    + " and Amazon Linux, Oracle Linux."
                    + " Repeatable. Default: those in the data directory; when there are none, all that are read.")
    private List<String> ecosystems = List.of();

    @Option(
            names = "--lists-only",
            description = "Fetch no vulnerability data: only CISA's catalogue, EPSS, ends of support and Sigstore.")
    private boolean listsOnly;

    @Option(
            names = "--vex-repository",
            paramLabel = "NAME=URL",
            description =
                    "VEX repository: its site, or the address of its vex-repository.json. Repeatable. Those in the data"
                            + " directory are updated too.")
    private Map<String, URI> vexRepositories = Map.of();

    @Mixin
    private DirectoryOption directory = new DirectoryOption();

    @Option(
            names = "--mirror",
            paramLabel = "URL",
            description = "Fetch everything from here instead: a data directory that a web server serves by TLS.")
    private Optional<URI> mirror = Optional.empty();

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "CA certificates (PEM) to trust in addition to those of Java. Repeatable.")
    private List<Path> authorities = List.of();

    @Option(
            names = "--deadline",
            paramLabel = "DURATION",
            defaultValue = "60m",
            converter = DurationConverter.class,
            description = "Give up after this time; default ${DEFAULT-VALUE}.")
    private Duration deadline = Duration.ofHours(1);

    private final Terminal terminal;
    private final Clock clock;

    UpdateCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() throws GateException, InterruptedException {
        DataDirectory data = directory.directory();
        Feeds feeds = feeds();
        List<Feed> wanted = new ArrayList<>(feeds.lists());
        wanted(data).forEach(name -> wanted.addAll(feeds.of(name)));
        wanted.addAll(repositories(feeds, data));
        HttpTransport transport = transport();
        List<FeedOutcome> outcomes;
        try (ProgressLine progress = new ProgressLine(terminal.err(), terminal.interactive(), System::nanoTime)) {
            outcomes = DataUpdate.over(transport, feeds, data, DataUpdate.Settings.defaults(), clock, progress)
                    .run(wanted, true, Deadline.after(deadline, clock));
        }
        return OutcomeTable.print(outcomes, data, terminal);
    }

    private Feeds feeds() throws UsageException {
        try {
            return mirror.isPresent() ? Feeds.mirrored(mirror.get()) : Feeds.published();
        } catch (GateException e) {
            throw new UsageException(e);
        }
    }

    private List<Feed> repositories(Feeds feeds, DataDirectory data) throws GateException {
        Map<String, Feed> wanted = new TreeMap<>();
        for (Map.Entry<String, URI> named : vexRepositories.entrySet()) {
            try {
                Feed feed = feeds.vexRepository(named.getKey(), named.getValue());
                wanted.put(feed.path(), feed);
            } catch (GateException e) {
                throw new UsageException(e);
            }
        }
        for (Map.Entry<String, Path> present : data.vexRepositories().entrySet()) {
            if (!wanted.containsKey(present.getKey())) {
                try {
                    wanted.put(present.getKey(), feeds.vexRepository(present.getKey(), present.getValue()));
                } catch (GateException e) {
                    throw new GateException(
                            e.problem(),
                            "name it again with --vex-repository NAME=URL, or remove " + present.getValue(),
                            e);
                }
            }
        }
        return List.copyOf(wanted.values());
    }

    private Collection<String> wanted(DataDirectory data) throws UsageException {
        if (listsOnly) {
            if (!ecosystems.isEmpty()) {
                throw new UsageException("--lists-only and --ecosystem exclude each other", "remove one of them");
            }
            return List.of();
        }
        SortedSet<String> known = Feeds.ecosystems();
        for (String name : ecosystems) {
            if (!known.contains(name)) {
                throw new UsageException(
                        "there is no ecosystem called " + name,
                        NearestNames.hint(name, known, "those that are read: " + String.join(", ", known)));
            }
        }
        if (ecosystems.isEmpty()) {
            return data.ecosystems().isEmpty() ? known : data.ecosystems();
        }
        SortedSet<String> spelled = new TreeSet<>(known);
        spelled.removeIf(each -> ecosystems.stream().noneMatch(each::equalsIgnoreCase));
        return spelled;
    }

    private HttpTransport transport() throws UsageException {
        try {
            return DataTransport.open(certificates(), clock);
        } catch (UsageException e) {
            throw e;
        } catch (GateException e) {
            throw new UsageException(e);
        }
    }

    private List<X509Certificate> certificates() throws GateException {
        List<X509Certificate> all = new ArrayList<>();
        for (Path file : authorities) {
            try {
                if (Files.size(file) > MAX_CA) {
                    throw new UsageException(file + " is larger than 1 MiB", "check the path given with --ca");
                }
                all.addAll(TlsTrust.parse(Files.readAllBytes(file), file.toString()));
            } catch (IOException e) {
                throw new UsageException(
                        file + " cannot be read: " + FileProblem.of(e), "check the path given with --ca");
            }
        }
        return all;
    }
}
