package org.eventextractor.samples;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;

/** Opens local Parquet files row by row, whatever their schema. */
final class GroupReader extends ParquetReader.Builder<Group> {

    private GroupReader(InputFile file) {
        super(file, new PlainParquetConfiguration());
    }

    static ParquetReader<Group> open(Path file) throws IOException {
        return new GroupReader(new LocalInputFile(file)).build();
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
        return new GroupReadSupport();
    }
}
