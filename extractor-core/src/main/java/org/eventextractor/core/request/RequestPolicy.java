package org.eventextractor.core.request;

import java.util.List;
import java.util.stream.Stream;
import org.eventextractor.core.callback.CallbackPolicy;
import org.eventextractor.core.catalogue.Catalogue;
import org.eventextractor.core.config.EnvironmentReader;
import org.eventextractor.core.config.Values;
import org.eventextractor.core.storage.StorageUri;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment lets requests ask for.
 *
 * @param catalogue the event types it knows
 * @param eventLocations where events lie, at least one: the first is the default, the others are those a request may
 *     name by {@code eventBucketOverride} and {@code eventPrefixOverride}
 * @param allUsersAllowed whether a request may leave its users out, and so ask for everyone
 * @param maxRangeDays the longest range, in days of 24 hours; at least 1
 * @param maxUsers the most users a request may name, each counted once; at least 1
 * @param userFiles the bucket or folder of the requests, the only one that {@code userUUIDsS3URL} may name; null if it
 *     may name any
 * @param callbackPolicy where callbacks may go
 */
public record RequestPolicy(
        Catalogue catalogue,
        List<StorageUri> eventLocations,
        boolean allUsersAllowed,
        int maxRangeDays,
        int maxUsers,
        @Nullable StorageUri userFiles,
        CallbackPolicy callbackPolicy) {

    private static final int DEFAULT_MAX_RANGE_DAYS = 3_660;
    private static final int DEFAULT_MAX_USERS = 1_000_000;

    public RequestPolicy {
        eventLocations = List.copyOf(eventLocations);
        if (eventLocations.isEmpty()) {
            throw new IllegalArgumentException("a deployment names at least one location of events");
        }
        if (maxRangeDays < 1 || maxUsers < 1) {
            throw new IllegalArgumentException(
                    "the bounds must be at least 1: " + maxRangeDays + " days, " + maxUsers + " users");
        }
    }

    /** Reads the deployment's policy; faults stay in the reader until its {@code check}. */
    public static RequestPolicy fromEnvironment(
            EnvironmentReader environment, Catalogue catalogue, StorageUri requestBucket) {
        return new RequestPolicy(
                catalogue,
                environment.required("EXTRACTOR_EVENTS", RequestPolicy::locations, List.of(requestBucket)),
                environment.optional("EXTRACTOR_ALL_USERS_ALLOWED", Values::flag, false),
                environment.optional("EXTRACTOR_MAX_RANGE_DAYS", Values::count, DEFAULT_MAX_RANGE_DAYS),
                environment.optional("EXTRACTOR_MAX_USERS", Values::count, DEFAULT_MAX_USERS),
                requestBucket,
                CallbackPolicy.from(environment));
    }

    /**
     * The policy of whoever owns both the events and the machine: everyone's events may be asked for, and users may be
     * named by any file.
     */
    public static RequestPolicy unrestricted(Catalogue catalogue, StorageUri events, CallbackPolicy callbackPolicy) {
        return new RequestPolicy(
                catalogue, List.of(events), true, DEFAULT_MAX_RANGE_DAYS, DEFAULT_MAX_USERS, null, callbackPolicy);
    }

    private static List<StorageUri> locations(String text) {
        List<StorageUri> locations = Stream.of(text.split(",", -1))
                .map(String::strip)
                .filter(location -> !location.isEmpty())
                .map(StorageUri::parse)
                .toList();
        if (locations.isEmpty()) {
            throw new IllegalArgumentException("it names no location");
        }
        return locations;
    }
}
