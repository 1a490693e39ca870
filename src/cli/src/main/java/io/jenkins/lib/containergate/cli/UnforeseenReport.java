package io.jenkins.lib.containergate.cli;

import io.jenkins.lib.containergate.cli.output.Terminal;
import org.jspecify.annotations.Nullable;

/** What nobody foresaw. Needs no library: where memory is short, none may load. */
final class UnforeseenReport {
    private static final int MAX_CAUSES = 20;

    private UnforeseenReport() {}

    /** A lack of memory shows anywhere, also as the cause of something else, and is no fault of the program. */
    static void print(Throwable thrown, Terminal terminal) {
        @Nullable Throwable cause = thrown;
        for (int depth = 0; depth < MAX_CAUSES && cause != null; depth++) {
            if (cause instanceof OutOfMemoryError) {
                terminal.err().println("error: there is not enough memory: " + cause.getMessage());
                terminal.err().println("  what to do: allow more, for example with GATE_JAVA_OPTS=-Xmx1g");
                return;
            }
            cause = cause.getCause();
        }
        terminal.err().println("error: this is a fault of container-gate itself; please report it with these lines");
        thrown.printStackTrace(terminal.err());
    }
}
