package org.eventextractor.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eventextractor.core.callback.CallbackPolicy;
import org.eventextractor.core.catalogue.Catalogue;
import org.eventextractor.core.catalogue.CatalogueReader;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.StorageUri;

/** One deployment, small bounds, a few files of users. */
final class RequestFixtures {

    static final Instant RECEIVED = Instant.parse("2023-09-01T12:00:00Z");
    static final String USER_A = "0b2f4e0a-7c55-4a6e-9d3b-1f2e3d4c5b6a";
    static final String USER_B = "5d0c1c9e-64a1-4b7f-8a53-0e6c2f9b7d10";
    static final StorageUri PROD = StorageUri.s3("events", "prod");
    static final StorageUri ARCHIVE = StorageUri.s3("archive", "v2021-01/parquet/");
    static final StorageUri OLD_PREFIX = StorageUri.s3("events", "v2021-01/parquet");
    static final StorageUri REQUESTS = StorageUri.s3("requests", "");
    static final String REQUEST_KEY = "study/a/my_request.json";
    static final int MAX_USERS = 5;

    private static final Map<String, String> FILES = Map.of(
            "study/a/users.csv", "user_uuid\n" + USER_A + "\n" + USER_B + "\n",
            "study/a/bad.csv", USER_A + "\nsecret\n",
            "study/a/empty.csv", "user_uuid\n\n");

    private RequestFixtures() {}

    static RequestPolicy policy() {
        return new RequestPolicy(
                CatalogueReader.defaultCatalogue(),
                List.of(PROD, ARCHIVE, OLD_PREFIX),
                false,
                3_660,
                MAX_USERS,
                REQUESTS,
                new CallbackPolicy(
                        List.of("smee.io", "example.org", "*.example.org"),
                        List.of(443),
                        List.of(URI.create("http://127.0.0.1:8080"))));
    }

    static RequestPolicy policyAllowing(boolean allUsers, int maxUsers) {
        RequestPolicy policy = policy();
        return new RequestPolicy(
                policy.catalogue(),
                policy.eventLocations(),
                allUsers,
                policy.maxRangeDays(),
                maxUsers,
                policy.userFiles(),
                policy.callbackPolicy());
    }

    static RequestPolicy policyWith(Catalogue catalogue) {
        RequestPolicy policy = policy();
        return new RequestPolicy(
                catalogue,
                policy.eventLocations(),
                policy.allUsersAllowed(),
                policy.maxRangeDays(),
                policy.maxUsers(),
                policy.userFiles(),
                policy.callbackPolicy());
    }

    static UserFile userFile() {
        return uri -> {
            String text = FILES.get(uri.key());
            if (text == null) {
                throw new StorageException(StorageException.Kind.NOT_FOUND, "no object " + uri);
            }
            return text.getBytes(StandardCharsets.UTF_8);
        };
    }

    static RequestOutcome parse(byte[] document) {
        return new RequestParser(policy(), userFile()).parse(REQUEST_KEY, document, RECEIVED);
    }

    static RequestOutcome parse(String document) {
        return parse(document.getBytes(StandardCharsets.UTF_8));
    }

    static ExtractRequest accepted(RequestOutcome outcome) {
        assertThat(outcome).isInstanceOf(RequestOutcome.Accepted.class);
        return ((RequestOutcome.Accepted) outcome).request();
    }

    static List<Fault> faults(RequestOutcome outcome) {
        assertThat(outcome).isInstanceOf(RequestOutcome.Refused.class);
        return ((RequestOutcome.Refused) outcome).faults();
    }

    static List<String> codes(List<Fault> faults) {
        return faults.stream().map(Fault::code).toList();
    }

    /** A request for one day and user A, with more fields at its top: {@code , "name": value}. */
    static String withTopLevel(String fields) {
        return "{\"criteria\": " + criteria("\"2023-03-01\"", "\"2023-03-01\"", "[\"" + USER_A + "\"]") + fields + "}";
    }

    static String withRange(String start, String end) {
        return "{\"criteria\": " + criteria("\"" + start + "\"", "\"" + end + "\"", "[\"" + USER_A + "\"]") + "}";
    }

    static String withUsers(String users) {
        return "{\"criteria\": " + criteria("\"2023-03-01\"", "\"2023-03-01\"", users) + "}";
    }

    static String withUserFile(String url) {
        return "{\"criteria\": {\"eventTypes\": [\"nudged\"], \"dateRange\": {\"startTimestamp\": \"2023-03-01\"},"
                + " \"userUUIDsS3URL\": \"" + url + "\"}}";
    }

    private static String criteria(String start, String end, String users) {
        return "{\"eventTypes\": [\"started_session\"], \"dateRange\": {\"startTimestamp\": " + start
                + ", \"endTimestamp\": " + end + "}, \"userUUIDs\": " + users + "}";
    }
}
