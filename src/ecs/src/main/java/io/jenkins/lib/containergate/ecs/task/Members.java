package io.jenkins.lib.containergate.ecs.task;

import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.MalformedDocumentException;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition.Option;
import io.jenkins.lib.containergate.ecs.task.Field.Absent;
import io.jenkins.lib.containergate.ecs.task.Field.Known;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of one object, which may itself be absent or unresolved; then so is each member.
 *
 * <p>A value of another type than the API's is an error: what the API would refuse cannot be judged. Texts that spell a
 * number or a truth value are taken as such, because templates write them so.
 */
public final class Members {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[-+]?[0-9]{1,18}(?:\\.0{1,9})?");

    private final Budget budget;
    private final @Nullable Value object;
    private final Place place;

    private Members(Budget budget, @Nullable Value object, Place place) {
        this.budget = budget;
        this.object = object;
        this.place = place;
    }

    public static Members of(Budget budget, @Nullable Value object, Place place) throws GateException {
        if (object != null && !(object instanceof Mapping) && !(object instanceof Value.Unresolved)) {
            throw wrong(budget, place, object, "an object");
        }
        return new Members(budget, object, place);
    }

    public Place place() {
        return place;
    }

    public boolean present() {
        return object != null;
    }

    Members ownedBy(String owner) {
        return new Members(budget, object, place.ownedBy(owner));
    }

    public Members object(String name) throws GateException {
        return of(budget, member(name), place(name));
    }

    public Field<String> text(String name) throws GateException {
        return text(member(name), place(name));
    }

    public Field<Boolean> bool(String name) throws GateException {
        Value value = member(name);
        Place at = place(name);
        if (value == null) {
            return new Absent<>(at);
        }
        if (value instanceof Value.Unresolved unresolved) {
            return Unresolved.of(unresolved, at);
        }
        if (value instanceof Value.Bool bool) {
            return new Known<>(bool.value(), at);
        }
        String text = value instanceof Text written ? written.value().toLowerCase(Locale.ROOT) : "";
        if (text.equals("true") || text.equals("false")) {
            return new Known<>(text.equals("true"), at);
        }
        throw wrong(budget, at, value, "true or false");
    }

    public Field<Long> integer(String name) throws GateException {
        Value value = member(name);
        Place at = place(name);
        if (value == null) {
            return new Absent<>(at);
        }
        if (value instanceof Value.Unresolved unresolved) {
            return Unresolved.of(unresolved, at);
        }
        String digits = value instanceof Value.Number number
                ? number.digits()
                : value instanceof Text text ? text.value().strip() : "";
        if (WHOLE_NUMBER.matcher(digits).matches()) {
            int dot = digits.indexOf('.');
            return new Known<>(Long.parseLong(dot < 0 ? digits : digits.substring(0, dot)), at);
        }
        throw wrong(budget, at, value, "a whole number");
    }

    public Items<Known<String>> texts(String name) throws GateException {
        Collector<Known<String>> items = new Collector<>(place(name), member(name));
        for (Value item : items.elements()) {
            Place at = items.place(item);
            if (text(item, at) instanceof Known<String> known) {
                items.add(known);
            } else {
                items.unresolved((Value.Unresolved) item, at);
            }
        }
        return items.done();
    }

    /** An element that is an object. */
    public interface Element<T> {
        T read(Members members) throws GateException;
    }

    public <T> Items<T> objects(String name, Element<T> element) throws GateException {
        Collector<T> items = new Collector<>(place(name), member(name));
        for (Value item : items.elements()) {
            Place at = items.place(item);
            if (item instanceof Value.Unresolved unresolved) {
                items.unresolved(unresolved, at);
            } else {
                items.add(element.read(of(budget, item, at)));
            }
        }
        return items.done();
    }

    /** An object whose keys are data. */
    public Items<Option> options(String name) throws GateException {
        Value value = member(name);
        Place at = place(name);
        if (!(value instanceof Mapping mapping)) {
            of(budget, value, at);
            return new Collector<Option>(at, value instanceof Value.Unresolved ? value : null).done();
        }
        Collector<Option> items = new Collector<>(at, new Sequence(List.of(), mapping.mark()));
        for (Map.Entry<String, Value> entry : mapping.members().entrySet()) {
            Place entryAt = at.member(entry.getKey(), entry.getValue().mark());
            items.add(new Option(entry.getKey(), text(entry.getValue(), entryAt)));
        }
        return items.done();
    }

    private Field<String> text(@Nullable Value value, Place at) throws GateException {
        if (value == null) {
            return new Absent<>(at);
        }
        if (value instanceof Value.Unresolved unresolved) {
            return Unresolved.of(unresolved, at);
        }
        if (value instanceof Text text) {
            return new Known<>(text.value(), at);
        }
        if (value instanceof Value.Number number) {
            return new Known<>(number.digits(), at);
        }
        if (value instanceof Value.Bool bool) {
            return new Known<>(Boolean.toString(bool.value()), at);
        }
        throw wrong(budget, at, value, "a text");
    }

    private @Nullable Value member(String name) {
        if (object instanceof Mapping mapping) {
            return mapping.members().get(name);
        }
        return object;
    }

    private Place place(String name) {
        Value value = object instanceof Mapping mapping ? mapping.members().get(name) : null;
        return place.member(name, value == null ? place.mark() : value.mark());
    }

    private static MalformedDocumentException wrong(Budget budget, Place at, Value value, String wanted) {
        return new MalformedDocumentException(
                budget.document(),
                value.mark().line(),
                at.pointer() + " is " + value.kind() + ", not " + wanted,
                "write it as the ECS API takes it");
    }

    /** Elements of a list while it is read. */
    private final class Collector<T> {
        private final Place at;
        private final @Nullable Value list;
        private final List<T> values = new ArrayList<>();
        private final List<Unresolved<T>> unresolved = new ArrayList<>();
        private int index = -1;

        Collector(Place at, @Nullable Value list) {
            this.at = at;
            this.list = list;
        }

        List<Value> elements() throws GateException {
            if (list == null || list instanceof Value.Unresolved) {
                return List.of();
            }
            if (list instanceof Sequence sequence) {
                if (sequence.items().size() > budget.limits().maxItems()) {
                    throw new LimitExceededException(
                            at.pointer() + " of " + budget.document(),
                            "maxItems",
                            budget.limits().maxItems());
                }
                return sequence.items();
            }
            throw wrong(budget, at, list, "a list");
        }

        Place place(Value item) {
            index++;
            return at.member(Integer.toString(index), item.mark());
        }

        void add(T value) {
            values.add(value);
        }

        void unresolved(Value.Unresolved value, Place itemAt) {
            unresolved.add(Unresolved.of(value, itemAt));
        }

        Items<T> done() {
            if (list instanceof Value.Unresolved whole) {
                unresolved(whole, at);
            }
            return new Items<>(values, unresolved, at, list != null);
        }
    }
}
