package io.jenkins.lib.containergate.cli.learn;

import picocli.CommandLine.Command;

/** {@code gate learn}: proposals from what was seen. */
@Command(
        name = "learn",
        description = "Propose settings from what was seen, for a person to read.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {LearnSegmentsCommand.class, LearnRoleCommand.class, LearnConfinementCommand.class})
public final class LearnCommand {}
