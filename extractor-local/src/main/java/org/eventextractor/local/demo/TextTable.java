package org.eventextractor.local.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A small table for a terminal: a header, a rule, and rows whose columns line up.
 *
 * @param header one name a column
 * @param rows as many cells each as there are columns
 */
record TextTable(List<String> header, List<List<String>> rows) {
    private static final int WIDEST_CELL = 36;
    private static final String GAP = "  ";

    TextTable {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
        for (List<String> row : rows) {
            if (row.size() != header.size()) {
                throw new IllegalArgumentException(row.size() + " cells in a table of " + header.size() + " columns");
            }
        }
    }

    @Override
    public String toString() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(cut(header));
        rows.forEach(row -> lines.add(cut(row)));
        List<Integer> widths = IntStream.range(0, header.size())
                .mapToObj(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toList();
        lines.add(1, widths.stream().map("─"::repeat).toList());
        return lines.stream().map(line -> padded(line, widths)).collect(Collectors.joining("\n"));
    }

    private static List<String> cut(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.length() <= WIDEST_CELL ? cell : cell.substring(0, WIDEST_CELL - 1) + "…")
                .toList();
    }

    private static String padded(List<String> cells, List<Integer> widths) {
        return IntStream.range(0, cells.size())
                .mapToObj(column -> cells.get(column)
                        + " ".repeat(widths.get(column) - cells.get(column).length()))
                .collect(Collectors.joining(GAP))
                .stripTrailing();
    }
}
