package org.eventextractor.job;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Explains a mistyped option: picocli would say only that the one which was meant is missing. */
final class UnknownFirst {

    private UnknownFirst() {}

    /** @param usual tells what is wrong with a command line, and gives the exit code */
    static IParameterExceptionHandler before(IParameterExceptionHandler usual) {
        return (error, arguments) -> usual.handleParseException(cause(error), arguments);
    }

    private static ParameterException cause(ParameterException error) {
        CommandLine command = error.getCommandLine();
        List<String> unknown = command.getUnmatchedArguments();
        return error instanceof MissingParameterException && !unknown.isEmpty()
                ? new UnmatchedArgumentException(command, unknown)
                : error;
    }
}
