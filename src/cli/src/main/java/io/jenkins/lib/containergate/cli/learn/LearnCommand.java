package io.jenkins.lib.containergate.cli.learn;

import picocli.CommandLine.Command;

/** {@code gate learn}: proposals from what was seen. */
@Command(
        name = "learn",
        description = "Propose segments, roles and confinement from recorded traffic and calls, for you to review.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {LearnSegmentsCommand.class, LearnRoleCommand.class, LearnConfinementCommand.class})
public final class LearnCommand {}
