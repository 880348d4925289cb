package org.eventextractor.job;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Lets tests in other packages carry out the job's command line in this process. */
public final class RunningCommand {

    private RunningCommand() {}

    /**
     * {@code run --request FILE --events URI --out URI}, from folder to folder.
     *
     * @param scratch an existing folder
     * @return the exit code
     */
    public static int run(Path request, Path events, Path out, Path scratch) {
        String[] arguments = {
            "run",
            "--request",
            request.toString(),
            "--events",
            events.toUri().toString(),
            "--out",
            out.toUri().toString()
        };
        return Main.run(
                arguments,
                Map.of("EXTRACTOR_SCRATCH", scratch.toString(), "EXTRACTOR_THREADS", "2"),
                new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    }
}
