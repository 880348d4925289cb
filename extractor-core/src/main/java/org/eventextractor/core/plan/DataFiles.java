package org.eventextractor.core.plan;

import org.eventextractor.core.storage.ObjectSummary;

/**
 * Tells data from what tools leave beside it, as Hive's readers do: names that begin with an underscore or a dot, of
 * the file or of a folder above it, are not data, nor are the empty objects that stand for folders. Everything else is:
 * what turns out not to be Parquet must fail by name, not be passed over.
 */
final class DataFiles {

    private DataFiles() {}

    /**
     * @param object one of a listing
     * @param prefix that was listed; names in it do not count
     */
    static boolean isData(ObjectSummary object, String prefix) {
        String path = "/" + object.key().substring(prefix.length());
        boolean folderMarker = object.size() == 0 && path.endsWith("/");
        return !folderMarker && !path.contains("/_") && !path.contains("/.");
    }
}
