package org.eventextractor.core.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * A slice as it is stored: what its objects have in common is written once a folder, and the rest column by column. Of
 * tens of thousands of small objects the plan's text is a cost that tells.
 *
 * @param summary as in {@link Slice}
 * @param folders in the order of the slice; one that is left and entered again is there twice
 */
record SliceDocument(SliceSummary summary, List<Folder> folders) {

    SliceDocument {
        folders = List.copyOf(folders);
    }

    /**
     * Consecutive objects of one folder. All lists are of one length.
     *
     * @param partition as in {@link SourceObject}
     * @param prefix of all keys: empty, or ending in a slash
     * @param names what follows the prefix in each key
     * @param sizes bytes of each object
     * @param eTags entity tag of each object
     */
    record Folder(String partition, String prefix, List<String> names, List<Long> sizes, List<String> eTags) {

        Folder {
            if (sizes.size() != names.size() || eTags.size() != names.size()) {
                throw new IllegalArgumentException("the folder " + prefix + " of a slice has " + names.size()
                        + " names, " + sizes.size() + " sizes and " + eTags.size() + " entity tags");
            }
        }

        private static Folder of(String prefix, List<SourceObject> objects) {
            return new Folder(
                    objects.get(0).partition(),
                    prefix,
                    objects.stream()
                            .map(object -> object.key().substring(prefix.length()))
                            .toList(),
                    objects.stream().map(SourceObject::size).toList(),
                    objects.stream().map(SourceObject::eTag).toList());
        }

        private void addTo(List<SourceObject> objects) {
            for (int i = 0; i < names.size(); i++) {
                objects.add(new SourceObject(prefix + names.get(i), sizes.get(i), eTags.get(i), partition));
            }
        }
    }

    static SliceDocument of(Slice slice) {
        List<SourceObject> objects = slice.objects();
        List<Folder> folders = new ArrayList<>();
        int start = 0;
        while (start < objects.size()) {
            SourceObject first = objects.get(start);
            String prefix = first.key().substring(0, first.key().lastIndexOf('/') + 1);
            int end = start + 1;
            while (end < objects.size() && isIn(prefix, first.partition(), objects.get(end))) {
                end++;
            }
            folders.add(Folder.of(prefix, objects.subList(start, end)));
            start = end;
        }
        return new SliceDocument(slice.summary(), folders);
    }

    Slice slice() {
        List<SourceObject> objects = new ArrayList<>(summary.objects());
        folders.forEach(folder -> folder.addTo(objects));
        return new Slice(summary, objects);
    }

    private static boolean isIn(String prefix, String partition, SourceObject object) {
        return object.key().startsWith(prefix)
                && object.key().indexOf('/', prefix.length()) < 0
                && object.partition().equals(partition);
    }
}
