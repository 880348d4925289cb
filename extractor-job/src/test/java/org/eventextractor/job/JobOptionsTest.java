package org.eventextractor.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.stream.XMLInputFactory;
import org.junit.jupiter.api.Test;

class JobOptionsTest {

    private static final Path OPTIONS = Path.of("src", "main", "jvm", "extractor-job.options");
    private static final String PARSER = "-Djavax.xml.stream.XMLInputFactory=";

    @Test
    void namesAnXmlParserThatIsThere() throws Exception {
        Class<?> parser = Class.forName(option(PARSER));

        assertThat(parser.getDeclaredConstructor().newInstance()).isInstanceOf(XMLInputFactory.class);
    }

    private static String option(String prefix) throws IOException {
        return Files.readAllLines(OPTIONS).stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .findFirst()
                .orElseThrow();
    }
}
