package org.eventextractor.lambda.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds docs/CONFIGURATION.md against the code. */
class ConfigurationDocumentTest {

    private static final Path DOCUMENT = Path.of("../docs/CONFIGURATION.md");

    /** A row of the table of settings: its name, and how it is written in an object. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(EXTRACTOR_[A-Z_]+)` \\| ([a-z ]+) \\|");

    private static final Map<Setting.Kind, String> WORDS = Map.of(
            Setting.Kind.TEXT, "text",
            Setting.Kind.FLAG, "true or false",
            Setting.Kind.NUMBER, "number",
            Setting.Kind.LIST, "list",
            Setting.Kind.SECRET, "environment only",
            Setting.Kind.PLACE, "environment only");

    private static final Pattern EXAMPLE = Pattern.compile("(?s)```json\\n(.*?)```");

    @Test
    void theTableNamesEverySettingAsItIsWritten() throws IOException {
        Map<String, String> expected = new TreeMap<>();
        for (Setting setting : Setting.values()) {
            expected.put(setting.name(), String.valueOf(WORDS.get(setting.kind())));
        }
        Map<String, String> documented = new TreeMap<>();
        Matcher rows = ROW.matcher(lambdaSection());
        while (rows.find()) {
            documented.put(rows.group(1), rows.group(2));
        }
        assertThat(documented).isEqualTo(expected);
    }

    @Test
    void theExampleCanBeUsed() throws IOException {
        Matcher example = EXAMPLE.matcher(lambdaSection());
        assertThat(example.find()).isTrue();
        byte[] document = example.group(1).getBytes(StandardCharsets.UTF_8);
        assertThat(SettingsReader.read(document, "the example")).isNotEmpty();
    }

    private static String lambdaSection() throws IOException {
        return Files.readString(DOCUMENT).replaceFirst("(?s)\\n## The job.*", "");
    }
}
