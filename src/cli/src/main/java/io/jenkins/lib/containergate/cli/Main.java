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

    static int execute(String... arguments) {
        DataLocation.find(System.getenv());
        return GateCommandLine.execute(Terminal.ofProcess(), Clock.systemUTC(), arguments);
    }
}
