package org.eventextractor.job.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.eventextractor.job.scan.format.PagePlace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PageIndexTest {

    private static final int ROWS = 100;
    private static final long START = 1_000;
    private static final long END = 1_090;

    @Test
    void pagesOneAfterTheOtherAreSound() {
        assertThat(isSound(place(1_000, 30, 0), place(1_030, 30, 40), place(1_060, 30, 99)))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("unsound")
    void pagesThatContradictEachOtherOrTheFileAreNot(List<PagePlace> places) {
        assertThat(isSound(places.toArray(PagePlace[]::new))).isFalse();
    }

    static Stream<List<PagePlace>> unsound() {
        return Stream.of(
                List.of(),
                List.of(place(1_000, 30, 1)),
                List.of(place(999, 30, 0)),
                List.of(place(1_000, 91, 0)),
                List.of(place(1_000, 0, 0)),
                List.of(place(1_000, -1, 0)),
                List.of(place(1_000, 30, 0), place(1_029, 30, 40)),
                List.of(place(1_000, 30, 0), place(1_030, 30, 0)),
                List.of(place(1_000, 30, 0), place(1_030, 30, 40), place(1_060, 30, 39)),
                List.of(place(1_000, 30, 0), place(1_030, 30, ROWS)),
                List.of(place(1_000, 30, 0), place(1_030, 30, -1)),
                List.of(place(1_000, 30, 0), place(Long.MAX_VALUE, 30, 40)));
    }

    @Test
    void pagesHoldTheRowsUpToTheNextPages() {
        PageIndex index = new PageIndex(
                List.of(place(1_000, 30, 0), place(1_030, 30, 40), place(1_060, 30, 99)), List.of(), ROWS);

        assertThat(index.holding(rows(39))).containsExactly(0);
        assertThat(index.holding(rows(40))).containsExactly(1);
        assertThat(index.holding(rows(0, 99))).containsExactly(0, 2);
        assertThat(index.holding(RowSelection.none())).isEmpty();
        assertThat(index.holding(RowSelection.all(ROWS))).containsExactly(0, 1, 2);
        assertThat(index.rowsOf(1)).isEqualTo(59);
        assertThat(index.rowsOf(2)).isEqualTo(1);
    }

    private static RowSelection rows(int... rows) {
        RowSelection.Builder selection = new RowSelection.Builder();
        Arrays.stream(rows).forEach(selection::add);
        return selection.build();
    }

    private static boolean isSound(PagePlace... places) {
        return new PageIndex(List.of(places), List.of(), ROWS).isSound(START, END);
    }

    private static PagePlace place(long offset, int bytes, long firstRow) {
        return new PagePlace(offset, bytes, firstRow);
    }
}
