package io.jenkins.lib.containergate.cli.policy;

import io.jenkins.lib.containergate.cli.ExitCode;
import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.options.DateConverter;
import io.jenkins.lib.containergate.cli.options.SmallFile;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.policy.yaml.YamlReader;
import io.jenkins.lib.containergate.policy.yaml.YamlWriter;
import io.jenkins.lib.containergate.text.Counted;
import io.jenkins.lib.containergate.text.SafeText;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes waivers for what another scanner was told to ignore. */
@Command(
        name = "import",
        description = {
            "Write a file of waivers for what another scanner ignores: .trivyignore, .trivyignore.yaml, .grype.yaml,"
                    + " .snyk.",
            "Entries that a waiver cannot say as narrowly are listed and left out."
        },
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = {"  gate policy import .trivyignore --owner payments --expires 2027-01-31 --write waivers.yaml"})
final class ImportCommand implements Callable<Integer> {
    private static final int MAX_TEXT = 200;

    @Parameters(paramLabel = "FILE", description = "The ignore file of the other scanner.")
    private Path file = Path.of("");

    @Option(names = "--owner", required = true, paramLabel = "NAME", description = "Who accepts the risks.")
    private String owner = "";

    @Option(
            names = "--expires",
            required = true,
            paramLabel = "DATE",
            converter = DateConverter.class,
            description = "Last day of entries without a date of their own, such as 2027-01-31.")
    private LocalDate expires = LocalDate.EPOCH;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for entries that do not say it.")
    private Optional<String> reason = Optional.empty();

    @Option(names = "--write", paramLabel = "FILE", description = "Write to a new file instead of the console.")
    private Optional<Path> target = Optional.empty();

    private final Terminal terminal;
    private final Clock clock;

    ImportCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() throws UsageException {
        String name = String.valueOf(file.getFileName());
        IgnoreFile ignored = IgnoreFile.read(name, SmallFile.text(file, "FILE", YamlReader.MAX_CHARACTERS));
        List<String> left = new ArrayList<>(ignored.left());
        List<Map<String, Object>> waivers = new ArrayList<>();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        for (IgnoreFile.Entry entry : ignored.entries()) {
            LocalDate end = end(entry);
            if (end.isBefore(today)) {
                left.add(entry.rule() + ": it expired on " + end);
            } else {
                waivers.add(waiver(entry, end, name));
            }
        }
        if (!waivers.isEmpty()) {
            WaiverFiles.write(YamlWriter.write(ordered("version", 1, "waivers", waivers)), target, terminal);
        }
        terminal.err()
                .println(Counted.of(waivers.size(), "waiver") + ", " + Counted.of(left.size(), "entry") + " left out");
        left.forEach(each -> terminal.err().println("  " + SafeText.visible(each, MAX_TEXT)));
        return ExitCode.PASSED;
    }

    private LocalDate end(IgnoreFile.Entry entry) throws UsageException {
        try {
            return entry.expires().map(LocalDate::parse).orElse(expires);
        } catch (DateTimeException e) {
            throw new UsageException(
                    entry.rule() + " expires on " + entry.expires().orElseThrow() + ", a day that does not exist",
                    "correct the date in " + file);
        }
    }

    private Map<String, Object> waiver(IgnoreFile.Entry entry, LocalDate end, String name) {
        Map<String, Object> waiver = ordered("rule", entry.rule());
        entry.packages().ifPresent(pattern -> waiver.put("package", pattern));
        entry.path().ifPresent(pattern -> waiver.put("path", pattern));
        waiver.put("owner", owner);
        waiver.put("reason", entry.reason().or(() -> reason).orElse("imported from " + name));
        waiver.put("expires", end.toString());
        return waiver;
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
