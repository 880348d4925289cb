package org.eventextractor.lambda.notify;

import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * A topic of Amazon SNS, and through it mail and whatever else subscribes.
 *
 * <p>Thread-safe.
 *
 * @param client made when it is first asked for
 * @param arn of the topic
 */
record SnsTopic(Supplier<SnsClient> client, String arn) implements NotificationChannel {

    /** <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">SNS's rule</a>, which mail demands. */
    private static final int MAX_SUBJECT = 100;

    private static final String NOT_IN_SUBJECT = "[^\\x20-\\x7e]";

    @Override
    public String name() {
        return arn;
    }

    @Override
    public void send(Notice notice) {
        try {
            client.get()
                    .publish(call -> call.topicArn(arn)
                            .subject(subject(notice.subject()))
                            .message(notice.text()));
        } catch (SdkException e) {
            throw new NotificationException("the topic did not take it", e);
        }
    }

    private static String subject(String text) {
        String plain = text.strip().replaceAll(NOT_IN_SUBJECT, "?");
        return plain.length() <= MAX_SUBJECT ? plain : plain.substring(0, MAX_SUBJECT - 3) + "...";
    }
}
