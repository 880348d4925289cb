package org.eventextractor.core.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.standardwebhooks.Webhook;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@Timeout(30)
class CallbackSenderTest {

    private static final String NEW_SECRET = secret("the newer secret, 24 bytes or more");
    private static final String OLD_SECRET = secret("the older secret, 24 bytes or more");
    private static final String WEBHOOK_ID = "msg_2f6c";
    private static final byte[] RESULTS = "{\"state\":\"completed\",\"who\":\"Zoë\"}".getBytes(StandardCharsets.UTF_8);
    private static final Duration LIMIT = Duration.ofMillis(400);
    private static final RetrySchedule QUICK =
            new RetrySchedule(List.of(Duration.ofMillis(5), Duration.ofMillis(5)), 0.2, LIMIT, Duration.ofSeconds(10));

    @Test
    void aDeliveryIsSignedAsStandardWebhooksHasIt() throws Exception {
        try (Receiver receiver = Receiver.answering(200);
                CallbackSender sender = sender(receiver, Clock.systemUTC(), NEW_SECRET)) {
            List<CallbackAttempt> attempts = sender.deliver(receiver.url(), WEBHOOK_ID, RESULTS);

            assertThat(attempts).singleElement().satisfies(attempt -> {
                assertThat(attempt.delivered()).isTrue();
                assertThat(attempt.number()).isOne();
                assertThat(attempt.httpStatus()).isEqualTo(200);
            });
            Receiver.Delivery delivery = receiver.deliveries().get(0);
            assertThat(delivery.method()).isEqualTo("POST");
            assertThat(delivery.header("content-type")).startsWith("application/json");
            assertThat(delivery.header("webhook-id")).isEqualTo(WEBHOOK_ID);
            new Webhook(NEW_SECRET).verify(delivery.body(), delivery.headers());
        }
    }

    @Test
    void aRetryKeepsTheIdAndHasATimestampOfItsOwn() throws Exception {
        try (Receiver receiver = Receiver.answering(500, 200);
                CallbackSender sender = sender(receiver, new TickingClock(), NEW_SECRET)) {
            List<CallbackAttempt> attempts = sender.deliver(receiver.url(), WEBHOOK_ID, RESULTS);

            assertThat(attempts).extracting(CallbackAttempt::httpStatus).containsExactly(500, 200);
            assertThat(attempts).extracting(CallbackAttempt::delivered).containsExactly(false, true);
            assertThat(receiver.deliveries())
                    .extracting(delivery -> delivery.header("webhook-id"))
                    .containsExactly(WEBHOOK_ID, WEBHOOK_ID);
            assertThat(receiver.deliveries())
                    .extracting(delivery -> delivery.header("webhook-timestamp"))
                    .doesNotHaveDuplicates();
            assertThat(receiver.deliveries())
                    .extracting(delivery -> delivery.header("webhook-signature"))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void duringAKeyChangeAReceiverThatKnowsEitherSecretCanVerify() throws Exception {
        try (Receiver receiver = Receiver.answering(204);
                CallbackSender sender = sender(receiver, Clock.systemUTC(), NEW_SECRET, OLD_SECRET)) {
            sender.deliver(receiver.url(), WEBHOOK_ID, RESULTS);

            Receiver.Delivery delivery = receiver.deliveries().get(0);
            assertThat(delivery.header("webhook-signature").split(" ")).hasSize(2);
            new Webhook(NEW_SECRET).verify(delivery.body(), delivery.headers());
            new Webhook(OLD_SECRET).verify(delivery.body(), delivery.headers());
        }
    }

    @Test
    void withoutASecretTheCallbackGoesUnsigned() {
        try (Receiver receiver = Receiver.answering(200);
                CallbackSender sender = sender(receiver, Clock.systemUTC())) {
            assertThat(last(sender.deliver(receiver.url(), WEBHOOK_ID, RESULTS)).delivered())
                    .isTrue();
            assertThat(receiver.deliveries().get(0).header("webhook-signature")).isEmpty();
        }
    }

    @Test
    void aRedirectIsNotFollowed() {
        try (Receiver elsewhere = Receiver.answering(200);
                Receiver receiver = new Receiver((exchange, number) -> {
                    exchange.getResponseHeaders()
                            .add("Location", elsewhere.url().toString());
                    exchange.sendResponseHeaders(307, -1);
                    exchange.close();
                });
                CallbackSender sender = sender(receiver, Clock.systemUTC())) {
            List<CallbackAttempt> attempts = sender.deliver(receiver.url(), WEBHOOK_ID, RESULTS);

            assertThat(attempts).extracting(CallbackAttempt::httpStatus).containsExactly(307);
            assertThat(attempts.get(0).message()).contains("redirects are not followed");
            assertThat(elsewhere.deliveries()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 403, 404, 410, 422})
    void whatCannotHealEndsTheDelivery(int status) {
        try (Receiver receiver = Receiver.answering(status);
                CallbackSender sender = sender(receiver, Clock.systemUTC())) {
            assertThat(sender.deliver(receiver.url(), WEBHOOK_ID, RESULTS)).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
    void whatMayHealIsTriedUntilTheScheduleEnds(int status) {
        try (Receiver receiver = Receiver.answering(status);
                CallbackSender sender = sender(receiver, Clock.systemUTC())) {
            List<CallbackAttempt> attempts = sender.deliver(receiver.url(), WEBHOOK_ID, RESULTS);

            assertThat(attempts).extracting(CallbackAttempt::number).containsExactly(1, 2, 3);
            assertThat(attempts).noneMatch(CallbackAttempt::delivered);
        }
    }

    @Test
    void aReceiverThatNeverAnswersIsCutOff() {
        try (Receiver receiver = new Receiver((exchange, number) -> sleep(Duration.ofSeconds(20)));
                CallbackSender sender = sender(receiver, Clock.systemUTC())) {
            assertCutOff(sender, receiver.url());
        }
    }

    @Test
    void aReceiverThatDripsItsHeadIsCutOffAtTheLimit() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread dripping = new Thread(() -> dripHeads(socket));
            dripping.setDaemon(true);
            dripping.start();
            URI url = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
            try (CallbackSender sender = sender(url, Clock.systemUTC(), HostLookup.ofSystem())) {
                assertCutOff(sender, url);
            }
        }
    }

    @Test
    void aTlsHandshakeThatNeverComesIsCutOff() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            URI url = URI.create("https://127.0.0.1:" + silent.getLocalPort() + "/");
            try (CallbackSender sender = sender(url, Clock.systemUTC(), HostLookup.ofSystem())) {
                assertCutOff(sender, url);
            }
        }
    }

    @Test
    void aLookupThatHangsIsCutOff() {
        URI url = URI.create("http://receiver.test/");
        HostLookup hanging = host -> {
            sleep(Duration.ofSeconds(20));
            throw new UnknownHostException(host);
        };
        try (CallbackSender sender = sender(url, Clock.systemUTC(), hanging)) {
            assertCutOff(sender, url);
        }
    }

    @Test
    void anAnswerWithoutEndIsNotRead() {
        try (Receiver receiver = new Receiver((exchange, number) -> {
                    exchange.sendResponseHeaders(200, 0);
                    writeForEver(exchange.getResponseBody());
                });
                CallbackSender sender = sender(receiver, Clock.systemUTC())) {
            long start = System.nanoTime();
            List<CallbackAttempt> attempts = sender.deliver(receiver.url(), WEBHOOK_ID, RESULTS);

            assertThat(last(attempts).delivered()).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void aHeadWithoutEndIsNotRead() {
        try (Receiver receiver = new Receiver((exchange, number) -> {
                    exchange.getResponseHeaders().add("X-Long", "x".repeat(20_000));
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
                CallbackSender sender = sender(receiver, Clock.systemUTC())) {
            assertThat(sender.deliver(receiver.url(), WEBHOOK_ID, RESULTS)).noneMatch(CallbackAttempt::delivered);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1", "169.254.169.254", "10.1.2.3", "::1", "::ffff:10.0.0.1", "fd00:ec2::254", "0.0.0.0"
            })
    void aNameWithAnAddressThatIsNotPublicIsRefusedAtOnce(String address) {
        AtomicInteger lookups = new AtomicInteger();
        HostLookup lookup = host -> {
            lookups.incrementAndGet();
            return List.of(InetAddress.getByName("1.1.1.1"), InetAddress.getByName(address));
        };
        try (CallbackSender sender =
                new CallbackSender(CallbackPolicy.publicHttps(), List.of(), Clock.systemUTC(), QUICK, lookup)) {
            List<CallbackAttempt> attempts =
                    sender.deliver(URI.create("https://receiver.example.org/"), WEBHOOK_ID, RESULTS);

            assertThat(attempts)
                    .singleElement()
                    .satisfies(attempt -> assertThat(attempt.message())
                            .startsWith("refused: ")
                            .contains("not public")
                            .doesNotContain(address));
            assertThat(lookups).hasValue(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://[::1]/",
                "https://169.254.169.254/",
                "https://127.1/",
                "https://0x7f.1/"
            })
    void aLiteralAddressThatIsNotPublicIsRefused(String url) {
        try (CallbackSender sender = new CallbackSender(
                CallbackPolicy.publicHttps(), List.of(), Clock.systemUTC(), QUICK, HostLookup.ofSystem())) {
            assertThat(sender.deliver(URI.create(url), WEBHOOK_ID, RESULTS))
                    .singleElement()
                    .satisfies(attempt -> assertThat(attempt.message()).startsWith("refused: "));
        }
    }

    @Test
    void plainHttpIsRefusedUnlessItsOriginIsTrusted() {
        try (Receiver receiver = Receiver.answering(200);
                CallbackSender sender = sender(
                        URI.create("http://127.0.0.1:" + (receiver.port() + 1)),
                        Clock.systemUTC(),
                        HostLookup.ofSystem())) {
            assertThat(sender.deliver(receiver.url(), WEBHOOK_ID, RESULTS))
                    .extracting(CallbackAttempt::message)
                    .containsExactly("refused: the callback URL does not begin with https://");
            assertThat(receiver.deliveries()).isEmpty();
        }
    }

    @Test
    void anAttemptLooksItsHostUpOnceAndConnectsToTheAddressItGot() {
        AtomicInteger lookups = new AtomicInteger();
        HostLookup lookup = host -> {
            lookups.incrementAndGet();
            return List.of(InetAddress.getLoopbackAddress());
        };
        try (Receiver receiver = Receiver.answering(503, 200)) {
            URI url = URI.create("http://receiver.test:" + receiver.port() + "/");
            try (CallbackSender sender = sender(url, Clock.systemUTC(), lookup)) {
                assertThat(sender.deliver(url, WEBHOOK_ID, RESULTS)).hasSize(2);
                assertThat(lookups).hasValue(2);
                assertThat(receiver.deliveries().get(0).header("host")).isEqualTo("receiver.test:" + receiver.port());
            }
        }
    }

    @Test
    void aNameThatTurnsPrivateIsRefusedWhenItIsLookedUpAgain() throws UnknownHostException {
        AtomicInteger lookups = new AtomicInteger();
        HostLookup rebinding =
                host -> List.of(InetAddress.getByName(lookups.incrementAndGet() == 1 ? "1.1.1.1" : "169.254.169.254"));
        GuardedResolver resolver = new GuardedResolver(rebinding);

        assertThat(resolver.resolve("rebind.test")).containsExactly(InetAddress.getByName("1.1.1.1"));
        assertThat(lookups).hasValue(1);
        assertThatCode(() -> resolver.resolve("rebind.test")).isInstanceOf(RefusedAddressException.class);
    }

    /** The first address is public and nobody's: of the part of IPv6 that no registry has been given. */
    @Test
    void aConnectionGoesToTheAddressThatWasCheckedAndNotToTheOneThatTheNameHasNext() throws IOException {
        AtomicInteger lookups = new AtomicInteger();
        HostLookup rebinding =
                host -> List.of(InetAddress.getByName(lookups.incrementAndGet() == 1 ? "2d00::1" : "127.0.0.1"));
        try (ServerSocket inside = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            URI url = URI.create("https://rebind.example.org:" + inside.getLocalPort() + "/");
            CallbackPolicy policy = new CallbackPolicy(List.of(), List.of(inside.getLocalPort()), List.of());
            try (CallbackSender sender = new CallbackSender(policy, List.of(), Clock.systemUTC(), QUICK, rebinding)) {
                CallbackAttempt checked = sender.attempt(url, WEBHOOK_ID, RESULTS);
                assertThat(lookups).hasValue(1);
                assertThat(checked.delivered()).isFalse();
                assertThat(checked.message()).doesNotStartWith("refused: ");

                CallbackAttempt rebound = sender.attempt(url, WEBHOOK_ID, RESULTS);
                assertThat(rebound.message()).startsWith("refused: ").contains("not public");
                assertThat(rebound.retryable()).isFalse();
            }
            assertThatNobodyConnected(inside);
        }
    }

    @Test
    void aConnectionThatBreaksIsTriedAgain() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread resetting = new Thread(() -> resetEveryConnection(socket));
            resetting.setDaemon(true);
            resetting.start();
            URI url = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
            try (CallbackSender sender = sender(url, Clock.systemUTC(), HostLookup.ofSystem())) {
                assertThat(sender.deliver(url, WEBHOOK_ID, RESULTS)).hasSize(3).allSatisfy(attempt -> {
                    assertThat(attempt.message()).isEqualTo("the connection broke before the receiver answered");
                    assertThat(attempt.retryable()).isTrue();
                });
            }
        }
    }

    @Test
    void theBodyOfATenGigabyteAnswerIsNotRead() {
        try (Receiver receiver = new Receiver((exchange, number) -> {
                    exchange.sendResponseHeaders(200, 10L << 30);
                    writeForEver(exchange.getResponseBody());
                });
                CallbackSender sender = sender(receiver, Clock.systemUTC())) {
            assertThat(sender.attempt(receiver.url(), WEBHOOK_ID, RESULTS).delivered())
                    .isTrue();
        }
    }

    @Test
    void aHostWithoutAnAddressIsTriedAgain() {
        URI url = URI.create("https://nowhere.test/");
        HostLookup none = host -> {
            throw new UnknownHostException(host);
        };
        try (CallbackSender sender =
                new CallbackSender(CallbackPolicy.publicHttps(), List.of(), Clock.systemUTC(), QUICK, none)) {
            assertThat(sender.deliver(url, WEBHOOK_ID, RESULTS)).hasSize(3);
        }
    }

    @Test
    void aReceiverThatIsNotThereIsToldInTheAttempts() throws IOException {
        int freePort;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            freePort = socket.getLocalPort();
        }
        URI url = URI.create("http://127.0.0.1:" + freePort + "/");
        try (CallbackSender sender = sender(url, Clock.systemUTC(), HostLookup.ofSystem())) {
            assertThat(sender.deliver(url, WEBHOOK_ID, RESULTS)).hasSize(3).allSatisfy(attempt -> {
                assertThat(attempt.httpStatus()).isNull();
                assertThat(attempt.message()).isEqualTo("the receiver accepts no connection");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mailto:a@example.org", "relative", "https:///nohost", "https://user:pw@127.0.0.1/"})
    void aUrlThatCannotBePostedToIsToldInTheAttempts(String url) {
        try (CallbackSender sender = new CallbackSender(
                CallbackPolicy.publicHttps(), List.of(), Clock.systemUTC(), QUICK, HostLookup.ofSystem())) {
            assertThat(sender.deliver(URI.create(url), WEBHOOK_ID, RESULTS))
                    .isNotEmpty()
                    .noneMatch(CallbackAttempt::delivered);
        }
    }

    @Test
    void theListenerHearsEachAttemptAndItsFailureStopsNothing() {
        List<CallbackAttempt> heard = new ArrayList<>();
        try (Receiver receiver = Receiver.answering(500, 200);
                CallbackSender sender = sender(receiver, Clock.systemUTC())) {
            List<CallbackAttempt> attempts = sender.deliver(receiver.url(), WEBHOOK_ID, RESULTS, attempt -> {
                heard.add(attempt);
                throw new IllegalStateException("storage is away");
            });
            assertThat(heard).isEqualTo(attempts).hasSize(2);
        }
    }

    @Test
    void noAttemptBeginsAfterTheTotalLimit() {
        RetrySchedule shortTotal =
                new RetrySchedule(List.of(Duration.ofMillis(50), Duration.ofHours(1)), 0, LIMIT, Duration.ofSeconds(2));
        try (Receiver receiver = Receiver.answering(500)) {
            CallbackPolicy policy = new CallbackPolicy(List.of(), List.of(443), List.of(receiver.url()));
            try (CallbackSender sender =
                    new CallbackSender(policy, List.of(), Clock.systemUTC(), shortTotal, HostLookup.ofSystem())) {
                assertThat(sender.deliver(receiver.url(), WEBHOOK_ID, RESULTS)).hasSize(2);
            }
        }
    }

    @Test
    void aSecretThatIsNoneIsRefusedWithoutShowingIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CallbackSender(
                        CallbackPolicy.publicHttps(), List.of("whsec_not*base64"), Clock.systemUTC()))
                .withMessageNotContaining("not*base64");
    }

    @Test
    void theLongScheduleHasSevenAttemptsAndNoPauseThatAQueueCannotKeep() {
        RetrySchedule schedule = RetrySchedule.overHours();
        Random random = new Random(1);

        assertThat(schedule.attempts()).isEqualTo(7);
        assertThat(IntStream.rangeClosed(1, 6).boxed())
                .allSatisfy(attempt -> assertThat(schedule.pauseAfter(attempt, random))
                        .get()
                        .satisfies(pause -> assertThat(pause).isBetween(Duration.ofSeconds(4), Duration.ofHours(11))));
        assertThat(schedule.pauseAfter(7, random)).isEmpty();
    }

    @Test
    void theStandardScheduleStaysWithinTwoMinutes() {
        RetrySchedule standard = RetrySchedule.standard();
        Duration pauses = standard.pauses().stream().reduce(Duration.ZERO, Duration::plus);

        assertThat(pauses).isEqualTo(Duration.ofSeconds(75));
        assertThat(standard.totalLimit()).isEqualTo(Duration.ofMinutes(2));
        assertThat(standard.attempts()).isEqualTo(6);
    }

    private static void assertCutOff(CallbackSender sender, URI url) {
        long start = System.nanoTime();
        List<CallbackAttempt> attempts = sender.deliver(url, WEBHOOK_ID, RESULTS);
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        assertThat(attempts)
                .hasSize(3)
                .allSatisfy(attempt -> assertThat(attempt.message()).isEqualTo("the receiver did not answer in time"));
        assertThat(took).isLessThan(LIMIT.multipliedBy(3).plusSeconds(4));
    }

    private static void assertThatNobodyConnected(ServerSocket socket) throws IOException {
        socket.setSoTimeout(50);
        assertThatCode(socket::accept).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void thatCallbacksGoUnsignedIsSaidOnceHoweverManyAttemptsThereAre() {
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        Logger log = (Logger) LoggerFactory.getLogger(CallbackSender.class);
        said.start();
        log.addAppender(said);
        try (Receiver receiver = Receiver.answering(503);
                CallbackSender sender = sender(receiver, Clock.systemUTC())) {
            assertThat(sender.deliver(receiver.url(), WEBHOOK_ID, RESULTS)).hasSize(3);
        } finally {
            log.detachAppender(said);
        }
        assertThat(said.list)
                .extracting(ILoggingEvent::getMessage)
                .filteredOn(message -> message.contains("unsigned"))
                .hasSize(1);
    }

    private static CallbackSender sender(Receiver receiver, Clock clock, String... secrets) {
        CallbackPolicy policy = new CallbackPolicy(List.of(), List.of(443), List.of(receiver.url()));
        return new CallbackSender(policy, List.of(secrets), clock, QUICK, HostLookup.ofSystem());
    }

    private static CallbackSender sender(URI trusted, Clock clock, HostLookup lookup) {
        CallbackPolicy policy = new CallbackPolicy(List.of(), List.of(443), List.of(trusted));
        return new CallbackSender(policy, List.of(), clock, QUICK, lookup);
    }

    private static CallbackAttempt last(List<CallbackAttempt> attempts) {
        return attempts.get(attempts.size() - 1);
    }

    private static String secret(String text) {
        return "whsec_" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void dripHeads(ServerSocket socket) {
        while (!socket.isClosed()) {
            try (var connection = socket.accept()) {
                OutputStream out = connection.getOutputStream();
                out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
                while (true) {
                    out.write("X-A: b\r\n".getBytes(StandardCharsets.US_ASCII));
                    out.flush();
                    sleep(Duration.ofMillis(50));
                }
            } catch (IOException cutOff) {
                // what the test waits for: the sender has hung up
            }
        }
    }

    /** Without a wait for what is still under way, which makes a socket's end a reset. */
    private static void resetEveryConnection(ServerSocket socket) {
        while (!socket.isClosed()) {
            try (var connection = socket.accept()) {
                connection.setSoLinger(true, 0);
            } catch (IOException closed) {
                // the test is over, or the sender was faster
            }
        }
    }

    private static void writeForEver(OutputStream out) throws IOException {
        byte[] block = new byte[1 << 16];
        while (true) {
            out.write(block);
        }
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Every reading is a second after the one before. */
    private static final class TickingClock extends Clock {

        private final AtomicInteger seconds = new AtomicInteger();

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.now().plusSeconds(seconds.incrementAndGet());
        }
    }
}
