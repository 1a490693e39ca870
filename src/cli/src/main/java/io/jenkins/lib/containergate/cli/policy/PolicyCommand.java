package io.jenkins.lib.containergate.cli.policy;

import picocli.CommandLine.Command;

/** Groups the commands about policies. */
@Command(
        name = "policy",
        description = "Check policy files, merge them, and say which file decided what.",
        synopsisSubcommandLabel = "(merge | explain | validate)",
        subcommands = {MergeCommand.class, ExplainCommand.class, ValidateCommand.class})
public final class PolicyCommand {}
