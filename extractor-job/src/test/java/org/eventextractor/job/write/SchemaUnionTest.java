package org.eventextractor.job.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.eventextractor.job.scan.ForeignSchemaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaUnionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "required int32 a;|required int32 a;|required int32 a;",
                "required int32 a;|optional int32 a;|optional int32 a;",
                "required int32 a;|required int32 b;|optional int32 a; optional int32 b;",
                "required int32 a; required int32 c;|required int32 b; required int32 c;|optional int32 a; required int32 c; optional int32 b;",
                "repeated int32 a;|required int32 b;|repeated int32 a; optional int32 b;",
                "required int32 a = 7;|optional int32 a;|optional int32 a = 7;",
                "required int64 a (TIMESTAMP(MILLIS,true));|required int32 b;|optional int64 a (TIMESTAMP(MILLIS,true)); optional int32 b;",
                "required fixed_len_byte_array(5) a (DECIMAL(10,2));|optional fixed_len_byte_array(5) a (DECIMAL(10,2));|optional fixed_len_byte_array(5) a (DECIMAL(10,2));",
                "required group g { required int32 a; }|required int32 b;|optional group g { required int32 a; } optional int32 b;",
                "optional group g { required int32 a; }|required group g { required int32 b; }|optional group g { optional int32 a; optional int32 b; }",
                "optional group l (LIST) { repeated group array { required int32 a; } }|optional group l (LIST) { repeated group array { required int32 a; required int32 b; } }|optional group l (LIST) { repeated group array { required int32 a; optional int32 b; } }",
            })
    void holdsTheFieldsOfBothByName(String older, String newer, String union) {
        assertThat(SchemaUnion.of(schema(older), schema(newer))).isEqualTo(schema(union));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "required int32 a;|required int64 a;",
                "required int32 a;|repeated int32 a;",
                "required int32 a = 1;|required int32 a = 2;",
                "required binary a;|required binary a (STRING);",
                "required int64 a (TIMESTAMP(MILLIS,true));|required int64 a (TIMESTAMP(MICROS,true));",
                "required fixed_len_byte_array(16) a;|required fixed_len_byte_array(12) a;",
                "required int32 a;|required group a { required int32 b; }",
                "optional group a (LIST) { repeated int32 array; }|optional group a (LIST) { repeated group list { required int32 element; } }",
            })
    void contradictionsNameTheColumnAndBothTypes(String older, String newer) {
        assertThatThrownBy(() -> SchemaUnion.of(schema(older), schema(newer)))
                .isInstanceOf(ForeignSchemaException.class)
                .hasMessageContaining("the column a is ")
                .hasMessageContaining(" in the files before it");
    }

    @Test
    void nestedContradictionsNameTheWholePath() {
        MessageType older = schema("required group g { required int32 a; }");
        MessageType newer = schema("required group g { required double a; }");

        assertThatThrownBy(() -> SchemaUnion.of(older, newer)).hasMessageContaining("the column g.a is ");
    }

    private static MessageType schema(String fields) {
        return MessageTypeParser.parseMessageType("message event { " + fields + " }");
    }
}
