package org.eventextractor.local.events;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eventextractor.local.wire.AwsJsonCodec;
import org.eventextractor.s3.LocalCredentials;

/**
 * The JSON of an event of EventBridge.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events.html">Events in Amazon
 *     EventBridge</a>
 */
final class EventBridgeWire {
    private EventBridgeWire() {}

    /**
     * An event that happens now.
     *
     * @param source of the event, as {@code aws.batch}
     * @param type in words, by which rules tell events apart
     * @param resources the ARNs of what it happened to
     * @param detail what is said of it, as the source has it
     */
    static byte[] event(String source, String type, List<String> resources, Object detail) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("version", "0");
        event.put("id", UUID.randomUUID().toString());
        event.put("detail-type", type);
        event.put("source", source);
        event.put("account", LocalCredentials.ACCOUNT);
        event.put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        event.put("region", LocalCredentials.REGION);
        event.put("resources", resources);
        event.put("detail", detail);
        return AwsJsonCodec.write(event);
    }
}
