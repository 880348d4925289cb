package org.eventextractor.core.callback;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hc.client5.http.DnsResolver;
import org.eventextractor.core.config.EnvironmentReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts results to a requester's receiver, as <a
 * href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 * Webhooks</a> has it: signed, and tried again while that may help. Only what {@link AddressGuard} calls public is ever
 * connected to, except at a trusted origin.
 *
 * <p>Thread-safe.
 */
public final class CallbackSender implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CallbackSender.class);

    private static final String WEBHOOK_ID = "webhook-id";
    private static final String WEBHOOK_TIMESTAMP = "webhook-timestamp";
    private static final String WEBHOOK_SIGNATURE = "webhook-signature";

    private final CallbackPolicy policy;
    private final WebhookSigner signer;
    private final Clock clock;
    private final RetrySchedule schedule;
    private final DnsResolver guarded;
    private final DnsResolver trusting;
    private final JsonPoster poster = new JsonPoster();
    private final Random random = new Random();

    /**
     * The deployment's secrets, {@code EXTRACTOR_CALLBACK_SECRET}, the newest first; none where it says nothing. Faults
     * stay in the reader until its {@code check}.
     */
    public static List<String> secrets(EnvironmentReader environment) {
        return environment.secrets("EXTRACTOR_CALLBACK_SECRET", WebhookSigner::checked);
    }

    /** A sender with the standard schedule and the machine's own lookup of hosts. */
    public CallbackSender(CallbackPolicy policy, List<String> secrets, Clock clock) {
        this(policy, secrets, clock, RetrySchedule.standard(), HostLookup.ofSystem());
    }

    /**
     * A sender.
     *
     * @param secrets of Standard Webhooks ({@code whsec_} and base64), the newest first: each signs; empty for unsigned
     *     callbacks
     * @param clock of the headers and of the attempts
     * @throws IllegalArgumentException if a secret is not of that form
     */
    public CallbackSender(
            CallbackPolicy policy, List<String> secrets, Clock clock, RetrySchedule schedule, HostLookup lookup) {
        this.policy = policy;
        this.signer = new WebhookSigner(secrets);
        this.clock = clock;
        this.schedule = schedule;
        this.guarded = new GuardedResolver(lookup);
        this.trusting = new TrustingResolver(lookup);
    }

    /**
     * Delivers a message, or gives up within the schedule's total limit. Never throws: whatever goes wrong is told by
     * the attempts.
     *
     * @param url where to
     * @param webhookId names the message; the same for every attempt, so that a receiver can drop doubles
     * @param json the body
     * @param listener told of each attempt as soon as it is over; what it throws is logged and otherwise ignored
     * @return every attempt, in order, at least one
     */
    public List<CallbackAttempt> deliver(URI url, String webhookId, byte[] json, Consumer<CallbackAttempt> listener) {
        warnIfUnsigned();
        List<CallbackAttempt> attempts = new ArrayList<>();
        long start = System.nanoTime();
        boolean goOn = true;
        while (goOn) {
            CallbackAttempt attempt =
                    attempt(url, webhookId, json, timeLeft(start)).numbered(attempts.size() + 1);
            attempts.add(attempt);
            tell(listener, attempt);
            goOn = attempt.retryable() && pause(attempt.number(), start);
        }
        return List.copyOf(attempts);
    }

    /** As the other, telling nobody meanwhile. */
    List<CallbackAttempt> deliver(URI url, String webhookId, byte[] json) {
        return deliver(url, webhookId, json, attempt -> {});
    }

    /**
     * Makes one attempt, for a caller that keeps the time between attempts itself. Never throws.
     *
     * @param url where to
     * @param webhookId names the message; the same for every attempt
     * @param json the body
     * @return what came of it, as the first attempt
     */
    public CallbackAttempt attempt(URI url, String webhookId, byte[] json) {
        warnIfUnsigned();
        return attempt(url, webhookId, json, schedule.attemptLimit());
    }

    @Override
    public void close() {
        poster.close();
    }

    /** Told once a call, before the first attempt that it makes. */
    private void warnIfUnsigned() {
        if (!signer.signs()) {
            log.warn("the callback goes unsigned: no secret is configured");
        }
    }

    private CallbackAttempt attempt(URI url, String webhookId, byte[] json, Duration timeLeft) {
        Instant at = clock.instant();
        Answer answer = answer(url, webhookId, json, at, timeLeft);
        return new CallbackAttempt(1, at, answer.delivered(), answer.httpStatus(), answer.message(), answer.mayHeal());
    }

    private Answer answer(URI url, String webhookId, byte[] json, Instant at, Duration timeLeft) {
        Optional<String> refusal = policy.refusal(url);
        if (refusal.isPresent()) {
            return Answer.refused("the callback URL " + refusal.get());
        }
        try {
            Map<String, String> headers = headers(webhookId, json, at);
            DnsResolver resolver = policy.isTrusted(url) ? trusting : guarded;
            return Answer.of(poster.post(url, headers, json, resolver, shorter(schedule.attemptLimit(), timeLeft)));
        } catch (IOException e) {
            return Answer.none(e);
        } catch (RuntimeException e) {
            log.warn("callback cannot be sent", e);
            return Answer.refused("the callback cannot be sent to this URL");
        }
    }

    private Map<String, String> headers(String webhookId, byte[] json, Instant at) {
        Map<String, String> headers = new HashMap<>();
        headers.put(WEBHOOK_ID, webhookId);
        headers.put(WEBHOOK_TIMESTAMP, Long.toString(at.getEpochSecond()));
        signer.signature(webhookId, at, json).ifPresent(value -> headers.put(WEBHOOK_SIGNATURE, value));
        return headers;
    }

    /** Waits for the next attempt; false if there is no time for it. */
    private boolean pause(int attempt, long start) {
        Optional<Duration> pause =
                schedule.pauseAfter(attempt, random).filter(needed -> needed.compareTo(timeLeft(start)) < 0);
        if (pause.isEmpty()) {
            return false;
        }
        try {
            TimeUnit.NANOSECONDS.sleep(pause.get().toNanos());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Duration timeLeft(long start) {
        return schedule.totalLimit().minusNanos(System.nanoTime() - start);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static void tell(Consumer<CallbackAttempt> listener, CallbackAttempt attempt) {
        try {
            listener.accept(attempt);
        } catch (RuntimeException e) {
            log.warn("callback attempt {} could not be recorded", attempt.number(), e);
        }
    }

    /** For a trusted origin, which may be anywhere. */
    private record TrustingResolver(HostLookup lookup) implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return lookup.addressesOf(host).toArray(InetAddress[]::new);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
