package io.jenkins.lib.containergate.cli.data;

import picocli.CommandLine.Command;

/** Groups the commands about published data. */
@Command(
        name = "data",
        description = "Fetch, export and import vulnerability data, exploitation feeds and Sigstore's trusted root.",
        synopsisSubcommandLabel = "(update | status | export | import)",
        subcommands = {UpdateCommand.class, StatusCommand.class, ExportCommand.class, ImportCommand.class})
public final class DataCommand {}
