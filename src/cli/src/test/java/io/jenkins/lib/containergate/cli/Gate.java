package io.jenkins.lib.containergate.cli;

import io.jenkins.lib.containergate.cli.output.Terminal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** What the command line did: exit code and both outputs. */
record Gate(int exit, String out, String err) {
    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    static Gate run(Object... arguments) {
        return runAt(NOW, arguments);
    }

    static Gate runAt(Instant now, Object... arguments) {
        return run(Clock.fixed(now, ZoneOffset.UTC), arguments);
    }

    /** From then on time passes, so that a deadline can. */
    static Gate runFrom(Instant now, Object... arguments) {
        return run(Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), now)), arguments);
    }

    private static Gate run(Clock clock, Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        int exit = GateCommandLine.execute(Terminal.plain(out, err), clock, words);
        return new Gate(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
