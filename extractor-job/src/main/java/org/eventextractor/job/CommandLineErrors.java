package org.eventextractor.job;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, and where help is: the whole of it would push the fault off the screen. */
final class CommandLineErrors implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException error, String[] arguments) {
        CommandLine command = error.getCommandLine();
        PrintWriter errors = command.getErr();
        ParameterException fault = mostTelling(error);
        errors.println(command.getColorScheme().errorText(fault.getMessage()));
        UnmatchedArgumentException.printSuggestions(fault, errors);
        errors.println("Help: the same command with --help");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** Of a mistyped option picocli would say only that the one which was meant is missing. */
    private static ParameterException mostTelling(ParameterException error) {
        CommandLine command = error.getCommandLine();
        List<String> unknown = command.getUnmatchedArguments();
        return error instanceof MissingParameterException && !unknown.isEmpty()
                ? new UnmatchedArgumentException(command, unknown)
                : error;
    }
}
