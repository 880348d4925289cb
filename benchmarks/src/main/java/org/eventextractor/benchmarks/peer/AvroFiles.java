package org.eventextractor.benchmarks.peer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** Reads files in memory through parquet-avro, record by record. */
public final class AvroFiles {

    /** Made once: a new one for every file would cost more than the file. */
    private static final ParquetConfiguration CONFIGURATION = new PlainParquetConfiguration();

    private AvroFiles() {}

    /** Hands on every record. */
    public static void read(byte[] file, Consumer<GenericRecord> rows) throws IOException {
        read(file, FilterCompat.NOOP, rows);
    }

    /** Hands on every record that the filter lets through. */
    public static void read(byte[] file, FilterCompat.Filter filter, Consumer<GenericRecord> rows) throws IOException {
        try (ParquetReader<GenericRecord> reader = AvroParquetReader.<GenericRecord>builder(
                        new InMemory(file), CONFIGURATION)
                .withDataModel(GenericData.get())
                .withFilter(filter)
                .build()) {
            for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
                rows.accept(row);
            }
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // used once, never compared
    private record InMemory(byte[] bytes) implements InputFile {

        @Override
        public long getLength() {
            return bytes.length;
        }

        @Override
        public SeekableInputStream newStream() {
            return new Stream(new Bytes(bytes));
        }
    }

    private static final class Stream extends DelegatingSeekableInputStream {

        private final Bytes bytes;

        Stream(Bytes bytes) {
            super(bytes);
            this.bytes = bytes;
        }

        @Override
        public long getPos() {
            return bytes.position();
        }

        @Override
        public void seek(long position) {
            bytes.seek((int) position);
        }
    }

    private static final class Bytes extends ByteArrayInputStream {

        Bytes(byte[] bytes) {
            super(bytes);
        }

        synchronized int position() {
            return pos;
        }

        synchronized void seek(int position) {
            pos = position;
        }
    }
}
