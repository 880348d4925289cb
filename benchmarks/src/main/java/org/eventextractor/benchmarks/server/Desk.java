package org.eventextractor.benchmarks.server;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers requests for a bucket as S3 does: ListObjectsV2, GetObject with If-Match and Range, HeadObject. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">ListObjectsV2</a>
 */
record Desk(EndlessBucket bucket) {

    private static final int PAGE = 1_000;
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");
    private static final String LAST_MODIFIED = "Wed, 01 Mar 2023 00:00:00 GMT";

    Answer list(Request request) {
        String after = request.query().getOrDefault("continuation-token", "");
        List<Map.Entry<String, StoredFile>> found = bucket.list(request.query().getOrDefault("prefix", ""), after)
                .limit(PAGE + 1)
                .toList();
        boolean more = found.size() > PAGE;
        List<Map.Entry<String, StoredFile>> page = found.subList(0, Math.min(PAGE, found.size()));
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?><ListBucketResult>")
                .append("<EncodingType>url</EncodingType><MaxKeys>1000</MaxKeys><KeyCount>")
                .append(page.size())
                .append("</KeyCount><IsTruncated>")
                .append(more)
                .append("</IsTruncated>");
        if (more) {
            String last = page.get(PAGE - 1).getKey();
            xml.append("<NextContinuationToken>").append(last).append("</NextContinuationToken>");
        }
        page.forEach(file -> append(xml, file.getKey(), file.getValue()));
        return Answer.xml(200, xml.append("</ListBucketResult>").toString());
    }

    Answer get(Request request) {
        Optional<StoredFile> found = bucket.find(request.key());
        if (found.isEmpty()) {
            return Answer.error(404, "NoSuchKey");
        }
        StoredFile file = found.get();
        String wanted = request.headers().get("if-match");
        if (wanted != null && !wanted.replace("\"", "").equals(file.eTag())) {
            return Answer.error(412, "PreconditionFailed");
        }
        String range = request.headers().get("range");
        return range == null ? whole(file) : part(file, range);
    }

    private static Answer whole(StoredFile file) {
        return new Answer(200, headers(file), file.bytes(), 0, file.bytes().length);
    }

    private static Answer part(StoredFile file, String range) {
        Matcher ends = RANGE.matcher(range);
        int size = file.bytes().length;
        if (!ends.matches() || Long.parseLong(ends.group(1)) >= size) {
            return Answer.error(416, "InvalidRange");
        }
        int first = Integer.parseInt(ends.group(1));
        int last = (int) Math.min(Long.parseLong(ends.group(2)), size - 1L);
        Map<String, String> headers = new HashMap<>(headers(file));
        headers.put("Content-Range", "bytes " + first + "-" + last + "/" + size);
        return new Answer(206, headers, file.bytes(), first, last - first + 1);
    }

    private static Map<String, String> headers(StoredFile file) {
        return Map.of("ETag", '"' + file.eTag() + '"', "Last-Modified", LAST_MODIFIED);
    }

    private static void append(StringBuilder xml, String key, StoredFile file) {
        xml.append("<Contents><Key>")
                .append(key)
                .append("</Key><LastModified>2023-03-01T00:00:00.000Z</LastModified><ETag>&quot;")
                .append(file.eTag())
                .append("&quot;</ETag><Size>")
                .append(file.bytes().length)
                .append("</Size><StorageClass>STANDARD</StorageClass></Contents>");
    }
}
