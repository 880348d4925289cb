package org.eventextractor.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.FactoryConfigurationError;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListingParserTest {

    private static final String NAMED_FACTORY = "javax.xml.stream.XMLInputFactory";
    private static final String WHOLE = "<IsTruncated>false</IsTruncated>";

    @Test
    void whatIsNotWantedIsPassedOver() throws XMLStreamException {
        ObjectPage page = parse(WHOLE
                + "<Name>bucket</Name><Prefix/><CommonPrefixes><Prefix>p/</Prefix></CommonPrefixes>\n"
                + "<Contents><Owner><ID>Key</ID><Size>8</Size></Owner><Key>a/b</Key>"
                + "<LastModified>2024-02-24T00:00:00.000Z</LastModified><ETag>&quot;tag&quot;</ETag>"
                + "<ChecksumAlgorithm>CRC64NVME</ChecksumAlgorithm><Size>7</Size></Contents>");

        assertThat(page.objects()).containsExactly(new ObjectSummary("a/b", 7, "tag"));
        assertThat(page.nextToken()).isNull();
    }

    @Test
    void theParserThatTheJvmWasToldToUseIsUsed() {
        System.setProperty(NAMED_FACTORY, "no.such.Parser");
        try {
            assertThatThrownBy(() -> parse(WHOLE))
                    .isInstanceOf(FactoryConfigurationError.class)
                    .hasMessageContaining("no.such.Parser");
        } finally {
            System.clearProperty(NAMED_FACTORY);
        }
    }

    @Test
    void keysAreDecodedWhereTheAnswerSaysThatTheyAreEncoded() throws XMLStreamException {
        String object = object("a%2Fb+c%01%F0%9F%98%80");

        assertThat(parse(WHOLE + "<EncodingType>url</EncodingType>" + object).objects())
                .containsExactly(new ObjectSummary("a/b c\u0001😀", 7, "tag"));
        assertThat(parse(WHOLE + object).objects())
                .containsExactly(new ObjectSummary("a%2Fb+c%01%F0%9F%98%80", 7, "tag"));
    }

    @Test
    void theEncodingMayBeToldAfterTheKeys() throws XMLStreamException {
        assertThat(parse(object("a%2Fb") + WHOLE + "<EncodingType>url</EncodingType>")
                        .objects())
                .containsExactly(new ObjectSummary("a/b", 7, "tag"));
    }

    @Test
    void aTokenMeansNothingAfterTheLastPage() throws XMLStreamException {
        String token = "<NextContinuationToken>next</NextContinuationToken>";

        assertThat(parse("<IsTruncated>true</IsTruncated>" + token).nextToken()).isEqualTo("next");
        assertThat(parse(WHOLE + token).nextToken()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<IsTruncated>true</IsTruncated>",
                "<IsTruncated>perhaps</IsTruncated>",
                WHOLE + "<Contents><Size>7</Size><ETag>t</ETag></Contents>",
                WHOLE + "<Contents><Key>k</Key><ETag>t</ETag></Contents>",
                WHOLE + "<Contents><Key>k</Key><Size>7</Size></Contents>",
                WHOLE + "<Contents><Key>k</Key><Size>-7</Size><ETag>t</ETag></Contents>",
                WHOLE + "<Contents><Key>k</Key><Size>99999999999999999999</Size><ETag>t</ETag></Contents>",
                WHOLE + "<EncodingType>url</EncodingType><Contents><Key>%</Key><Size>7</Size><ETag>t</ETag></Contents>",
                WHOLE + "<Contents>",
            })
    void whatIsMissingOrWrongIsAnError(String content) {
        assertThatThrownBy(() -> parse(content)).isInstanceOf(XMLStreamException.class);
    }

    @Test
    void anotherDocumentIsAnError() {
        assertThatThrownBy(() -> parseAll("<Error><Code>SlowDown</Code></Error>"))
                .isInstanceOf(XMLStreamException.class);
        assertThatThrownBy(() -> parseAll("")).isInstanceOf(XMLStreamException.class);
    }

    @Test
    void nothingFollowsAListing() {
        assertThatThrownBy(() -> parseAll("<ListBucketResult>" + WHOLE + "</ListBucketResult><More"))
                .isInstanceOf(XMLStreamException.class);
    }

    @Test
    void noFileOfThisMachineGetsIntoAListing() {
        String entity = "<!DOCTYPE ListBucketResult [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>";
        String listing = "<ListBucketResult>" + WHOLE + object("&e;") + "</ListBucketResult>";

        assertThatThrownBy(() -> parseAll(entity + listing)).isInstanceOf(XMLStreamException.class);
    }

    private static String object(String key) {
        return "<Contents><Key>" + key + "</Key><Size>7</Size><ETag>\"tag\"</ETag></Contents>";
    }

    private static ObjectPage parse(String content) throws XMLStreamException {
        return parseAll("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">" + content
                + "</ListBucketResult>");
    }

    private static ObjectPage parseAll(String document) throws XMLStreamException {
        return ListingParser.parse(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)));
    }
}
