package org.eventextractor.core.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "168.63.129.15",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2001:4860:4860::8888",
                "2606:4700:4700::1111",
                "2a00::1",
                "2001:200::1",
                "2002:808:808::1",
                "64:ff9b::808:808"
            })
    void aPublicAddressIsAccepted(String literal) throws UnknownHostException {
        assertThat(AddressGuard.refusal(InetAddress.getByName(literal))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.0",
                "10.255.255.255",
                "100.64.0.0",
                "100.100.100.200",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.255",
                "168.63.129.16",
                "169.254.0.0",
                "169.254.169.254",
                "169.254.170.2",
                "172.16.0.0",
                "172.31.255.255",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.0",
                "192.168.255.255",
                "198.18.0.0",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255"
            })
    void anIpv4AddressThatIsNotPublicIsRefused(String literal) throws UnknownHostException {
        assertThat(AddressGuard.refusal(InetAddress.getByName(literal))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "::ffff:169.254.169.254",
                "fc00::1",
                "fd00:ec2::254",
                "fdff:ffff::1",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1",
                "100::1",
                "2001::1",
                "2001:1ff::1",
                "2001:db8::1",
                "3fff::1",
                "4000::1",
                "5f00::1",
                "64:ff9b:1::808:808"
            })
    void anIpv6AddressThatIsNotPublicIsRefused(String literal) throws UnknownHostException {
        assertThat(AddressGuard.refusal(InetAddress.getByName(literal))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2002:0a00:0001::1",
                "2002:7f00:0001::1",
                "2002:a9fe:a9fe::1",
                "2002:c0a8:0101::1",
                "64:ff9b::a00:1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b::6440:1"
            })
    void anIpv6AddressThatCarriesAPrivateIpv4AddressIsRefused(String literal) throws UnknownHostException {
        assertThat(AddressGuard.refusal(InetAddress.getByName(literal))).isPresent();
    }

    @Test
    void aMappedAddressGivenAsBytesIsJudgedByTheIpv4AddressItCarries() {
        assertThat(AddressGuard.refusal(bytes("00000000000000000000ffff0a000001")))
                .contains("private");
        assertThat(AddressGuard.refusal(bytes("00000000000000000000ffff08080808")))
                .isEmpty();
    }

    @Test
    void aCompatibleAddressIsJudgedByTheIpv4AddressItCarries() {
        assertThat(AddressGuard.refusal(bytes("000000000000000000000000a9fea9fe")))
                .contains("link-local or cloud metadata");
    }

    @Test
    void theRefusalNamesWhatTheAddressIsFor() throws UnknownHostException {
        assertThat(AddressGuard.refusal(InetAddress.getByName("127.0.0.2"))).contains("loopback");
        assertThat(AddressGuard.refusal(InetAddress.getByName("fd00::1"))).contains("unique-local");
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
