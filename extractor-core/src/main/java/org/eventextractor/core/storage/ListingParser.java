package org.eventextractor.core.storage;

import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads one page of a bucket's listing, element by element: of a bucket of a million objects the document's tree costs
 * more than all else there is to planning. What is missing is an error, never the end of the listing.
 *
 * <p>Used once, by one thread.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">ListObjectsV2</a>
 */
final class ListingParser {

    private static final String NAMED_FACTORY = "javax.xml.stream.XMLInputFactory";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final XMLStreamReader xml;
    private final List<ObjectSummary> objects = new ArrayList<>();
    private boolean keysEncoded;
    private @Nullable String truncated;
    private @Nullable String nextToken;

    private ListingParser(XMLStreamReader xml) {
        this.xml = xml;
    }

    /**
     * Reads the page to its end; the stream stays the caller's to close.
     *
     * @param body the answer to ListObjectsV2
     * @throws XMLStreamException if it is no whole listing, or the stream breaks off
     */
    static ObjectPage parse(InputStream body) throws XMLStreamException {
        XMLStreamReader xml = factory().createXMLStreamReader(body);
        try {
            return new ListingParser(xml).page();
        } finally {
            xml.close();
        }
    }

    /**
     * A new one: not every implementation may be shared between threads. It is the one that the JVM was told to use, else
     * the JDK's own: to search the class path for others takes longer than to read a short page.
     */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = System.getProperty(NAMED_FACTORY) == null
                ? XMLInputFactory.newDefaultFactory()
                : XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    private ObjectPage page() throws XMLStreamException {
        xml.nextTag();
        xml.require(XMLStreamReader.START_ELEMENT, null, "ListBucketResult");
        while (xml.nextTag() == XMLStreamReader.START_ELEMENT) {
            readPageElement(xml.getLocalName());
        }
        while (xml.hasNext()) {
            xml.next(); // what is no comment after a listing is an error
        }
        String token = switch (present(truncated, "IsTruncated")) {
            case "true" -> present(nextToken, "NextContinuationToken");
            case "false" -> null;
            default -> throw wrong("IsTruncated", truncated);
        };
        return new ObjectPage(keysEncoded ? decoded(objects) : objects, token);
    }

    private void readPageElement(String name) throws XMLStreamException {
        switch (name) {
            case "Contents" -> objects.add(object());
            case "EncodingType" -> keysEncoded = xml.getElementText().equals("url");
            case "IsTruncated" -> truncated = xml.getElementText();
            case "NextContinuationToken" -> nextToken = xml.getElementText();
            default -> skip();
        }
    }

    private ObjectSummary object() throws XMLStreamException {
        String key = null;
        String size = null;
        String eTag = null;
        while (xml.nextTag() == XMLStreamReader.START_ELEMENT) {
            switch (xml.getLocalName()) {
                case "Key" -> key = xml.getElementText();
                case "Size" -> size = xml.getElementText();
                case "ETag" -> eTag = xml.getElementText();
                default -> skip();
            }
        }
        return new ObjectSummary(
                present(key, "Key"), number(present(size, "Size")), ETags.unquoted(present(eTag, "ETag")));
    }

    /** Leaves the element that was entered, whatever is in it. */
    private void skip() throws XMLStreamException {
        int open = 1;
        while (open > 0) {
            int event = xml.next();
            if (event == XMLStreamReader.START_ELEMENT) {
                open++;
            } else if (event == XMLStreamReader.END_ELEMENT) {
                open--;
            }
        }
    }

    private List<ObjectSummary> decoded(List<ObjectSummary> encoded) throws XMLStreamException {
        List<ObjectSummary> decoded = new ArrayList<>(encoded.size());
        for (ObjectSummary object : encoded) {
            decoded.add(isPlain(object.key()) ? object : decoded(object));
        }
        return decoded;
    }

    /** As most keys are. */
    private static boolean isPlain(String key) {
        return key.indexOf('%') < 0 && key.indexOf('+') < 0;
    }

    private ObjectSummary decoded(ObjectSummary object) throws XMLStreamException {
        try {
            String key = URLDecoder.decode(object.key(), StandardCharsets.UTF_8);
            return new ObjectSummary(key, object.size(), object.eTag());
        } catch (IllegalArgumentException e) {
            throw wrong("Key", object.key());
        }
    }

    private long number(String digits) throws XMLStreamException {
        if (!NUMBER.matcher(digits).matches()) {
            throw wrong("Size", digits);
        }
        return Long.parseLong(digits);
    }

    private XMLStreamException wrong(String name, @Nullable String value) {
        return new XMLStreamException("a listing whose " + name + " is \"" + value + '"', xml.getLocation());
    }

    private String present(@Nullable String value, String name) throws XMLStreamException {
        if (value == null) {
            throw new XMLStreamException("a listing without " + name, xml.getLocation());
        }
        return value;
    }
}
