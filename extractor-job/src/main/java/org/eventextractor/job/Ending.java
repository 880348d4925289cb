package org.eventextractor.job;

import java.time.Clock;
import org.eventextractor.core.document.IncompleteMark;
import org.eventextractor.core.document.Results;
import org.eventextractor.core.document.ResultsCodec;
import org.eventextractor.core.document.Software;
import org.eventextractor.core.json.MalformedDocumentException;
import org.eventextractor.core.lifecycle.Links;
import org.eventextractor.core.lifecycle.Progress;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.lifecycle.StateReason;
import org.eventextractor.core.prepare.AcceptedRequests;
import org.eventextractor.core.request.AcceptedRequest;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.workspace.RequestPaths;
import org.eventextractor.job.progress.WorkingStatus;
import org.eventextractor.job.publish.OutputFolder;
import org.eventextractor.job.publish.Published;
import org.eventextractor.job.publish.WithheldData;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last step of a request: its final status, then its results' outlet. Used once, by one thread. */
final class Ending {

    private static final Logger log = LoggerFactory.getLogger(Ending.class);

    private final ObjectStore requests;
    private final RequestPaths paths;
    private final OutputFolder folder;
    private final WithheldData withheld;
    private final JobAttempt attempt;
    private final EndingRight right;
    private final WorkingStatus status;
    private final ResultsOutlet outlet;
    private final Software software;
    private final Clock clock;

    Ending(
            ObjectStore requests,
            RequestPaths paths,
            JobAttempt attempt,
            WorkingStatus status,
            ResultsOutlet outlet,
            Software software,
            Clock clock) {
        this.requests = requests;
        this.paths = paths;
        this.folder = new OutputFolder(requests, paths.output(attempt.jobId()));
        this.withheld = new WithheldData(folder, attempt.jobId());
        this.attempt = attempt;
        this.right = new EndingRight(requests, paths, attempt);
        this.status = status;
        this.outlet = outlet;
        this.software = software;
        this.clock = clock;
    }

    /** Whether this process is the one to publish. */
    boolean isOurs() {
        return right.take();
    }

    /**
     * The extract is published: complete, empty, with errors, or failed by the request's own error policy.
     *
     * @param progress of all slices: what a shard reported late was added to it before it was counted here
     */
    RequestState published(AcceptedRequest accepted, Published published, Progress progress) {
        Results results = published.results();
        RequestStatus ended = status.update(current -> current.withState(results.extractionStatus(), published.reason())
                .withErrors(published.errors())
                // others may have warned meanwhile: a requester who cancelled too late is told so
                .withMoreWarnings(results.warnings())
                .withProgress(progress)
                .withLinks(linked(current.links(), published.resultsUri(), results.manifestUri())));
        if (ended.state() == results.extractionStatus()) {
            removeWithheld(ended);
            outlet.deliver(accepted, published.document());
        } else {
            log.warn("the request was ended as {} while its results were written", ended.state());
            tellUndelivered(ended);
        }
        return ended.state();
    }

    /** The attempt failed, and another one follows. */
    RequestState retrying(StateReason reason) {
        return status.update(current -> current.withState(current.state(), reason))
                .state();
    }

    /**
     * The job could not end its work. Of several shards, another may be about to end the request: then that is left to
     * it.
     *
     * @return the request's state
     */
    RequestState failed(StateReason reason) {
        if (!right.take()) {
            log.warn("another shard ends the request");
            return RequestState.FAILED;
        }
        RequestStatus ended = status.update(current -> current.withState(RequestState.FAILED, reason));
        tellUndelivered(ended);
        return ended.state();
    }

    /** Another ended the request while this process was at work; of several shards one tells. */
    void endedElsewhere(RequestStatus ended) {
        if (right.take()) {
            tellUndelivered(ended);
        }
    }

    /** What cannot be removed is marked, as what any other failure leaves: the verdict stands. */
    private void removeWithheld(RequestStatus ended) {
        try {
            withheld.remove(ended);
        } catch (StorageException e) {
            log.warn("data of an extract that delivers nothing cannot be removed", e);
            markIncomplete(ended);
        }
    }

    private void tellUndelivered(RequestStatus ended) {
        if (ended.state() == RequestState.FAILED || ended.state() == RequestState.CANCELLED) {
            markIncomplete(ended);
            AcceptedRequest accepted = accepted();
            if (accepted != null) {
                Results results =
                        Results.undelivered(attempt.jobId(), accepted, ended.state(), ended.stateReason(), software);
                byte[] document = ResultsCodec.write(results);
                String uri = folder.writeResults(document);
                status.amend(current -> current.withLinks(linked(current.links(), uri, null)));
                outlet.deliver(accepted, document);
            }
        }
    }

    /** What is there is no data set: nor may a manifest, written before the failure, say so. */
    private void markIncomplete(RequestStatus ended) {
        IncompleteMark mark = new IncompleteMark(
                attempt.jobId(), paths.requestId(), ended.state(), ended.stateReason(), clock.instant());
        folder.markIncomplete(mark);
    }

    private static Links linked(Links links, String results, @Nullable String manifest) {
        return new Links(results, manifest, links.report(), links.logs());
    }

    /** Null if it was removed, damaged, or never written: then nobody knows whom to tell. */
    private @Nullable AcceptedRequest accepted() {
        try {
            return new AcceptedRequests(requests).read(paths);
        } catch (StorageException | MalformedDocumentException e) {
            log.warn("the request as understood cannot be read, so its requester is not told", e);
            return null;
        }
    }
}
