package org.eventextractor.lambda.completion;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.eventextractor.core.callback.CallbackSender;
import org.eventextractor.core.callback.HostLookup;
import org.eventextractor.core.callback.RetrySchedule;
import org.eventextractor.core.config.ConfigurationException;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.lambda.callback.CallbackDelivery;
import org.eventextractor.lambda.callback.CallbackOutlet;
import org.eventextractor.lambda.callback.ImmediateCallbacks;
import org.eventextractor.lambda.callback.QueuedCallbacks;
import org.eventextractor.lambda.closing.Closing;
import org.eventextractor.lambda.notify.Notifier;
import org.eventextractor.lambda.sweep.Sweeper;

/** Puts together what a configuration asks for. Used once. */
final class CompletionAssembly {

    /** What closing one request may take: a few calls, each with its retries. */
    private static final Duration QUICK_CLOSING = Duration.ofSeconds(40);

    private final CompletionConfiguration configuration;
    private final CompletionClients clients;
    private final Clock clock;
    private final ObjectStore requests;
    private final Notifier notifier;

    private CompletionAssembly(CompletionConfiguration configuration, CompletionClients clients, Clock clock) {
        this.configuration = configuration;
        this.clients = clients;
        this.clock = clock;
        this.requests = clients.stores().open(configuration.requestBucket());
        this.notifier = clients.notifiers().open(configuration.topic(), configuration.webhooks());
    }

    /**
     * The completion that some settings ask for.
     *
     * @throws ConfigurationException naming everything that is wrong with them
     */
    static Completion of(Map<String, String> settings, CompletionClients clients, Clock clock) {
        return new CompletionAssembly(CompletionConfiguration.from(settings), clients, clock).completion();
    }

    private Completion completion() {
        JobEnds ends = new JobEnds(
                requests,
                new Closing(requests, outlet(), notifier, clock),
                () -> clients.jobs().arrays(),
                clock);
        return new Completion(
                ends,
                new WaitingJobs(requests, clock),
                new NotedEnds(requests, ends, clock),
                delivery(),
                sweeper(ends));
    }

    private CallbackOutlet outlet() {
        return configuration
                .callbackQueue()
                .<CallbackOutlet>map(url -> new QueuedCallbacks(clients.queues().open(url)))
                .orElseGet(() -> new ImmediateCallbacks(
                        requests, sender(RetrySchedule.standard()), configuration.software(), clock));
    }

    private Optional<CallbackDelivery> delivery() {
        RetrySchedule schedule = configuration.callbackSchedule();
        return configuration
                .callbackQueue()
                .map(url -> new CallbackDelivery(
                        requests,
                        sender(schedule),
                        schedule,
                        clients.queues().open(url),
                        notifier,
                        configuration.software(),
                        clock));
    }

    private CallbackSender sender(RetrySchedule schedule) {
        return new CallbackSender(
                configuration.callbackPolicy(),
                configuration.callbackSecrets(),
                clock,
                schedule,
                HostLookup.ofSystem());
    }

    private Optional<Sweeper> sweeper(JobEnds ends) {
        return configuration
                .sweep()
                .map(sweep -> new Sweeper(
                        requests,
                        () -> clients.jobs().lookUp(sweep.jobQueues()),
                        ends,
                        clients.queues().open(sweep.intakeQueue()),
                        reserve(),
                        sweep.after(),
                        clock));
    }

    /** Where callbacks are posted at once, one request may take as long as a receiver lets us wait. */
    private Duration reserve() {
        return configuration.callbackQueue().isPresent()
                ? QUICK_CLOSING
                : QUICK_CLOSING.plus(RetrySchedule.standard().totalLimit());
    }
}
