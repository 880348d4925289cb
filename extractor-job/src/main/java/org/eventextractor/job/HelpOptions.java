package org.eventextractor.job;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What picocli's standard help options are, without the annotations that these are read from. */
final class HelpOptions {

    private HelpOptions() {}

    /** Gives a command {@code --help} and {@code --version}, and whatever {@link BuildVersion} says to the latter. */
    static CommandSpec addTo(CommandSpec command) {
        return command.versionProvider(new BuildVersion())
                .addOption(OptionSpec.builder("-h", "--help")
                        .type(boolean.class)
                        .usageHelp(true)
                        .description("Show this help message and exit.")
                        .build())
                .addOption(OptionSpec.builder("-V", "--version")
                        .type(boolean.class)
                        .versionHelp(true)
                        .description("Print version information and exit.")
                        .build());
    }
}
