package io.jenkins.lib.containergate.cli.learn;

import io.jenkins.lib.containergate.aws.StoredLogs;
import io.jenkins.lib.containergate.awssdk.AwsAccess;
import io.jenkins.lib.containergate.awssdk.AwsSession;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.FileTree;
import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.network.AwsConnections;
import io.jenkins.lib.containergate.cli.options.AwsOptions;
import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where logs are: files, directories, log groups of CloudWatch Logs and prefixes of S3. */
final class LogOptions {
    private static final int FILES = 1_000_000;
    private static final int MOST_DAYS = 3_650;
    private static final String GROUP = "log-group:";
    private static final String ARN = "arn:";
    private static final String BUCKET = "s3://";

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "14",
            description = "How far back log groups and S3 are read; default ${DEFAULT-VALUE}.")
    private int days = 14;

    @Option(
            names = "--insights",
            description =
                    "Read log groups by queries of CloudWatch Logs Insights, which log groups of the class Infrequent"
                            + " Access need.")
    private boolean insights;

    @Mixin
    private AwsOptions aws = new AwsOptions();

    /** Takes one file; the stream is closed afterwards. */
    interface Reader {
        void read(String name, InputStream in) throws GateException, IOException, InterruptedException;
    }

    /** Takes one line of a log group. */
    interface LineReader {
        void read(String name, String text) throws GateException;
    }

    AwsAccess access() throws UsageException {
        return aws.access();
    }

    /**
     * @param option that names the logs
     * @throws UsageException when a file is not there
     * @throws GateException when a log group or a prefix holds nothing
     */
    void read(List<String> logs, String option, Reader files, LineReader lines, Clock clock, Deadline deadline)
            throws GateException, InterruptedException {
        if (days < 1 || days > MOST_DAYS) {
            throw new UsageException("--days is not between 1 and " + MOST_DAYS, "give a number of days");
        }
        if (insights && logs.stream().noneMatch(LogOptions::isGroup)) {
            throw new UsageException("--insights is for log groups", "remove it, or name one for " + option);
        }
        Instant to = clock.instant();
        Instant from = to.minus(Duration.ofDays(days));
        for (String log : logs) {
            long found;
            if (isGroup(log)) {
                String group = log.startsWith(GROUP) ? log.substring(GROUP.length()) : log;
                StoredLogs.Events events = (stream, text) -> lines.read(group + "/" + stream, text);
                found = stored(
                        aws -> insights
                                ? aws.eventsByQuery(group, from, to, events, deadline)
                                : aws.events(group, from, to, events, deadline),
                        clock);
            } else if (log.startsWith(BUCKET)) {
                found = stored(aws -> objects(aws, log, from, files, deadline), clock);
            } else {
                files(log, option, files);
                continue;
            }
            if (found == 0) {
                throw new GateException(
                        log + " holds nothing that was written in the last " + days + " days",
                        "check its name, account and region, or give more --days");
            }
        }
    }

    private static boolean isGroup(String log) {
        return log.startsWith(GROUP) || log.startsWith(ARN);
    }

    private interface Question {
        long ask(StoredLogs logs) throws GateException, InterruptedException;
    }

    @SuppressWarnings("try") // only closed
    private long stored(Question question, Clock clock) throws GateException, InterruptedException {
        try (AwsSession session = AwsConnections.open(access());
                StoppedAtExit stopped = StoppedAtExit.thisThread()) {
            return question.ask(session.logs(clock));
        }
    }

    private static long objects(StoredLogs aws, String log, Instant since, Reader files, Deadline deadline)
            throws GateException, InterruptedException {
        String rest = log.substring(BUCKET.length());
        int slash = rest.indexOf('/');
        String bucket = slash < 0 ? rest : rest.substring(0, slash);
        return aws.objects(
                bucket,
                slash < 0 ? "" : rest.substring(slash + 1),
                since,
                (key, in) -> {
                    if (holdsEvents(key)) {
                        files.read(BUCKET + bucket + "/" + key, in);
                    }
                },
                deadline);
    }

    private static void files(String log, String option, Reader reader) throws GateException, InterruptedException {
        Path path;
        try {
            path = Path.of(log);
        } catch (InvalidPathException e) {
            throw new UsageException("cannot read " + log, "name a file or directory for " + option);
        }
        for (Path file : files(path, option)) {
            try (InputStream in = Files.newInputStream(file)) {
                reader.read(file.toString(), in);
            } catch (IOException e) {
                throw new UsageException(
                        "cannot read " + file + ": " + FileProblem.of(e), "name a file or directory for " + option);
            }
        }
    }

    /** In the order of their names. */
    private static List<Path> files(Path path, String option) throws UsageException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try {
            List<Path> files = FileTree.find(
                    path,
                    FILES,
                    file -> Files.isRegularFile(file)
                            && holdsEvents(path.relativize(file).toString()));
            if (files.isEmpty()) {
                throw new UsageException(path + " holds no file", "name another directory for " + option);
            }
            return files;
        } catch (IOException e) {
            throw new UsageException(
                    "cannot read the directory " + path + ": " + FileProblem.within(e), "name another for " + option);
        }
    }

    /** Digests and insights, which CloudTrail keeps beside its logs, do not. */
    private static boolean holdsEvents(String name) {
        return !name.contains("CloudTrail-Digest") && !name.contains("CloudTrail-Insight");
    }

    /**
     * A thread that is interrupted when the program is told to end, and has a moment to stop in AWS what it started there.
     */
    private static final class StoppedAtExit implements AutoCloseable {
        private static final long SECONDS = 10;

        private final CountDownLatch done = new CountDownLatch(1);
        private final Thread atExit;

        private StoppedAtExit(Thread works) {
            this.atExit = new Thread(() -> stop(works), "stop");
            Runtime.getRuntime().addShutdownHook(atExit);
        }

        static StoppedAtExit thisThread() {
            return new StoppedAtExit(Thread.currentThread());
        }

        private void stop(Thread works) {
            works.interrupt();
            try {
                if (!done.await(SECONDS, TimeUnit.SECONDS)) {
                    // what was started ends by itself
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            done.countDown();
            try {
                Runtime.getRuntime().removeShutdownHook(atExit);
            } catch (IllegalStateException e) {
                // the program ends at this moment
            }
        }
    }
}
