package org.eventextractor.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The tables of a page of {@code docs/}, for the tests that hold it against the code. A cell's marks of code are left
 * out.
 *
 * @param tables each with its rows, the heading first and without the line below it; a row is its cells
 */
public record DocumentPage(List<List<List<String>>> tables) {

    public DocumentPage {
        tables = List.copyOf(tables);
    }

    /**
     * Reads a page.
     *
     * @param name such as {@code LIMITS.md}
     */
    public static DocumentPage read(String name) {
        Path file = Path.of("..", "docs", name);
        try {
            return new DocumentPage(tables(Files.readAllLines(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    /**
     * The rows, without their heading, of every table whose heading begins so.
     *
     * @throws IllegalArgumentException if there is no such table
     */
    public List<List<String>> rows(String... heading) {
        List<String> wanted = List.of(heading);
        List<List<String>> rows = tables.stream()
                .filter(table -> startsWith(table.get(0), wanted))
                .flatMap(table -> table.stream().skip(1))
                .toList();
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("the page has no table " + wanted);
        }
        return rows;
    }

    /** The first cells of {@link #rows}. */
    public List<String> names(String... heading) {
        return rows(heading).stream().map(row -> row.get(0)).toList();
    }

    /**
     * The second cell of the row that begins with this one.
     *
     * @throws IllegalArgumentException if there is none
     */
    public String valueOf(String name) {
        return tables.stream()
                .flatMap(List::stream)
                .filter(row -> row.get(0).equals(name))
                .findFirst()
                .map(row -> row.get(1))
                .orElseThrow(() -> new IllegalArgumentException("the page has no row " + name));
    }

    private static boolean startsWith(List<String> row, List<String> cells) {
        return row.size() >= cells.size() && row.subList(0, cells.size()).equals(cells);
    }

    private static List<List<List<String>>> tables(List<String> lines) {
        List<List<List<String>>> tables = new ArrayList<>();
        boolean inTable = false;
        for (String line : lines) {
            boolean isRow = line.startsWith("| ");
            if (isRow && !inTable) {
                tables.add(new ArrayList<>());
            }
            if (isRow) {
                tables.get(tables.size() - 1).add(cells(line));
            }
            inTable = line.startsWith("|");
        }
        return tables;
    }

    private static List<String> cells(String line) {
        return Stream.of(line.substring(1).split("\\|", -1))
                .map(cell -> cell.replace("`", "").strip())
                .toList();
    }
}
