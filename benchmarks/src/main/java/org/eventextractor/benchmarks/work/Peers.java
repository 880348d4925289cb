package org.eventextractor.benchmarks.work;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eventextractor.benchmarks.peer.ArrowPeer;
import org.eventextractor.benchmarks.peer.AvroPeer;
import org.eventextractor.benchmarks.peer.DuckDbPeer;
import org.eventextractor.benchmarks.process.MeasuredProcess;

/**
 * Whom the product is measured beside.
 *
 * @param scripts the folder of the Python peers
 */
record Peers(Workshop workshop, Path scripts) {

    private static final String CLASS_PATH = System.getProperty("java.class.path");

    /** DuckDB, its native library laid out beforehand: unpacking it would cost every run half a second. */
    Contender duckDb() throws IOException {
        return java("DuckDB", DuckDbPeer.class, classPathWithSmallDuckDb(), true);
    }

    Contender avro() {
        return java("parquet-avro", AvroPeer.class, CLASS_PATH, true);
    }

    Contender arrow() {
        return java("Arrow dataset, scan only", ArrowPeer.class, CLASS_PATH, false);
    }

    /** Those whose module this machine's Python has; says which it has not. */
    List<Contender> python() throws IOException, InterruptedException {
        List<Contender> peers = new ArrayList<>();
        for (String module : List.of("pyarrow", "polars")) {
            python(module).ifPresent(peers::add);
        }
        return peers;
    }

    private Optional<Contender> python(String module) throws InterruptedException {
        try {
            Path log = workshop.log("python");
            new MeasuredProcess(List.of("python3", "-c", "import " + module), Map.of(), log).run();
            String script = scripts.resolve(module + "_peer.py").toString();
            return Optional.of(new Peer(workshop, module, List.of("python3", script), true));
        } catch (IOException e) {
            System.out.println("Left out: " + module + ", which this machine's python3 does not have");
            return Optional.empty();
        }
    }

    private Contender java(String name, Class<?> main, String classPath, boolean doesAll) {
        List<String> program = List.of(
                Workshop.java(), "--add-opens=java.base/java.nio=ALL-UNNAMED", "-cp", classPath, main.getName());
        return new Peer(workshop, name, program, doesAll);
    }

    private String classPathWithSmallDuckDb() throws IOException {
        String whole = Stream.of(CLASS_PATH.split(File.pathSeparator, -1))
                .filter(entry -> entry.contains("duckdb_jdbc"))
                .findFirst()
                .orElseThrow(() -> new IOException("DuckDB is not on the class path"));
        Path small = NativeJar.unpack(Path.of(whole), workshop.folder().resolve("duckdb"));
        return CLASS_PATH.replace(whole, small.toString());
    }
}
