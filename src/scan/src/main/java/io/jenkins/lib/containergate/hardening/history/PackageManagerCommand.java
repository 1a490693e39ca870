package io.jenkins.lib.containergate.hardening.history;

import io.jenkins.lib.containergate.hardening.history.Instruction.ShellCommand;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A call of a distribution's package manager.
 *
 * @param program as called: {@code apt-get}
 * @param subcommand the first word the manager knows; options before it may take values that are not told apart
 */
public record PackageManagerCommand(PackageManager manager, String program, String subcommand, List<String> arguments) {
    public PackageManagerCommand {
        arguments = List.copyOf(arguments);
    }

    public static Optional<PackageManagerCommand> of(ShellCommand command) {
        return PackageManager.ofProgram(command.program())
                .flatMap(manager -> command.arguments().stream()
                        .filter(manager::knows)
                        .findFirst()
                        .map(subcommand -> new PackageManagerCommand(
                                manager, command.program(), subcommand, command.arguments())));
    }

    public boolean refreshes() {
        return manager.refreshes(subcommand);
    }

    public boolean installs() {
        return manager.installs(subcommand);
    }

    public boolean upgradesRelease() {
        return manager.upgradesRelease(subcommand);
    }

    /** Program and subcommand; never an argument, which may hold a secret. */
    @Override
    public String toString() {
        return program + " " + subcommand;
    }

    /** Package managers of distributions, with the subcommands rules speak of. */
    public enum PackageManager {
        APT(
                Set.of("apt-get", "apt", "aptitude"),
                Set.of("update"),
                Set.of(
                        "install",
                        "upgrade",
                        "dist-upgrade",
                        "full-upgrade",
                        "build-dep",
                        "source",
                        "download",
                        "satisfy"),
                Set.of("dist-upgrade", "full-upgrade")),
        APK(Set.of("apk"), Set.of("update"), Set.of("add", "upgrade", "fetch", "fix"), Set.of()),
        RPM(
                Set.of("dnf", "dnf5", "microdnf", "tdnf", "yum"),
                Set.of("makecache"),
                Set.of("install", "update", "upgrade", "reinstall", "localinstall", "groupinstall", "download"),
                Set.of("distro-sync", "system-upgrade")),
        ZYPPER(
                Set.of("zypper"),
                Set.of("refresh", "ref"),
                Set.of("install", "in", "update", "up", "patch", "dist-upgrade", "dup"),
                Set.of("dist-upgrade", "dup"));

        private final Set<String> programs;
        private final Set<String> refreshing;
        private final Set<String> installing;
        private final Set<String> upgradingRelease;

        PackageManager(
                Set<String> programs, Set<String> refreshing, Set<String> installing, Set<String> upgradingRelease) {
            this.programs = programs;
            this.refreshing = refreshing;
            this.installing = installing;
            this.upgradingRelease = upgradingRelease;
        }

        static Optional<PackageManager> ofProgram(String program) {
            for (PackageManager manager : values()) {
                if (manager.programs.contains(program)) {
                    return Optional.of(manager);
                }
            }
            return Optional.empty();
        }

        /** Fetches the list of packages, which the next layer would go on using however old it is. */
        boolean refreshes(String subcommand) {
            return refreshing.contains(subcommand);
        }

        /** Uses the list of packages. */
        boolean installs(String subcommand) {
            return installing.contains(subcommand);
        }

        /** May take the system to another release of the distribution. */
        boolean upgradesRelease(String subcommand) {
            return upgradingRelease.contains(subcommand);
        }

        boolean knows(String word) {
            return refreshes(word) || installs(word) || upgradesRelease(word);
        }
    }
}
