package org.eventextractor.local.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ObjectStores;
import org.eventextractor.local.batch.JobCommand;
import org.eventextractor.local.callback.CallbackReceiver;
import org.eventextractor.local.callback.Delivery;
import org.eventextractor.local.platform.LocalPlatform;
import org.eventextractor.local.platform.LocalSettings;
import org.eventextractor.s3.LocalCredentials;
import org.eventextractor.samples.SampleSummary;

/** The local platform with sample events and a sample request, and the commands to try it by hand. Thread-safe. */
public final class Workbench implements AutoCloseable {
    private static final long SEED = 20240229;
    private static final int CONNECTIONS = 32;

    private final CallbackReceiver receiver;
    private final LocalPlatform platform;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicBoolean closing = new AtomicBoolean();

    private Workbench(CallbackReceiver receiver, LocalPlatform platform) {
        this.receiver = receiver;
        this.platform = platform;
    }

    /**
     * Where it lives.
     *
     * @param folder holds buckets, logs and the sample request
     * @param jobs how a job is run
     * @param ports of the platform
     * @param callbackPort 0 for any free one
     */
    public record Settings(Path folder, JobCommand jobs, LocalSettings.Ports ports, int callbackPort) {}

    /**
     * Starts the platform, writes the sample events if there are none yet, and prints what to do with them.
     *
     * @param out also told of every callback that arrives
     */
    public static Workbench open(Settings settings, PrintStream out) throws IOException {
        Style style = new Style(out);
        String secret = CallbackReceiver.newSecret();
        CallbackReceiver receiver =
                CallbackReceiver.start(settings.callbackPort(), secret, delivery -> tell(style, delivery));
        LocalPlatform platform = startPlatform(settings, receiver, secret);
        style.title("Event Extractor is up");
        style.detail("its buckets and logs are kept in " + settings.folder());
        writeEvents(platform.clientEnvironment(), style);
        Path request = writeRequest(settings.folder(), receiver.url("results"));
        explain(platform, request, style);
        return new Workbench(receiver, platform);
    }

    /** Where the platform's S3 listens. */
    public URI s3Endpoint() {
        return platform.s3Endpoint();
    }

    /** Waits until someone closes it. */
    public void awaitClose() throws InterruptedException {
        closed.await();
    }

    @Override
    public void close() {
        if (closing.compareAndSet(false, true)) {
            platform.close();
            receiver.close();
            closed.countDown();
        }
    }

    private static LocalPlatform startPlatform(Settings settings, CallbackReceiver receiver, String secret) {
        try {
            return LocalPlatform.start(LocalSettings.of(settings.folder(), settings.jobs())
                    .withPorts(settings.ports())
                    .withCallbacks(receiver.origin(), secret));
        } catch (RuntimeException e) {
            receiver.close();
            throw e;
        }
    }

    private static void writeEvents(Map<String, String> environment, Style style) {
        try (ObjectStores stores = new ObjectStores(environment, CONNECTIONS)) {
            ObjectStore events = stores.open(LocalPlatform.EVENTS);
            if (events.list(LocalPlatform.EVENTS.prefix(), null).objects().isEmpty()) {
                style.detail("writing sample events ...");
                SampleSummary written = DemoData.of(SEED).events().writeTo(events, LocalPlatform.EVENTS.key());
                style.detail(Style.count(written.files()) + " sample files with " + Style.count(written.rows())
                        + " events are in " + LocalPlatform.EVENTS);
            }
        }
    }

    private static Path writeRequest(Path folder, URI callbackUrl) throws IOException {
        byte[] request = DemoData.of(SEED).request(callbackUrl).toJson();
        return Files.write(folder.resolve("sample_request.json"), request);
    }

    private static void explain(LocalPlatform platform, Path request, Style style) {
        String s3 = "aws --endpoint-url " + platform.s3Endpoint() + " s3";
        String study = "s3://" + LocalPlatform.REQUEST_BUCKET + "/study/";
        style.step("In another terminal, let the AWS CLI talk to this machine");
        style.detail("export AWS_ACCESS_KEY_ID=" + LocalCredentials.ACCESS_KEY_ID + " AWS_SECRET_ACCESS_KEY="
                + LocalCredentials.SECRET_ACCESS_KEY + " AWS_DEFAULT_REGION=" + LocalCredentials.REGION);
        style.step("Drop a request; edit the file to ask for something else");
        style.detail(s3 + " cp " + request + " " + study + "my_request.json");
        style.step("See how it is getting on");
        style.detail(s3 + " cp " + study + "my_request.status.json -");
        style.step("Fetch the results");
        style.detail(s3 + " cp --recursive " + study + " results/");
        style.step("Drop one more, and change your mind at once: it ends within seconds");
        style.detail(s3 + " cp " + request + " " + study + "other_request.json &&");
        style.detail("  " + s3 + " cp " + request + " " + study + "other_request.cancel.json");
        style.step("Look at the jobs");
        style.detail("aws --endpoint-url " + platform.batchEndpoint() + " batch list-jobs --job-queue "
                + LocalPlatform.QUEUE + " --job-status SUCCEEDED");
        style.step("Look at the queue of requests, and at what was too often in vain");
        String sqs = "aws --endpoint-url " + platform.sqsEndpoint() + " sqs ";
        style.detail(sqs + "list-queues");
        style.detail(
                sqs + "receive-message --queue-url " + platform.queueUrl(LocalPlatform.INTAKE_QUEUE + "-dead-letters"));
        style.blank();
        style.detail("Callbacks are shown here as they arrive. Ctrl-C ends.");
    }

    private static void tell(Style style, Delivery delivery) {
        String what = "callback at " + Style.moment(delivery.at()) + ", "
                + Style.bytes(delivery.body().length());
        if (delivery.verified()) {
            style.good(what + ", signature verified");
        } else {
            style.bad(what + ", signature wrong: " + delivery.problem());
        }
    }
}
