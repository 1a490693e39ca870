package io.jenkins.lib.containergate.cli.signature;

import java.nio.file.Path;

/** Where a program of this user keeps what must outlive it, as the XDG base directory specification has it. */
final class StateDirectory {
    private StateDirectory() {}

    static Path usual() {
        String stated = System.getenv().getOrDefault("XDG_STATE_HOME", "");
        Path state = !stated.isEmpty() && Path.of(stated).isAbsolute()
                ? Path.of(stated)
                : Path.of(System.getProperty("user.home", ""), ".local", "state");
        return state.resolve("container-gate").resolve("content-trust");
    }
}
