package org.eventextractor.core.workspace;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Where everything that belongs to one request lives in the request bucket.
 *
 * <pre>
 * study/a/my_request.json                     the researcher's; never changed
 * study/a/my_request.status.json              state, progress, errors
 * study/a/my_request.cancel.json              the researcher's: whoever puts it there ends the request
 * study/a/event_data_subset_&lt;jobId&gt;/          what the researcher reads
 * _extractor/&lt;requestId&gt;/                     claim, plan, owner, slice reports: the system's own
 * _extractor/open/&lt;requestId&gt;.json            of every request that has not ended
 * </pre>
 *
 * <p>No key made here ends in {@code request.json}: it would trigger the system again.
 *
 * @param requestKey key of the request document; ends in {@code request.json}
 * @param requestId names the system's own folder
 * @param systemPrefix holds the system's own folders; ends in a slash
 */
public record RequestPaths(String requestKey, String requestId, String systemPrefix) {

    private static final String REQUEST_SUFFIX = "request.json";
    private static final String JSON = ".json";
    private static final String CANCEL_SUFFIX = ".cancel.json";
    private static final String SYSTEM_PREFIX = "_extractor/";
    private static final String OPEN_FOLDER = "open/";
    private static final String ENDED_NAME = "ended.json";
    private static final Pattern ENDED = Pattern.compile(SYSTEM_PREFIX + "([^/]+)/" + Pattern.quote(ENDED_NAME));
    private static final String OUTPUT_FOLDER = "event_data_subset_";
    private static final String JOB_PREFIX = "extract-";

    public RequestPaths {
        if (!requestKey.endsWith(REQUEST_SUFFIX)) {
            throw new IllegalArgumentException("the key of a request ends in " + REQUEST_SUFFIX + ": " + requestKey);
        }
    }

    /** The paths of a deployment, whose own folders lie at the top of the bucket. */
    public RequestPaths(String requestKey, String requestId) {
        this(requestKey, requestId, SYSTEM_PREFIX);
    }

    /** The paths of a request whose results, and the system's own folders, lie below a prefix of the requester's. */
    public static RequestPaths below(String prefix, String requestName, String requestId) {
        return new RequestPaths(prefix + requestName, requestId, prefix + SYSTEM_PREFIX);
    }

    /** Whether an object of this key is a request: ends in {@code request.json} and is not the system's own. */
    public static boolean isRequest(String key) {
        return key.endsWith(REQUEST_SUFFIX) && !key.startsWith(SYSTEM_PREFIX);
    }

    /** Whether an object of this key asks to end a request: the request's key with {@code .cancel} in it. */
    public static boolean isCancellation(String key) {
        return key.endsWith(CANCEL_SUFFIX) && isRequest(withoutSuffix(key, CANCEL_SUFFIX) + JSON);
    }

    /**
     * The key of the request that a cancellation ends.
     *
     * @param key for which {@link #isCancellation} holds
     */
    public static String requestOfCancellation(String key) {
        if (!isCancellation(key)) {
            throw new IllegalArgumentException(
                    "the key of a cancellation ends in request" + CANCEL_SUFFIX + ": " + key);
        }
        return withoutSuffix(key, CANCEL_SUFFIX) + JSON;
    }

    /** Where every open request of a deployment has its {@link #open} document. */
    public static String openRequests() {
        return SYSTEM_PREFIX + OPEN_FOLDER;
    }

    /** Where a request of a deployment has its {@link #open} document. */
    public static String openOf(String requestId) {
        return openRequests() + requestId + JSON;
    }

    /** The id of the request whose {@link #ended} note has this key; empty if it is another object's. */
    public static Optional<String> endedRequest(String key) {
        return Optional.of(ENDED.matcher(key)).filter(Matcher::matches).map(note -> note.group(1));
    }

    /** Where a sweep that had no time for all open requests says how far it came. */
    public static String sweep() {
        return SYSTEM_PREFIX + "sweep.json";
    }

    /** Says which request a cancellation is meant for, by the cancellation's own id. */
    public static String cancellationTarget(String cancellationId) {
        return SYSTEM_PREFIX + cancellationId + "/target.json";
    }

    /** Says that a cancellation waits for the request that is made of an upload, by its key and entity tag. */
    public static String awaitedUpload(String requestKey, String eTag) {
        return SYSTEM_PREFIX + "awaited/" + DigestUtils.sha256Hex(requestKey + "\n" + eTag) + JSON;
    }

    /** {@code my_request.json} has its status in {@code my_request.status.json}. */
    public String status() {
        return statusOf(requestKey);
    }

    /** Where the newest request of a key has its status. */
    public static String statusOf(String requestKey) {
        return withoutSuffix(requestKey, JSON) + ".status.json";
    }

    /** {@code my_request.json} is cancelled by an object {@code my_request.cancel.json}. */
    public String cancellation() {
        return withoutSuffix(requestKey, JSON) + CANCEL_SUFFIX;
    }

    /** The status of a request whose place beside the key belongs to a newer request. */
    public String archivedStatus() {
        return system("status.json");
    }

    /** There as long as the request has not ended, or its end has not been told to everyone. */
    public String open() {
        return systemPrefix + OPEN_FOLDER + requestId + JSON;
    }

    /** Says that the request has ended without a job: its event has the end told. */
    public String ended() {
        return system(ENDED_NAME);
    }

    /** There since the end of the request was told. */
    public String closed() {
        return system("closed.json");
    }

    /** Names the one job that does the request. */
    public String owner() {
        return system("job.json");
    }

    /** Written by whoever may submit the request's job: a {@link Claim}. */
    public String claim() {
        return system("claim.json");
    }

    /** The request as understood, which the job reads instead of the requester's document. */
    public String acceptedRequest() {
        return system("accepted.json");
    }

    /** The plan's header, written after its slices. */
    public String plan() {
        return system("plan.json");
    }

    /** A slice of the plan, gzip, by its number from 0. */
    public String slice(int number) {
        return system(String.format(Locale.ROOT, "plan/slice-%05d.json.gz", number));
    }

    /** What a slice gave, gzip, by its number from 0. */
    public String sliceReport(int number) {
        return system(String.format(Locale.ROOT, "report/slice-%05d.json.gz", number));
    }

    /** The folder of the results, beside the request; ends in a slash. */
    public String output(String jobId) {
        return requestKey.substring(0, requestKey.lastIndexOf('/') + 1) + OUTPUT_FOLDER + jobId + "/";
    }

    /** Names every data file of the folder of the results; written last. */
    public String manifest(String jobId) {
        return output(jobId) + "manifest.json";
    }

    /** Says that what is in the folder of the results is no data set. */
    public String incompleteMark(String jobId) {
        return output(jobId) + "incomplete.json";
    }

    /** The name of the Batch job of this request: found again by it after a crash between submit and status. */
    public String jobName() {
        return JOB_PREFIX + requestId;
    }

    /** Whether a job of this name may be a request's. */
    public static boolean isJobName(String name) {
        return name.startsWith(JOB_PREFIX);
    }

    /** Won by the one shard that publishes, where a request has several. */
    public String publisher() {
        return system("publisher.json");
    }

    private static String withoutSuffix(String key, String suffix) {
        return key.substring(0, key.length() - suffix.length());
    }

    private String system(String name) {
        return systemPrefix + requestId + "/" + name;
    }
}
