package io.jenkins.lib.containergate.policy.format;

import io.jenkins.lib.containergate.policy.yaml.NearestNames;
import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.Entry;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.Mapping;
import io.jenkins.lib.containergate.text.ShownName;
import java.util.Collection;
import java.util.Optional;

/** The fields of one mapping of known shape. */
public final class Fields {
    private final Mapping mapping;
    private final String where;
    private final Problems problems;
    private final int problemsBefore;

    private Fields(Mapping mapping, String where, Problems problems) {
        this.mapping = mapping;
        this.where = where;
        this.problems = problems;
        this.problemsBefore = problems.count();
    }

    /** Empty when it is no mapping; unknown keys are reported and make {@link #sound} false. */
    public static Optional<Fields> of(YamlValue value, String where, Collection<String> known, Problems problems) {
        if (!(value instanceof Mapping mapping)) {
            problems.report(value.line(), where + " must be a mapping, not " + value.kind());
            return Optional.empty();
        }
        Fields fields = new Fields(mapping, where, problems);
        for (Entry entry : mapping.entries()) {
            if (!known.contains(entry.key())) {
                problems.report(
                        entry.line(),
                        where + ": unknown key " + ShownName.of(entry.key()) + ", "
                                + NearestNames.hint(entry.key(), known));
            }
        }
        return Optional.of(fields);
    }

    /** No problem was reported since these fields were opened. */
    public boolean sound() {
        return problems.count() == problemsBefore;
    }

    public int line() {
        return mapping.line();
    }

    public boolean has(String name) {
        return find(name).isPresent();
    }

    public void problem(String text) {
        problems.report(mapping.line(), where + " " + text);
    }

    /** Empty when absent, which is reported, or malformed. */
    public <T> Optional<T> required(String name, ValueFormat<T> format) {
        if (!has(name)) {
            problem("has no " + name);
            return Optional.empty();
        }
        return optional(name, format);
    }

    /** Empty when absent or malformed: use the result only while {@link #sound}. */
    public <T> Optional<T> optional(String name, ValueFormat<T> format) {
        return find(name).flatMap(entry -> format.read(entry.value(), where + "." + name, problems));
    }

    /** The fields of the mapping below one; empty when that is absent or no mapping. */
    public Optional<Fields> mapping(String name, Collection<String> known) {
        return find(name).flatMap(entry -> of(entry.value(), where + "." + name, known, problems));
    }

    private Optional<Entry> find(String name) {
        return mapping.entries().stream()
                .filter(entry -> entry.key().equals(name))
                .findFirst();
    }
}
