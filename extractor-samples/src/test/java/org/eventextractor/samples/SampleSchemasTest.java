package org.eventextractor.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleSchemasTest {

    private static final LocalDate DAY = LocalDate.parse("2023-03-01");

    @TempDir
    Path folder;

    @Test
    void startedSessionHasTheSchemaOfProduction() {
        assertThat(footer(SampleType.STARTED_SESSION, DAY)
                        .getFileMetaData()
                        .getSchema()
                        .toString())
                .isEqualTo("""
                        message org.eventextractor.samples.started_session_v1 {
                          optional fixed_len_byte_array(16) device_uuid;
                          optional fixed_len_byte_array(16) user_uuid;
                          required fixed_len_byte_array(16) session_uuid;
                          required binary scheme (STRING);
                          required binary host (STRING);
                          required binary path (STRING);
                          optional group query (MAP) {
                            repeated group key_value {
                              required binary key (STRING);
                              required group value (LIST) {
                                repeated binary array (STRING);
                              }
                            }
                          }
                          required binary ip_address (STRING);
                          required binary referrer (STRING);
                          required binary user_agent (STRING);
                          required int64 occurred_at (TIMESTAMP(MILLIS,true));
                          optional binary platform (STRING);
                          optional binary release_id (STRING);
                          optional binary service_worker (STRING);
                          optional binary organization_id (STRING);
                        }
                        """);
    }

    @Test
    void olderSessionsLackTheNewestColumns() {
        MessageType newer =
                footer(SampleType.STARTED_SESSION, DAY).getFileMetaData().getSchema();
        MessageType older = footer(SampleType.STARTED_SESSION, DAY.plusDays(1))
                .getFileMetaData()
                .getSchema();

        List<String> lacking = Stream.of("platform", "release_id", "service_worker", "organization_id")
                .toList();
        assertThat(newer.getFields()).containsAll(older.getFields());
        assertThat(newer.getFields().stream().map(field -> field.getName()).filter(name -> !older.containsField(name)))
                .containsExactlyElementsOf(lacking);
    }

    @Test
    void olderHighlightsNameTheirSourceById() {
        MessageType newer =
                footer(SampleType.CREATED_HIGHLIGHT, DAY).getFileMetaData().getSchema();
        MessageType older = footer(SampleType.CREATED_HIGHLIGHT, DAY.plusDays(1))
                .getFileMetaData()
                .getSchema();

        assertThat(older.getFields().stream().map(field -> field.getName()).filter(name -> !newer.containsField(name)))
                .containsExactly("source_id", "annotation", "scope_id");
        assertThat(older.getFields()).containsAll(newer.getFields());
    }

    @Test
    void sourceMetadataIsNestedAndItsContentIndexMayBeMissing() {
        MessageType schema =
                footer(SampleType.INTERACTED_ELEMENT, DAY).getFileMetaData().getSchema();

        assertThat(schema.getType("source_metadata").toString()).isEqualTo("""
                optional group source_metadata {
                  required fixed_len_byte_array(16) content_id;
                  required binary content_version (STRING);
                  optional binary context_version (STRING);
                  optional int32 content_index;
                  required fixed_len_byte_array(16) scope_id;
                }""");
    }

    @Test
    void theActorOfAStatementIsAnAgentOrAGroup() {
        MessageType schema =
                footer(SampleType.XAPI_STATEMENT, DAY).getFileMetaData().getSchema();

        assertThat(schema.getType("actor", "member0", "account").toString()).isEqualTo("""
                optional group account {
                  required binary homePage (STRING);
                  required binary name (STRING);
                }""");
        assertThat(schema.getType("actor", "member1").asGroupType().containsField("member"))
                .isTrue();
        assertThat(schema.getType("timestamp").toString()).isEqualTo("optional binary timestamp (STRING)");
    }

    @ParameterizedTest
    @EnumSource
    void filesHaveOneRowGroupOfSnappyPagesOfVersionOne(SampleType type) {
        List<BlockMetaData> rowGroups = footer(type, DAY).getBlocks();

        assertThat(rowGroups).hasSize(1);
        assertThat(rowGroups.get(0).getColumns()).allSatisfy(column -> {
            assertThat(column.getCodec()).isEqualTo(CompressionCodecName.SNAPPY);
            assertThat(column.getEncodingStats().usesV2Pages()).isFalse();
        });
    }

    @Test
    void distinctUsersAreWrittenPlain() {
        SampleSpec spec = spec(SampleType.STARTED_SESSION, DAY).withUsers(1_000_000, 1);

        assertThat(footer(spec).getBlocks().get(0).getColumns())
                .filteredOn(column -> column.getPath().toDotString().equals("session_uuid"))
                .allSatisfy(column -> assertThat(column.getEncodings()).contains(Encoding.PLAIN));
    }

    @Test
    void aShapeOfSeveralRowGroupsIsKept() {
        SampleSpec spec = spec(SampleType.NUDGED, DAY).withFiles(1, new FileShape(50, 20, 10));

        assertThat(footer(spec).getBlocks().stream().map(BlockMetaData::getRowCount))
                .containsExactly(20L, 20L, 10L);
    }

    private static SampleSpec spec(SampleType type, LocalDate newerSchemasFrom) {
        return SampleSpec.of(1, List.of(type), DAY, 1)
                .withFiles(1, FileShape.ofRows(20))
                .withNewerSchemasFrom(newerSchemasFrom);
    }

    private ParquetMetadata footer(SampleType type, LocalDate newerSchemasFrom) {
        return footer(spec(type, newerSchemasFrom));
    }

    private ParquetMetadata footer(SampleSpec spec) {
        try {
            Path target = Files.createTempDirectory(folder, "samples");
            new SampleEvents(spec).writeTo(target);
            Path file = target.resolve(spec.files().findFirst().orElseThrow().key());
            try (ParquetFileReader reader = new ParquetFileReader(
                    new LocalInputFile(file), ParquetReadOptions.builder().build())) {
                return reader.getFooter();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
