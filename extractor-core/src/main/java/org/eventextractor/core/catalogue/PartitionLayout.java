package org.eventextractor.core.catalogue;

/** How the files of an event type are laid out in folders below {@code <events>/<eventType>/}. */
public enum PartitionLayout {
    /** {@code year=YYYY/month=MM/day=DD/}, zero padded, by UTC day. */
    YEAR_MONTH_DAY,
    /** {@code year=YYYY/month=MM/day=DD/hour=HH/}; listed by whole days. */
    YEAR_MONTH_DAY_HOUR,
    /** No folders: every file may hold any time. */
    NONE
}
