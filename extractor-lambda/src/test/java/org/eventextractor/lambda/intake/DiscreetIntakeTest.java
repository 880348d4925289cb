package org.eventextractor.lambda.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.lambda.CapturedLog;
import org.eventextractor.lambda.TestContext;
import org.eventextractor.lambda.configuration.PerAlias;
import org.eventextractor.lambda.event.Events;
import org.eventextractor.lambda.event.ObjectCreated;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whom a request asks for stays between its requester and the bucket, whatever becomes of it. */
class DiscreetIntakeTest {

    private static final String USER = "3e2c6a50-9c3f-4b8a-8c55-1d7b2f0a9e11";
    private static final String TOKEN = "t0k3n-of-the-receiver";
    private static final String CALLBACK =
            ", \"callbackURL\": \"https://receiver.example.org/done/" + TOKEN + "?key=" + TOKEN + "\"";

    private final IntakeFixture fixture = new IntakeFixture();
    private final IntakeHandler handler = new IntakeHandler(PerAlias.always(fixture.intake));
    private final CapturedLog log = new CapturedLog();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void aGoodRequestTellsNobodyOfItsUsers() throws IOException {
        ObjectCreated good = drop(IntakeFixture.request(CALLBACK));

        call(good);

        assertThat(fixture.status(good).state()).isEqualTo(RequestState.QUEUED);
        assertDiscreet();
    }

    @Test
    void aRejectedRequestTellsNobodyOfItsUsers() throws IOException {
        ObjectCreated rejected = drop(IntakeFixture.request(CALLBACK + ", \"" + USER + "\": \"" + USER + "\"")
                .replace("started_session", "no_such_type")
                .replace("[\"" + USER, "[\"x" + USER + "\", \"" + USER));

        call(rejected);

        assertThat(fixture.status(rejected).state()).isEqualTo(RequestState.REJECTED);
        assertDiscreet();
    }

    @Test
    void aMalformedRequestTellsNobodyOfItsUsers() throws IOException {
        ObjectCreated malformed = drop(IntakeFixture.request(CALLBACK).replace("\"" + USER + "\"]", USER));

        call(malformed);

        assertThat(fixture.status(malformed).state()).isEqualTo(RequestState.REJECTED);
        assertDiscreet();
    }

    @Test
    void aStorageThatFailsTellsNobodyOfTheUsers() {
        ObjectCreated failing = drop(IntakeFixture.request(CALLBACK));
        fixture.requests.failOn(fixture.paths(failing).acceptedRequest(), StorageException.Kind.UNAVAILABLE);

        assertThatThrownBy(() -> call(failing)).isInstanceOf(RuntimeException.class);

        assertDiscreet();
    }

    @Test
    void aPlanThatCannotBeMadeTellsNobodyOfTheUsers() throws IOException {
        ObjectCreated failing = drop(IntakeFixture.request(CALLBACK));
        fixture.requests.failOn(fixture.paths(failing).acceptedRequest(), StorageException.Kind.TOO_LARGE);

        call(failing);

        assertThat(fixture.status(failing).state()).isEqualTo(RequestState.FAILED);
        assertDiscreet();
    }

    /** What was not logged at all would prove nothing. */
    private void assertDiscreet() {
        assertThat(log.text()).isNotBlank().doesNotContain(USER, USER.replace("-", ""), TOKEN);
    }

    private ObjectCreated drop(String document) {
        return fixture.drop(IntakeFixture.KEY, document, "01");
    }

    private void call(ObjectCreated created) throws IOException {
        Map<String, Object> event = Events.notification(created);
        handler.handleRequest(Events.stream(event), new ByteArrayOutputStream(), new TestContext(300_000));
    }
}
