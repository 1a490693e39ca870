package io.jenkins.lib.containergate.benchmarks;

import com.sun.management.ThreadMXBean;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.layer.FileContent.MemoryContent;
import io.jenkins.lib.containergate.secret.catalogue.GitleaksRules;
import io.jenkins.lib.containergate.secret.catalogue.SecretCatalogue;
import io.jenkins.lib.containergate.secret.scan.CollectedSecrets;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Processor time a byte of files that are made to be slow, against ordinary text of the same size in the same run, and of
 * rules that are made to be slow on ordinary text. Four times the size has to take four times the time.
 */
public final class HostileBenchmark {
    private static final Deadline DEADLINE = Deadline.after(Duration.ofHours(2), Clock.systemUTC());
    private static final int RUNS = 3;
    private static final int WARMING = 1 << 20;
    private static final double SLOW = 20;
    private static final double FASTER_THAN_LINEAR = 1.5;
    private static final List<String> PATTERNS = List.of(
            "(a*)*b",
            "(x+x+)+y",
            "(a|aa)+$",
            "(.*)*\\n\\z",
            "([a-z]+)*=",
            "(?:[a-z]{1,100}){1,10}\\d",
            "[a-z]{1000}",
            "(?:a?){500}b",
            "(?:[a-z]{0,900} )$",
            "(?:(?:a{1,30}){1,30}){1,30}",
            "(?:(?:x{1000}){1000}){1000}");

    private final SecretSearch search = SecretSearch.standard(Limits.defaults());
    private final int size;
    private final PrintStream out;

    HostileBenchmark(int size, PrintStream out) {
        this.size = size;
        this.out = out;
    }

    /** @param args mebibytes of each file; 20 by default */
    public static void main(String[] args) throws Exception {
        int mebibytes = args.length > 0 ? Integer.parseInt(args[0]) : 20;
        new HostileBenchmark(mebibytes << 20, System.out).run();
    }

    private void run() throws Exception {
        for (HostileFile file : HostileFile.values()) {
            nanos(search, file, WARMING);
        }
        double ordinary = nanos(search, HostileFile.ORDINARY, size);
        out.printf(Locale.ROOT, "%d bytes each; ordinary text %.2f ns a byte%n", size, ordinary);
        for (HostileFile file : HostileFile.values()) {
            line(file.name(), search, file, ordinary);
        }
        for (String pattern : PATTERNS) {
            rule(pattern, ordinary);
        }
    }

    private void rule(String pattern, double ordinary) throws Exception {
        String toml = "[[rules]]\nid = \"own\"\nregex = '''" + pattern + "'''\n";
        try {
            SecretCatalogue own = SecretCatalogue.standard()
                    .with(GitleaksRules.read("rules.toml", toml.getBytes(StandardCharsets.UTF_8)));
            SecretSearch with = new SecretSearch(own, search.options(), search.limits(), search.secretLimits());
            line("rule " + pattern, with, HostileFile.ORDINARY, ordinary);
            line("rule " + pattern, with, HostileFile.ONE_WORD, ordinary);
        } catch (GateException e) {
            out.printf(Locale.ROOT, "%-42s refused: %s%n", "rule " + pattern, e.problem());
        }
    }

    private void line(String name, SecretSearch with, HostileFile file, double ordinary) throws Exception {
        double quarter = nanos(with, file, size / 4);
        double whole = nanos(with, file, size);
        out.printf(
                Locale.ROOT,
                "%-42s %8.2f ns a byte, %6.2f x ordinary text, %5.2f x of a quarter of it%s%s%n",
                name + (with == search ? "" : " on " + file.name().toLowerCase(Locale.ROOT)),
                whole,
                whole / ordinary,
                whole / quarter,
                whole / ordinary > SLOW ? "  TOO SLOW" : "",
                whole / quarter > FASTER_THAN_LINEAR ? "  FASTER THAN LINEAR" : "");
    }

    private static double nanos(SecretSearch with, HostileFile file, int size) throws Exception {
        byte[] content = file.of(size);
        double best = Double.MAX_VALUE;
        for (int run = 0; run < RUNS; run++) {
            CollectedSecrets collected =
                    new CollectedSecrets(with.secretLimits().maxFindingsPerLayer());
            long before = processorTime();
            with.scanner(DEADLINE).scan(file.path(), new MemoryContent(file.path(), content), collected);
            best = Math.min(best, (double) (processorTime() - before) / content.length);
        }
        return best;
    }

    private static long processorTime() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadCpuTime();
    }
}
