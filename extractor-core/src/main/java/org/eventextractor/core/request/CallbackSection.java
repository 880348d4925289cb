package org.eventextractor.core.request;

import java.net.URI;
import java.util.Optional;
import org.eventextractor.core.callback.CallbackPolicy;
import org.eventextractor.core.json.FieldReader;
import org.eventextractor.core.json.Shown;

/** {@code callbackURL}: where the results are posted. */
final class CallbackSection {

    private static final String CALLBACK = "callbackURL";
    private static final int MAX_LENGTH = 2_048;

    private final CallbackPolicy policy;
    private final Findings findings;

    CallbackSection(CallbackPolicy policy, Findings findings) {
        this.policy = policy;
        this.findings = findings;
    }

    /** Where to; empty if the request names nothing, or nothing that is allowed. */
    Optional<URI> read(FieldReader document) {
        Optional<String> url = document.text(CALLBACK, MAX_LENGTH);
        Optional<String> refusal = url.flatMap(policy::refusal);
        refusal.ifPresent(reason -> findings.faults()
                .add(
                        document.pointer(CALLBACK),
                        "callbackNotAllowed",
                        "\"" + Shown.cut(url.orElseThrow()) + "\" " + reason,
                        "Give an https URL of a public host, as https://example.org/hook, or leave it out and"
                                + " watch the status document."));
        return refusal.isPresent() ? Optional.empty() : url.map(URI::create);
    }
}
