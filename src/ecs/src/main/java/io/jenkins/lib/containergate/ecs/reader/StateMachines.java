package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.aws.start.StartLookups;
import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.MalformedDocumentException;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import io.jenkins.lib.containergate.ecs.reader.TaskDefinitionFiles.ReadAlong;
import io.jenkins.lib.containergate.ecs.task.ApiShape;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * State machines of Step Functions: each state that runs tasks of ECS is evaluated like a schedule, wherever it is nested. What a
 * state takes from its input is known only when it runs, and undecided. Other states, and definitions that are not in the file, are not
 * followed.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html">Step Functions and ECS</a>
 */
final class StateMachines {
    private static final String KIND = "state machine";
    private static final String NOT_PLAIN = "its definition, or a part of it, is not plain JSON in the file";
    private static final Pattern RUNS_TASKS =
            Pattern.compile("(?i).*:states:::(?:aws-sdk:)?ecs:(?:" + StartLookups.CALLS + ").*", Pattern.DOTALL);
    private static final Pattern STATE = Pattern.compile("[A-Za-z0-9 _.-]{1,80}");
    /** In lower case. */
    private static final Set<String> HOLD_STATES = Set.of("states", "branches", "iterator", "itemprocessor");

    private static final List<String> DEFINITIONS = List.of("definitionString", "definition");
    private static final List<String> FILES = List.of("definitionUri", "definitionS3Location");

    private final Budget budget;
    private final Gathered gathered;
    private final ReadAlong along;
    private final LaunchResources launches;

    /** @param along files that a definition may be in */
    StateMachines(Budget budget, Gathered gathered, ReadAlong along, LaunchResources launches) {
        this.budget = budget;
        this.gathered = gathered;
        this.along = along;
        this.launches = launches;
    }

    /** @param written its properties, however the names of members are spelled */
    void read(String type, String name, Mapping written) throws GateException {
        Machine machine = new Machine(type, name);
        Optional<Value> substitutions = member(written, "definitionSubstitutions");
        boolean found = false;
        for (String each : DEFINITIONS) {
            Optional<Value> definition = member(written, each);
            if (definition.isPresent()) {
                found = true;
                read(machine, definition.get(), substitutions);
            }
        }
        for (String each : FILES) {
            Optional<Value> place = member(written, each);
            if (place.isPresent()) {
                found = true;
                file(machine, place.get(), substitutions);
            }
        }
        if (!found) {
            machine.couldStart(NOT_PLAIN, written);
        } else if (machine.states == 0) {
            machine.couldStart("its states call other services", written);
        }
    }

    private void read(Machine machine, Value definition, Optional<Value> substitutions) throws GateException {
        Optional<Value> states = new MachineDefinition(
                        budget, substitutions.orElseGet(() -> new Value.Null(definition.mark())))
                .of(definition);
        if (states.isPresent()) {
            machine.walk("", states.get(), true, 0);
        } else {
            machine.couldStart(NOT_PLAIN, definition);
        }
    }

    private void file(Machine machine, Value place, Optional<Value> substitutions) throws GateException {
        Optional<byte[]> content =
                place instanceof Text path ? along.beside(budget.document(), path.value()) : Optional.empty();
        if (content.isEmpty()) {
            machine.couldStart(NOT_PLAIN, place);
            return;
        }
        read(machine, TaskDefinitionReader.root(budget, content.get()), substitutions);
    }

    /** What is found of one. */
    private final class Machine {
        private final String type;
        private final String name;
        private int states;
        /** Whether it is named as not evaluated: once is enough. */
        private boolean named;

        private Machine(String type, String name) {
            this.type = type;
            this.name = name;
        }

        private void couldStart(String reason, Value at) {
            if (!named) {
                named = true;
                gathered.couldStart(name, type, reason, at.mark());
            }
        }

        /** @param states whether states are there, and not what one of them hands on */
        private void walk(String called, Value value, boolean states, int depth) throws GateException {
            budget.value(depth);
            if (value instanceof Sequence sequence) {
                for (Value item : sequence.items()) {
                    walk(called, item, states, depth + 1);
                }
            } else if (value instanceof Mapping mapping) {
                if (states
                        && !called.equalsIgnoreCase("states")
                        && mapping.members().keySet().stream().anyMatch(StateInput::filledIn)) {
                    couldStart(NOT_PLAIN, mapping);
                }
                boolean runs = state(called, mapping);
                for (Map.Entry<String, Value> member : mapping.members().entrySet()) {
                    String key = member.getKey().toLowerCase(Locale.ROOT);
                    if (!runs || !key.equals("resource")) {
                        boolean inside = HOLD_STATES.contains(key) || called.equalsIgnoreCase("states");
                        walk(member.getKey(), member.getValue(), inside, depth + 1);
                    }
                }
            } else if (states && value instanceof Unresolved) {
                couldStart(NOT_PLAIN, value);
            }
        }

        /** Whether it is a state of which something is said. */
        private boolean state(String called, Mapping state) throws GateException {
            Optional<Value> resource = member(state, "resource");
            List<Value> given = new ArrayList<>();
            member(state, "arguments").ifPresent(given::add);
            member(state, "parameters").ifPresent(given::add);
            if (resource.isEmpty()) {
                return false;
            }
            if (!RUNS_TASKS.matcher(text(resource.get())).matches()) {
                if (TargetArn.startsTasks(resource.get())) {
                    gathered.undecided(
                            name,
                            type,
                            "it starts tasks in a way that this version does not evaluate",
                            resource.get().mark());
                    return true;
                }
                if (!(resource.get() instanceof Text)) {
                    couldStart(NOT_PLAIN, resource.get());
                }
                return false;
            }
            states++;
            String shown = name + "/" + (STATE.matcher(called).matches() ? called : "state " + states);
            member(state, "credentials").ifPresent(role -> otherRole(shown, role));
            if (given.isEmpty()) {
                later(shown, "all of it", state);
            }
            for (Value each : given) {
                if (each instanceof Mapping parameters) {
                    launch(shown, parameters);
                } else {
                    later(shown, "all of it", each);
                }
            }
            return true;
        }

        /** Of another account, in which names are those of other task definitions and clusters. */
        private void otherRole(String shown, Value role) {
            gathered.couldStart(
                    shown, type, "it has a role of its own (Credentials), perhaps of another account", role.mark());
        }

        private void launch(String shown, Mapping parameters) throws GateException {
            StateInput input = new StateInput(budget);
            Mapping known = (Mapping) input.atRunTime(parameters, "", 0);
            Mapping shaped;
            try {
                shaped = new ApiShape(budget).of(known);
            } catch (MalformedDocumentException e) {
                later(shown, "all of it", parameters);
                return;
            }
            launches.launch(shown, KIND, type, shaped, Map.of());
            if (!input.paths().isEmpty()) {
                later(shown, String.join(", ", input.paths()), parameters);
            }
        }

        private void later(String shown, String what, Value at) {
            gathered.undecided(
                    shown,
                    type,
                    "what it hands to ECS is known only when it runs: " + what,
                    "write it in the definition, or waive this finding by its fingerprint",
                    at.mark());
        }
    }

    /** As far as it is known. */
    private static String text(Value value) {
        if (value instanceof Text text) {
            return text.value();
        }
        return value instanceof Unresolved later ? later.shape() : "";
    }

    private static Optional<Value> member(Mapping mapping, String name) {
        return mapping.members().entrySet().stream()
                .filter(each -> each.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .filter(value -> !(value instanceof Value.Null))
                .findFirst();
    }
}
