package org.eventextractor.core.request;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.eventextractor.core.callback.CallbackPolicy;
import org.eventextractor.core.catalogue.Catalogue;
import org.eventextractor.core.config.EnvironmentReader;
import org.eventextractor.core.storage.StorageUri;

/**
 * What a deployment lets requests ask for.
 *
 * @param catalogue the event types it knows
 * @param eventLocations where events lie, at least one: the first is the default, the others are those a request may
 *     name by {@code eventBucketOverride} and {@code eventPrefixOverride}
 * @param allUsersAllowed whether a request may leave its users out, and so ask for everyone
 * @param maxRangeDays the longest range, in days of 24 hours; at least 1
 * @param maxUsers the most users a request may name, each counted once; at least 1
 * @param requestBucket the bucket or folder of the requests, the only one that {@code userUUIDsS3URL} may name
 * @param callbackPolicy where callbacks may go
 */
public record RequestPolicy(
        Catalogue catalogue,
        List<StorageUri> eventLocations,
        boolean allUsersAllowed,
        int maxRangeDays,
        int maxUsers,
        StorageUri requestBucket,
        CallbackPolicy callbackPolicy) {

    private static final int DEFAULT_MAX_RANGE_DAYS = 3_660;
    private static final int DEFAULT_MAX_USERS = 1_000_000;
    private static final int HTTPS_PORT = 443;
    private static final int MAX_PORT = 65_535;

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
                environment.optional("EXTRACTOR_ALL_USERS_ALLOWED", RequestPolicy::flag, false),
                environment.optional(
                        "EXTRACTOR_MAX_RANGE_DAYS", text -> count(text, Integer.MAX_VALUE), DEFAULT_MAX_RANGE_DAYS),
                environment.optional("EXTRACTOR_MAX_USERS", text -> count(text, Integer.MAX_VALUE), DEFAULT_MAX_USERS),
                requestBucket,
                callbackPolicy(environment));
    }

    /** Reads where callbacks may go; also for whoever sends them. */
    public static CallbackPolicy callbackPolicy(EnvironmentReader environment) {
        List<Integer> ports = environment.list("EXTRACTOR_CALLBACK_PORTS", text -> count(text, MAX_PORT));
        return new CallbackPolicy(
                environment.list("EXTRACTOR_CALLBACK_HOSTS", String::strip),
                ports.isEmpty() ? List.of(HTTPS_PORT) : ports,
                environment.list("EXTRACTOR_CALLBACK_TRUSTED_ORIGINS", RequestPolicy::origin));
    }

    /** Where events lie unless a request names another location. */
    public StorageUri defaultEvents() {
        return eventLocations.get(0);
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

    private static boolean flag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("it must be true or false");
        }
        return text.equals("true");
    }

    private static int count(String text, int most) {
        int count;
        try {
            count = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("it must be a whole number", e);
        }
        if (count < 1 || count > most) {
            throw new IllegalArgumentException("it must lie in 1 to " + most);
        }
        return count;
    }

    private static URI origin(String text) {
        URI origin = URI.create(text);
        if (origin.getScheme() == null || origin.getHost() == null) {
            throw new IllegalArgumentException("it must be an origin like http://127.0.0.1:8080");
        }
        return origin;
    }
}
