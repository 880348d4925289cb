package org.eventextractor.core.request;

import java.time.Instant;
import java.util.Optional;
import org.eventextractor.core.json.StrictDocumentReader;
import org.eventextractor.core.storage.StorageException;

/**
 * Reads a request document and checks it against a deployment's policy. Its JSON Schema is
 * {@code org/eventextractor/schema/request.schema.json}; docs/REQUEST_API.md is the contract in words.
 *
 * <p>Thread-safe if its {@link UserFile} is.
 */
public final class RequestParser {

    private final RequestPolicy policy;
    private final UserFile userFile;

    public RequestParser(RequestPolicy policy, UserFile userFile) {
        this.policy = policy;
        this.userFile = userFile;
    }

    /**
     * Reads a request.
     *
     * @param requestKey where it lies: a file of users lies near it
     * @param document its bytes, which the caller has bounded
     * @param receivedAt when it arrived: the end of a range that names none
     * @return the request, or everything that is wrong with it
     * @throws StorageException only if the file of users cannot be reached now, which is nobody's fault: try later
     */
    public RequestOutcome parse(String requestKey, byte[] document, Instant receivedAt) {
        Findings findings = new Findings();
        RequestSections sections = new RequestSections(policy, userFile, requestKey, receivedAt, findings);
        Optional<ExtractRequest> request =
                StrictDocumentReader.read(document, findings.faults()).flatMap(sections::read);
        if (request.isPresent() && findings.faults().isEmpty()) {
            return new RequestOutcome.Accepted(
                    request.get(), findings.warnings().list());
        }
        return new RequestOutcome.Refused(
                findings.faults().list(), findings.warnings().list());
    }
}
