package io.jenkins.lib.containergate.policy.yaml;

import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/** Writes plain maps, lists, texts, numbers and booleans as block YAML that {@link YamlReader} reads back. */
public final class YamlWriter {
    private YamlWriter() {}

    public static String write(Object plain) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setDefaultScalarStyle(ScalarStyle.PLAIN)
                .setBestLineBreak("\n")
                .setDereferenceAliases(true)
                .setSplitLines(false)
                .setIndent(2)
                .build();
        return new Dump(settings).dumpToString(plain);
    }
}
