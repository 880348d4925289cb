package org.eventextractor.local.demo;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.eventextractor.core.storage.ObjectSummary;
import org.eventextractor.local.platform.LocalPlatform;
import org.eventextractor.samples.RowPreview;
import org.eventextractor.samples.SampleEvent;
import org.eventextractor.samples.SampleRequest;
import org.eventextractor.samples.SampleType;

/**
 * Shows what an extract of the demo delivered, and judges it.
 *
 * @param data knows the answer
 * @param delivered what is there
 * @param downloads takes copies of the data files
 * @param style how to show it
 */
record DeliveryTour(DemoData data, Delivered delivered, Path downloads, Style style) {
    private static final int ROWS_SHOWN = 3;

    void showFiles() {
        style.step("Look at what was delivered, beside the request");
        style.detail("s3://" + LocalPlatform.REQUEST_BUCKET + "/" + delivered.folder());
        for (ObjectSummary file : delivered.files()) {
            style.detail(String.format(Locale.ROOT, "%10s  %s", Style.bytes(file.size()), delivered.pathOf(file)));
        }
    }

    void showResults() {
        style.step("Read results.json");
        style.detail(new String(delivered.read("results.json"), StandardCharsets.UTF_8));
    }

    void showRows() {
        style.step("Read the first rows of each data file");
        for (SampleType type : data.spec().types()) {
            delivered.dataFiles(type).forEach(this::showRows);
        }
    }

    private void showRows(ObjectSummary file) {
        style.detail(delivered.pathOf(file));
        RowPreview preview = RowPreview.of(delivered.fetch(file, downloads), ROWS_SHOWN);
        style.detail(new TextTable(preview.columns(), preview.rows()).toString());
        style.blank();
    }

    /** Whether exactly the events asked for are there. */
    boolean compare(SampleRequest request) {
        style.step("Compare with the known answer");
        List<SampleEvent> expected =
                data.events().expected(request.users(), request.range()).toList();
        Comparison comparison =
                Comparison.of(expected, delivered.events(data.spec().types(), downloads));
        if (comparison.isExact()) {
            style.good("exactly the " + Style.count(comparison.expected()) + " events asked for: none missing, none "
                    + "too many");
        } else {
            style.bad("of " + Style.count(comparison.expected()) + " events " + Style.count(comparison.missing())
                    + " are missing, and " + Style.count(comparison.surplus()) + " were delivered that should not be");
        }
        return comparison.isExact();
    }
}
