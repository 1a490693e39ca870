package io.jenkins.lib.containergate.policy.format;

import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A list of one kind of value. */
public final class ListFormat<T> implements ValueFormat<List<T>> {
    private final ValueFormat<T> item;
    private final int least;
    private final int most;

    public ListFormat(ValueFormat<T> item, int least, int most) {
        this.item = item;
        this.least = least;
        this.most = most;
    }

    @Override
    public Optional<List<T>> read(YamlValue value, String where, Problems problems) {
        if (!(value instanceof Sequence list)) {
            problems.report(value.line(), where + " must be a list, not " + value.kind());
            return Optional.empty();
        }
        int size = list.items().size();
        if (size < least || size > most) {
            problems.report(value.line(), where + " must have " + least + " to " + most + " entries, not " + size);
            return Optional.empty();
        }
        List<T> items = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            item.read(list.items().get(i), where + "[" + i + "]", problems).ifPresent(items::add);
        }
        return items.size() == size ? Optional.of(List.copyOf(items)) : Optional.empty();
    }

    @Override
    public Object plain(List<T> value) {
        return value.stream().map(item::plain).toList();
    }
}
