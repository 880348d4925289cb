package org.eventextractor.conformance.function;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Where the classes of a runtime and of a function lie, and the runtime's native library.
 *
 * @param taskRoot the function's folder, in which its process starts
 * @param classPath what the JVM is given; the runtime finds all in {@code taskRoot} and its {@code lib/} besides
 * @param nativeClient the native library of the runtime's client, for glibc. A client that is not told of one unpacks
 *     it to a fixed file, which breaks processes that have loaded it from there
 */
public record FunctionLayout(Path taskRoot, String classPath, Path nativeClient) {

    /**
     * As a managed runtime has it: the package unpacked in a folder of its own, its jars loaded by the runtime.
     *
     * @param runtime the folder of the runtime's jars, with its native libraries in {@code jni/}
     * @param functionPackage a zip as Lambda takes it
     * @param taskRoot an empty folder, which stands for {@code /var/task}
     * @throws UncheckedIOException if the package or the runtime cannot be read
     */
    public static FunctionLayout managed(Path runtime, Path functionPackage, Path taskRoot) {
        try {
            unpack(functionPackage, taskRoot);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack " + functionPackage, e);
        }
        return new FunctionLayout(taskRoot, jars(runtime), nativeClient(runtime));
    }

    /**
     * As a container image may have it: runtime and function on one class path, which a class archive can hold.
     *
     * @param functionJar the function with all it needs
     * @param taskRoot an empty folder
     */
    public static FunctionLayout oneClassPath(Path runtime, Path functionJar, Path taskRoot) {
        String classPath = jars(runtime) + File.pathSeparator + functionJar.toAbsolutePath();
        return new FunctionLayout(taskRoot, classPath, nativeClient(runtime));
    }

    private static Path nativeClient(Path runtime) {
        String processor = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
        Path library = runtime.resolve("jni/libaws-lambda-jni.linux-" + processor + ".so");
        if (!Files.exists(library)) {
            throw new UncheckedIOException(noRuntime(runtime), new NoSuchFileException(library.toString()));
        }
        return library.toAbsolutePath();
    }

    private static String noRuntime(Path folder) {
        return "no Lambda runtime in " + folder + "; mvn package puts it there";
    }

    private static String jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .map(file -> file.toAbsolutePath().toString())
                    .sorted()
                    .collect(Collectors.joining(File.pathSeparator));
        } catch (IOException e) {
            throw new UncheckedIOException(noRuntime(folder), e);
        }
    }

    private static void unpack(Path zip, Path folder) throws IOException {
        try (InputStream file = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(file)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("an entry leads out of the package: " + entry.getName());
                }
                write(entries, entry, target);
            }
        }
    }

    private static void write(ZipInputStream entries, ZipEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.resolveSibling(""));
        Files.copy(entries, target);
    }
}
