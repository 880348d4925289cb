package org.eventextractor.lambda.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketEventReaderTest {

    private static final String AWKWARD = "study a/50% + more/ü 研究 & co=1/my_request.json";

    private static final Instant AT = Instant.parse("2024-02-29T12:00:00.123Z");

    private static final ObjectCreated ONE =
            new ObjectCreated("requests", "study/a/my_request.json", "e1", "v1", "0055AED6DCD90281E5", AT);

    @Test
    void aNotificationTellsEveryObjectInOrder() throws IOException {
        ObjectCreated two = new ObjectCreated("requests", "b_request.json", "e2", null, "01", AT);

        assertThat(objects(Events.notification(ONE, two))).containsExactly(ONE, two);
    }

    @Test
    void aNotificationsKeyIsDecoded() throws IOException {
        ObjectCreated awkward = new ObjectCreated("requests", AWKWARD, "e", null, "01", AT);

        assertThat(objects(Events.notification(awkward))).containsExactly(awkward);
    }

    @Test
    void eventBridgesKeyIsTakenAsItIs() throws IOException {
        ObjectCreated awkward = new ObjectCreated("requests", AWKWARD, "e", null, "01", AT);

        assertThat(objects(Events.eventBridge(awkward))).containsExactly(awkward);
    }

    @Test
    void aQueuesMessagesHoldEitherKindOfEvent() throws IOException {
        ObjectCreated two = new ObjectCreated("requests", AWKWARD, "e2", "v2", "02", AT);
        BucketEvent event = BucketEventReader.read(Events.stream(
                Events.queue(Events.text(Events.notification(ONE)), Events.text(Events.eventBridge(two)))));

        assertThat(event.fromQueue()).isTrue();
        assertThat(event.messages())
                .containsExactly(
                        BucketMessage.of("message-0", List.of(ONE)), BucketMessage.of("message-1", List.of(two)));
    }

    @Test
    void aMessageThatCannotBeReadLeavesTheOthersAlone() throws IOException {
        BucketEvent event = BucketEventReader.read(
                Events.stream(Events.queue("garbage", "{\"a\":1}", Events.text(Events.notification(ONE)))));

        assertThat(event.messages().get(0).problem()).isEqualTo("the message's body is not JSON");
        assertThat(event.messages().get(1).problem()).contains("its fields are [a]");
        assertThat(event.messages().get(2)).isEqualTo(BucketMessage.of("message-2", List.of(ONE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2024-02-30T00:00:00Z", "1709208000"})
    void anEventWhoseTimeCannotBeReadHasNone(String time) throws IOException {
        String notification = Events.text(Events.notification(ONE)).replace(AT.toString(), time);
        String eventBridge = Events.text(Events.eventBridge(ONE)).replace(AT.toString(), time);

        assertThat(BucketEventReader.read(Events.stream(notification))
                        .messages()
                        .get(0)
                        .objects()
                        .get(0)
                        .at())
                .isNull();
        assertThat(BucketEventReader.read(Events.stream(eventBridge))
                        .messages()
                        .get(0)
                        .objects()
                        .get(0)
                        .at())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ObjectRemoved:Delete",
                "ObjectRemoved:DeleteMarkerCreated",
                "ObjectRestore:Post",
                "ObjectTagging:Put"
            })
    void whatElseHappensToAnObjectTellsOfNone(String eventName) throws IOException {
        assertThat(objects(Map.of("Records", List.of(Events.record(eventName, ONE)))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Object Deleted", "Object Restore Completed", "Batch Job State Change"})
    void otherEventsOfEventBridgeTellOfNone(String detailType) throws IOException {
        assertThat(objects(Events.eventBridge(detailType, ONE))).isEmpty();
    }

    @Test
    void theTestEventOfS3TellsOfNone() throws IOException {
        assertThat(objects(Map.of("Service", "Amazon S3", "Event", "s3:TestEvent", "Bucket", "requests")))
                .isEmpty();
    }

    @Test
    void quotesAroundAnEntityTagAreDropped() throws IOException {
        ObjectCreated quoted = new ObjectCreated("requests", "a_request.json", "\"e1\"", null, "01", AT);

        assertThat(objects(Events.notification(quoted)).get(0).eTag()).isEqualTo("e1");
    }

    @Test
    void aSuspendedBucketsVersionIsNone() throws IOException {
        ObjectCreated suspended = new ObjectCreated("requests", "a_request.json", "e1", "null", "01", AT);

        assertThat(objects(Events.notification(suspended)).get(0).version()).isEqualTo("e1/01");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "[]",
                "\"text\"",
                "{}",
                "{\"Records\":\"none\"}",
                "{\"Records\":[{\"eventSource\":\"aws:sns\"}]}",
                "{\"Records\":[{\"eventSource\":\"aws:s3\",\"eventName\":\"ObjectCreated:Put\"}]}",
                "{\"detail-type\":\"Object Created\"}",
                "{\"a\":1,\"a\":2}"
            })
    void whatIsNoEventIsRefusedWithAReason(String text) {
        assertThatThrownBy(() -> BucketEventReader.read(Events.stream(text)))
                .isInstanceOf(UnreadableEventException.class)
                .message()
                .isNotBlank();
    }

    @Test
    void aKeyThatIsNotUrlEncodedIsRefused() {
        String text = Events.text(Events.notification(ONE)).replace("study%2Fa%2Fmy_request.json", "50%_request.json");

        assertThatThrownBy(() -> BucketEventReader.read(Events.stream(text)))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("50%_request.json");
    }

    @Test
    void anEventOverLambdasLimitIsRefused() {
        assertThatThrownBy(() -> BucketEventReader.read(Events.stream(" ".repeat(7 << 20))))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("larger than");
    }

    private static List<ObjectCreated> objects(Object event) throws IOException {
        BucketEvent read = BucketEventReader.read(Events.stream(event));
        assertThat(read.fromQueue()).isFalse();
        return read.messages().get(0).objects();
    }
}
