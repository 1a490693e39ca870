package io.jenkins.lib.containergate.cli;

import io.jenkins.lib.containergate.cli.output.Terminal;
import java.lang.reflect.Constructor;
import java.time.Clock;
import picocli.CommandLine;

/** Makes command objects, and hands the terminal, the clock and the other commands to those that take them. */
final class Commands implements CommandLine.IFactory {
    private final Terminal terminal;
    private final Clock clock;
    private final AnyCommand all;

    Commands(Terminal terminal, Clock clock, AnyCommand all) {
        this.terminal = terminal;
        this.clock = clock;
        this.all = all;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            Object[] arguments = arguments(constructor.getParameterTypes());
            if (arguments.length > 0) {
                constructor.setAccessible(true);
                return type.cast(constructor.newInstance(arguments));
            }
        }
        return CommandLine.defaultFactory().create(type);
    }

    /** Empty when the constructor wants something else. */
    private Object[] arguments(Class<?>[] types) {
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            if (types[i] == Terminal.class) {
                arguments[i] = terminal;
            } else if (types[i] == Clock.class) {
                arguments[i] = clock;
            } else if (types[i] == AnyCommand.class) {
                arguments[i] = all;
            } else {
                return new Object[0];
            }
        }
        return arguments;
    }
}
