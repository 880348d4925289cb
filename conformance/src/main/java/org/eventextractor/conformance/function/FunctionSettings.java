package org.eventextractor.conformance.function;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a function is started.
 *
 * @param layout where its classes lie
 * @param handler the class that is called
 * @param environment what the deployment sets, and all the function sees besides what every runtime sets
 * @param javaOptions more options of the JVM
 * @param memoryMib what the function is given
 */
public record FunctionSettings(
        FunctionLayout layout,
        String handler,
        Map<String, String> environment,
        List<String> javaOptions,
        int memoryMib) {

    private static final String RUNTIME_MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final String NATIVE_CLIENT =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";
    private static final int MEMORY_MIB = 1024;
    private static final int HEAP_PERCENT = 85;

    public FunctionSettings {
        environment = Map.copyOf(environment);
        javaOptions = List.copyOf(javaOptions);
    }

    /** The function that takes requests in. */
    public static FunctionSettings intake(FunctionLayout layout, Map<String, String> environment) {
        return of(layout, "org.eventextractor.lambda.intake.IntakeHandler", environment);
    }

    /** The function that hears of jobs that ended. */
    public static FunctionSettings completion(FunctionLayout layout, Map<String, String> environment) {
        return of(layout, "org.eventextractor.lambda.completion.CompletionHandler", environment);
    }

    /** With more options of the JVM. */
    public FunctionSettings withJavaOptions(String... more) {
        List<String> options = new ArrayList<>(javaOptions);
        options.addAll(List.of(more));
        return new FunctionSettings(layout, handler, environment, options, memoryMib);
    }

    /** With one more variable. */
    public FunctionSettings with(String name, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value);
        return new FunctionSettings(layout, handler, more, javaOptions, memoryMib);
    }

    /**
     * As Lambda starts Java 17 and 21: the first compiler and the serial collector. {@code -Xshare:auto}, which it says
     * as well, is what Java does anyway, and may not be said beside an AOT cache.
     */
    List<String> commandLine() {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        line.add("-Xmx" + memoryMib * HEAP_PERCENT / 100 + "m");
        line.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
        line.add("-D" + NATIVE_CLIENT + "=" + layout.nativeClient());
        line.addAll(javaOptions);
        line.addAll(List.of("-cp", layout.classPath(), RUNTIME_MAIN, handler));
        return line;
    }

    /** What the process sees. */
    Map<String, String> variables(String runtimeApi) {
        Map<String, String> variables = new HashMap<>();
        variables.put("AWS_LAMBDA_FUNCTION_NAME", "event-extractor");
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(memoryMib));
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/event-extractor");
        variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "conformance");
        variables.put("LAMBDA_TASK_ROOT", layout.taskRoot().toString());
        variables.put("LC_ALL", "C.UTF-8");
        variables.putAll(environment);
        variables.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        return variables;
    }

    private static FunctionSettings of(FunctionLayout layout, String handler, Map<String, String> environment) {
        return new FunctionSettings(layout, handler, environment, List.of(), MEMORY_MIB);
    }
}
