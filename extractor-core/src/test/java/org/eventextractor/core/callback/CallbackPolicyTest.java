package org.eventextractor.core.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.eventextractor.core.config.ConfigurationException;
import org.eventextractor.core.config.EnvironmentReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackPolicyTest {

    private static final CallbackPolicy PUBLIC = CallbackPolicy.publicHttps();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://smee.io/aB3dE5fG7hJ9",
                "https://example.org",
                "https://example.org:443/hook?token=a%20b",
                "HTTPS://Example.ORG./",
                "https://8.8.8.8/",
                "https://[2606:4700:4700::1111]/",
            })
    void aPublicHttpsUrlIsAllowed(String url) {
        assertThat(PUBLIC.refusal(url)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.org",
                "/hook",
                "http://example.org/",
                "ftp://example.org/",
                "file:///etc/passwd",
                "mailto:me@example.org",
                "https://",
                "https:///hook",
                "https:example.org",
                "https://exa mple.org/",
                "https://example.org\\@127.0.0.1/",
                "https://me@example.org/",
                "https://me:secret@example.org/",
                "https://example.org:8443/",
                "https://example.org:0/",
                "https://example.org:99999/",
            })
    void anythingButPlainHttpsIsRefused(String url) {
        assertThat(PUBLIC.refusal(url)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST",
                "localhost.",
                "web.localhost",
                "printer.local",
                "metadata.google.internal",
                "127.0.0.1",
                "127.1",
                "127.0.1",
                "127.0.0.1.",
                "2130706433",
                "0x7f000001",
                "0x7f.0.0.1",
                "0x7f.1",
                "017700000001",
                "0177.0.0.1",
                "0177.0.0.01",
                "010.0.0.1",
                "0",
                "0.0.0.0",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "100.64.0.1",
                "169.254.169.254",
                "2852039166",
                "0xa9fea9fe",
                "169.254.43518",
                "224.0.0.1",
                "255.255.255.255",
                "[::]",
                "[::1]",
                "[0:0:0:0:0:0:0:1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[::ffff:a9fe:a9fe]",
                "[::127.0.0.1]",
                "[64:ff9b::7f00:1]",
                "[fe80::1]",
                "[fe80::1%25eth0]",
                "[fc00::1]",
                "[fd00:ec2::254]",
                "[ff02::1]",
                "[2002:7f00:1::]",
                "１２７.0.0.1",
                "%31%32%37.0.0.1",
            })
    void noSpellingOfAnInnerAddressIsAllowed(String host) {
        assertThat(PUBLIC.refusal("https://" + host + "/")).isPresent();
    }

    @Test
    void aStarAllowsEveryNameBelowAndNotTheNameItself() {
        CallbackPolicy policy = new CallbackPolicy(List.of("*.Example.org", "smee.io"), List.of(443), List.of());

        assertThat(policy.refusal("https://a.b.example.org/")).isEmpty();
        assertThat(policy.refusal("https://SMEE.io/")).isEmpty();
        assertThat(policy.refusal("https://example.org/")).isPresent();
        assertThat(policy.refusal("https://badexample.org/")).isPresent();
        assertThat(policy.refusal("https://smee.io.evil.org/")).isPresent();
    }

    @Test
    void anAllowedHostNameDoesNotOpenAnInnerAddress() {
        CallbackPolicy policy = new CallbackPolicy(List.of("127.0.0.1", "localhost"), List.of(443), List.of());

        assertThat(policy.refusal("https://127.0.0.1/")).isPresent();
        assertThat(policy.refusal("https://localhost/")).isPresent();
    }

    @Test
    void aTrustedOriginIsExemptToTheLetter() {
        CallbackPolicy policy =
                new CallbackPolicy(List.of("example.org"), List.of(443), List.of(URI.create("http://127.0.0.1:8080")));

        assertThat(policy.refusal("http://127.0.0.1:8080/hook")).isEmpty();
        assertThat(policy.refusal("http://127.0.0.1:8081/hook")).isPresent();
        assertThat(policy.refusal("https://127.0.0.1:8080/hook")).isPresent();
        assertThat(policy.refusal("http://127.0.0.2:8080/hook")).isPresent();
        assertThat(policy.refusal("http://me@127.0.0.1:8080/hook")).isPresent();
    }

    @Test
    void aTrustedOriginsPortMayBeTheSchemesOwn() {
        CallbackPolicy policy = new CallbackPolicy(List.of(), List.of(443), List.of(URI.create("http://receiver")));

        assertThat(policy.refusal("http://receiver:80/hook")).isEmpty();
        assertThat(policy.refusal("http://receiver/hook")).isEmpty();
    }

    @Test
    void anotherPortIsAllowedWhereTheDeploymentSaysSo() {
        CallbackPolicy policy = new CallbackPolicy(List.of(), List.of(443, 8443), List.of());

        assertThat(policy.refusal("https://example.org:8443/")).isEmpty();
        assertThat(policy.refusal("https://example.org:9443/"))
                .hasValueSatisfying(
                        reason -> assertThat(reason).contains("9443").contains("8443"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://hooks.example.org", "hooks.example.org:443", "example.org/hook", "*"})
    void anAllowedHostThatIsNoHostNameIsAFaultOfTheConfiguration(String host) {
        EnvironmentReader reader = new EnvironmentReader(Map.of("EXTRACTOR_CALLBACK_HOSTS", "example.org," + host));
        CallbackPolicy.from(reader);

        assertThatThrownBy(reader::check)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("EXTRACTOR_CALLBACK_HOSTS cannot be \"" + host + "\"");
    }
}
