package io.jenkins.lib.containergate.cli.policy;

import picocli.CommandLine.Command;

/** Groups the commands about policies. */
@Command(
        name = "policy",
        description =
                "Check policy files, merge them, say which file decided what, try them on a verdict, test their rules, and write waivers.",
        synopsisSubcommandLabel = "(merge | explain | validate | test | try | waive)",
        subcommands = {
            MergeCommand.class,
            ExplainCommand.class,
            ValidateCommand.class,
            TryCommand.class,
            TestCommand.class,
            WaiveCommand.class,
            ImportCommand.class
        })
public final class PolicyCommand {}
