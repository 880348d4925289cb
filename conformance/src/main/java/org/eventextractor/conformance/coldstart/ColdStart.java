package org.eventextractor.conformance.coldstart;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eventextractor.conformance.function.Answer;
import org.eventextractor.conformance.function.FunctionException;
import org.eventextractor.conformance.function.FunctionProcess;
import org.eventextractor.conformance.function.FunctionSettings;
import org.eventextractor.conformance.function.Invocation;
import org.eventextractor.conformance.stage.DroppedRequest;
import org.eventextractor.conformance.stage.Stage;

/**
 * Measures a function from the start of its process. Every call takes in a request of its own, whose job must be
 * submitted. Not thread-safe.
 */
final class ColdStart {

    private static final String ALL_DONE = "{\"batchItemFailures\":[]}";

    /** Enough that all a call needs is loaded. */
    private static final int TRIAL_CALLS = 3;

    private final Stage stage;
    private final Path folder;
    private int requests;

    /** @param folder takes the logs */
    ColdStart(Stage stage, Path folder) {
        this.stage = stage;
        this.folder = folder;
    }

    /**
     * Starts a function, calls it, and calls it again.
     *
     * @param laterCalls how often it is called after the first call
     * @throws FunctionException if it does not do its work
     */
    Measured measure(FunctionSettings settings, int laterCalls) {
        Path jvmLog = folder.resolve("jvm.log");
        FunctionSettings logged = settings.withJavaOptions("-Xlog:startuptime:file=" + jvmLog);
        DroppedRequest first = next();
        try (FunctionProcess process = FunctionProcess.start(logged, folder.resolve("function.log"))) {
            Duration ready = process.awaitReady();
            Answer answer = process.invoke(call(first));
            Duration total = process.age();
            Duration cpu = process.cpu();
            check(first, answer, process);
            return new Measured(
                    StartTimes.of(jvmLog, ready, answer.took(), total, cpu), callInTurn(process, laterCalls));
        }
    }

    /**
     * Calls a function a few times, as soon as it is ready.
     *
     * @throws FunctionException if it does not do its work
     */
    void tryOut(FunctionProcess process) {
        process.awaitReady();
        List<Duration> unused = callInTurn(process, TRIAL_CALLS);
    }

    private List<Duration> callInTurn(FunctionProcess process, int calls) {
        List<Duration> took = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            DroppedRequest request = next();
            Answer answer = process.invoke(call(request));
            check(request, answer, process);
            took.add(answer.took());
        }
        return took;
    }

    private DroppedRequest next() {
        return stage.drop("study/" + requests++ + "/my_request.json");
    }

    private static Invocation call(DroppedRequest request) {
        return Invocation.through("", request.event());
    }

    private void check(DroppedRequest request, Answer answer, FunctionProcess process) {
        boolean submitted =
                stage.status(request).filter(status -> status.jobId() != null).isPresent();
        if (answer.failed() || !answer.body().replaceAll("\\s", "").equals(ALL_DONE) || !submitted) {
            throw new FunctionException("no job was submitted; the answer is " + answer.body()
                    + "; the function printed:\n" + process.output());
        }
    }

    /**
     * @param start of the first call
     * @param later the calls after it, in their order
     */
    record Measured(StartTimes start, List<Duration> later) {
        Measured {
            later = List.copyOf(later);
        }
    }
}
