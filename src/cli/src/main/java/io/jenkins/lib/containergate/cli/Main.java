package io.jenkins.lib.containergate.cli;

import io.jenkins.lib.containergate.cli.options.DataLocation;
import io.jenkins.lib.containergate.cli.output.Terminal;
import java.time.Clock;

/** Starts the command line. */
public final class Main {
    private static final String PROXY_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

    private Main() {}

    public static void main(String[] arguments) {
        // Java shows no password to proxies of encrypted connections unless told so; other tools do.
        if (System.getProperty(PROXY_SCHEMES) == null) {
            System.setProperty(PROXY_SCHEMES, "");
        }
        System.exit(execute(arguments));
    }

    /** Java itself would end with 1 where it lacks memory, and 1 says that an image or a file is refused. */
    static int execute(String... arguments) {
        Terminal terminal = Terminal.ofProcess();
        try {
            DataLocation.find(System.getenv());
            return GateCommandLine.execute(terminal, Clock.systemUTC(), arguments);
        } catch (Error e) {
            UnforeseenReport.print(e, terminal);
            return ExitCode.ERROR;
        }
    }
}
