package org.eventextractor.core.request;

import java.util.Optional;
import java.util.regex.Pattern;
import org.eventextractor.core.json.FieldReader;
import org.eventextractor.core.json.Shown;

/** {@code resumeFrom}: the job whose unread objects are wanted. */
final class ResumeSection {

    private static final String RESUME_FROM = "resumeFrom";

    /** As Batch and the local run name jobs: nothing that could lead out of the request's folder. */
    private static final Pattern JOB_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,127}");

    private final Findings findings;

    ResumeSection(Findings findings) {
        this.findings = findings;
    }

    /** The job; empty if the request names none, or what cannot be one. */
    Optional<String> read(FieldReader document) {
        Optional<String> jobId = document.text(RESUME_FROM).filter(text -> !text.isEmpty());
        Optional<String> wellFormed = jobId.filter(text -> JOB_ID.matcher(text).matches());
        if (jobId.isPresent() && wellFormed.isEmpty()) {
            findings.faults()
                    .add(
                            document.pointer(RESUME_FROM),
                            "invalidJobId",
                            "\"" + Shown.cut(jobId.get()) + "\" is not the id of a job",
                            "Write the jobId of the earlier extract's results: its folder is called"
                                    + " event_data_subset_<jobId>.");
        }
        return wellFormed;
    }
}
