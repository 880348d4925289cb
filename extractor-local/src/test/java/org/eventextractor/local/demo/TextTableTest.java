package org.eventextractor.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void columnsLineUp() {
        TextTable table = new TextTable(List.of("a", "bcd"), List.of(List.of("1234", "5"), List.of("6", "7")));
        assertThat(table.toString().lines()).containsExactly("a     bcd", "────  ───", "1234  5", "6     7");
    }

    @Test
    void aLongCellIsCut() {
        TextTable table = new TextTable(List.of("text"), List.of(List.of("x".repeat(100))));
        assertThat(table.toString().lines()).last().asString().hasSize(36).endsWith("…");
    }

    @Test
    void aRowOfAnotherLengthIsRefused() {
        assertThatThrownBy(() -> new TextTable(List.of("a", "b"), List.of(List.of("1"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 cells in a table of 2 columns");
    }
}
