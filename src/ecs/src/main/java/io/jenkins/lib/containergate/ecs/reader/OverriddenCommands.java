package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.deployment.Launch;
import io.jenkins.lib.containergate.ecs.document.Mark;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The commands that what starts tasks gives their containers, as far as a file says them. */
final class OverriddenCommands {
    private static final String CONTAINERS = "containeroverride";
    private static final String TEMPLATE = "inputtemplate";
    /** What is filled in when the tasks start: a part of an event, or of what a pipe reads. */
    private static final Pattern LATER = Pattern.compile("(?s).*<[^<>]{1,256}>.*|\\$.*");

    private static final Pattern COMMAND = Pattern.compile("(?i)command");

    private final List<Launch.Command> found = new ArrayList<>();

    /** @param given overrides, or the input of a target, as objects where they are the text of one */
    OverriddenCommands read(Value given) {
        if (given instanceof Sequence list) {
            list.items().forEach(this::read);
        } else if (given instanceof Mapping mapping) {
            for (Map.Entry<String, Value> member : mapping.members().entrySet()) {
                String name = NamedMembers.singular(member.getKey());
                if (name.equals(CONTAINERS)) {
                    containers(member.getValue());
                } else if (name.equals(TEMPLATE)) {
                    read(member.getValue());
                } else if (filledIn(member.getKey())) {
                    unknown(Optional.empty(), member.getValue().mark());
                }
            }
        } else if (given instanceof Unresolved
                || given instanceof Text text && COMMAND.matcher(text.value()).find()) {
            unknown(Optional.empty(), given.mark());
        }
        return this;
    }

    /** Whether a name is known only when the tasks start. */
    private static boolean filledIn(String name) {
        return StateInput.filledIn(name) || LATER.matcher(name).matches();
    }

    private void containers(Value given) {
        if (given instanceof Sequence list) {
            list.items().forEach(this::container);
        } else {
            container(given);
        }
    }

    private void container(Value given) {
        if (!(given instanceof Mapping override)) {
            if (!given.unset()) {
                unknown(Optional.empty(), given.mark());
            }
            return;
        }
        Optional<String> container =
                NamedMembers.of(override, "name").filter(Text.class::isInstance).map(name -> ((Text) name).value());
        override.members().forEach((name, value) -> {
            if (filledIn(name)) {
                unknown(container, value.mark());
            } else if (NamedMembers.plain(name).equals("command") && !value.unset()) {
                command(container, value);
            }
        });
    }

    private void command(Optional<String> container, Value command) {
        List<String> words = new ArrayList<>();
        boolean known = command instanceof Sequence;
        if (command instanceof Sequence list) {
            for (Value item : list.items()) {
                known &= item instanceof Text word
                        && !LATER.matcher(word.value()).matches();
                words.add(item instanceof Text word ? word.value() : "");
            }
        }
        found.add(new Launch.Command(container, known ? Optional.of(words) : Optional.empty(), command.mark()));
    }

    private void unknown(Optional<String> container, Mark mark) {
        found.add(new Launch.Command(container, Optional.empty(), mark));
    }

    List<Launch.Command> all() {
        return List.copyOf(found);
    }
}
