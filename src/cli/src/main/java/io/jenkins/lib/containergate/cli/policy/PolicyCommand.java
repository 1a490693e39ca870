package io.jenkins.lib.containergate.cli.policy;

import picocli.CommandLine.Command;

/** Groups the commands about policies. */
@Command(
        name = "policy",
        description = "Check policy files, merge them, say which file decided what, and try them on a verdict.",
        synopsisSubcommandLabel = "(merge | explain | validate | try)",
        subcommands = {MergeCommand.class, ExplainCommand.class, ValidateCommand.class, TryCommand.class})
public final class PolicyCommand {}
