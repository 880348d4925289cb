package org.eventextractor.lambda.completion;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eventextractor.core.callback.CallbackPolicy;
import org.eventextractor.core.callback.CallbackSender;
import org.eventextractor.core.callback.RetrySchedule;
import org.eventextractor.core.config.ConfigurationException;
import org.eventextractor.core.config.EnvironmentReader;
import org.eventextractor.core.config.Values;
import org.eventextractor.core.document.BuildReader;
import org.eventextractor.core.document.Software;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.lambda.batch.QueueNames;
import org.eventextractor.lambda.configuration.LambdaEnvironment;

/**
 * What completion is told by its environment.
 *
 * @param requestBucket the bucket of the requests
 * @param callbackPolicy where callbacks may go
 * @param callbackSecrets that sign them, the newest first
 * @param callbackQueue URL of the queue that keeps the time between attempts; empty to post callbacks at once
 * @param callbackSchedule how long it keeps which callback
 * @param sweep what the sweep needs; empty where there is none
 * @param topic ARN of the topic that is told of ends; empty for none
 * @param webhooks URLs of the Slack-compatible webhooks that are told of ends: secrets
 * @param software what runs here
 */
record CompletionConfiguration(
        StorageUri requestBucket,
        CallbackPolicy callbackPolicy,
        List<String> callbackSecrets,
        Optional<String> callbackQueue,
        RetrySchedule callbackSchedule,
        Optional<Sweep> sweep,
        Optional<String> topic,
        List<URI> webhooks,
        Software software) {

    private static final Duration SWEEP_AFTER = Duration.ofMinutes(10);
    private static final int LONGEST_SILENCE_SECONDS = 3_600;

    /** With its jitter it must lie within the 12 hours that SQS hides a message. */
    private static final int LONGEST_PAUSE_SECONDS = 36_000;

    CompletionConfiguration {
        callbackSecrets = List.copyOf(callbackSecrets);
        webhooks = List.copyOf(webhooks);
    }

    /**
     * What the sweep needs.
     *
     * @param intakeQueue URL of the queue of intake's events
     * @param jobQueues of Batch
     * @param after how long a request is in somebody's hands of which nothing is heard
     */
    record Sweep(String intakeQueue, QueueNames jobQueues, Duration after) {}

    /**
     * Reads it.
     *
     * @throws ConfigurationException naming every fault at once
     */
    static CompletionConfiguration from(Map<String, String> environment) {
        EnvironmentReader reader = LambdaEnvironment.reader(environment);
        CompletionConfiguration configuration = new CompletionConfiguration(
                LambdaEnvironment.requestBucket(reader),
                CallbackPolicy.from(reader),
                CallbackSender.secrets(reader),
                queue(reader, "EXTRACTOR_CALLBACK_QUEUE_URL"),
                schedule(reader),
                sweep(reader),
                reader.optional("EXTRACTOR_NOTIFICATION_TOPIC", CompletionConfiguration::topic, Optional.empty()),
                reader.secrets("EXTRACTOR_SLACK_WEBHOOK", CompletionConfiguration::webhook),
                BuildReader.software(reader));
        reader.check();
        return configuration;
    }

    /** Says of a deployment that it was called for something that it is not made for. */
    static ConfigurationException lacks(String setting) {
        return new ConfigurationException(List.of(setting + " is not set, and an event came that needs it"));
    }

    private static RetrySchedule schedule(EnvironmentReader reader) {
        List<Duration> pauses =
                reader.list("EXTRACTOR_CALLBACK_PAUSES", Values.countUpTo(LONGEST_PAUSE_SECONDS)).stream()
                        .map(Duration::ofSeconds)
                        .toList();
        RetrySchedule standard = RetrySchedule.overHours();
        return pauses.isEmpty() ? standard : standard.withPauses(pauses);
    }

    private static Optional<Sweep> sweep(EnvironmentReader reader) {
        Duration after = reader.optional(
                "EXTRACTOR_SWEEP_AFTER",
                text -> Duration.ofSeconds(
                        Values.countUpTo(LONGEST_SILENCE_SECONDS).apply(text)),
                SWEEP_AFTER);
        return queue(reader, "EXTRACTOR_INTAKE_QUEUE_URL").map(intakeQueue -> {
            String standard = reader.required("EXTRACTOR_JOB_QUEUE", name -> name, "");
            return new Sweep(intakeQueue, QueueNames.from(reader, standard), after);
        });
    }

    private static Optional<String> queue(EnvironmentReader reader, String name) {
        return reader.optional(name, text -> Optional.of(queueUrl(text)), Optional.empty());
    }

    private static String queueUrl(String text) {
        URI url = URI.create(text);
        if (url.getScheme() == null || url.getHost() == null) {
            throw new IllegalArgumentException("it must be the URL of a queue, not its name or ARN");
        }
        return text;
    }

    private static Optional<String> topic(String text) {
        if (!text.startsWith("arn:") || !text.contains(":sns:")) {
            throw new IllegalArgumentException("it must be the ARN of an SNS topic");
        }
        return Optional.of(text);
    }

    private static URI webhook(String text) {
        URI url = uri(text);
        if (!"https".equalsIgnoreCase(url.getScheme()) || url.getHost() == null) {
            throw new IllegalArgumentException("it must be a URL that begins with https://");
        }
        return url;
    }

    /** Without what Java says of a URL that is none: that shows it. */
    @SuppressWarnings("UnusedException")
    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("it must be a URL");
        }
    }

    @Override
    public String toString() {
        return "CompletionConfiguration[" + requestBucket + ", " + callbackPolicy + ", " + callbackSecrets.size()
                + " secrets, " + callbackQueue + ", " + callbackSchedule + ", " + sweep + ", " + topic + ", "
                + webhooks.size() + " webhooks]";
    }
}
