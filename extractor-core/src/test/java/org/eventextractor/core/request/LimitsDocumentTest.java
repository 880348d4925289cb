package org.eventextractor.core.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventextractor.core.request.RequestFixtures.faults;
import static org.eventextractor.core.request.RequestFixtures.parse;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eventextractor.core.DocumentPage;
import org.eventextractor.core.callback.CallbackPolicy;
import org.eventextractor.core.callback.RetrySchedule;
import org.eventextractor.core.catalogue.CatalogueReader;
import org.eventextractor.core.config.EnvironmentReader;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.json.Schemas;
import org.eventextractor.core.plan.SliceLimits;
import org.eventextractor.core.storage.StorageUri;
import org.junit.jupiter.api.Test;

/** The numbers of docs/LIMITS.md are those of the code. */
class LimitsDocumentTest {

    private static final DocumentPage PAGE = DocumentPage.read("LIMITS.md");

    /** {@code RequestCorpusTest} holds it against the parser. */
    private static final JsonNode SCHEMA = Json.read(Schemas.bytes("request"), JsonNode.class);

    @Test
    void usersAndDaysAreBoundAsThePageSays() {
        RequestPolicy policy = RequestPolicy.fromEnvironment(
                new EnvironmentReader(Map.of("EXTRACTOR_EVENTS", "s3://events/prod")),
                CatalogueReader.defaultCatalogue(),
                StorageUri.s3("requests", ""));

        assertThat(PAGE.valueOf("users")).startsWith(count(policy.maxUsers()) + ",");
        assertThat(PAGE.valueOf("the range")).isEqualTo(count(policy.maxRangeDays()) + " days");
        assertThat(PAGE.valueOf("a file of users")).isEqualTo(mebibytes(UserFile.MAX_BYTES));
    }

    @Test
    void listsAndTextsAreBoundAsThePageSays() {
        assertThat(PAGE.valueOf("event types of a request"))
                .isEqualTo(number("/properties/criteria/properties/eventTypes/maxItems"));
        assertThat(PAGE.valueOf("labels")).isEqualTo(list("/properties/labels"));
        assertThat(PAGE.valueOf("output.columns")).isEqualTo(list("/properties/output/properties/columns"));
        assertThat(PAGE.valueOf("description")).isEqualTo(text("description"));
        assertThat(PAGE.valueOf("requestedBy, projectId"))
                .isEqualTo(text("requestedBy"))
                .isEqualTo(text("projectId"));
        assertThat(PAGE.valueOf("callbackURL")).isEqualTo(text("callbackURL"));
    }

    @Test
    void aDocumentIsBoundAsThePageSays() {
        String bounds = faults(parse("[".repeat(1_000))).get(0).suggestion().replaceAll("[^0-9 ]", "");

        assertThat(bounds.split(" +"))
                .contains(
                        digits(PAGE.valueOf("its nesting")),
                        digits(PAGE.valueOf("its names, values and brackets together")),
                        digits(PAGE.valueOf("one text in it")));
    }

    @Test
    void aSliceIsAsLargeAsThePageSays() {
        SliceLimits limits = SliceLimits.standard();

        assertThat(PAGE.valueOf("a slice, which makes one data file"))
                .isEqualTo(mebibytes(limits.maxBytes()) + " and " + count(limits.maxObjects()) + " objects");
    }

    @Test
    void aCallbackIsTriedAsThePageSays() {
        RetrySchedule quick = RetrySchedule.standard();
        RetrySchedule slow = RetrySchedule.overHours();

        assertThat(PAGE.valueOf("one attempt")).startsWith(time(quick.attemptLimit()) + ",");
        assertThat(PAGE.valueOf("the job's own attempts"))
                .isEqualTo(quick.attempts() + ", in " + time(quick.totalLimit()));
        assertThat(PAGE.valueOf("the callback queue's attempts"))
                .isEqualTo(slow.attempts() + ", with pauses of " + join(slow.pauses(), LimitsDocumentTest::time));
        assertThat(PAGE.valueOf("schemes and ports"))
                .isEqualTo("https, " + join(CallbackPolicy.publicHttps().allowedPorts(), String::valueOf));
    }

    private static String list(String pointer) {
        return number(pointer + "/maxItems") + " of " + number(pointer + "/items/maxLength") + " characters";
    }

    private static String text(String field) {
        return number("/properties/" + field + "/maxLength") + " characters";
    }

    private static String number(String pointer) {
        return count(SCHEMA.at(pointer).asLong());
    }

    private static String digits(String cell) {
        return cell.replaceAll("[^0-9]", "");
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String mebibytes(long bytes) {
        return (bytes >> 20) + " MiB";
    }

    private static String time(Duration time) {
        if (time.toHours() > 0) {
            return time.toHours() + " h";
        }
        return time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }

    private static <T> String join(List<T> values, Function<T, String> written) {
        return values.stream().map(written).collect(Collectors.joining(", "));
    }
}
