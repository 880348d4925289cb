package org.eventextractor.samples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Writes Parquet as production does: parquet-avro, snappy, data pages v1, lists of two levels. */
final class ParquetBytes {

    private ParquetBytes() {}

    static byte[] write(Schema schema, List<GenericRecord> records, FileShape shape) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ParquetWriter<GenericRecord> writer = AvroParquetWriter.<GenericRecord>builder(new BytesOutputFile(bytes))
                .withConf(new PlainParquetConfiguration())
                .withSchema(schema)
                .withDataModel(GenericData.get())
                .withCompressionCodec(CompressionCodecName.SNAPPY)
                .withWriterVersion(WriterVersion.PARQUET_1_0)
                .withRowGroupRowCountLimit(shape.rowsPerRowGroup())
                .withPageRowCountLimit(shape.rowsPerPage())
                .build()) {
            for (GenericRecord record : records) {
                writer.write(record);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a sample of " + schema.getName(), e);
        }
        return bytes.toByteArray();
    }
}
