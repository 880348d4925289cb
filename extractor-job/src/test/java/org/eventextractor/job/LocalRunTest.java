package org.eventextractor.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.eventextractor.core.callback.Receiver;
import org.eventextractor.core.catalogue.CatalogueReader;
import org.eventextractor.core.storage.FolderObjectStore;
import org.eventextractor.core.storage.ForwardingStore;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ReadCondition;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.StorageException.Kind;
import org.eventextractor.core.storage.StoredObject;
import org.eventextractor.core.storage.WriteCondition;
import org.eventextractor.samples.FileShape;
import org.eventextractor.samples.SampleEvents;
import org.eventextractor.samples.SampleRequest;
import org.eventextractor.samples.SampleSpec;
import org.eventextractor.samples.SampleType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the {@code run} command owes when its storage fails it. */
class LocalRunTest {

    private static final SampleSpec SPEC = SampleSpec.of(
                    5, List.of(SampleType.STARTED_SESSION), LocalDate.parse("2023-12-31"), 1)
            .withFiles(1, FileShape.ofRows(30))
            .withUsers(20, 5);
    private static final String STATUS = "my_request.status.json";

    private final StringWriter out = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void theResultsArePostedThoughTheStatusCannotBeReadToTellThem() {
        new SampleEvents(SPEC).writeTo(folder.resolve("events"));
        try (Receiver receiver = Receiver.answering(204)) {
            LocalRun run = run(new ForgettingStore(new FolderObjectStore(folder.resolve("out"))), receiver);
            byte[] request = SampleRequest.of(SPEC).withCallback(receiver.url()).toJson();

            assertThatThrownBy(() -> run.extract("my_request.json", request))
                    .isInstanceOf(StorageException.class)
                    .hasMessage(ForgettingStore.WHY);

            assertThat(receiver.deliveries())
                    .singleElement()
                    .satisfies(delivery -> assertThat(delivery.body()).contains("\"completed\""));
        }
        assertThat(out.toString()).doesNotContain("completed: ");
    }

    @Test
    void aRunDoesItsRequestWithoutAskingWhoseItIs() {
        new SampleEvents(SPEC).writeTo(folder.resolve("events"));
        try (Receiver receiver = Receiver.answering(204)) {
            LocalRun run = run(new OwnerlessStore(new FolderObjectStore(folder.resolve("out"))), receiver);

            assertThat(run.extract("my_request.json", SampleRequest.of(SPEC).toJson()))
                    .isEqualTo(ExitCode.COMPLETED);
        }
    }

    private LocalRun run(ObjectStore results, Receiver receiver) {
        ObjectStore events = new FolderObjectStore(folder.resolve("events"));
        String trusted = receiver.url().resolve("/").toString();
        return new LocalRun(
                RunSettings.from(Map.of("EXTRACTOR_CALLBACK_TRUSTED_ORIGINS", trusted)),
                uri -> uri.root().equals(events.root().root()) ? events : results,
                events.root(),
                results.root(),
                CatalogueReader.defaultCatalogue(),
                new RunPrinter(new PrintWriter(out), new PrintWriter(out)),
                Clock.systemUTC());
    }

    /** Takes no note of an owner. */
    private static final class OwnerlessStore extends ForwardingStore {

        private OwnerlessStore(ObjectStore store) {
            super(store);
        }

        @Override
        public String write(String key, byte[] bytes, String contentType, WriteCondition condition) {
            if (key.endsWith("/job.json")) {
                throw new StorageException(Kind.ACCESS_DENIED, "there is no owner");
            }
            return super.write(key, bytes, contentType, condition);
        }
    }

    /** Does not read a request's status any more once that is final. */
    private static final class ForgettingStore extends ForwardingStore {

        private static final String WHY = "the status cannot be read";

        private volatile boolean ended;

        private ForgettingStore(ObjectStore store) {
            super(store);
        }

        @Override
        public StoredObject read(String key, ReadCondition condition, long maxBytes) {
            if (ended && key.equals(STATUS)) {
                throw new StorageException(Kind.UNAVAILABLE, WHY);
            }
            return super.read(key, condition, maxBytes);
        }

        @Override
        public String write(String key, byte[] bytes, String contentType, WriteCondition condition) {
            String eTag = super.write(key, bytes, contentType, condition);
            ended |= key.equals(STATUS) && new String(bytes, StandardCharsets.UTF_8).contains("\"completed\"");
            return eTag;
        }
    }
}
