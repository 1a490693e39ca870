package io.jenkins.lib.containergate.cli.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.containergate.cli.ExitCode;
import io.jenkins.lib.containergate.cli.options.OutputOptions.Format;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.cli.output.TextTable;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.json.JsonBounds;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.merge.PolicyExplanation;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says which layer decided each value of the effective policy. */
@Command(
        name = "explain",
        description = "Say for each value of the merged policy which file and line decided it.",
        footer = {"", "Example:", "  gate policy explain org.yaml team.yaml"})
final class ExplainCommand implements Callable<Integer> {
    @Mixin
    private PolicyLayers layers = new PolicyLayers();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "What to print: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private Format format = Format.text;

    private final Terminal terminal;
    private final Clock clock;

    ExplainCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() throws GateException {
        EffectivePolicy policy = layers.merge(clock);
        if (format == Format.json) {
            terminal.out().println(json(policy));
        } else {
            terminal.out().print(table(policy));
        }
        return ExitCode.PASSED;
    }

    private static String table(EffectivePolicy policy) {
        TextTable table = new TextTable("KEY", "VALUE", "DECIDED BY", "ASKED");
        for (PolicyExplanation.Line line : policy.explain().lines()) {
            String asked = line.asked().stream()
                    .map(ask -> ask.layer() + ": " + ask.value())
                    .collect(Collectors.joining(", "));
            table.row(line.key(), line.value(), line.place(), asked);
        }
        return table + "policy digest " + policy.digest() + "\n";
    }

    private static String json(EffectivePolicy policy) {
        Map<String, Object> document = new java.util.LinkedHashMap<>();
        document.put("digest", policy.digest().toString());
        document.put("layers", policy.layers());
        document.put("values", List.copyOf(policy.explain().lines()));
        try {
            return new ObjectMapper(JsonBounds.own().factory())
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain values are always JSON", e);
        }
    }
}
