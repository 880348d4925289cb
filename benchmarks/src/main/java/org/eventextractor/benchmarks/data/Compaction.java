package org.eventextractor.benchmarks.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.eventextractor.benchmarks.peer.AvroFiles;

/** Makes one large sorted file of many small ones, as a compaction of the bucket would. */
enum Compaction {

    /** In the order of time, in pages of the usual size. */
    BY_TIME("large-time", 20_000, Comparator.comparing(row -> (Long) row.get("occurred_at"))),

    /** In the order of users, then of time, in small pages whose statistics tell users apart; no user comes first. */
    BY_USER(
            "large-user",
            1_000,
            Comparator.<GenericRecord, ByteBuffer>comparing(Compaction::user)
                    .thenComparing(row -> (Long) row.get("occurred_at")));

    private final String folderName;
    private final int rowsPerPage;

    @SuppressWarnings("ImmutableEnumChecker") // comparators hold no state
    private final Comparator<GenericRecord> order;

    Compaction(String folderName, int rowsPerPage, Comparator<GenericRecord> order) {
        this.folderName = folderName;
        this.rowsPerPage = rowsPerPage;
        this.order = order;
    }

    String folderName() {
        return folderName;
    }

    /** All days of the small files in one, which lies in the middle day's folder: no event is more than a day away. */
    DataSet compact(DataSet small, Path folder) throws IOException {
        List<GenericRecord> rows = new ArrayList<>();
        for (int n = 0; n < small.days(); n++) {
            for (Path file : DayFolders.files(small.folder(), small.firstDay().plusDays(n))) {
                AvroFiles.read(Files.readAllBytes(file), rows::add);
            }
        }
        LocalDate middle = small.firstDay().plusDays(small.days() / 2);
        Path target = folder.resolve(DayFolders.prefix(middle));
        Files.createDirectories(target);
        write(rows, target.resolve("compacted.parquet"));
        return new DataSet(folder, middle, 1, 1);
    }

    private void write(List<GenericRecord> rows, Path file) throws IOException {
        rows.sort(order);
        try (ParquetWriter<GenericRecord> writer = AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withSchema(rows.get(0).getSchema())
                .withDataModel(GenericData.get())
                .withCompressionCodec(CompressionCodecName.SNAPPY)
                .withPageRowCountLimit(rowsPerPage)
                .build()) {
            for (GenericRecord row : rows) {
                writer.write(row);
            }
        }
    }

    /** Compared unsigned, byte by byte, as Parquet orders fixed(16). */
    private static ByteBuffer user(GenericRecord row) {
        GenericFixed user = (GenericFixed) row.get("user_uuid");
        byte[] key = user == null ? new byte[0] : user.bytes().clone();
        for (int i = 0; i < key.length; i++) {
            key[i] ^= (byte) 0x80; // ByteBuffer compares signed
        }
        return ByteBuffer.wrap(key);
    }
}
