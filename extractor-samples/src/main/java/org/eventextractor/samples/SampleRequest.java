package org.eventextractor.samples;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.request.TimeRange;
import org.eventextractor.core.request.UserSelection;
import org.jspecify.annotations.Nullable;

/**
 * A request document, as a researcher would write it.
 *
 * @param eventTypes the types wanted
 * @param range when the events occurred, both ends included
 * @param users whose events are wanted; all users are asked for by naming none
 * @param description one line for people
 * @param callbackUrl where the results are to be posted; null for nowhere
 */
public record SampleRequest(
        List<String> eventTypes,
        TimeRange range,
        UserSelection users,
        String description,
        @Nullable URI callbackUrl) {

    public SampleRequest {
        eventTypes = List.copyOf(eventTypes);
    }

    /** Asks for the wanted users' events, of all types and days of the samples. */
    public static SampleRequest of(SampleSpec spec) {
        return new SampleRequest(
                spec.eventTypes(), spec.range(), spec.wanted(), "Events of " + spec.wantedUsers() + " users", null);
    }

    public SampleRequest withRange(TimeRange range) {
        return new SampleRequest(eventTypes, range, users, description, callbackUrl);
    }

    public SampleRequest withCallback(URI callbackUrl) {
        return new SampleRequest(eventTypes, range, users, description, callbackUrl);
    }

    /** The document's bytes; the same request has the same bytes. */
    public byte[] toJson() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schemaVersion", "1.0");
        document.put("criteria", criteria());
        if (callbackUrl != null) {
            document.put("callbackURL", callbackUrl.toString());
        }
        document.put("description", description);
        return Json.write(document);
    }

    private Map<String, Object> criteria() {
        Map<String, Object> criteria = new LinkedHashMap<>();
        criteria.put("eventTypes", eventTypes);
        criteria.put("dateRange", Map.of("startTimestamp", range.start(), "endTimestamp", range.end()));
        if (!users.all()) {
            criteria.put("userUUIDs", users.users());
        }
        return criteria;
    }
}
