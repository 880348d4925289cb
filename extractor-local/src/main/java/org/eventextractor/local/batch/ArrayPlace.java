package org.eventextractor.local.batch;

/** A job's place in an array job. */
sealed interface ArrayPlace {
    /** A job of its own. */
    record Single() implements ArrayPlace {}

    /**
     * Stands for its children and runs nothing itself.
     *
     * @param size how many, 2 to 10,000
     */
    record Parent(int size) implements ArrayPlace {}

    /**
     * One of a parent's children.
     *
     * @param parentId the parent's job id
     * @param index from 0
     * @param size how many there are
     */
    record Child(String parentId, int index, int size) implements ArrayPlace {}

    static String childId(String parentId, int index) {
        return parentId + ":" + index;
    }
}
