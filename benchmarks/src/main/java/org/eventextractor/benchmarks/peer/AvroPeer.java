package org.eventextractor.benchmarks.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.jspecify.annotations.Nullable;

/** The work with parquet-avro: every record is made, looked at, and written if it is wanted. */
public final class AvroPeer {

    private final PeerWork work;
    private final Set<ByteBuffer> users;
    private @Nullable ParquetWriter<GenericRecord> writer;
    private long rows;

    private AvroPeer(PeerWork work) {
        this.work = work;
        this.users = new HashSet<>();
        work.users()
                .forEach(user -> users.add(ByteBuffer.allocate(16)
                        .putLong(user.getMostSignificantBits())
                        .putLong(user.getLeastSignificantBits())
                        .flip()));
    }

    /** Arguments: see {@link PeerWork}. */
    public static void main(String[] arguments) throws Exception {
        new AvroPeer(PeerWork.of(arguments)).run();
    }

    private void run() throws Exception {
        List<Path> files;
        try (Stream<Path> all = Files.walk(work.events())) {
            files = all.filter(Files::isRegularFile).toList();
        }
        ForkJoinPool threads = new ForkJoinPool(work.threads());
        threads.submit(() -> files.parallelStream().forEach(this::readFile)).get();
        threads.shutdown();
        if (writer != null) {
            writer.close();
        }
        PeerWork.done(rows);
    }

    private void readFile(Path file) {
        try {
            List<GenericRecord> wanted = new ArrayList<>();
            AvroFiles.read(Files.readAllBytes(file), row -> {
                if (isWanted(row)) {
                    wanted.add(row);
                }
            });
            write(wanted);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private boolean isWanted(GenericRecord row) {
        long time = (Long) row.get("occurred_at");
        GenericFixed user = (GenericFixed) row.get("user_uuid");
        boolean inRange = work.startMillis() <= time && time <= work.endMillis();
        return inRange && (users.isEmpty() || (user != null && users.contains(ByteBuffer.wrap(user.bytes()))));
    }

    private synchronized void write(List<GenericRecord> wanted) throws IOException {
        for (GenericRecord row : wanted) {
            if (writer == null) {
                writer = AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(work.out()))
                        .withConf(new PlainParquetConfiguration())
                        .withSchema(row.getSchema())
                        .withDataModel(GenericData.get())
                        .withCompressionCodec(CompressionCodecName.SNAPPY)
                        .build();
            }
            writer.write(row);
            rows++;
        }
    }
}
